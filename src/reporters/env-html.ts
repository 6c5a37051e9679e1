import type { EnvEntry, EnvInventory, EnvSetting } from '../areas/env/inventory-entries.ts';
import { ENV_PAGE_SCRIPT, ENV_PAGE_STYLE } from './env-page.ts';
import { ENV_GROUPS, envLegend, isGap, linePlace, sidesWords } from './env-words.ts';
import { REPORT_STYLE } from './html-style.ts';
import { escapeHtml } from './html-text.ts';
import { count } from './place.ts';

interface EnvHtmlOptions {
  /** The folder's name. */
  name: string;
  /** The page's one-time word for scripts and styles, and the folder to come back to. */
  editor: { nonce: string; folder: string };
}

/** Files shown in a cell, and lines of each; the others are counted. */
const MOST_PLACES = 3;

/**
 * The inventory as a page of the editor that loads nothing. A button names a place by the number of its variable and its own:
 * `3 declaration 0`. All text is escaped; there is never a value.
 */
export function formatEnvHtml({ entries, hidden }: EnvInventory, { name, editor }: EnvHtmlOptions): string {
  const { nonce, folder } = editor;
  const undeclared = entries.filter(isGap).length;
  const counts = [
    `<li><b>${entries.filter(({ required }) => required).length}</b> needed to run</li>`,
    ...(undeclared > 0 ? [`<li class="high"><b>${undeclared}</b> of them declared nowhere</li>`] : []),
    `<li><b>${entries.length}</b> in all</li>`,
  ];
  const notes = envLegend(entries);
  if (hidden > 0)
    notes.push(`${hidden} more: set by the platform, or used only by tests, scripts and pipelines.`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Environment variables</title>
<style nonce="${nonce}">${REPORT_STYLE}${ENV_PAGE_STYLE}</style>
</head>
<body data-folder="${escapeHtml(folder)}">
<header>
<h1>Environment variables</h1>
<p class="dim">${escapeHtml(name)} · names only, no value is shown or copied</p>
<ul class="counts">${counts.join('')}</ul>
</header>
<main>
<div class="tools">
<input type="search" id="search" placeholder="Search names, purposes, places" aria-label="Search">
<span id="told" role="status" class="dim"></span>
<span class="actions"><button data-act="refresh">Refresh</button><button data-act="copy" data-of="markdown">Copy as Markdown</button><button data-act="copy" data-of="csv">Copy as CSV</button><button data-act="copy" data-of="json">Copy as JSON</button></span>
</div>
${entries.length === 0 ? '<p>Nothing here reads or declares an environment variable.</p>' : ''}
${ENV_GROUPS.map(({ title, holds }) => group(title, entries, holds)).join('\n')}
</main>
<footer>${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}</footer>
<script nonce="${nonce}">${ENV_PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function group(title: string, entries: readonly EnvEntry[], holds: (entry: EnvEntry) => boolean): string {
  const rows = entries.flatMap((entry, i) => (holds(entry) ? [row(entry, i)] : []));
  if (rows.length === 0) return '';
  return `<section><h2>${escapeHtml(title)} <span class="dim">${rows.length}</span></h2>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">Declared</th><th scope="col">Read</th><th scope="col">Set for</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></section>`;
}

function row(entry: EnvEntry, i: number): string {
  const declared = places(
    entry.declarations.map((d) => ({ ...d, note: d.kind === 'comment' ? ' (commented out)' : '' })),
    `${i} declaration`,
  );
  const nowhere = entry.required
    ? '<span class="tag high">nowhere</span>'
    : '<span class="dim">nowhere</span>';
  const read = places(entry.reads.places, `${i} read`);
  const sides = sidesWords(entry);
  return `<tr><th scope="row"><code>${escapeHtml(entry.name)}</code>${entry.purpose === null ? '' : `<p>${escapeHtml(entry.purpose)}</p>`}</th><td>${declared || nowhere}</td><td>${read ? `${count(entry.reads.count, 'read')}${sides ? `, ${escapeHtml(sides)}` : ''}${read}` : '<span class="dim">not seen</span>'}</td><td>${settings(entry.environments)}</td></tr>`;
}

interface Place {
  path: string;
  range: { start: { line: number } };
  note?: string;
}

function places(all: readonly Place[], of: string): string {
  if (all.length === 0) return '';
  const files = [...new Set(all.map(({ path }) => path))];
  const items = files.slice(0, MOST_PLACES).map((path) => {
    const lines = all.flatMap((place, i) => (place.path === path ? [{ ...place, i }] : []));
    const links = lines.slice(0, MOST_PLACES).map(({ i, range, note }, at) => {
      const words = at === 0 ? linePlace({ path, range }, '') : String(range.start.line + 1);
      return `<button class="link" data-act="open" data-of="${of} ${i}">${escapeHtml(words)}</button>${note ?? ''}`;
    });
    return `<li>${links.join(', ')}${lines.length > links.length ? ' …' : ''}</li>`;
  });
  const more = files.length - items.length;
  const rest = more > 0 ? `<li class="dim">and ${count(more, 'more file', 'more files')}</li>` : '';
  return `<ul>${items.join('')}${rest}</ul>`;
}

const STATES: Record<EnvSetting['state'], string> = {
  set: '',
  empty: ' empty',
  placeholder: ' placeholder',
  elsewhere: ' from outside',
  provided: ' provided',
};

function settings(environments: readonly EnvSetting[]): string {
  const chips = environments.map(({ environment, state, mark }) => {
    const word = `<span class="chip ${state}">${escapeHtml(environment)}${STATES[state]}`;
    return `${word}${mark === null ? '' : ` <b title="The same letter: the same value">${escapeHtml(mark)}</b>`}</span>`;
  });
  return [...new Set(chips)].join(' ') || '<span class="dim">no file</span>';
}
