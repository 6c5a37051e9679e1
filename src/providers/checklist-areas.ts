import { type Area, areaOf, type Check } from '../model/check.ts';
import { compareSeverity } from '../model/severity.ts';
import { type Cause, together } from '../reporters/causes.ts';
import { acceptedChecks } from '../reporters/outline.ts';
import { checkRow, historyRow, leftOutRow, networkWord, readsHistory } from './checklist-leaves.ts';
import { checkLabel, checkSentence } from './checklist-names.ts';
import { group, type Parent, type Row } from './checklist-row.ts';
import type { ChecklistInput } from './checklist-rows.ts';
import { STANDINGS, whyNoNetwork } from './checklist-words.ts';
import { ageInWords } from './status-text.ts';

/** Answers about a domain count as fresh for this long, in milliseconds. */
const STALE_AFTER_MS = 60 * 60_000;
/** From this many on, the checks of an area that need nobody's attention share one row. */
const QUIET_TOGETHER = 3;

export interface Context extends ChecklistInput {
  causes: readonly Cause[];
}

/** What an area came to, and what is being looked at. */
export function areaRow(area: Area, input: Context): Row {
  const row = answeredRow(area, input);
  const waiting = (input.waiting ?? []).filter((id) => areaOf(id) === area.id).length;
  if (waiting === 0) return row;
  const known = row.children.length > 0 ? `${row.description} · ` : '';
  const description = `${known}checking, ${waiting} to go`;
  const standing = row.children.length > 0 ? row.standing : 'notAsked';
  return { ...row, standing, description: sentence(description), running: true };
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function answeredRow(area: Area, input: Context): Row {
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
      tooltip: `${reason}.`,
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
  const accepted = acceptedChecks(input.report);
  const checks = new Map<string, Check>(area.checks.map((check) => [check.id, check]));
  const answered = input.report.results
    .filter((result) => areaOf(result.checkId) === area.id)
    .map((result) => {
      const check = checks.get(result.checkId);
      const row = checkRow({ id, folder }, area, result, check, input.reviewed);
      return result.outcome === 'pass' && accepted.has(result.checkId) ? asAccepted(row, check) : row;
    });
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
        children: withoutNoise(byCause(children, { id, folder }, input), { id, folder }),
      }),
      area.network,
      input,
    ),
    words: ['area', ...networkWord(area), 'runnable'],
    area: area.id,
  };
}

/** What somebody lives with has not passed. */
function asAccepted(row: Row, check: Check | undefined): Row {
  const failed = { outcome: 'fail' as const, checkId: row.checkId ?? '' };
  const spoken = checkSentence(failed, check);
  const tooltip = [spoken, 'Risk accepted', row.checkId].join('\n');
  const words = [...row.words, 'accepted'];
  return { ...row, label: checkLabel(failed, check), spoken, tooltip, description: 'Risk accepted', words };
}

/** Checks that could not look for one cause share a row, which says what to do. */
function byCause(checks: Row[], { id, folder }: Parent, { report, causes }: Context): Row[] {
  const results = report.results.filter(({ checkId }) => checks.some((row) => row.checkId === checkId));
  const shared = together(results, causes).groups.map(({ text, todo, results: of }, index) => {
    const children = checks.filter(({ checkId }) => of.some((result) => result.checkId === checkId));
    const row = group({ id: `${id}/cause${index}`, folder, kind: 'rest', label: '', children });
    return {
      ...row,
      label: row.description,
      description: text,
      tooltip: [`${row.description}: ${text}.`, todo].filter(Boolean).join('\n\n'),
    };
  });
  const hidden = new Set(shared.flatMap(({ children }) => children));
  const at = checks.findIndex((row) => hidden.has(row));
  return at < 0
    ? checks
    : [...checks.slice(0, at), ...shared, ...checks.slice(at)].filter((row) => !hidden.has(row));
}

/** What passed is good to know, but not in the way of what did not. */
function withoutNoise(checks: Row[], { id, folder }: Parent): Row[] {
  const isQuiet = ({ standing, words }: Row) =>
    (standing === 'pass' || standing === 'notApplicable') && !words.includes('accepted');
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
export function withAge(row: Row, isOfNetwork: boolean, { domainAgeMs: age }: ChecklistInput): Row {
  if (!isOfNetwork || age === undefined || row.standing === 'notAsked') return row;
  const stale = age > STALE_AFTER_MS;
  const description = `${row.description} · ${ageInWords(age)}${stale ? ', out of date' : ''}`;
  return { ...row, description, ...(stale && { stale }) };
}

function bySeverity(a: Row, b: Row): number {
  return a.severity && b.severity ? compareSeverity(a.severity, b.severity) : 0;
}
