import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import { START_OF_FILE } from '../model/location.ts';
import { readDomainName } from './domain-name.ts';
import {
  atStart,
  type ConfigEdit,
  change,
  columnOf,
  endOfLine,
  insertion,
  lineBreakAt,
  pairOf,
  type Refusal,
  type Source,
  type Splice,
} from './edit-source.ts';
import { FORMATS } from './formats.ts';
import {
  type AcceptedRisk,
  DEFAULT_CONFIG_PATH,
  type LaunchConfig,
  type ReviewedCheck,
  type RotatedSecret,
} from './model.ts';
import { proposeConfig } from './propose.ts';
import { plainText } from './yaml-text.ts';

/**
 * Sets `domain` (or `domains.production`, where that is what the file uses). `text` is undefined when there is no
 * file: a small commented one is then made.
 */
export function setDomain(text: string | undefined, domain: string, path = DEFAULT_CONFIG_PATH): ConfigEdit {
  const reading = readDomainName(domain);
  if (!reading.ok) return { ok: false, reason: `${reading.what}. ${reading.remedy}.` };
  const name = domain.trim();
  if (text === undefined) return created(proposeConfig({ domains: [{ domain: name }] }), path);
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
  const fields = (['check', 'reason', 'owner', 'until', 'host', 'path', 'name'] as const).flatMap((name) =>
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
