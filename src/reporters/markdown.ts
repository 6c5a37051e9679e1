import type { Area } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import type { Report, Result } from '../model/report.ts';
import { acceptedChecks, checkWords, type FindingGroup, groupFindings, outline } from './outline.ts';
import { count, domainWords, place } from './place.ts';
import { plainLine, plainLines } from './plain-text.ts';

interface MarkdownOptions {
  areas: readonly Area[];
  pathPrefix?: string;
}

/** Markdown for a pull request's comment or a job's summary: the verdict first, since nobody scrolls there. */
export function formatMarkdown(report: Report, { areas, pathPrefix = '' }: MarkdownOptions): string {
  const { verdict } = report;
  const lines = [
    `# Launch Ready: ${words(verdict.headline)}`,
    '',
    words(
      [
        domainWords(report),
        count(report.results.length, 'check'),
        `${report.checkedAt.slice(0, 16).replace('T', ' ')} UTC`,
      ].join(', '),
    ),
    ...(verdict.scope ? ['', words(`Not everything was asked for: ${verdict.scope}.`)] : []),
  ];
  const accepted = acceptedChecks(report);
  for (const { areas: shown } of outline(report, areas)) {
    for (const { title, results } of shown) {
      const groups = groupFindings(results).map((group) => groupLines(group, areas, pathPrefix));
      const open = results.filter(({ outcome }) => outcome === 'review' || outcome === 'notMeasured');
      const passed = results.filter(
        ({ outcome, checkId }) => outcome === 'pass' && !accepted.has(checkId),
      ).length;
      lines.push('', `## ${words(title)}`, ...groups.flat());
      if (open.length > 0) lines.push('', ...open.map((result) => openLine(result, areas)));
      if (passed > 0) lines.push('', `${passed} passed.`);
    }
  }
  if (report.suppressed.some(({ suppression }) => suppression.kind === 'accept')) {
    lines.push(
      '',
      '## Accepted risks',
      '',
      '| risk | where | owner | until | reason |',
      '| --- | --- | --- | --- | --- |',
    );
    for (const { finding, suppression } of report.suppressed) {
      if (suppression.kind !== 'accept') continue;
      const { failureTitle } = checkWords(areas, finding.checkId);
      const cells = [
        failureTitle,
        place(finding.location, pathPrefix),
        suppression.owner,
        suppression.until,
        suppression.reason,
      ];
      lines.push(`| ${cells.map((cell) => words(cell ?? '')).join(' | ')} |`);
    }
  }
  lines.push(
    '',
    'This is what the listed checks saw at the time shown. It is not a penetration test and not a guarantee.',
  );
  return `${lines.join('\n')}\n`;
}

function groupLines(
  { checkId, severity, findings }: FindingGroup,
  areas: readonly Area[],
  pathPrefix: string,
): string[] {
  const { failureTitle } = checkWords(areas, checkId);
  return [
    '',
    `### ${severity.charAt(0).toUpperCase()}${severity.slice(1)}: ${words(failureTitle)} (${code(checkId)})`,
    '',
    ...findings.flatMap((finding) => findingLines(finding, pathPrefix)),
  ];
}

function findingLines({ location, message, remediation }: Finding, pathPrefix: string): string[] {
  const copy = remediation?.copy ? plainLines(remediation.copy) : [];
  const fence = '`'.repeat(
    Math.max(
      3,
      ...copy.map((line) => Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length)) + 1),
    ),
  );
  return [
    `- ${code(place(location, pathPrefix))}: ${words(message)}${remediation ? `<br>Fix: ${words(remediation.text)}` : ''}`,
    ...(copy.length > 0 ? ['', ...[fence, ...copy, fence].map((line) => `  ${line}`), ''] : []),
  ];
}

function openLine({ checkId, outcome, reason, findings }: Result, areas: readonly Area[]): string {
  const why = findings.map(({ message }) => message).join(' ') || reason || '';
  return `- **${OUTCOME_LABELS[outcome]}**: ${words(checkWords(areas, checkId).title)} (${code(checkId)})${why ? `: ${words(why)}` : ''}`;
}

/** Text that is text only: no markup, no HTML, no mention of a person, no link of its own. */
export function words(text: string): string {
  return plainLine(text)
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/[\\`*_{}[\]()#!|~]/gu, '\\$&')
    .replace(/@(?=\w)/gu, '@<!-- -->')
    .replace(/\b(https?):\/\//giu, '$1:<!-- -->//')
    .replace(/\bwww\./giu, 'www<!-- -->.');
}

export function code(text: string): string {
  return `\`${plainLine(text).replace(/`/gu, "'")}\``;
}
