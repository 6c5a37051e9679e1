import type { Area } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import type { Report, Result } from '../model/report.ts';
import { type Cause, causesOf, TOGETHER, together } from './causes.ts';
import { gist } from './gist.ts';
import { cell, code, words } from './markdown-words.ts';
import { acceptedChecks, checkWords, type FindingGroup, groupFindings, outline } from './outline.ts';
import { count, domainWords, place } from './place.ts';
import { plainLines, sentence } from './plain-text.ts';

interface MarkdownOptions {
  areas: readonly Area[];
  pathPrefix?: string;
}

interface Page extends Required<MarkdownOptions> {
  causes: readonly Cause[];
}

/** Of one check and one severity: a comment of a pull request and a job's summary have an end. */
const MOST_FINDINGS = 100;
/** Of the blockers that the beginning lists. */
const MOST_BLOCKERS = 10;

/** Markdown for a pull request's comment or a job's summary: the verdict first, since nobody scrolls there. */
export function formatMarkdown(report: Report, { areas, pathPrefix = '' }: MarkdownOptions): string {
  const page: Page = { areas, pathPrefix, causes: causesOf(report) };
  const accepted = acceptedChecks(report);
  const blocks = [
    `# Launch Ready: ${words(report.verdict.headline)}`,
    ...aboutBlocks(report),
    ...blockerBlocks(report, page),
    ...outline(report, areas).flatMap(({ areas: shown }) =>
      shown.flatMap(({ title, results }) => {
        const below = areaBlocks(results, accepted, page);
        return below.length > 0 ? [`## ${words(title)}`, ...below] : [];
      }),
    ),
    ...causeBlocks(page),
    ...acceptedBlocks(report, page),
    'This is what the listed checks saw at the time shown. It is not a penetration test and not a guarantee.',
  ];
  return `${blocks.join('\n\n')}\n`;
}

function aboutBlocks(report: Report): string[] {
  const { verdict, results, domain, checkedAt } = report;
  const about = [
    domain === null ? domainWords(report) : code(domainWords(report)),
    count(results.length, 'check'),
    `${checkedAt.slice(0, 16).replace('T', ' ')} UTC`,
  ];
  const scope = verdict.headline.includes(verdict.scope) ? '' : verdict.scope;
  return [about.join(', '), ...(scope ? [words(sentence(scope))] : [])];
}

/** The one list that decides. */
function blockerBlocks({ results }: Report, { pathPrefix }: Page): string[] {
  const blockers = groupFindings(results).flatMap(({ severity, findings }) =>
    severity === 'blocker' ? findings : [],
  );
  if (blockers.length === 0) return [];
  const left = blockers.length - MOST_BLOCKERS;
  const items = blockers
    .slice(0, MOST_BLOCKERS)
    .map(
      (finding, index) =>
        `${index + 1}. ${code(place(finding.location, pathPrefix))}: ${words(gist(finding))}`,
    );
  return [
    '## What stops the launch',
    [...items, ...(left > 0 ? ['', `And ${left} more below.`] : [])].join('\n'),
  ];
}

function areaBlocks(results: readonly Result[], accepted: ReadonlySet<string>, page: Page): string[] {
  const of = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome);
  const { groups, rest } = together(of('notMeasured'), page.causes);
  const open = [
    ...[...of('review'), ...rest].map((result) => openLine(result, page)),
    ...groups.map(causeLine),
  ];
  const passed = of('pass').filter(({ checkId }) => !accepted.has(checkId)).length;
  return [
    ...groupFindings(results).flatMap((group) => groupBlocks(group, page)),
    ...(open.length > 0 ? [open.join('\n')] : []),
    ...(passed > 0 ? [`${passed} passed.`] : []),
  ];
}

function groupBlocks({ checkId, severity, findings }: FindingGroup, { areas, pathPrefix }: Page): string[] {
  const { failureTitle } = checkWords(areas, checkId);
  const left = findings.length - MOST_FINDINGS;
  let lastFix = '';
  const items = findings.slice(0, MOST_FINDINGS).flatMap((finding) => {
    const fix = fixBlocks(finding);
    // Findings in a row that share a fix tell it once.
    const isTold = fix.join('\n') === lastFix;
    lastFix = fix.join('\n');
    return [
      `- ${code(place(finding.location, pathPrefix))}: ${words(finding.message)}`,
      ...(isTold ? [] : fix),
    ];
  });
  return [
    `### ${severity.charAt(0).toUpperCase()}${severity.slice(1)}: ${words(failureTitle)} (${code(checkId)})`,
    ...items,
    ...(left > 0 ? [`And ${left} more: the JSON report has them all.`] : []),
  ];
}

/** Paragraphs of the list item above them. */
function fixBlocks({ remediation }: Finding): string[] {
  if (!remediation) return [];
  const copy = remediation.copy ? plainLines(remediation.copy) : [];
  const runs = copy.flatMap((line) => line.match(/`+/gu) ?? []).map((run) => run.length + 1);
  const fence = '`'.repeat(Math.max(3, ...runs));
  return [
    `  **Fix:** ${words(remediation.text)}`,
    ...(copy.length > 0 ? [[fence, ...copy, fence].map((line) => `  ${line}`).join('\n')] : []),
  ];
}

function openLine({ checkId, outcome, reason, findings }: Result, { areas }: Page): string {
  const why = findings.map(({ message }) => message).join(' ') || reason || '';
  return `- **${OUTCOME_LABELS[outcome]}**: ${words(checkWords(areas, checkId).title)} (${code(checkId)})${why ? `: ${words(why)}` : ''}`;
}

function causeLine({ text, results }: Cause): string {
  const ids = results.map(({ checkId }) => code(checkId)).join(', ');
  return `- **${OUTCOME_LABELS.notMeasured}** (${results.length} checks): ${words(text)}. ${ids}`;
}

function causeBlocks({ causes }: Page): string[] {
  const many = causes.filter(({ results }) => results.length >= TOGETHER);
  if (many.length === 0) return [];
  const lines = many.map(
    ({ text, todo, results }) =>
      `- ${results.length} checks: ${words(text)}.${todo ? ` ${words(todo)}` : ''}`,
  );
  return ['## Could not be checked', lines.join('\n')];
}

function acceptedBlocks({ suppressed }: Report, { areas, pathPrefix }: Page): string[] {
  const rows = suppressed.flatMap(({ finding, suppression: { kind, owner, until, reason } }) => {
    if (kind !== 'accept') return [];
    const { failureTitle } = checkWords(areas, finding.checkId);
    const cells = [failureTitle, place(finding.location, pathPrefix), owner, until, reason];
    return [`| ${cells.map((text) => cell(text ?? '')).join(' | ')} |`];
  });
  if (rows.length === 0) return [];
  const head = ['| risk | where | owner | until | reason |', '| --- | --- | --- | --- | --- |'];
  return ['## Accepted risks', [...head, ...rows].join('\n')];
}
