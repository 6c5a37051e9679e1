import type { ArtifactName, Artifacts } from './artifacts.ts';
import type { FindingDraft } from './finding.ts';
import type { Outcome } from './outcome.ts';
import type { Severity } from './severity.ts';

export const AREA_IDS = [
  'secrets',
  'env',
  'deploy',
  'dns',
  'routing',
  'tls',
  'edge',
  'email',
  'served',
  'monitoring',
  'handover',
] as const;

export type AreaId = (typeof AREA_IDS)[number];

/** Launch order. */
export const STAGES = ['code', 'domain', 'edge', 'email', 'deployment', 'monitoring', 'handover'] as const;

export type Stage = (typeof STAGES)[number];

export type CheckId = `${AreaId}/${string}`;

/** A fact for the report: never a Problem, never in the verdict. */
export interface Observation {
  text: string;
  data?: Record<string, string | number | boolean>;
}

export interface CheckContext<R extends ArtifactName> {
  artifacts: Pick<Artifacts, R>;
  /** Milliseconds since the epoch; the audit's one clock. */
  now: number;
}

export interface CheckResult {
  outcome: Outcome;
  findings: FindingDraft[];
  observations?: Observation[];
  /** Why it is `notMeasured`, `notApplicable` or `review`, or what part of it could not be looked at. */
  reason?: string;
}

export interface Check<R extends ArtifactName = ArtifactName> {
  /** The failing thing, a noun, kebab-case: "email/too-many-spf-lookups". */
  id: CheckId;
  /** When it passes: "SPF stays within 10 lookups". */
  title: string;
  /** When it fails: "SPF needs more than 10 lookups". */
  failureTitle: string;
  /** Default; a finding may carry its own. */
  severity: Severity;
  /** The check receives only these. */
  requires: readonly R[];
  /** Part of the launch's minimum bar: without an answer the verdict is never a bare READY. */
  minimumBar?: boolean;
  /** Its findings in a file come from that file alone: an editor may run it before the whole folder was read. */
  perFile?: boolean;
  /** messageId to sentence with `{data}`: what is wrong, and what it does to the launch. */
  messages: Record<string, string>;
  /** Synchronous and pure: all waiting is gathering. */
  run(context: CheckContext<R>): CheckResult;
}

/** Infers the artifact names, so that `run` sees just the artifacts it requires. */
export function defineCheck<const R extends ArtifactName>(check: Check<R>): Check<R> {
  return check;
}

export interface Area {
  id: AreaId;
  /** What a founder calls it: "SSL certificates". */
  title: string;
  stage: Stage;
  /** Needs the network: asked only for a domain that the person named. */
  network: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: checks differ in what they require
  checks: readonly Check<any>[];
}

export function areaOf(checkId: string): AreaId {
  return checkId.slice(0, checkId.indexOf('/')) as AreaId;
}

/** Shorthands for the results that carry no findings. */
export const passed = (observations?: Observation[]): CheckResult => ({
  outcome: 'pass',
  findings: [],
  ...(observations && { observations }),
});
export const notApplicable = (reason: string): CheckResult => ({
  outcome: 'notApplicable',
  findings: [],
  reason,
});
export const couldNotCheck = (reason: string): CheckResult => ({
  outcome: 'notMeasured',
  findings: [],
  reason,
});

/**
 * Fail when there are findings; else not measured when some part could not be looked at; else pass.
 * `unmeasured` holds the reasons, in plain words.
 */
export function judge(
  findings: FindingDraft[],
  unmeasured: readonly string[] = [],
  observations: readonly Observation[] = [],
): CheckResult {
  const reason = [...new Set(unmeasured)].join('; ');
  return {
    outcome: findings.length > 0 ? 'fail' : reason ? 'notMeasured' : 'pass',
    findings,
    ...(reason && { reason }),
    ...(observations.length > 0 && { observations: [...observations] }),
  };
}
