import type { Area } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import type { Report, Result } from '../model/report.ts';
import { compareSeverity, SEVERITIES } from '../model/severity.ts';
import { type Cause, causesOf, together } from './causes.ts';
import { launchOrder } from './html-order.ts';
import { REPORT_SCRIPT } from './html-script.ts';
import { REPORT_STYLE } from './html-style.ts';
import { escapeHtml, escapeText } from './html-text.ts';
import { type AreaOutline, acceptedChecks, checkWords, notAskedByReason, outline } from './outline.ts';
import { count, domainWords, place } from './place.ts';
import { plainLines, sentence } from './plain-text.ts';

export interface HtmlOptions {
  areas: readonly Area[];
  pathPrefix?: string;
  /** What was audited, for the line below the verdict; nothing when it is not to be told. */
  name?: string;
  /** In the editor: its one-time word for scripts and styles, and the folder to come back to. */
  editor?: { nonce: string; folder: string };
}

/** Of a page that stands alone. Its text is escaped, so nothing of a project can name it. */
const OWN_NONCE = 'launch-ready';
/** Shown below one check; more are in the JSON report. */
const MOST_FINDINGS = 300;

/** The report as one page that loads nothing. All text of the project and of the network is escaped. */
export function formatHtml(report: Report, options: HtmlOptions): string {
  const { verdict } = report;
  const { areas, editor } = options;
  const nonce = editor?.nonce ?? OWN_NONCE;
  const causes = causesOf(report);
  const about = [
    options.name ?? '',
    domainWords(report),
    `${report.checkedAt.slice(0, 16).replace('T', ' ')} UTC`,
    verdict.scope,
  ];
  return `<!DOCTYPE html>
<html lang="en"${editor ? '' : ' class="standalone"'}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Launch report: ${escapeHtml(verdict.state)}</title>
<style nonce="${nonce}">${REPORT_STYLE}</style>
</head>
<body${editor ? ` data-folder="${escapeHtml(editor.folder)}"` : ''}>
<header>
<h1>${escapeHtml(verdict.headline)}</h1>
<p class="dim">${about.filter(Boolean).map(escapeHtml).join(' · ')}</p>
<ul class="counts">
${counts(report)}
</ul>
${actions(editor !== undefined)}
</header>
<main>
${tools()}
${launchOrder(report, areas)}
${outline(report, areas)
  .flatMap(({ areas: shown }) => shown)
  .map((area) => areaSection(area, options, causes, acceptedChecks(report)))
  .join('\n')}
${notChecked(report, areas)}
${accepted(report)}
</main>
<footer><p>Launch Ready ${escapeHtml(report.version)}. ${count(report.files, 'file')} read${skippedWords(report)}. READY means that the listed checks passed at the shown time; it is not a penetration test or a guarantee.</p></footer>
<script nonce="${nonce}">${REPORT_SCRIPT}</script>
</body>
</html>
`;
}

function counts({ verdict }: Report): string {
  const entries: [string, number, string][] = [
    [verdict.blockers === 1 ? 'blocker' : 'blockers', verdict.blockers, 'blocker'],
    ['high', verdict.high, 'high'],
    ['medium', verdict.medium, 'medium'],
    ['low', verdict.low, 'low'],
    ['could not be checked', verdict.notMeasured, 'other'],
    [verdict.accepted === 1 ? 'accepted risk' : 'accepted risks', verdict.accepted, 'other'],
  ];
  // What is not there draws no eye.
  return entries
    .map(([label, n, kind]) => `<li class="${n === 0 ? 'zero' : kind}"><b>${n}</b> ${label}</li>`)
    .join('\n');
}

function actions(isEditor: boolean): string {
  const shown: [act: string, label: string][] = isEditor
    ? [
        ['run', 'Run full audit'],
        ['export', 'Export…'],
      ]
    : [['print', 'Print']];
  const buttons = shown.map(([act, label]) => `<button type="button" data-act="${act}">${label}</button>`);
  return `<div class="actions">${buttons.join('')}</div>`;
}

function tools(): string {
  const kinds = [...SEVERITIES, 'review', 'notMeasured'] as const;
  const boxes = kinds.map((kind) => {
    const label = kind === 'review' || kind === 'notMeasured' ? OUTCOME_LABELS[kind] : capitalised(kind);
    return `<label><input type="checkbox" value="${kind}" checked> ${label}</label>`;
  });
  return `<div class="tools" role="search"><input type="search" id="search" placeholder="Search" aria-label="Search the findings"><fieldset><legend>Show</legend>${boxes.join('')}</fieldset><span id="told" class="dim" role="status"></span><button type="button" class="link" data-act="clear" hidden>Clear</button></div>
<div id="none" hidden><p id="none-said"></p><button type="button" data-act="clear">Clear search and filters</button></div>`;
}

