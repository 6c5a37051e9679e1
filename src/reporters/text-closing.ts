import { shownName } from '../formats/international-name.ts';
import { areaOf } from '../model/check.ts';
import { type Finding, fileLocationOf } from '../model/finding.ts';
import type { Report, SuppressedFinding } from '../model/report.ts';
import { SEVERITIES } from '../model/severity.ts';
import { COUNT_KEYS } from '../model/verdict.ts';
import { TOGETHER } from './causes.ts';
import { gist } from './gist.ts';
import { checkWords, groupFindings, notAskedByReason, outline } from './outline.ts';
import { count, filePlace, place } from './place.ts';
import { plainLine } from './plain-text.ts';
import type { Page } from './text-page.ts';
import { wrap } from './wrap.ts';

/** Of the blockers that the end repeats. */
const MOST_BLOCKERS = 10;

/** What follows the findings: accepted risks, what was not asked or not read, and the verdict. */
export function closingLines(report: Report, page: Page, isLong: boolean): string[] {
  return [
    ...section('ACCEPTED RISKS', acceptedLines(report.suppressed, page), page),
    ...section('NOT CHECKED', notAskedLines(report, page), page),
    ...section('SWITCHED OFF IN LAUNCH-READY.YAML', switchedOffLines(report.switchedOff, page), page),
    ...section('COULD NOT BE CHECKED', causeLines(page), page),
    '',
    page.style.dim('─'.repeat(Math.min(page.width, 100))),
    ...countLines(report, page).map(page.style.dim),
    ...(isLong ? section('WHAT STOPS THE LAUNCH', blockerLines(report, page), page) : []),
    '',
    ...verdictLines(report, page),
  ];
}

function section(title: string, lines: string[], { style }: Page): string[] {
  return lines.length > 0 ? ['', style.bold(title), ...lines] : [];
}

function acceptedLines(
  suppressed: readonly SuppressedFinding[],
  { areas, width, pathPrefix }: Page,
): string[] {
  return suppressed.flatMap(({ finding, suppression }) => {
    if (suppression.kind !== 'accept') return [];
    const { failureTitle } = checkWords(areas, finding.checkId);
    const until = suppression.until ? ` until ${suppression.until}` : '';
    const owner = suppression.owner ? ` by ${suppression.owner}` : '';
    const text = `${finding.severity.toUpperCase()} ${failureTitle}, ${place(finding.location, pathPrefix)}: accepted${owner}${until}: ${suppression.reason ?? 'no reason given'}`;
    return wrap(plainLine(text), width, '  ', '    ');
  });
}

function notAskedLines(report: Report, { areas, width }: Page): string[] {
  return notAskedByReason(report, areas).flatMap(([reason, names]) =>
    wrap(plainLine(`${names.join(', ')}: ${reason}`), width, '  ', '    '),
  );
}

/** What to do where one cause hides several checks. */
function causeLines({ causes, width }: Page): string[] {
  return causes
    .filter(({ results }) => results.length >= TOGETHER)
    .flatMap(({ text, todo, results }) => [
      ...wrap(`${results.length} checks: ${plainLine(text)}.`, width, '  ', '    '),
      ...(todo ? wrap(todo, width, '    ') : []),
    ]);
}

/** A person reads the end: each blocker again, with its place. */
function blockerLines(report: Report, { areas, pathPrefix, width, style }: Page): string[] {
  const results = outline(report, areas).flatMap((stage) => stage.areas.flatMap((area) => area.results));
  const blockers = groupFindings(results).flatMap(({ severity, findings }) =>
    severity === 'blocker' ? findings : [],
  );
  const left = blockers.length - MOST_BLOCKERS;
  return [
    ...blockers.slice(0, MOST_BLOCKERS).flatMap((finding) => {
      const where = startingPlace(finding, pathPrefix);
      const lines = wrap(`${where}: ${gist(finding)}`, width, '  ', '    ');
      return lines.map((line, index) => (index === 0 ? line.replace(where, style.link(where)) : line));
    }),
    ...(left > 0 ? [`  and ${left} more above`] : []),
  ];
}

function switchedOffLines(ids: readonly string[], { width }: Page): string[] {
  return ids.length > 0 ? wrap(plainLine(ids.join(', ')), width, '  ', '    ') : [];
}

