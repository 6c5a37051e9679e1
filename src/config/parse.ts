import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import { didYouMean } from './did-you-mean.ts';
import { entriesOf } from './entries.ts';
import { FORMATS, type FormatName } from './formats.ts';
import { LAUNCH_CONFIG } from './launch-config.ts';
import {
  DEFAULT_CONFIG_PATH,
  emptyConfig,
  type LaunchConfig,
  MAX_CONFIG_BYTES,
  type ParsedConfig,
  tooLarge,
} from './model.ts';
import { positionsOf } from './positions.ts';
import { type AnyShape, type MapShape, nounOf, type RecordShape } from './shape.ts';
import { readYaml } from './syntax.ts';
import {
  isTooMuch,
  join,
  kindOf,
  MAX_PROBLEMS,
  rangeOf,
  resolve,
  tell,
  tellInvalid,
  type Walk,
} from './walk.ts';

interface ParseOptions {
  /** Milliseconds since the epoch; without it no date is too early or too late. */
  now?: number | undefined;
}

/** Reads launch-ready.yaml. Goes on after a mistake, uses what can be used, and never throws. */
export function parse(
  text: string,
  path: string = DEFAULT_CONFIG_PATH,
  options: ParseOptions = {},
): Required<ParsedConfig> {
  const result = emptyConfig(path, true) as Required<ParsedConfig>;
  // A byte order mark takes no place in what editors show.
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (source.length > MAX_CONFIG_BYTES || new TextEncoder().encode(source).length > MAX_CONFIG_BYTES) {
    return { ...result, problems: [tooLarge()] };
  }
  const positions = positionsOf(source);
  const { document, problems } = readYaml(source, positions);
  result.problems.push(...problems);
  if (!document?.contents) return result;
  const walk: Walk = {
    document,
    positions,
    result,
    now: options.now,
    aliases: 0,
    visits: 0,
    told: new Set(),
  };
  const value = read(walk, document.contents, LAUNCH_CONFIG, '', null);
  result.value = (value ?? {}) as LaunchConfig;
  return result;
}

/** The usable value, or undefined when there is none. */
function read(walk: Walk, node: Node | null, shape: AnyShape, path: string, key: Node | null): unknown {
  if (isTooMuch(walk)) return undefined;
  if (path !== '') setRange(walk, path, node, key);
  const target = resolve(walk, node, path);
  if (target === 'refused') return undefined;
  const isEmpty = target === null || (isScalar(target) && target.value === null);
  switch (shape.kind) {
    case 'record':
      if (isEmpty) return {};
      return isMap(target)
        ? readRecord(walk, target.items, shape, path, target)
        : wrongType(walk, node, target, shape, path, key);
    case 'map':
      if (isEmpty) return {};
      return isMap(target)
        ? readMap(walk, target.items, shape, path)
        : wrongType(walk, node, target, shape, path, key);
    case 'list':
      if (isEmpty) return [];
      if (!isSeq(target)) return wrongType(walk, node, target, shape, path, key);
      return readList(walk, target.items as Node[], shape.items, path);
    default:
      if (isEmpty || !isScalar(target)) return wrongType(walk, node, target, shape, path, key);
      return readScalar(walk, node, target, shape, path, key);
  }
}

function readRecord(
  walk: Walk,
  items: Pair[],
  shape: RecordShape,
  path: string,
  whole: Node,
): object | undefined {
  const out: Record<string, unknown> = {};
  const entries = entriesOf(walk, items, path);
  const before = walk.result.problems.length;
  for (const entry of entries.values()) {
    if (!Object.hasOwn(shape.keys, entry.name)) {
      const meant = didYouMean(entry.name, Object.keys(shape.keys));
      // What is there already would be there twice.
      const suggestion = meant !== undefined && !entries.has(meant) ? meant : undefined;
      tell(walk, 'unknownKey', join(path, entry.name), rangeOf(walk, entry.key), {
        name: entry.name.slice(0, 80),
        ...(suggestion && { suggestion }),
      });
      continue;
    }
    const value = read(walk, entry.value, shape.keys[entry.name]!, join(path, entry.name), entry.key);
    if (value !== undefined) out[entry.name] = value;
  }
  const missing = shape.required.filter((name) => out[name] === undefined);
  if (missing.length === 0) return out;
  const absent = missing.filter((name) => !entries.has(name));
  if (
    absent.length > 0 &&
    !walk.result.problems.slice(before).some((one) => one.messageId === 'unknownKey')
  ) {
    const first = items[0]?.key as Node | undefined;
    tell(walk, 'missingKey', path, rangeOf(walk, first ?? whole), { name: absent.join(' and '), of: path });
  }
  return undefined;
}

function readMap(walk: Walk, items: Pair[], shape: MapShape, path: string): object {
  const out: Record<string, unknown> = {};
  for (const entry of entriesOf(walk, items, path).values()) {
    const reading = FORMATS[shape.names].read(entry.name, walk.now);
    if (!reading.ok) {
      tellInvalid(walk, join(path, entry.name), rangeOf(walk, entry.key), reading);
      continue;
    }
    const place = join(path, reading.value);
    if (reading.value !== entry.name) walk.result.written[place] = entry.name;
    const value = read(walk, entry.value, shape.values, place, entry.key);
    // A host is found by its name; what stands behind it may be nothing at all.
    if (shape.names === 'host' && entry.key) walk.result.ranges[place] = rangeOf(walk, entry.key);
    if (value !== undefined) out[reading.value] = value;
  }
  return out;
}

