import { STAGE_TITLES } from '../model/area-heads.ts';
import { type Area, areaOf, type Check, STAGES } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { compareSeverity, type Severity } from '../model/severity.ts';
import { checkRow, historyRow, leftOutRow, networkWord, readsHistory } from './checklist-leaves.ts';
import {
  type Counts,
  countsInWords,
  STANDINGS,
  type Standing,
  sumCounts,
  summary,
  whyNoNetwork,
  worstOf,
} from './checklist-words.ts';
import { ageInWords } from './status-text.ts';

export type Parent = Pick<Row, 'id' | 'folder'>;

export interface Row {
  /** Stable over runs, so that what a person opened stays open. */
  id: string;
  /** The URI of the workspace folder it speaks of. */
  folder: string;
  kind: 'folder' | 'stage' | 'area' | 'rest' | 'check' | 'history' | 'finding' | 'more';
  label: string;
  description: string;
  tooltip: string;
  standing: Standing;
  /** Failing findings in and below it. */
  counts: Counts;
  /** Of the worst of them, or of the finding. */
  severity?: Severity;
  /** It waits for something that is being looked at. */
  running?: boolean;
  /** The answers are older than they should be relied on. */
  stale?: boolean;
  /** Words that menus look for: `runnable`, `network`, `needsDomain`, `copyable`. */
  words: string[];
  children: Row[];
  checkId?: string;
  area?: string;
  finding?: Finding;
}

export interface ChecklistInput {
  /** The URI of the workspace folder. */
  folder: string;
  report: Report;
  areas: readonly Area[];
  /** Domain answers are this old, in milliseconds; undefined when the domain was not looked at. */
  domainAgeMs?: number;
  /** The checks that a person has looked at. */
  reviewed?: readonly string[];
  /** The checks that wait for something which is being looked at. */
  waiting?: readonly string[];
  /** Why the network is not asked, where the report does not know: the workspace is not trusted. */
  trusted: boolean;
}

/** Answers about a domain count as fresh for this long, in milliseconds. */
export const STALE_AFTER_MS = 60 * 60_000;
/** From this many on, the checks of an area that need nobody's attention share one row. */
const QUIET_TOGETHER = 3;

/** The checklist of one folder: stage, area, check, finding. */
export function checklistRows(input: ChecklistInput): Row[] {
  return STAGES.flatMap((stage) => {
    const areas = input.areas.filter((area) => area.stage === stage && area.checks.length > 0);
    if (areas.length === 0) return [];
    const children = areas.map((area) => areaRow(area, input));
    const id = `${input.folder}#${stage}`;
    const row = group({ id, folder: input.folder, kind: 'stage', label: STAGE_TITLES[stage], children });
    if (children.some(({ running }) => running)) {
      const known = row.standing === 'notAsked' ? '' : `${row.description} · `;
      return [{ ...row, description: sentence(`${known}checking`), running: true }];
    }
    return [
      withAge(
        row,
        areas.every((area) => area.network),
        input,
      ),
    ];
  });
}