function countLines(report: Report, { width, areas }: Page): string[] {
  const { skipped, suppressed, results } = report;
  const unread = [
    skipped.binary > 0 && `${skipped.binary} binary`,
    skipped.oversized > 0 && `${skipped.oversized} too large`,
    skipped.unreadable > 0 && `${skipped.unreadable} unreadable`,
  ].filter(Boolean);
  // A domain that nobody asked about was not looked at.
  const isNetwork = new Set<string>(areas.flatMap(({ id, network }) => (network ? [id] : [])));
  const hasLooked = results.some(({ checkId }) => isNetwork.has(areaOf(checkId)));
  const looked = [
    ...(report.files > 0 || !hasLooked ? [count(report.files, 'file')] : []),
    ...(report.domain && hasLooked ? [plainLine(shownName(report.domain))] : []),
  ].join(' and ');
  const ignored = suppressed.filter(({ suppression }) => suppression.kind !== 'accept').length;
  const parts = [
    `${count(results.length, 'check')} on ${looked}, ${moment(report)}`,
    unread.length > 0 && `not read: ${unread.join(', ')}`,
    ignored > 0 && `${count(ignored, 'finding')} marked as not a problem`,
  ].filter((part) => part !== false);
  return wrap(`${parts.join('; ')}.`, width);
}

function verdictLines(report: Report, page: Page): string[] {
  const { verdict } = report;
  const { style, width } = page;
  const paint = {
    'NOT READY': 'blocker',
    INCOMPLETE: 'high',
    'READY WITH RISKS': 'high',
    READY: undefined,
  } as const;
  const severity = paint[verdict.state];
  const headline = plainLine(verdict.headline);
  const counts = SEVERITIES.map((name) => [name, verdict[COUNT_KEYS[name]]] as const)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => (name === 'blocker' ? count(number, 'blocker') : `${number} ${name}`));
  const byHand = report.results.filter(({ outcome }) => outcome === 'review').length;
  const { review } = verdict;
  const waiting =
    verdict.state === 'READY WITH RISKS' && review > 0 && review < byHand
      ? ` (READY waits for ${review} of them)`
      : '';
  const also = [
    ...counts,
    ...(verdict.accepted > 0 ? [`${count(verdict.accepted, 'accepted risk')}`] : []),
    ...(verdict.notMeasured > 0 ? [`${verdict.notMeasured} could not be checked`] : []),
    ...(byHand > 0 ? [`${byHand} to check by hand${waiting}`] : []),
  ];
  return [
    ...wrap(headline, width, '', '  ').map((line) =>
      severity ? style.severity(severity, line) : style.bold(style.good(line)),
    ),
    // The headline has said it.
    ...(also.length > (verdict.state === 'INCOMPLETE' ? 1 : 0)
      ? wrap(`Found: ${also.join(', ')}.`, width, '', '  ')
      : []),
    ...(verdict.scope && !verdict.headline.includes(verdict.scope)
      ? wrap(`${plainLine(verdict.scope.charAt(0).toUpperCase() + verdict.scope.slice(1))}.`, width)
      : []),
    ...nextSteps(report, page).flatMap((step) => wrap(step, width, '', '  ')),
  ];
}

function nextSteps(report: Report, page: Page): string[] {
  const { state } = report.verdict;
  const steps: string[] = [];
  const worst = worstFinding(report, page);
  if (state === 'NOT READY' && worst) {
    steps.push(
      `Next: fix the ${count(report.verdict.blockers, 'blocker')} above, first ${startingPlace(worst, page.pathPrefix)}, then run the same command again.`,
      `More about it: launch-ready explain ${plainLine(worst.checkId)}`,
    );
  } else if (state === 'INCOMPLETE') {
    steps.push(
      `Next: nothing found so far stops the launch, but not everything could be looked at. See "Could not check" above for the reasons, then run the same command again.`,
    );
  } else if (state === 'READY WITH RISKS') {
    steps.push(
      worst?.severity === 'high'
        ? 'Next: nothing found stops the launch. Fix what is high, or accept each risk in launch-ready.yaml with a reason and an owner.'
        : 'Next: nothing found stops the launch. Answer what is still open above: by hand, or where the check can look.',
    );
  }
  if (report.domain === null && report.verdict.scope.includes('domain not checked')) {
    steps.push('To look at your live domain too: launch-ready audit --domain NAME');
  }
  if (state === 'READY') {
    steps.push(
      'READY means that no listed check found a blocker or a high risk at the time shown. It is not a penetration test and not a guarantee.',
    );
  } else if (state !== 'NOT READY') {
    steps.push(
      'This is what the listed checks saw at the time shown. It is not a penetration test and not a guarantee.',
    );
  }
  return steps;
}

/** The first finding of the worst severity, in launch order. */
function worstFinding(report: Report, { areas }: Page): Finding | undefined {
  const results = outline(report, areas).flatMap((stage) => stage.areas.flatMap((area) => area.results));
  return groupFindings(results)[0]?.findings[0];
}

function startingPlace(finding: Finding, pathPrefix: string): string {
  const file = fileLocationOf(finding.location);
  return finding.location.kind === 'file' && file
    ? filePlace(file, pathPrefix)
    : place(finding.location, pathPrefix);
}

/** `2026-11-21 22:30 UTC` */
function moment({ checkedAt }: Report): string {
  return plainLine(`${checkedAt.slice(0, 16).replace('T', ' ')} UTC`);
}
