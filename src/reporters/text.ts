import { STAGE_TITLES } from '../model/area-heads.ts';
import type { Finding } from '../model/finding.ts';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import type { Report, Result } from '../model/report.ts';
import { type Cause, causesOf, together } from './causes.ts';
import {
  type AreaOutline,
  acceptedChecks,
  checkWords,
  type FindingGroup,
  groupFindings,
  outline,
} from './outline.ts';
import { count, domainWords, filePlace, place } from './place.ts';
import { guardLine, plainLine, plainLines, sentence } from './plain-text.ts';
import { styleFor } from './style.ts';
import { closingLines } from './text-closing.ts';
import type { Page, TextOptions } from './text-page.ts';
import { cutTo, displayWidth, wrap } from './wrap.ts';

const LABEL_COLUMNS = 9;
const BODY = ' '.repeat(2 + LABEL_COLUMNS);
const COPY = `${BODY}    `;
const MAX_TITLES = 3;
/** Lines above which nobody scrolls back to what came first. */
const ONE_SCREEN = 40;

/** The report for a person at a terminal: what is wrong in launch order, then what was not looked at, the verdict last. */
export function formatText(report: Report, options: TextOptions): string {
  const style = styleFor(options.colour);
  const page: Page = {
    pathPrefix: '',
    mostFindings: Number.POSITIVE_INFINITY,
    ...options,
    width: Math.max(options.width, 40),
    style,
    accepted: acceptedChecks(report),
    causes: causesOf(report),
  };
  const lines = [
    ...wrap(
      [`Launch Ready ${report.version}`, domainWords(report), report.root]
        .map((part) => plainLine(part))
        .join(' · '),
      page.width,
    ).map(style.dim),
  ];
  for (const { stage, areas } of outline(report, options.areas)) {
    lines.push('', rule(STAGE_TITLES[stage].toUpperCase(), page));
    for (const area of areas) lines.push('', ...areaLines(area, page, STAGE_TITLES[stage]));
  }
  lines.push(...closingLines(report, page, lines.length > ONE_SCREEN));
  return `${lines.map(guardLine).join('\n')}\n`;
}

function rule(title: string, { style, width }: Page): string {
  return `${style.bold(title)} ${style.dim('─'.repeat(Math.max(3, Math.min(width, 100) - displayWidth(title) - 1)))}`;
}

function areaLines(area: AreaOutline, page: Page, stageTitle: string): string[] {
  const { style, width } = page;
  const of = (outcome: Result['outcome']) => area.results.filter((result) => result.outcome === outcome);
  const { groups: hidden, rest: blind } = together(of('notMeasured'), page.causes);
  const unanswered = [...of('review'), ...blind];
  const facts = area.results.flatMap(({ checkId, outcome, reason, observations = [] }) => [
    ...observations.map(({ text }) => text),
    // What part of a failed check could not be looked at, or which acceptance ran out.
    ...(outcome === 'fail' && reason ? [`${checkWords(page.areas, checkId).failureTitle}: ${reason}`] : []),
  ]);
  const blocks = [
    // A stage with one area of its own name needs no second heading.
    ...(area.title === stageTitle ? [] : [[style.bold(plainLine(area.title))]]),
    ...groupFindings(area.results).map((group) => groupLines(group, page)),
    ...unanswered.map((result) => unansweredLines(result, page)),
    ...hidden.map((cause) => hiddenLines(cause, page)),
  ];
  const closing = [
    ...facts.flatMap((text) => wrap(plainLine(text), width, '  i  ', '     ').map(style.dim)),
    ...passLine(area.results, page),
  ];
  const lines = blocks.flatMap((block, index) => (index > 0 ? ['', ...block] : block));
  // What needs no action stands right under the heading when there is nothing else.
  return [...lines, ...(blocks.length > 1 && closing.length > 0 ? [''] : []), ...closing];
}

function groupLines(group: FindingGroup, page: Page): string[] {
  const { style, areas, width } = page;
  const { failureTitle } = checkWords(areas, group.checkId);
  const label = group.severity.toUpperCase().padEnd(LABEL_COLUMNS);
  const [first = '', ...rest] = wrap(
    `${plainLine(failureTitle)} (${plainLine(group.checkId)})`,
    width - BODY.length,
  );
  const lines = [
    `  ${style.severity(group.severity, label)}${style.bold(first)}`,
    ...rest.map((line) => BODY + style.bold(line)),
  ];
  let lastFix = '';
  for (const [index, finding] of group.findings.slice(0, page.mostFindings).entries()) {
    if (index > 0) lines.push('');
    const fix = fixLines(finding, page);
    lines.push(...findingLines(finding, page), ...(fix.join('\n') === lastFix ? [] : fix));
    lastFix = fix.join('\n');
  }
  const left = group.findings.length - page.mostFindings;
  if (left > 0) lines.push('', `${BODY}${style.dim(`and ${left} more: --format json has them all`)}`);
  return lines;
}