/** Places count the entries that could be used, so that `accept.0` is the first of `value.accept`. */
function readList(walk: Walk, items: readonly Node[], shape: AnyShape, path: string): unknown[] {
  const out: unknown[] = [];
  for (const item of items) {
    const place = join(path, String(out.length));
    const value = read(walk, item, shape, place, null);
    if (value !== undefined) out.push(value);
    else forget(walk, place);
    if (isTooMuch(walk) || walk.result.problems.length > MAX_PROBLEMS) break;
  }
  return out;
}

function forget(walk: Walk, place: string): void {
  const { ranges, keyRanges, written } = walk.result;
  for (const map of [ranges, keyRanges, written]) {
    delete map[place];
    for (const key of Object.keys(map).reverse()) {
      // What was read last stands last.
      if (!key.startsWith(`${place}.`)) break;
      delete map[key];
    }
  }
}

function readScalar(
  walk: Walk,
  node: Node | null,
  scalar: Scalar,
  shape: AnyShape,
  path: string,
  key: Node | null,
): unknown {
  const { value } = scalar;
  if (shape.kind === 'flag')
    return typeof value === 'boolean' ? value : wrongType(walk, node, scalar, shape, path, key);
  if (shape.kind === 'number') {
    if (typeof value !== 'number' || Number.isNaN(value))
      return wrongType(walk, node, scalar, shape, path, key);
    if (value >= shape.minimum && value <= shape.maximum && (!shape.integer || Number.isInteger(value)))
      return value;
    tellInvalid(walk, path, rangeOf(walk, node), {
      what: `${value} is not ${nounOf(shape)} from ${shape.minimum} to ${shape.maximum}`,
      remedy: `Write one, for example ${String(shape.example)}`,
    });
    return undefined;
  }
  if (shape.kind === 'choice') return readChoice(walk, node, scalar, shape, path, key);
  if (typeof value !== 'string') return wrongType(walk, node, scalar, shape, path, key);
  const format: FormatName | undefined = shape.kind === 'text' ? shape.format : undefined;
  if (!format) return value;
  const reading = FORMATS[format].read(value, walk.now);
  if (!reading.ok) {
    tellInvalid(walk, path, rangeOf(walk, value === '' && key ? key : node), reading);
    return undefined;
  }
  if (reading.value !== value) walk.result.written[path] = value;
  return reading.value;
}

function readChoice(
  walk: Walk,
  node: Node | null,
  scalar: Scalar,
  shape: AnyShape & { kind: 'choice' },
  path: string,
  key: Node | null,
): unknown {
  const { value } = scalar;
  if ((shape.values as readonly unknown[]).includes(value)) return value;
  if (typeof value !== typeof shape.values[0]) return wrongType(walk, node, scalar, shape, path, key);
  const suggestion = typeof value === 'string' ? didYouMean(value, shape.values.map(String)) : undefined;
  const shown = String(value).slice(0, 40);
  tellInvalid(walk, path, rangeOf(walk, node), {
    what: `"${shown}" is not ${nounOf(shape)}`,
    remedy: suggestion ? `Write ${suggestion}` : `Write ${nounOf(shape)}`,
    ...(suggestion && { suggestion }),
  });
  return undefined;
}

function wrongType(
  walk: Walk,
  node: Node | null,
  target: Node | null,
  shape: AnyShape,
  path: string,
  key: Node | null,
): undefined {
  const isText = shape.kind === 'text' && shape.format;
  const expected = isText
    ? FORMATS[shape.format as FormatName].noun
    : path === ''
      ? 'keys with values'
      : nounOf(shape);
  const found = kindOf(target);
  const suggestion = isScalar(target) && node === target ? inOtherType(target, shape) : undefined;
  const at = found === 'nothing' && key ? key : node;
  tell(walk, 'wrongType', path, rangeOf(walk, at), { expected, found, ...(suggestion && { suggestion }) });
  return undefined;
}

/** The same words as the type that was expected, where that is clear. */
function inOtherType(scalar: Scalar, shape: AnyShape): string | undefined {
  const { value } = scalar;
  const source = scalar.source ?? '';
  if (value === null) return undefined;
  if (shape.kind === 'text' && typeof value === 'number') return `"${source}"`;
  if (shape.kind === 'choice' && value === false && shape.values.includes('off')) return 'off';
  if (typeof value !== 'string') return undefined;
  if (shape.kind === 'flag')
    return /^(yes|on)$/i.test(value) ? 'true' : /^(no|off)$/i.test(value) ? 'false' : undefined;
  if (shape.kind === 'list' && /^[\w./@-][\w./@*-]*$/.test(value)) return `[${value}]`;
  if (shape.kind === 'number' || shape.kind === 'choice')
    return /^\d+(\.\d+)?$/.test(value) ? value : undefined;
  return undefined;
}

function setRange(walk: Walk, path: string, node: Node | null, key: Node | null): void {
  walk.result.ranges[path] = node?.range ? rangeOf(walk, node) : rangeOf(walk, key);
  if (key) walk.result.keyRanges[path] = rangeOf(walk, key);
}
