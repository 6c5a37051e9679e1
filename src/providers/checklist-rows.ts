import { type Area, areaOf, type Check, STAGES } from '../model/check.ts';
import { type Finding, fileLocationOf } from '../model/finding.ts';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import type { Report, Result } from '../model/report.ts';
import { compareSeverity, type Severity } from '../model/severity.ts';
import {
  type Counts,
  countFindings,
  countsInWords,
  STAGE_LABELS,
  STANDINGS,
  type Standing,
  sumCounts,
  summary,
  whyNoNetwork,
  worstOf,
} from './checklist-words.ts';
import { ageInWords } from './status-text.ts';

type Parent = Pick<Row, 'id' | 'folder'>;

export interface Row {
  /** Stable over runs, so that what a person opened stays open. */
  id: string;
  /** The URI of the workspace folder it speaks of. */
  folder: string;
  kind: 'folder' | 'stage' | 'area' | 'rest' | 'check' | 'finding' | 'more';
  label: string;
  description: string;
  tooltip: string;
  standing: Standing;
  /** Failing findings in and below it. */
  counts: Counts;
  /** Of the worst of them, or of the finding. */
  severity?: Severity;
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
  /** Why the network is not asked, where the report does not know: the workspace is not trusted. */
  trusted: boolean;
}

/** Answers about a domain count as fresh for this long, in milliseconds. */
export const STALE_AFTER_MS = 60 * 60_000;
/** Findings shown below one check; the report has them all. */
const MOST_FINDINGS = 30;
/** From this many on, the checks of an area that need nobody's attention share one row. */
const QUIET_TOGETHER = 3;

/** The checklist of one folder: stage, area, check, finding. */
export function checklistRows(input: ChecklistInput): Row[] {
  return STAGES.flatMap((stage) => {
    const areas = input.areas.filter((area) => area.stage === stage && area.checks.length > 0);
    if (areas.length === 0) return [];
    const children = areas.map((area) => areaRow(area, input));
    const id = `${input.folder}#${stage}`;
    const row = group({ id, folder: input.folder, kind: 'stage', label: STAGE_LABELS[stage], children });
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
  const { folder } = input;
  const id = `${folder}#${area.stage}/${area.id}`;
  const notAsked = input.report.notAsked.find((entry) => entry.area === area.id);
  if (notAsked) {
    const needsDomain = input.trusted && area.network && input.report.domain === null;
    const reason = area.network
      ? whyNoNetwork(input.trusted, input.report.domain)
      : `Not checked: ${notAsked.reason}`;
    return {
      id,
      folder,
      kind: 'area',
      label: area.label,
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
  const children = input.report.results
    .filter((result) => areaOf(result.checkId) === area.id)
    .map((result) => checkRow({ id, folder }, area, result, checks.get(result.checkId)))
    .sort((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) || bySeverity(a, b));
  return {
    ...withAge(
      group({
        id,
        folder,
        kind: 'area',
        label: area.label,
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

function checkRow(parent: Parent, area: Area, result: Result, check: Check | undefined): Row {
  const own = { id: `${parent.id}/${result.checkId}`, folder: parent.folder };
  const shown = result.findings.slice(0, MOST_FINDINGS).map((finding) => findingRow(own, result, finding));
  const hidden = result.findings.length - shown.length;
  const counts = result.outcome === 'fail' ? countFindings(result.findings) : {};
  const severity = worstOf(counts);
  const label = (result.outcome === 'fail' ? check?.failureTitle : check?.title) ?? result.checkId;
  return {
    ...own,
    kind: 'check',
    label,
    description: result.outcome === 'fail' ? countsInWords(counts) : OUTCOME_LABELS[result.outcome],
    tooltip: [
      label,
      `${OUTCOME_LABELS[result.outcome]}${result.reason ? `: ${result.reason}` : ''}`,
      result.checkId,
    ].join('\n'),
    standing: result.outcome,
    words: ['check', ...networkWord(area), 'runnable'],
    children: hidden > 0 ? [...shown, moreRow(own, hidden)] : shown,
    checkId: result.checkId,
    counts,
    ...(severity && { severity }),
  };
}

function findingRow(parent: Parent, result: Result, finding: Finding): Row {
  const location = fileLocationOf(finding.location);
  const place =
    finding.location.kind === 'host'
      ? [finding.location.host, finding.location.record].filter(Boolean).join(' ')
      : `${finding.location.path}:${finding.location.range.start.line + 1}`;
  return {
    id: `${parent.id}/${finding.fingerprint}`,
    folder: parent.folder,
    kind: 'finding',
    label: finding.message,
    description: place,
    tooltip: [finding.message, finding.remediation?.text, finding.remediation?.copy, place]
      .filter(Boolean)
      .join('\n\n'),
    standing: result.outcome,
    counts: result.outcome === 'fail' ? { [finding.severity]: 1 } : {},
    severity: finding.severity,
    words: ['finding', ...(location ? ['located'] : []), ...(finding.remediation?.copy ? ['copyable'] : [])],
    children: [],
    checkId: result.checkId,
    finding,
  };
}

function moreRow(parent: Parent, hidden: number): Row {
  return {
    id: `${parent.id}/more`,
    folder: parent.folder,
    kind: 'more',
    label: `${hidden} more in the report`,
    description: '',
    tooltip: 'Open the report to see them all',
    standing: 'fail',
    counts: {},
    words: [],
    children: [],
  };
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

/** Asked again, it uses the network. */
function networkWord(area: Area): string[] {
  return area.network ? ['network'] : [];
}

function bySeverity(a: Row, b: Row): number {
  return a.severity && b.severity ? compareSeverity(a.severity, b.severity) : 0;
}
