import type { EnvEntry, EnvInventory } from '../areas/env/inventory-entries.ts';
import { declaredWords, ENV_GROUPS, envLegend, linePlace, settingsWords, sidesWords } from './env-words.ts';
import { code, words } from './markdown-words.ts';

/** The inventory for a wiki or a pull request: one table a group. Never a value. */
export function formatEnvMarkdown({ entries, hidden }: EnvInventory, pathPrefix: string): string {
  const lines = ['# Environment variables'];
  for (const { title, holds } of ENV_GROUPS) {
    const group = entries.filter(holds);
    if (group.length === 0) continue;
    lines.push(
      '',
      `## ${title} (${group.length})`,
      '',
      '| name | for | read by | reads | first read | declared | set for |',
      '| --- | --- | --- | ---: | --- | --- | --- |',
      ...group.map((entry) => tableRow(entry, pathPrefix)),
    );
  }
  if (entries.length === 0) lines.push('', 'Nothing here reads or declares an environment variable.');
  const notes = envLegend(entries);
  if (hidden > 0)
    notes.push(`${hidden} more: set by the platform, or used only by tests, scripts and pipelines.`);
  return `${[...lines, ...notes.flatMap((note) => ['', words(note)])].join('\n')}\n`;
}

function tableRow(entry: EnvEntry, prefix: string): string {
  const [first] = entry.reads.places;
  const cells = [
    code(entry.name),
    words(entry.purpose ?? ''),
    words(sidesWords(entry)),
    String(entry.reads.count),
    first ? code(linePlace(first, prefix)) : '',
    words(declaredWords(entry, prefix, 3)),
    words(settingsWords(entry)),
  ];
  // A bar ends a cell, also within code (GitHub Flavored Markdown, section 4.10).
  return `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/gu, '\\|')).join(' | ')} |`;
}
