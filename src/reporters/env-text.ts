import type { EnvEntry, EnvInventory } from '../areas/env/inventory-entries.ts';
import {
  declaredWords,
  ENV_GROUPS,
  envLegend,
  isGap,
  linePlace,
  settingsWords,
  sidesWords,
} from './env-words.ts';
import { count } from './place.ts';
import { guardLine, plainLine } from './plain-text.ts';
import { type Style, styleFor } from './style.ts';
import { cutTo, displayWidth, wrap } from './wrap.ts';

interface EnvTextOptions {
  pathPrefix: string;
  colour: boolean;
  /** Columns. */
  width: number;
}

const LONGEST_NAME = 40;
const DETAIL = '      ';

/** The inventory as a table, each variable with its purpose and places below it. Never a value. */
export function formatEnvText(inventory: EnvInventory, options: EnvTextOptions): string {
  const { entries, hidden } = inventory;
  const style = styleFor(options.colour);
  const names = entries.map(({ name }) => displayWidth(plainLine(name)));
  const columns = { name: Math.min(LONGEST_NAME, Math.max(8, ...names)), sides: 0 };
  columns.sides = Math.min(14, Math.max(7, ...entries.map((entry) => sidesWords(entry).length)));
  const lines: string[] = [];
  for (const { title, holds } of ENV_GROUPS) {
    const group = entries.filter(holds);
    if (group.length === 0) continue;
    lines.push(style.bold(`${title} (${group.length})`));
    lines.push(style.dim(row(columns, ['NAME', 'READ BY', 'READS', 'SET FOR'], options.width)[0] ?? ''));
    for (const entry of group) lines.push(...entryLines(entry, columns, style, options));
    lines.push('');
  }
  if (entries.length === 0) lines.push('Nothing here reads or declares an environment variable.', '');
  else lines.push(summary(entries));
  const notes = envLegend(entries);
  if (hidden > 0) {
    notes.push(
      `${hidden} more ${hidden === 1 ? 'is' : 'are'} set by the platform, or used only by tests, scripts and pipelines: --all shows them.`,
    );
  }
  lines.push(...notes.flatMap((note) => wrap(note, options.width)));
  return `${lines.map(guardLine).join('\n').trimEnd()}\n`;
}

function summary(entries: readonly EnvEntry[]): string {
  const required = entries.filter((entry) => entry.required);
  const undeclared = required.filter(isGap).length;
  return `${count(entries.length, 'variable')}, ${required.length} needed to run${undeclared > 0 ? `, ${undeclared} of them declared nowhere` : ''}.`;
}

function entryLines(
  entry: EnvEntry,
  columns: { name: number; sides: number },
  style: Style,
  { pathPrefix, width }: EnvTextOptions,
): string[] {
  const { name, purpose, reads } = entry;
  const cells = [
    plainLine(name),
    sidesWords(entry),
    reads.count === 0 ? '-' : String(reads.count),
    settingsWords(entry) || '-',
  ];
  const [first] = reads.places;
  const declared = `declared ${declaredWords(entry, pathPrefix, 3)}`;
  const places = first ? `first read ${linePlace(first, pathPrefix)}; ${declared}` : declared;
  return [
    ...row(columns, cells, width),
    ...(purpose === null ? [] : wrap(plainLine(purpose), width, DETAIL)),
    ...wrap(places, width, DETAIL, `${DETAIL}  `).map(isGap(entry) ? style.caution : style.dim),
  ];
}

/** One row; what does not fit into the last column goes on below it. A longer name takes a line of its own. */
function row(columns: { name: number; sides: number }, cells: readonly string[], width: number): string[] {
  const [name = '', sides = '', reads = '', settings = ''] = cells;
  const middle = `${cutTo(sides, columns.sides).padEnd(columns.sides)}  ${reads.padStart(5)}  `;
  const indent = ' '.repeat(2 + columns.name + 2 + middle.length);
  const tail = wrap(settings, Math.max(width, indent.length + 16), indent);
  const head = `  ${name}${' '.repeat(Math.max(0, columns.name - displayWidth(name)))}  ${middle}`;
  if (displayWidth(name) > columns.name) {
    return [
      `  ${name}`,
      `${' '.repeat(columns.name + 4)}${middle}${(tail[0] ?? '').trimStart()}`,
      ...tail.slice(1),
    ];
  }
  return [`${head}${(tail[0] ?? '').trimStart()}`.trimEnd(), ...tail.slice(1)];
}
