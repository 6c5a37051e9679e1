import type { EnvInventory } from '../areas/env/inventory-entries.ts';
import { declaredWords, linePlace, settingsWords, sidesWords } from './env-words.ts';
import { plainLine } from './plain-text.ts';

/** The inventory for a spreadsheet (RFC 4180): one line a variable. Never a value. */
export function formatEnvCsv({ entries }: EnvInventory, pathPrefix: string): string {
  const head = ['name', 'for', 'needed to run', 'read by', 'reads', 'first read', 'declared', 'set for'];
  const rows = entries.map((entry) => {
    const [first] = entry.reads.places;
    return [
      entry.name,
      entry.purpose ?? '',
      entry.required ? 'yes' : 'no',
      sidesWords(entry),
      String(entry.reads.count),
      first ? linePlace(first, pathPrefix) : '',
      declaredWords(entry, pathPrefix, Number.POSITIVE_INFINITY),
      settingsWords(entry),
    ];
  });
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A spreadsheet takes what begins with one of these signs for a formula. */
function cell(text: string): string {
  const line = plainLine(text).replace(/^(?=[=+\-@])/u, "'");
  return /[",]/u.test(line) ? `"${line.replace(/"/gu, '""')}"` : line;
}
