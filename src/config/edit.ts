import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../model/finding.ts';
import { START_OF_FILE } from '../model/location.ts';
import { readDomainName } from './domain-name.ts';
import { FORMATS } from './formats.ts';
import {
  type AcceptedRisk,
  DEFAULT_CONFIG_PATH,
  type LaunchConfig,
  type ReviewedCheck,
  type RotatedSecret,
} from './model.ts';
import { parse } from './parse.ts';
import { positionsOf } from './positions.ts';
import { proposeConfig } from './propose.ts';
import { readYaml } from './syntax.ts';
import { plainText } from './yaml-text.ts';

/** The whole new text and the one edit that leads to it (none when all is there already), or why we keep our hands off. */
export type ConfigEdit = { ok: true; text: string; edit?: TextEdit } | { ok: false; reason: string };

/** One replacement by offsets. */
interface Splice {
  start: number;
  end: number;
  text: string;
}

interface Source {
  text: string;
  root: YAMLMap | null;
  eol: string;
}

type Refusal = { reason: string };

/**
 * Sets `domain` (or `domains.production`, where that is what the file uses). `text` is undefined when there is no
 * file: a small commented one is then made.
 */
export function setDomain(text: string | undefined, domain: string, path = DEFAULT_CONFIG_PATH): ConfigEdit {
  const reading = readDomainName(domain);
  if (!reading.ok) return { ok: false, reason: `${reading.what}. ${reading.remedy}.` };
  const name = domain.trim();
  if (text === undefined) return created(proposeConfig([{ domain: name }]), path);
  return change(text, path, (source) => {
    const own = pairOf(source.root, 'domain');
    const group = pairOf(source.root, 'domains')?.value;
    const production = !own && isMap(group) ? pairOf(group, 'production') : undefined;
    const pair = own ?? production;
    const expect = (config: LaunchConfig) => {
      if (production) config.domains = { ...config.domains, production: reading.value };
      else config.domain = reading.value;
    };
    if (!pair) return { splice: atStart(source, 'domain', plainText(name)), expect };
    const value = pair.value as Node | null;
    if (isScalar(value) && value.range && value.range[1] > value.range[0]) {
      const [start, end] = value.range;
      return { splice: { start, end, text: plainText(name) }, expect };
    }
    if (value !== null && !isScalar(value)) return { reason: '"domain" holds something other than a name' };
    const colon = source.text.indexOf(':', (pair.key as Node).range![1]);
    return { splice: { start: colon + 1, end: colon + 1, text: ` ${plainText(name)}` }, expect };
  });
}

/** Adds a pattern to `ignore`. */
export function addIgnore(text: string | undefined, glob: string, path = DEFAULT_CONFIG_PATH): ConfigEdit {
  const reading = FORMATS.glob.read(glob);
  if (!reading.ok) return { ok: false, reason: `${reading.what}. ${reading.remedy}.` };
  return orCreated(text, path, (from) =>
    change(from, path, (source, config) => {
      if (config.ignore?.includes(glob)) return 'unchanged';
      const entry = { block: [plainText(glob)], flow: plainText(glob) };
      return added(source, 'ignore', entry, (value) => {
        value.ignore = [...(value.ignore ?? []), glob];
      });
    }),
  );
}

/** Adds a risk to `accept`. */
export function addAcceptedRisk(
  text: string | undefined,
  risk: AcceptedRisk,
  path = DEFAULT_CONFIG_PATH,
): ConfigEdit {
  const fields = (['check', 'reason', 'owner', 'until', 'host', 'path'] as const).flatMap((name) =>
    risk[name] === undefined ? [] : [[name, risk[name]] as const],
  );
  const entry = {
    block: fields.map(([name, value]) => `${name}: ${plainText(value)}`),
    flow: `{ ${fields.map(([name, value]) => `${name}: ${plainText(value)}`).join(', ')} }`,
  };
  return orCreated(text, path, (from) =>
    change(from, path, (source) =>
      added(source, 'accept', entry, (value) => {
        value.accept = [...(value.accept ?? []), Object.fromEntries(fields) as unknown as AcceptedRisk];
      }),
    ),
  );
}