function areaRow(area: Area, input: ChecklistInput): Row {
  const row = answeredRow(area, input);
  const waiting = (input.waiting ?? []).filter((id) => areaOf(id) === area.id).length;
  if (waiting === 0) return row;
  const known = row.children.length > 0 ? `${row.description} · ` : '';
  const description = `${known}checking, ${waiting} to go`;
  const standing = row.children.length > 0 ? row.standing : 'notAsked';
  return { ...row, standing, description: sentence(description), running: true };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function answeredRow(area: Area, input: ChecklistInput): Row {
  const { folder } = input;
  const id = `${folder}#${area.stage}/${area.id}`;
  const notAsked = input.report.notAsked.find((entry) => entry.area === area.id && entry.check === undefined);
  if (notAsked) {
    const needsDomain = input.trusted && area.network && input.report.domain === null;
    const reason = area.network
      ? whyNoNetwork(input.trusted, input.report.domain)
      : `Not checked: ${notAsked.reason}`;
    return {
      id,
      folder,
      kind: 'area',
      label: area.title,
      description: reason,
      tooltip: `${area.title}. ${reason}.`,
      standing: 'notAsked',
      counts: {},
      words: [
        'area',
        ...networkWord(area),
        ...(needsDomain ? ['needsDomain'] : []),
        ...(input.trusted ? ['runnable'] : []),
      ],
      children: [],
      area: area.id,
    };
  }
  const checks = new Map<string, Check>(area.checks.map((check) => [check.id, check]));
  const answered = input.report.results
    .filter((result) => areaOf(result.checkId) === area.id)
    .map((result) => checkRow({ id, folder }, area, result, checks.get(result.checkId), input.reviewed));
  const left = input.report.notAsked.flatMap(({ area: of, check, reason }) =>
    of === area.id && check !== undefined && !readsHistory(checks.get(check))
      ? [leftOutRow({ id, folder }, checks.get(check), check, reason)]
      : [],
  );
  const isUnread = input.report.notAsked.some(
    ({ area: of, check }) => of === area.id && check !== undefined && readsHistory(checks.get(check)),
  );
  if (isUnread) left.push(historyRow({ id, folder }, input.trusted));
  const children = [...answered, ...left].sort(
    (a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) || bySeverity(a, b),
  );
  return {
    ...withAge(
      group({
        id,
        folder,
        kind: 'area',
        label: area.title,
        children: withoutNoise(children, { id, folder }),
      }),
      area.network,
      input,
    ),
    tooltip: area.title,
    words: ['area', ...networkWord(area), 'runnable'],
    area: area.id,
  };
}

/** What passed is good to know, but not in the way of what did not. */
function withoutNoise(checks: Row[], { id, folder }: Parent): Row[] {
  const isQuiet = ({ standing }: Row) => standing === 'pass' || standing === 'notApplicable';
  const quiet = checks.filter(isQuiet);
  if (quiet.length < QUIET_TOGETHER) return checks;
  const rest = group({ id: `${id}/rest`, folder, kind: 'rest', label: '', children: quiet });
  const [first = '', second] = rest.description.split(', ');
  return [
    ...checks.filter((row) => !isQuiet(row)),
    { ...rest, label: first, description: second ?? '', tooltip: rest.description },
  ];
}

/** Answers of the network tell how old they are, and say so when that is too old. */
function withAge(row: Row, isOfNetwork: boolean, { domainAgeMs: age }: ChecklistInput): Row {
  if (!isOfNetwork || age === undefined || row.standing === 'notAsked') return row;
  const stale = age > STALE_AFTER_MS;
  const description = `${row.description} · ${ageInWords(age)}${stale ? ', out of date' : ''}`;
  return { ...row, description, ...(stale && { stale }) };
}

/** A row over others: it stands as the worst of them stands. */
export function group(row: Pick<Row, 'id' | 'folder' | 'kind' | 'label' | 'children'>): Row {
  const standing =
    STANDINGS.find((candidate) => row.children.some((child) => child.standing === candidate)) ??
    'notApplicable';
  const counts = sumCounts(row.children.map((child) => child.counts));
  const severity = worstOf(counts);
  return {
    ...row,
    description: standing === 'fail' ? countsInWords(counts) : summary(row.children.flatMap(checksBelow)),
    tooltip: row.label,
    standing,
    counts,
    words: [row.kind],
    ...(severity && { severity }),
  };
}

/** Checks, and areas that were not asked about. */
function checksBelow(row: Row): Row[] {
  return row.kind === 'check' || row.children.length === 0 ? [row] : row.children.flatMap(checksBelow);
}

function bySeverity(a: Row, b: Row): number {
  return a.severity && b.severity ? compareSeverity(a.severity, b.severity) : 0;
}
