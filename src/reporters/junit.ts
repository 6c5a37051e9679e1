import type { Area } from '../model/check.ts';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import type { Report, Result } from '../model/report.ts';
import { checkWords, outline } from './outline.ts';
import { place } from './place.ts';
import { plainLine, plainLines } from './plain-text.ts';

/** JUnit XML for CI systems that show test results: an area is a suite, a check a case. */
export function formatJunit(
  report: Report,
  { areas, pathPrefix = '' }: { areas: readonly Area[]; pathPrefix?: string },
): string {
  const suites = outline(report, areas).flatMap((stage) => stage.areas);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Launch Ready" ${totals(report.results)} time="${seconds(report.results)}">`,
  ];
  for (const { id, title, results } of suites) {
    lines.push(
      `  <testsuite name="${escaped(title)}" ${totals(results)} timestamp="${escaped(report.checkedAt)}" time="${seconds(results)}">`,
      ...results.flatMap((result) => caseLines(result, id, areas, pathPrefix)),
      '  </testsuite>',
    );
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`;
}

function caseLines(result: Result, area: string, areas: readonly Area[], pathPrefix: string): string[] {
  const { title } = checkWords(areas, result.checkId);
  const open = `    <testcase classname="${escaped(area)}" name="${escaped(`${title} (${result.checkId})`)}" time="${seconds([result])}"`;
  if (result.outcome === 'pass') return [`${open}/>`];
  if (result.outcome !== 'fail') {
    const reason = [OUTCOME_LABELS[result.outcome], result.reason].filter(Boolean).join(': ');
    return [`${open}>`, `      <skipped message="${escaped(reason)}"/>`, '    </testcase>'];
  }
  const failures = result.findings.map((finding) => {
    const { text, copy } = finding.remediation ?? {};
    const body = [
      place(finding.location, pathPrefix),
      finding.message,
      ...(text ? [`Fix: ${text}`] : []),
      ...(copy ? plainLines(copy) : []),
    ];
    const message = escaped(`${place(finding.location, pathPrefix)} ${finding.message}`);
    return `      <failure type="${finding.severity}" message="${message}">${body.map(escaped).join('\n')}</failure>`;
  });
  return [`${open}>`, ...failures, '    </testcase>'];
}

function totals(results: readonly Result[]): string {
  const failures = results.filter(({ outcome }) => outcome === 'fail').length;
  const skipped = results.filter(({ outcome }) => outcome !== 'fail' && outcome !== 'pass').length;
  return `tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

function seconds(results: readonly Result[]): string {
  return (results.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000).toFixed(3);
}

/** Safe in an attribute and in text; characters that XML 1.0 forbids are spelled out. */
function escaped(text: string): string {
  return plainLine(text, 4_000)
    .replace(/[\ufffe\uffff]/gu, '\ufffd')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/"/gu, '&quot;');
}
