import { type Area, areaOf } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import type { Report, Result } from '../model/report.ts';
import { compareSeverity } from '../model/severity.ts';

export interface ReportPage {
  report: Report;
  areas: readonly Area[];
  folderName: string;
  cspSource: string;
  styleUri: string;
}

/** The report as a page without scripts. All text of the project and of the network is escaped. */
export function reportHtml({ report, areas, folderName, cspSource, styleUri }: ReportPage): string {
  const { verdict } = report;
  const sections = areas
    .map((area) =>
      areaSection(
        area,
        report.results.filter((result) => areaOf(result.checkId) === area.id),
      ),
    )
    .join('\n');
  const notAsked = report.notAsked.map(({ area, reason }) => {
    const label = areas.find(({ id }) => id === area)?.label ?? area;
    return `<li>${escapeHtml(label)}: ${escapeHtml(reason)}</li>`;
  });
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource};">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(styleUri)}">
<title>Launch report</title>
</head>
<body>
<header>
<h1>${escapeHtml(verdict.headline)}</h1>
<p>${escapeHtml(folderName)}${report.domain ? ` · ${escapeHtml(report.domain)}` : ''} · ${escapeHtml(report.checkedAt.slice(0, 16).replace('T', ' '))} UTC${verdict.scope ? ` · ${escapeHtml(verdict.scope)}` : ''}</p>
<ul class="counts">
${counts(report)
  .map(([label, n, kind]) => `<li class="${kind}"><b>${n}</b> ${label}</li>`)
  .join('\n')}
</ul>
</header>
${sections}
${notAsked.length > 0 ? `<section><h2>Not checked</h2><ul>${notAsked.join('')}</ul></section>` : ''}
${suppressed(report)}
<footer><p>${report.files} files read${skippedWords(report)}. READY means that the listed checks passed at the shown time; it is not a penetration test or a guarantee.</p></footer>
</body>
</html>`;
}

function counts({ verdict }: Report): [string, number, string][] {
  return [
    [verdict.blockers === 1 ? 'blocker' : 'blockers', verdict.blockers, 'blocker'],
    ['high', verdict.high, 'high'],
    ['medium', verdict.medium, 'medium'],
    ['low', verdict.low, 'low'],
    ['could not be checked', verdict.notMeasured, 'other'],
    [verdict.accepted === 1 ? 'accepted risk' : 'accepted risks', verdict.accepted, 'other'],
  ];
}

function areaSection(area: Area, results: readonly Result[]): string {
  if (results.length === 0) return '';
  const titles = new Map(area.checks.map((check) => [check.id as string, check]));
  const open = results.filter(
    ({ outcome }) => outcome === 'fail' || outcome === 'review' || outcome === 'notMeasured',
  );
  const rest = results.length - open.length;
  const blocks = open.map((result) => {
    const check = titles.get(result.checkId);
    const title = (result.outcome === 'fail' ? check?.failureTitle : check?.title) ?? result.checkId;
    const reason = result.reason ? `<p class="reason">${escapeHtml(result.reason)}</p>` : '';
    const findings = [...result.findings]
      .sort((a, b) => compareSeverity(a.severity, b.severity))
      .map(findingItem);
    return `<article class="${result.outcome}"><h3>${escapeHtml(title)} <span class="outcome">${OUTCOME_LABELS[result.outcome]}</span></h3>${reason}${findings.length > 0 ? `<ul>${findings.join('')}</ul>` : ''}</article>`;
  });
  const passed = rest > 0 ? `<p class="passed">${rest} more: passed or not needed here</p>` : '';
  return `<section><h2>${escapeHtml(area.label)}</h2>${blocks.join('\n')}${passed}</section>`;
}

function findingItem(finding: Finding): string {
  const { location, remediation } = finding;
  const place =
    location.kind === 'file'
      ? `${location.path}:${location.range.start.line + 1}`
      : [location.host, location.record].filter(Boolean).join(' ');
  const todo = remediation ? `<p>${escapeHtml(remediation.text)}</p>` : '';
  const copy = remediation?.copy ? `<pre>${escapeHtml(remediation.copy)}</pre>` : '';
  return `<li class="${finding.severity}"><p><span class="severity">${finding.severity}</span> ${escapeHtml(finding.message)} <code>${escapeHtml(place)}</code></p>${todo}${copy}</li>`;
}

function suppressed({ suppressed: list }: Report): string {
  const accepted = list.filter(({ suppression }) => suppression.kind === 'accept');
  if (accepted.length === 0) return '';
  const items = accepted.map(
    ({ finding, suppression }) =>
      `<li>${escapeHtml(finding.message)} <span class="reason">${escapeHtml(`${suppression.reason ?? ''} (${suppression.owner ?? ''}, until ${suppression.until ?? ''})`)}</span></li>`,
  );
  return `<section><h2>Accepted risks</h2><ul>${items.join('')}</ul></section>`;
}

function skippedWords({ skipped }: Report): string {
  const parts = Object.entries(skipped).filter(([, n]) => n > 0);
  return parts.length > 0 ? `; not read: ${parts.map(([kind, n]) => `${n} ${kind}`).join(', ')}` : '';
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
