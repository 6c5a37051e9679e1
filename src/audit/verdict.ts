import type { Area, Check } from '../model/check.ts';
import type { NotAsked, Result, SuppressedFinding } from '../model/report.ts';
import { isAtLeast, type Severity } from '../model/severity.ts';
import { COUNT_KEYS, type Verdict, type VerdictState } from '../model/verdict.ts';

/** Judges the launch: the one sentence that everything else explains. */
export function judgeLaunch(
  checks: readonly Check[],
  results: readonly Result[],
  suppressed: readonly SuppressedFinding[],
  notAsked: readonly NotAsked[],
  areas: readonly Area[],
  /** What else was left out, in words. */
  limit = '',
): Verdict {
  const counts = { blockers: 0, high: 0, medium: 0, low: 0 };
  for (const finding of failures(results)) counts[COUNT_KEYS[finding.severity]]++;
  const byId = new Map(checks.map((check) => [check.id as string, check]));
  const unmeasured = results.filter((result) => result.outcome === 'notMeasured');
  const blindSpots = unmeasured.filter((result) => byId.get(result.checkId)?.severity === 'blocker');
  const byHand = results.filter(
    (result) => result.outcome === 'review' && byId.get(result.checkId)?.minimumBar === true,
  );
  const unanswered = unmeasured.filter((result) => byId.get(result.checkId)?.minimumBar === true);
  const scope = [scopeInWords(notAsked, areas), limit].filter(Boolean).join('; ');

  let state: VerdictState = 'READY';
  if (counts.blockers > 0) state = 'NOT READY';
  else if (blindSpots.length > 0) state = 'INCOMPLETE';
  else if (counts.high > 0 || byHand.length > 0 || unanswered.length > 0) state = 'READY WITH RISKS';

  const details: string[] = [];
  if (state === 'NOT READY') details.push(plural(counts.blockers, 'blocker'));
  if (state === 'INCOMPLETE') details.push(`${plural(unmeasured.length, 'check')} could not run`);
  if (state === 'READY WITH RISKS') {
    if (counts.high > 0) details.push(`${counts.high} high`);
    if (byHand.length > 0) details.push(`${byHand.length} to answer by hand`);
    if (unanswered.length > 0) details.push(`${plural(unanswered.length, 'check')} could not run`);
  }
  if (state === 'READY' && scope) details.push(scope);

  return {
    state,
    ...counts,
    accepted: suppressed.filter(({ suppression }) => suppression.kind === 'accept').length,
    notMeasured: unmeasured.length,
    review: byHand.length,
    headline: details.length > 0 ? `${state} (${details.join(', ')})` : state,
    scope,
  };
}

/**
 * 1: findings at or above `failOn`; else 3: incomplete; else 0. (2, a usage or configuration error, is the
 * command's own affair.)
 */
export function exitCodeOf(
  report: { results: readonly Result[]; verdict: Verdict },
  failOn: Severity,
): 0 | 1 | 3 {
  if (failures(report.results).some((finding) => isAtLeast(finding.severity, failOn))) return 1;
  return report.verdict.state === 'INCOMPLETE' ? 3 : 0;
}

function failures(results: readonly Result[]) {
  return results.filter((result) => result.outcome === 'fail').flatMap((result) => result.findings);
}

function scopeInWords(notAsked: readonly NotAsked[], areas: readonly Area[]): string {
  const skipped = new Set(notAsked.filter(({ check }) => check === undefined).map(({ area }) => area));
  if (skipped.size === 0) return '';
  const network = areas.filter((area) => area.network);
  const repository = areas.filter((area) => !area.network);
  const domainSkipped = network.length > 0 && network.every((area) => skipped.has(area.id));
  const codeSkipped = repository.length > 0 && repository.every((area) => skipped.has(area.id));
  if (domainSkipped && repository.every((area) => !skipped.has(area.id)))
    return 'code only; domain not checked';
  if (codeSkipped && network.every((area) => !skipped.has(area.id))) return 'domain only; code not checked';
  const named = (list: readonly Area[]) => list.map(({ title }) => inSentence(title)).join(', ');
  const [asked, left] = [
    areas.filter(({ id }) => !skipped.has(id)),
    areas.filter(({ id }) => skipped.has(id)),
  ];
  // The shorter list says it.
  return asked.length > 0 && asked.length < left.length
    ? `only ${named(asked)} checked`
    : `not checked: ${named(left)}`;
}

/** CDN and SSL keep their capitals. */
function inSentence(title: string): string {
  return /^[A-Z]{2}/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