function findingLines(finding: Finding, { style, width, pathPrefix }: Page): string[] {
  return [
    `${BODY}${style.link(place(finding.location, pathPrefix))}`,
    ...wrap(plainLine(finding.message), width, BODY),
    ...(finding.related ?? []).flatMap(({ location, message }) =>
      wrap(
        `See also ${filePlace(location, pathPrefix)}: ${plainLine(message)}`,
        width,
        BODY,
        `${BODY}  `,
      ).map(style.dim),
    ),
  ];
}

function fixLines({ remediation }: Finding, { style, width, mostFindings }: Page): string[] {
  if (!remediation) return [];
  const copy = remediation.copy ? plainLines(remediation.copy) : [];
  const left = copy.length - mostFindings;
  return [
    ...wrap(`Fix: ${plainLine(remediation.text)}`, width, BODY, `${BODY}     `).map(style.good),
    ...copy.slice(0, mostFindings).map((line) => COPY + style.bold(line)),
    ...(left > 0 ? [`${COPY}${style.dim(`and ${left} more lines: --format json has them all`)}`] : []),
  ];
}

/** A check that a human must answer, or that could not look. */
function unansweredLines(result: Result, page: Page): string[] {
  const { style, areas, width } = page;
  const label = OUTCOME_LABELS[result.outcome];
  const { title } = checkWords(areas, result.checkId);
  const messages = result.findings.map(({ message }) => message);
  const says = new Set(messages.length > 0 ? messages : [result.reason ?? '']);
  says.delete('');
  const text = `${label}: ${plainLine(title)} (${plainLine(result.checkId)})`;
  return [
    ...wrap(text, width, '  ?  ', '     ').map(style.caution),
    ...[...says].flatMap((reason) => wrap(sentence(plainLine(reason)), width, '     ')),
    ...result.findings.flatMap((finding) =>
      fixLines(finding, page).map((line) => line.replace(BODY, '     ')),
    ),
  ];
}

/** Checks that one cause hides; what to do about it stands at the end. */
function hiddenLines({ text, results }: Cause, { style, width }: Page): string[] {
  const names = results.map(({ checkId }) => checkId.slice(checkId.indexOf('/') + 1));
  return [
    ...wrap(`Could not check (${results.length} checks): ${plainLine(text)}`, width, '  ?  ', '     ').map(
      style.caution,
    ),
    ...wrap(`${plainLine(names.join(', '))}.`, width, '     ').map(style.dim),
  ];
}

/** "pass", accepted and "not needed here" in one line, with as many titles as fit. An accepted risk is no pass. */
function passLine(results: readonly Result[], { style, areas, width, accepted }: Page): string[] {
  const passed = results.filter(({ outcome, checkId }) => outcome === 'pass' && !accepted.has(checkId));
  const risks = results.filter(({ outcome, checkId }) => outcome === 'pass' && accepted.has(checkId)).length;
  const notNeeded = results.filter(({ outcome }) => outcome === 'notApplicable').length;
  const rest = [
    ...(risks > 0 ? [`${count(risks, 'risk')} accepted`] : []),
    ...(notNeeded > 0 ? [`${count(notNeeded, 'check')} not needed here`] : []),
  ].join('; ');
  if (passed.length === 0) return rest ? [style.dim(cutTo(`  -  ${rest}`, width))] : [];
  const titles = passed.map(({ checkId }) => plainLine(checkWords(areas, checkId).title));
  const head = `  ✓  ${passed.length} passed`;
  const more = rest ? `; ${rest}` : '';
  for (let shown = Math.min(MAX_TITLES, titles.length); shown > 0; shown--) {
    const left = titles.length - shown;
    const line = `${head}: ${titles.slice(0, shown).join('; ')}${left > 0 ? ` and ${left} more` : ''}${more}`;
    if (displayWidth(line) <= width) return [style.good(line)];
  }
  return [style.good(cutTo(`${head}${more}`, width))];
}
