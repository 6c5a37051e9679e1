import { type Area, areaOf, STAGES, type Stage } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { Report, Result } from '../model/report.ts';
import { compareSeverity, type Severity } from '../model/severity.ts';

/** A check's words, also for a check that this version no longer knows (a replayed or saved report). */
export interface CheckWords {
  id: string;
  title: string;
  failureTitle: string;
  area: string;
  stage: Stage;
}

export interface AreaOutline {
  id: string;
  title: string;
  results: Result[];
}

export interface StageOutline {
  stage: Stage;
  areas: AreaOutline[];
}

/** Looks a check up in the registry; an unknown one keeps its id as its title. */
export function checkWords(areas: readonly Area[], checkId: string): CheckWords {
  const area = areas.find(({ id }) => id === areaOf(checkId));
  const check = area?.checks.find(({ id }) => id === checkId);
  return {
    id: checkId,
    title: check?.title ?? checkId,
    failureTitle: check?.failureTitle ?? checkId,
    area: areaOf(checkId),
    stage: area?.stage ?? 'code',
  };
}

/** The report in launch order: stage, then area, each with its results. Areas without a result are left out. */
export function outline(report: Report, areas: readonly Area[]): StageOutline[] {
  const byArea = new Map<string, Result[]>();
  for (const result of report.results) {
    const id = areaOf(result.checkId);
    byArea.set(id, [...(byArea.get(id) ?? []), result]);
  }
  const known = areas.map(({ id, title, stage }) => ({ id: id as string, title, stage }));
  const unknown = [...byArea.keys()]
    .filter((id) => !known.some((area) => area.id === id))
    .map((id) => ({ id, title: capitalised(id), stage: 'code' as Stage }));
  return STAGES.map((stage) => ({
    stage,
    areas: [...known, ...unknown]
      .filter((area) => area.stage === stage && byArea.has(area.id))
      .map(({ id, title }) => ({ id, title, results: byArea.get(id) ?? [] })),
  })).filter(({ areas: found }) => found.length > 0);
}

/** Findings of one check and one severity. */
export interface FindingGroup {
  checkId: string;
  severity: Severity;
  findings: Finding[];
}

/** Worst first; the checks keep the order of the registry within a severity. */
export function groupFindings(results: readonly Result[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { checkId, outcome, findings } of results) {
    if (outcome !== 'fail') continue;
    for (const finding of findings) {
      const key = `${checkId} ${finding.severity}`;
      const group = groups.get(key) ?? { checkId, severity: finding.severity, findings: [] };
      group.findings.push(finding);
      groups.set(key, group);
    }
  }
  return [...groups.values()].sort((a, b) => compareSeverity(a.severity, b.severity));
}

/** Checks with a finding that was accepted as a risk: passing without it is not passing. */
export function acceptedChecks({ suppressed }: Report): Set<string> {
  return new Set(
    suppressed
      .filter(({ suppression }) => suppression.kind === 'accept')
      .map(({ finding }) => finding.checkId),
  );
}

/** What nobody asked for, by why: the names of areas, and single checks as `named` has them. */
export function notAskedByReason(
  { notAsked }: Pick<Report, 'notAsked'>,
  areas: readonly Area[],
  named: (checkId: string, area: string) => string = (checkId) => checkId,
): [reason: string, names: string[]][] {
  const byReason = new Map<string, string[]>();
  for (const { area, check, reason } of notAsked) {
    const title = areas.find(({ id }) => id === area)?.title ?? area;
    byReason.set(reason, [
      ...(byReason.get(reason) ?? []),
      check === undefined ? title : named(check, title),
    ]);
  }
  return [...byReason];
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
