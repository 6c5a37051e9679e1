import { withShownNames } from '../formats/international-name.ts';
import type { Artifacts } from '../model/artifacts.ts';
import type { Check, CheckResult } from '../model/check.ts';
import { couldNotCheck } from '../model/check.ts';
import type { Finding, FindingData, FindingDraft } from '../model/finding.ts';
import { fileLocationOf } from '../model/finding.ts';
import { hash64 } from '../model/fingerprint.ts';
import { comparePosition, type Location } from '../model/location.ts';
import type { Result } from '../model/report.ts';
import type { ArtifactStore } from './artifact-store.ts';

/**
 * Runs one check on what the store holds. A missing or failed artifact makes it `notMeasured`, and so does an
 * error in the check itself: the run goes on.
 */
export function runCheck(check: Check, store: ArtifactStore, now: number): Result {
  const startedAt = performance.now();
  const result = answer(check, store, now);
  return {
    checkId: check.id,
    outcome: result.outcome,
    durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
    reason: result.reason === undefined ? null : withShownNames(result.reason),
    findings: completeFindings(check, result.findings),
    ...(result.observations?.length && {
      observations: result.observations.map((one) => ({ ...one, text: withShownNames(one.text) })),
    }),
  };
}

/** True when the store has all that the check needs; a check of single files makes do with part of the files. */
export function isRunnable(check: Check, store: ArtifactStore): boolean {
  return check.requires.every((name) => {
    const artifact = store.get(name);
    return artifact !== undefined && !(artifact.status === 'ready' && artifact.partial && !check.perFile);
  });
}

function answer(check: Check, store: ArtifactStore, now: number): CheckResult {
  const artifacts: Record<string, unknown> = {};
  const reasons = new Set<string>();
  for (const name of check.requires) {
    const artifact = store.get(name);
    if (artifact?.status === 'ready') artifacts[name] = artifact.value;
    else reasons.add(artifact?.reason ?? 'it was not looked at');
  }
  if (reasons.size > 0) return couldNotCheck([...reasons].join('; '));
  try {
    return check.run({ artifacts: artifacts as unknown as Artifacts, now });
  } catch (error) {
    return couldNotCheck(
      `the check itself failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function completeFindings(check: Check, drafts: readonly FindingDraft[]): Finding[] {
  const seen = new Map<string, number>();
  return [...drafts].sort(byPlace).map((draft) => {
    const key = [
      check.id,
      draft.messageId,
      draft.data?.rule ?? '',
      placeOf(draft.location),
      draft.anchor ?? '',
    ].join('|');
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const { anchor: _, ...rest } = draft;
    return {
      ...rest,
      checkId: check.id,
      message: withShownNames(
        renderMessage(check.messages[draft.messageId] ?? check.failureTitle, draft.data),
      ),
      ...(rest.remediation && {
        remediation: { ...rest.remediation, text: withShownNames(rest.remediation.text) },
      }),
      severity: draft.severity ?? check.severity,
      fingerprint: hash64(`${key}|${ordinal}`),
    };
  });
}

/** Fills `{name}` from `data`. */
export function renderMessage(template: string, data: FindingData = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(data, name) ? String(data[name]) : whole,
  );
}

function placeOf(location: Location): string {
  return location.kind === 'file' ? location.path : `${location.host} ${location.record ?? ''}`;
}

function byPlace(a: FindingDraft, b: FindingDraft): number {
  const left = fileLocationOf(a.location);
  const right = fileLocationOf(b.location);
  const places = [placeOf(a.location), placeOf(b.location)] as const;
  if (places[0] !== places[1]) return places[0] < places[1] ? -1 : 1;
  return left && right ? comparePosition(left.range.start, right.range.start) : 0;
}
