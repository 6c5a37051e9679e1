import { shownName } from '../formats/international-name.ts';
import type { Area, Check } from '../model/check.ts';
import { type Finding, fileLocationOf } from '../model/finding.ts';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import type { Result } from '../model/report.ts';
import { checkLabel, checkSentence, findingLabel, findingPlace } from './checklist-names.ts';
import type { Parent, Row } from './checklist-row.ts';
import { countFindings, countsInShort, countsInWords, worstOf } from './checklist-words.ts';
import { recordsToCopy } from './dns-records-to-copy.ts';
import { isRotatable } from './history-findings.ts';

/** Findings shown below one check; the report has them all. */
const MOST_FINDINGS = 30;

/** A check and its findings. */
export function checkRow(
  parent: Parent,
  area: Area,
  result: Result,
  check: Check | undefined,
  reviewed: readonly string[] = [],
): Row {
  const own = { id: `${parent.id}/${result.checkId}`, folder: parent.folder };
  const shown = result.findings.slice(0, MOST_FINDINGS).map((finding) => findingRow(own, result, finding));
  const hidden = result.findings.length - shown.length;
  const counts = result.outcome === 'fail' ? countFindings(result.findings) : {};
  const severity = worstOf(counts);
  const sentence = checkSentence(result, check);
  return {
    ...own,
    kind: 'check',
    label: checkLabel(result, check),
    spoken: sentence,
    description: result.outcome === 'fail' ? countsInShort(counts) : OUTCOME_LABELS[result.outcome],
    tooltip: [
      sentence,
      [OUTCOME_LABELS[result.outcome], countsInWords(counts), result.reason].filter(Boolean).join(': '),
      result.checkId,
    ].join('\n'),
    standing: result.outcome,
    words: [
      'check',
      ...networkWord(area),
      ...(readsHistory(check) ? ['history'] : []),
      'runnable',
      ...handWords(result, reviewed),
    ],
    children: hidden > 0 ? [...shown, moreRow(own, hidden)] : shown,
    checkId: result.checkId,
    counts,
    ...(severity && { severity }),
  };
}

/** A check that takes more than a look at the files, and was not asked for. */
export function leftOutRow(parent: Parent, check: Check | undefined, checkId: string, reason: string): Row {
  const label = check?.title ?? checkId;
  return {
    id: `${parent.id}/${checkId}`,
    folder: parent.folder,
    kind: 'check',
    label: checkLabel({ outcome: 'notMeasured', checkId }, check),
    spoken: label,
    description: `Not checked: ${reason}`,
    tooltip: [label, `Not checked: ${reason}`, checkId].join('\n'),
    standing: 'notAsked',
    counts: {},
    words: ['check'],
    children: [],
    checkId,
  };
}

function findingRow(parent: Parent, result: Result, finding: Finding): Row {
  const location = fileLocationOf(finding.location);
  return {
    id: `${parent.id}/${finding.fingerprint}`,
    folder: parent.folder,
    kind: 'finding',
    label: findingLabel(finding),
    spoken: finding.message,
    description: findingPlace(finding),
    tooltip: [finding.message, finding.remediation?.text, finding.remediation?.copy, wholePlace(finding)]
      .filter(Boolean)
      .join('\n\n'),
    standing: result.outcome,
    counts: result.outcome === 'fail' ? { [finding.severity]: 1 } : {},
    severity: finding.severity,
    words: [
      'finding',
      ...(location ? ['located'] : []),
      ...(location && finding.fixes?.length ? ['fixable'] : []),
      ...copyWords(finding),
      ...secretWords(finding),
    ],
    children: [],
    checkId: result.checkId,
    finding,
  };
}

function wholePlace({ location }: Finding): string {
  const line = fileLocationOf(location);
  const file = line ? `${line.path}:${line.range.start.line + 1}` : '';
  return location.kind === 'host'
    ? [shownName(location.host), location.record, file].filter(Boolean).join(' ')
    : file;
}

/** A row that a person ticks off: not yet, or done. */
function handWords({ checkId, outcome }: Result, reviewed: readonly string[]): string[] {
  if (outcome === 'review') return ['byHand'];
  return outcome === 'pass' && reviewed.includes(checkId) ? ['byHand', 'done'] : [];
}

/** Old commits are searched only when a person asks for it: until then one row stands for the checks that need them. */
export function historyRow({ id, folder }: Parent, trusted: boolean): Row {
  const why = 'A key that was committed once stays in the history of the repository.';
  return {
    id: `${id}/history`,
    folder,
    kind: 'history',
    label: 'Old commits',
    spoken: 'Old commits were not searched',
    description: trusted ? 'Click to search them' : 'Not searched: the workspace is not trusted',
    tooltip: trusted ? `${why} Click to search it.` : `${why} Git is started in trusted workspaces only.`,
    standing: 'notAsked',
    counts: {},
    words: ['history', ...(trusted ? ['searchable'] : [])],
    children: [],
  };
}

export function readsHistory(check: Check | undefined): boolean {
  return check?.requires.includes('SecretHistory') === true;
}

function secretWords(finding: Finding): string[] {
  return [
    ...(typeof finding.data?.rotate === 'string' ? ['revocable'] : []),
    ...(isRotatable(finding) ? ['rotatable'] : []),
  ];
}

/** A DNS record has fields to copy one by one; anything else is copied whole. */
function copyWords(finding: Finding): string[] {
  if (!finding.remediation?.copy) return [];
  return recordsToCopy(finding, null).length > 0 ? ['copyable', 'record'] : ['copyable', 'whole'];
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

/** Asked again, it uses the network. */
export function networkWord(area: Area): string[] {
  return area.network ? ['network'] : [];
}
