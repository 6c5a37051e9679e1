import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { TextEdit } from '../model/finding.ts';
import type { LaunchConfig } from './model.ts';
import { parse } from './parse.ts';
import { positionsOf } from './positions.ts';
import { readYaml } from './syntax.ts';

/** The whole new text and the one edit that leads to it (none when all is there already), or why we keep our hands off. */
export type ConfigEdit = { ok: true; text: string; edit?: TextEdit } | { ok: false; reason: string };

/** One replacement by offsets. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

export interface Source {
  text: string;
  root: YAMLMap | null;
  eol: string;
}

export type Refusal = { reason: string };

/** Makes the one change and reads the result again: what does not come out as meant is not done at all. */
export function change(
  text: string,
  path: string,
  plan: (
    source: Source,
    config: LaunchConfig,
  ) => { splice: Splice; expect: (config: LaunchConfig) => void } | Refusal | 'unchanged',
): ConfigEdit {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const source = text.slice(mark.length);
  const before = parse(source, path);
  const broken = before.problems.find((one) => ['syntax', 'unreadable', 'tooLarge'].includes(one.messageId));
  if (broken) {
    const line = broken.range.start.line + 1;
    const what = broken.data.what ?? 'it is too large';
    return {
      ok: false,
      reason: `${path} is broken on line ${line}: ${what}. Mend it first, then try again.`,
    };
  }
  const positions = positionsOf(source);
  const root = (readYaml(source, positions).document?.contents ?? null) as Node | null;
  if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null)) {
    return { ok: false, reason: `${path} does not hold keys with values. Mend it first, then try again.` };
  }
  const eol = /\r\n/.test(source) ? '\r\n' : '\n';
  const planned = plan({ text: source, root: isMap(root) ? root : null, eol }, before.value);
  if (planned === 'unchanged') return { ok: true, text };
  if ('reason' in planned) return { ok: false, reason: `${path} was left alone: ${planned.reason}.` };
  const { start, end, text: newText } = planned.splice;
  const result = source.slice(0, start) + newText + source.slice(end);
  const wanted = structuredClone(before.value);
  planned.expect(wanted);
  if (!isDeepStrictEqual(parse(result, path).value, wanted)) {
    return {
      ok: false,
      reason: `${path} is written in a way that cannot be changed safely. Please change it by hand.`,
    };
  }
  if (result === source) return { ok: true, text };
  return { ok: true, text: mark + result, edit: { path, range: positions.range(start, end), newText } };
}

/**
 * A key at the top, under the comments that head the file; a commented-out one is where it belongs, and where that
 * holds one word as an example, it gives way.
 */
export function atStart({ text, root, eol }: Source, key: string, value: string): Splice {
  if (root?.flow) {
    const open = root.range![0] + 1;
    return insertion(open, root.items.length > 0 ? ` ${key}: ${value},` : ` ${key}: ${value} `);
  }
  const commented = new RegExp(`^#[ \\t]*${key}:.*$`, 'm').exec(text);
  const first = root?.items[0]?.key as Node | undefined;
  if (commented && (!first || commented.index < first.range![0])) {
    const end = commented.index + commented[0].length;
    const note = commented[0].length < 200 ? EXAMPLE.exec(commented[0])?.[1] : undefined;
    if (note !== undefined) return { start: commented.index, end, text: `${key}: ${value}${note}` };
    return insertion(end, `${eol}${key}: ${value}`);
  }
  if (first?.range) {
    const indent = columnOf(text, root!.range![0]);
    return insertion(root!.range![0], `${key}: ${value}${eol}${indent}`);
  }
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : eol;
  return insertion(text.length, `${gap}${key}: ${value}${eol}`);
}

/** A commented-out key with one word or none; and what is said behind it. */
const EXAMPLE = /^#[ \t]*\w+:[ \t]*(?!#)\S*((?:[ \t]+#.*)?)[ \t]*$/;

export function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

export function pairOf(map: YAMLMap | null, name: string): Pair | undefined {
  return map?.items.findLast((pair) => isScalar(pair.key) && pair.key.value === name);
}

/** The white space before a place on its line, as long as the place is far from the line's start. */
export function columnOf(text: string, offset: number): string {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return ' '.repeat(offset - lineStart);
}

export function endOfLine(text: string, offset: number): number {
  const rest = /[\r\n]/.exec(text.slice(offset));
  return rest ? offset + rest.index : text.length;
}

export function lineBreakAt(text: string, offset: number): number {
  return /^[ \t]*(\r\n|\n|\r)/.exec(text.slice(offset))?.[0].length ?? 0;
}