/** Says that a secret of the history was replaced and revoked: its earlier entry, where there is one, is left as it is. */
export function addRotated(
  text: string | undefined,
  rotated: RotatedSecret,
  path = DEFAULT_CONFIG_PATH,
): ConfigEdit {
  for (const [format, value] of [
    ['secretName', rotated.secret],
    ['datePast', rotated.date],
  ] as const) {
    const reading = FORMATS[format].read(value);
    if (!reading.ok) return { ok: false, reason: `${reading.what}. ${reading.remedy}.` };
  }
  const fields = [`secret: ${plainText(rotated.secret)}`, `date: ${plainText(rotated.date)}`];
  return orCreated(text, path, (from) =>
    change(from, path, (source, config) => {
      if (config.rotated?.some(({ secret }) => secret === rotated.secret)) return 'unchanged';
      return added(source, 'rotated', { block: fields, flow: `{ ${fields.join(', ')} }` }, (value) => {
        value.rotated = [...(value.rotated ?? []), { secret: rotated.secret, date: rotated.date }];
      });
    }),
  );
}

/** Says that somebody looked at what only a person can tell; an earlier entry of the check goes. */
export function addReviewed(
  text: string | undefined,
  reviewed: ReviewedCheck,
  path = DEFAULT_CONFIG_PATH,
): ConfigEdit {
  const names = ['check', 'by', 'date'] as const;
  const fields = names.map((name) => `${name}: ${plainText(reviewed[name])}`);
  return orCreated(text, path, (from) =>
    change(from, path, (source, config) => {
      if (config.reviewed?.some((known) => isDeepStrictEqual(known, reviewed))) return 'unchanged';
      return added(source, 'reviewed', { block: fields, flow: `{ ${fields.join(', ')} }` }, (value) => {
        value.reviewed = [...(value.reviewed ?? []), reviewed];
      });
    }),
  );
}

/** Takes every entry of the check out of `reviewed`. */
export function removeReviewed(text: string, check: string, path = DEFAULT_CONFIG_PATH): ConfigEdit {
  return change(text, path, (source, config) => {
    const left = (config.reviewed ?? []).filter((known) => known.check !== check);
    if (left.length === (config.reviewed?.length ?? 0)) return 'unchanged';
    const pair = pairOf(source.root, 'reviewed');
    const list = pair?.value;
    if (!pair || !isSeq(list) || list.flow) return { reason: '"reviewed" is written on one line' };
    const isOfCheck = (item: unknown) => isMap(item) && item.get('check') === check;
    const at = list.items.findIndex(isOfCheck);
    const until = list.items.findLastIndex(isOfCheck);
    const isAll = left.length === 0;
    if (!isAll && list.items.slice(at, until + 1).some((item) => !isOfCheck(item)))
      return { reason: `"reviewed" names ${check} in several places` };
    const first = isAll ? (pair.key as Node) : (list.items[at] as Node);
    const last = list.items[isAll ? list.items.length - 1 : until] as Node;
    const start = source.text.lastIndexOf('\n', first.range![0] - 1) + 1;
    const end = endOfLine(source.text, last.range![1] - 1);
    const after = source.text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, source.text.length);
    return {
      splice: { start, end: after, text: '' },
      expect: (value) => {
        if (isAll) delete value.reviewed;
        else value.reviewed = left;
      },
    };
  });
}

/** Names the baseline file where launch-ready.yaml names none. */
export function setBaseline(text: string | undefined, file: string, path = DEFAULT_CONFIG_PATH): ConfigEdit {
  const reading = FORMATS.path.read(file);
  if (!reading.ok) return { ok: false, reason: `${reading.what}. ${reading.remedy}.` };
  return orCreated(text, path, (from) =>
    change(from, path, (source, config) => {
      if (config.baseline === reading.value) return 'unchanged';
      if (pairOf(source.root, 'baseline')) return { reason: '"baseline" names another file' };
      return {
        splice: atStart(source, 'baseline', plainText(reading.value)),
        expect: (value) => {
          value.baseline = reading.value;
        },
      };
    }),
  );
}

