import ignore from 'ignore';
import type { AcceptedRisk, LaunchConfig } from '../config/model.ts';
import type { ByFile } from '../model/artifacts.ts';
import type { Finding } from '../model/finding.ts';
import { fileLocationOf } from '../model/finding.ts';
import type { Result, SuppressedFinding, Suppression } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import type { SuppressionComment } from '../observe/repository/suppression-comments.ts';
import type { BaselineJudge } from './baseline.ts';

/** What somebody saw with their own eyes is asked again after this long, in days. */
const REVIEW_HOLDS_DAYS = 90;

/** What an accepted risk speaks of. */
export type RiskScope = Pick<AcceptedRisk, 'check' | 'host' | 'path' | 'name'>;

export interface SuppressionRules {
  config: LaunchConfig;
  comments: ByFile<SuppressionComment[]>;
  /** What the baseline accepts, where there is one. */
  baseline?: BaselineJudge | undefined;
  /** Milliseconds since the epoch: an accepted risk counts up to and including its `until` day (UTC). */
  now: number;
}

/**
 * Takes out what a person called "not a problem" (comment, ignore) or accepted as a risk, and gives the findings
 * the severities of launch-ready.yaml. A check whose findings are all taken out passes.
 */
export function applySuppressions(
  results: readonly Result[],
  rules: SuppressionRules,
): { results: Result[]; suppressed: SuppressedFinding[] } {
  const suppressed: SuppressedFinding[] = [];
  const ignored = rules.config.ignore?.length ? ignore().add(rules.config.ignore) : undefined;
  const today = new Date(rules.now).toISOString().slice(0, 10);

  const kept = results.map((result): Result => {
    const byHand = reviewOf(result, rules);
    if (byHand) return byHand;
    if (result.findings.length === 0) return result;
    const expired: string[] = [];
    const findings = result.findings.flatMap((original): Finding[] => {
      const setting = severitySetting(original, rules.config);
      if (setting === 'off') return [];
      const finding = setting ? { ...original, severity: setting } : original;
      const suppression =
        commentOn(finding, rules.comments) ??
        (isIgnored(finding, ignored) ? { kind: 'ignore' as const } : undefined) ??
        rules.baseline?.(finding) ??
        acceptanceOf(finding, rules.config.accept ?? [], today, expired);
      if (!suppression) return [finding];
      suppressed.push({ finding, suppression });
      return [];
    });
    const reasons = [result.reason, ...expired].filter(Boolean).join('; ') || null;
    const cleared = findings.length === 0;
    return {
      ...result,
      findings,
      reason: reasons,
      outcome:
        cleared && (result.outcome === 'fail' || result.outcome === 'review')
          ? clearedOutcome(result)
          : result.outcome,
    };
  });
  return { results: kept, suppressed };
}

/** What only a person can tell passes for as long as somebody's look at it holds. */
function reviewOf(result: Result, { config, now }: SuppressionRules): Result | undefined {
  if (result.outcome !== 'review') return undefined;
  const looks = (config.reviewed ?? []).filter(({ check }) => check === result.checkId);
  const [last] = looks.sort((a, b) => b.date.localeCompare(a.date));
  if (!last) return undefined;
  const age = Math.floor((now - Date.parse(last.date)) / 86_400_000);
  if (age <= REVIEW_HOLDS_DAYS)
    return {
      ...result,
      outcome: 'pass',
      findings: [],
      reason: `${last.by} looked at this on ${last.date}`,
    };
  const old = `${last.by} looked at this ${age} days ago: look again`;
  return { ...result, reason: [result.reason, old].filter(Boolean).join('; ') };
}

/** A failure with a part that could not be looked at is not a pass once its findings are gone. */
function clearedOutcome(result: Result): 'pass' | 'notMeasured' {
  return result.outcome === 'fail' && result.reason !== null ? 'notMeasured' : 'pass';
}

/** The ids by which a finding can be named: its check, and for literals its kind, `secrets/<rule>`. */
export function namesOf(finding: Finding): string[] {
  const rule = finding.data?.rule;
  const area = finding.checkId.slice(0, finding.checkId.indexOf('/'));
  return typeof rule === 'string' ? [finding.checkId, `${area}/${rule}`] : [finding.checkId];
}

function severitySetting(finding: Finding, config: LaunchConfig): 'off' | Severity | undefined {
  const settings = config.checks;
  if (!settings) return undefined;
  // The kind is the more precise name, so it wins.
  for (const name of namesOf(finding).reverse()) if (Object.hasOwn(settings, name)) return settings[name];
  return undefined;
}

function commentOn(finding: Finding, comments: ByFile<SuppressionComment[]>): Suppression | undefined {
  const location = fileLocationOf(finding.location);
  if (!location || !Object.hasOwn(comments, location.path)) return undefined;
  const names = namesOf(finding);
  const comment = comments[location.path]?.find(
    ({ line, ids }) => line === location.range.start.line && ids.some((id) => names.includes(id)),
  );
  return comment && { kind: 'comment', ...(comment.reason && { reason: comment.reason }) };
}

function isIgnored(finding: Finding, globs: ReturnType<typeof ignore> | undefined): boolean {
  return globs !== undefined && finding.location.kind === 'file' && globs.ignores(finding.location.path);
}

function acceptanceOf(
  finding: Finding,
  accepted: readonly AcceptedRisk[],
  today: string,
  expired: string[],
): Suppression | undefined {
  for (const risk of accepted) {
    if (!covers(risk, finding)) continue;
    if (risk.until >= today)
      return { kind: 'accept', reason: risk.reason, owner: risk.owner, until: risk.until };
    expired.push(`the risk that ${risk.owner} accepted ran out on ${risk.until}`);
  }
  return undefined;
}

/** Whether the risk, while it is accepted, takes the finding out. */
export function covers(risk: RiskScope, finding: Finding): boolean {
  const { location, data } = finding;
  if (!namesOf(finding).includes(risk.check)) return false;
  if (risk.name !== undefined && data?.name !== risk.name) return false;
  if (risk.host !== undefined && !(location.kind === 'host' && location.host === risk.host)) return false;
  if (risk.path === undefined) return true;
  return location.kind === 'file' && ignore().add(risk.path).ignores(location.path);
}