function areaSection(
  { title, results }: AreaOutline,
  page: HtmlOptions,
  causes: readonly Cause[],
  risks: ReadonlySet<string>,
): string {
  const open = results.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'notApplicable');
  const rest = results.filter((result) => !open.includes(result) && !risks.has(result.checkId)).length;
  const { groups, rest: single } = together(open, causes);
  const blocks = [
    ...single.map((result) => article(result, page)),
    ...groups.map((cause) => causeBlock(cause, page)),
  ];
  const passed = rest > 0 ? `<p class="passed">${count(rest, 'check')} passed or not needed here</p>` : '';
  return `<section class="area"><h2>${escapeHtml(title)}</h2>${blocks.join('\n')}${passed}</section>`;
}

/** Checks that one cause hides: a line, with each of them below it. */
function causeBlock({ text, todo, results }: Cause, page: HtmlOptions): string {
  const what = todo ? `<p>${escapeHtml(todo)}</p>` : '';
  const articles = results.map((result) => article(result, page)).join('\n');
  return `<details class="cause"><summary>${results.length} could not be checked: ${escapeHtml(text)}</summary>${what}${articles}</details>`;
}

function article(result: Result, page: HtmlOptions): string {
  const { checkId, outcome, reason } = result;
  const words = checkWords(page.areas, checkId);
  const title = outcome === 'fail' ? words.failureTitle : words.title;
  const sorted = [...result.findings].sort((a, b) => compareSeverity(a.severity, b.severity));
  const items = sorted.slice(0, MOST_FINDINGS).map((finding) => findingItem(finding, outcome, page));
  const hidden = sorted.length - items.length;
  const list = items.length > 0 ? `<ul class="findings">${items.join('\n')}</ul>` : '';
  const more = hidden > 0 ? `<p class="dim">${hidden} more; the JSON report has them all.</p>` : '';
  const why = reason ? `<p class="reason">${escapeHtml(sentence(reason))}</p>` : '';
  const id = escapeHtml(checkId);
  const name = page.editor
    ? `<button type="button" class="link" data-act="explain" data-of="${id}">${id}</button>`
    : `<code>${id}</code>`;
  return `<article class="${outcome}" data-kind="${outcome}" id="${id}"><h3>${escapeHtml(title)} <span class="tag ${outcome}">${OUTCOME_LABELS[outcome]}</span> ${name}</h3>${why}${list}${more}</article>`;
}

function findingItem(
  finding: Finding,
  outcome: Result['outcome'],
  { pathPrefix = '', editor }: HtmlOptions,
): string {
  const { severity, message, location, remediation, fingerprint, related = [] } = finding;
  const kind = outcome === 'fail' ? severity : outcome;
  const where = escapeHtml(place(location, pathPrefix));
  const show = editor
    ? ` <button type="button" class="link" data-act="open" data-of="${escapeHtml(fingerprint)}">Show</button>`
    : '';
  const also = related.map(
    ({ location: at, message: text }) =>
      `<p class="where">${escapeHtml(text)}: <code>${escapeHtml(place(at, pathPrefix))}</code></p>`,
  );
  const todo = remediation ? `<p>Fix: ${escapeHtml(remediation.text)}</p>` : '';
  const copy = remediation?.copy
    ? `<button type="button" data-act="copy" data-of="${escapeHtml(fingerprint)}">Copy</button><pre>${plainLines(remediation.copy).map(escapeText).join('\n')}</pre>`
    : '';
  return `<li class="${severity}" data-kind="${kind}"><p><span class="tag ${severity}">${severity}</span> ${escapeHtml(message)}</p><p class="where"><code>${where}</code>${show}</p>${also.join('')}${todo}${copy}</li>`;
}

function notChecked(report: Report, areas: readonly Area[]): string {
  if (report.notAsked.length === 0) return '';
  const names = (checkId: string) => checkWords(areas, checkId).title;
  const items = notAskedByReason(report, areas, names).map(
    ([reason, what]) => `<li>${escapeHtml(what.join(', '))}: ${escapeHtml(reason)}</li>`,
  );
  return `<section class="also"><h2>Not checked</h2><ul>${items.join('')}</ul></section>`;
}

function accepted({ suppressed }: Report): string {
  const list = suppressed.filter(({ suppression }) => suppression.kind === 'accept');
  if (list.length === 0) return '';
  const items = list.map(
    ({ finding, suppression: { reason = '', owner = '', until = '' } }) =>
      `<li>${escapeHtml(finding.message)} <span class="reason">${escapeHtml(`${reason} (${owner}, until ${until})`)}</span></li>`,
  );
  return `<section class="also"><h2>Accepted risks</h2><ul>${items.join('')}</ul></section>`;
}

function skippedWords({ skipped }: Report): string {
  const parts = Object.entries(skipped).filter(([, n]) => n > 0);
  return parts.length > 0 ? `; not read: ${parts.map(([kind, n]) => `${n} ${kind}`).join(', ')}` : '';
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
