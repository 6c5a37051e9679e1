import type { Area } from '../model/check.ts';
import { type Finding, fileLocationOf } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { causesOf, together } from './causes.ts';
import { checkWords, groupFindings, outline } from './outline.ts';
import { pathFrom } from './place.ts';
import { guardLine, plainLine, plainLines } from './plain-text.ts';

export interface GithubOptions {
  areas: readonly Area[];
  /** Leads from the repository's root to the audited root; '' when they are the same. */
  pathPrefix?: string;
}

const COMMANDS: Record<Severity, 'error' | 'warning' | 'notice'> = {
  blocker: 'error',
  high: 'warning',
  medium: 'notice',
  low: 'notice',
};

/**
 * Workflow commands of GitHub Actions, so that findings show on the lines of a pull request
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). The verdict is the last line.
 */
export function formatGithub(report: Report, { areas, pathPrefix = '' }: GithubOptions): string {
  const results = outline(report, areas).flatMap((stage) => stage.areas.flatMap((area) => area.results));
  const lines = groupFindings(results).flatMap((group) =>
    group.findings.map((finding) =>
      annotation(finding, checkWords(areas, group.checkId).failureTitle, pathPrefix),
    ),
  );
  const blind = results.filter(({ outcome }) => outcome === 'notMeasured');
  const { groups, rest } = together(blind, causesOf(report));
  const unmeasured = [
    ...rest.map(({ checkId, reason }) =>
      notice(`Could not check: ${checkWords(areas, checkId).title}`, [reason ?? 'no reason known']),
    ),
    ...groups.map(({ text, todo, results: hidden }) =>
      notice(`Could not check: ${hidden.length} checks`, [
        `${text}.${todo ? ` ${todo}` : ''}`,
        hidden.map(({ checkId }) => checkId).join(', '),
      ]),
    ),
  ];
  const verdict = guardLine(`Launch Ready: ${plainLine(report.verdict.headline)}`);
  return `${[...lines, ...unmeasured, verdict].join('\n')}\n`;
}

function notice(title: string, lines: readonly string[]): string {
  return `::notice title=${property(title)}::${data(lines)}`;
}

function annotation(finding: Finding, title: string, pathPrefix: string): string {
  const location = fileLocationOf(finding.location);
  const properties: [string, string | number][] = [];
  if (location) {
    const { start, end } = location.range;
    properties.push(
      ['file', pathFrom(pathPrefix, location.path)],
      ['line', start.line + 1],
      ['col', start.character + 1],
    );
    properties.push(['endLine', end.line + 1]);
    // The runner takes an end column only on the same line; it counts inclusively.
    if (end.line === start.line) properties.push(['endColumn', Math.max(end.character, start.character + 1)]);
  }
  properties.push(['title', `${title} (${finding.checkId})`]);
  const host = finding.location.kind === 'host' ? `${finding.location.host}: ` : '';
  const { remediation } = finding;
  const text = [
    host + finding.message,
    ...(remediation ? [`Fix: ${remediation.text}`] : []),
    ...(remediation?.copy ? plainLines(remediation.copy) : []),
  ];
  const list = properties.map(([key, value]) => `${key}=${property(String(value))}`).join(',');
  return `::${COMMANDS[finding.severity]} ${list}::${data(text)}`;
}

/** The message's lines with the escapes of the runner's own toolkit; what is invisible is spelled out first. */
function data(lines: readonly string[]): string {
  return lines.map((line) => plainLine(line, 4_000).replace(/%/gu, '%25')).join('%0A');
}

function property(text: string): string {
  return plainLine(text).replace(/%/gu, '%25').replace(/:/gu, '%3A').replace(/,/gu, '%2C');
}
