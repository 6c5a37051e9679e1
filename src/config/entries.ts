import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import { isTooMuch, join, kindOf, rangeOf, resolve, tell, type Walk } from './walk.ts';

export interface Entry {
  name: string;
  key: Node | null;
  value: Node | null;
}

/** The pairs by name: the last of a repeated key counts, and merge keys (`<<`) fill in what is not there. */
export function entriesOf(walk: Walk, items: readonly Pair[], path: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const merges: Node[] = [];
  for (const pair of items) {
    if (isTooMuch(walk)) break;
    const key = pair.key as Node | null;
    const value = pair.value as Node | null;
    const target = resolve(walk, key, path);
    if (target === 'refused') continue;
    if (target !== null && !isScalar(target)) {
      tell(walk, 'wrongType', path, rangeOf(walk, key), {
        expected: 'the name of a key',
        found: kindOf(target),
      });
      continue;
    }
    const name = nameOf(target);
    if (name === '<<' && value) {
      merges.push(value);
      continue;
    }
    const first = entries.get(name);
    if (first) {
      const line = rangeOf(walk, first.key).start.line + 1;
      tell(walk, 'duplicateKey', join(path, name), rangeOf(walk, key), { name: name.slice(0, 80), line });
    }
    entries.set(name, { name, key, value });
  }
  for (const merge of merges) mergeInto(walk, entries, merge, path, 0);
  return entries;
}

function mergeInto(walk: Walk, entries: Map<string, Entry>, node: Node, path: string, depth: number): void {
  const target = resolve(walk, node, path);
  if (target === 'refused' || target === null || depth > 4) return;
  if (isSeq(target)) {
    for (const item of target.items) mergeInto(walk, entries, item as Node, path, depth + 1);
  } else if (isMap(target)) {
    for (const pair of target.items) {
      if (isTooMuch(walk)) return;
      const key = pair.key as Node | null;
      if (!isScalar(key)) continue;
      const name = nameOf(key);
      if (name === '<<' && pair.value) mergeInto(walk, entries, pair.value as Node, path, depth + 1);
      else if (!entries.has(name)) entries.set(name, { name, key, value: pair.value as Node | null });
    }
  } else {
    tell(walk, 'wrongType', path, rangeOf(walk, node), {
      expected: 'a group of keys',
      found: kindOf(target),
    });
  }
}

function nameOf(key: Scalar | null): string {
  if (key === null || key.value === null) return '';
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