/** Makes the one change and reads the result again: what does not come out as meant is not done at all. */
function change(
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

function created(text: string, path: string): ConfigEdit {
  return { ok: true, text, edit: { path, range: START_OF_FILE, newText: text } };
}

function orCreated(text: string | undefined, path: string, apply: (text: string) => ConfigEdit): ConfigEdit {
  if (text !== undefined) return apply(text);
  const result = apply(proposeConfig());
  return result.ok ? created(result.text, path) : result;
}

/** Appends to the list at `key`, in the style in which the list is written. */
function added(
  source: Source,
  key: string,
  entry: { block: string[]; flow: string },
  expect: (config: LaunchConfig) => void,
): { splice: Splice; expect: (config: LaunchConfig) => void } | Refusal {
  const lines = (indent: string) =>
    source.eol + entry.block.map((line, i) => `${indent}${i === 0 ? '- ' : '  '}${line}`).join(source.eol);
  const pair = pairOf(source.root, key);
  if (!pair) {
    if (source.root?.flow) return { splice: atStart(source, key, `[${entry.flow}]`), expect };
    const end = source.text.length;
    const content = source.text.replace(/[\s]+$/, '').length;
    const gap = content === 0 ? '' : end > content ? source.eol : source.eol + source.eol;
    const start =
      content === 0 ? 0 : Math.min(end, content + (end > content ? lineBreakAt(source.text, content) : 0));
    const indent = source.root ? columnOf(source.text, source.root.range![0]) : '';
    return {
      splice: { start, end: start, text: `${gap}${indent}${key}:${lines(`${indent}  `)}${source.eol}` },
      expect,
    };
  }
  const value = pair.value as Node | null;
  if (isSeq(value)) return { splice: intoList(source, value, entry.flow, lines), expect };
  if (value !== null && !(isScalar(value) && value.value === null))
    return { reason: `"${key}" is not a list` };
  if (value?.range && value.range[1] > value.range[0]) {
    return { splice: { start: value.range[0], end: value.range[1], text: `[${entry.flow}]` }, expect };
  }
  const keyRange = (pair.key as Node).range!;
  if (source.root?.flow)
    return { splice: insertion(source.text.indexOf(':', keyRange[1]) + 1, ` [${entry.flow}]`), expect };
  const indent = columnOf(source.text, keyRange[0]);
  return { splice: insertion(endOfLine(source.text, keyRange[1]), lines(`${indent}  `)), expect };
}

function intoList(source: Source, list: YAMLSeq, flow: string, lines: (indent: string) => string): Splice {
  const [start, end] = list.range!;
  const last = list.items.at(-1) as Node | undefined;
  const lastEnd = last?.range
    ? last.range[0] + source.text.slice(last.range[0], last.range[1]).trimEnd().length
    : start + 1;
  if (list.flow) return last ? insertion(lastEnd, `, ${flow}`) : insertion(start + 1, flow);
  return insertion(endOfLine(source.text, Math.min(lastEnd, end)), lines(columnOf(source.text, start)));
}

/** A key at the top, under the comments that head the file; a commented-out one is where it belongs. */
function atStart({ text, root, eol }: Source, key: string, value: string): Splice {
  if (root?.flow) {
    const open = root.range![0] + 1;
    return insertion(open, root.items.length > 0 ? ` ${key}: ${value},` : ` ${key}: ${value} `);
  }
  const commented = new RegExp(`^#[ \\t]*${key}:.*$`, 'm').exec(text);
  const first = root?.items[0]?.key as Node | undefined;
  if (commented && (!first || commented.index < first.range![0])) {
    return insertion(endOfLine(text, commented.index), `${eol}${key}: ${value}`);
  }
  if (first?.range) {
    const indent = columnOf(text, root!.range![0]);
    return insertion(root!.range![0], `${key}: ${value}${eol}${indent}`);
  }
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : eol;
  return insertion(text.length, `${gap}${key}: ${value}${eol}`);
}

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

function pairOf(map: YAMLMap | null, name: string): Pair | undefined {
  return map?.items.findLast((pair) => isScalar(pair.key) && pair.key.value === name);
}

/** The white space before a place on its line, as long as the place is far from the line's start. */
function columnOf(text: string, offset: number): string {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return ' '.repeat(offset - lineStart);
}

function endOfLine(text: string, offset: number): number {
  const rest = /[\r\n]/.exec(text.slice(offset));
  return rest ? offset + rest.index : text.length;
}

function lineBreakAt(text: string, offset: number): number {
  return /^[ \t]*(\r\n|\n|\r)/.exec(text.slice(offset))?.[0].length ?? 0;
}
