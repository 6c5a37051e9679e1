import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { type Range, START_OF_FILE } from '../model/location.ts';
import type { ConfigProblem, ParsedConfig } from './model.ts';
import type { Positions } from './positions.ts';
import type { YamlDocument } from './syntax.ts';

export const MAX_PROBLEMS = 50;
const MAX_ALIASES = 100;
/** Values looked at, each alias's target counted anew: no config of MAX_CONFIG_BYTES without aliases has more. */
const MAX_VISITS = 200_000;

export interface Walk {
  document: YamlDocument;
  positions: Positions;
  result: Required<ParsedConfig>;
  now: number | undefined;
  aliases: number;
  visits: number;
  /** Problems already told: what is merged or aliased is read more than once. */
  told: Set<string>;
}

/** Counts one more value, and says when it is one too many. */
export function isTooMuch(walk: Walk): boolean {
  if (++walk.visits <= MAX_VISITS) return false;
  tell(walk, 'unreadable', '', START_OF_FILE, {
    what: `with all its repetitions it has more than ${MAX_VISITS} values`,
  });
  return true;
}

/** What an alias stands for. Aliases of aliases and bombs end at a fixed count. */
export function resolve(walk: Walk, node: Node | null, path: string): Node | null | 'refused' {
  if (!isAlias(node)) return node;
  if (++walk.aliases > MAX_ALIASES) {
    tell(walk, 'unreadable', '', START_OF_FILE, {
      what: `it repeats values with * more than ${MAX_ALIASES} times`,
    });
    return 'refused';
  }
  const target = node.resolve(walk.document);
  if (target) return target as Node;
  tell(walk, 'syntax', path, rangeOf(walk, node), {
    what: 'a value may not begin with * unless it is quoted',
    remedy: 'Put quotes around the value',
  });
  return 'refused';
}

export function kindOf(node: Node | null): string {
  if (node === null) return 'nothing';
  if (isMap(node)) return 'a group of keys';
  if (isSeq(node)) return 'a list';
  const value = isScalar(node) ? node.value : undefined;
  if (value === null) return 'nothing';
  if (typeof value === 'number' || typeof value === 'bigint') return 'a number';
  return typeof value === 'boolean' ? String(value) : 'text';
}

/** A block's end is the start of what follows; the white space between is not part of it. */
export function rangeOf(walk: Walk, node: Node | null): Range {
  if (!node?.range) return START_OF_FILE;
  const [start, end] = node.range;
  return walk.positions.range(
    start,
    isScalar(node) ? end : start + walk.positions.text.slice(start, end).trimEnd().length,
  );
}

export function tellInvalid(
  walk: Walk,
  key: string,
  range: Range,
  problem: { what: string; remedy: string; suggestion?: string },
): void {
  const { what, remedy, suggestion } = problem;
  tell(walk, 'invalidValue', key, range, { what, remedy, ...(suggestion !== undefined && { suggestion }) });
}

export function tell(
  walk: Walk,
  messageId: ConfigProblem['messageId'],
  key: string,
  range: Range,
  data: ConfigProblem['data'],
): void {
  const { problems } = walk.result;
  const mark = `${messageId}:${range.start.line}:${range.start.character}`;
  if (walk.told.has(mark) || problems.length > MAX_PROBLEMS) return;
  walk.told.add(mark);
  if (problems.length < MAX_PROBLEMS) problems.push({ messageId, key, range, data });
  else
    problems.push({
      messageId: 'tooManyProblems',
      key: '',
      range: START_OF_FILE,
      data: { limit: MAX_PROBLEMS },
    });
}

export function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
