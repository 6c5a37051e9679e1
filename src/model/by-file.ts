import type { ByFile } from './artifacts.ts';

/** How many edits may lie between what is known and what is asked about. */
const MOST_EDITS = 16;

/** Held weakly: facts that nobody else keeps are let go, and so the edits never pile up. */
const edits = new WeakMap<object, { before: WeakRef<object>; path: string }>();

/**
 * The facts with one file's replaced; undefined takes the file out. They stand in path order, so that editor and
 * terminal tell the same story in the same order. `before` is not changed.
 */
export function withFile<T>(before: ByFile<T>, path: string, facts: T | undefined): ByFile<T> {
  const after = replaced(before, path, facts);
  edits.set(after, { before: new WeakRef(before), path });
  return after;
}

function replaced<T>(before: ByFile<T>, path: string, facts: T | undefined): ByFile<T> {
  if (facts !== undefined && Object.hasOwn(before, path)) return { ...before, [path]: facts };
  const others = Object.entries(before).filter(([key]) => key !== path);
  if (facts !== undefined) others.push([path, facts]);
  return Object.fromEntries(others.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The files in which `after` differs from `before`, where a few edits made the one of the other; undefined where that
 * is not known. It spares who follows the edits a walk over thousands of files at each.
 */
export function editedSince(before: object, after: object): ReadonlySet<string> | undefined {
  const paths = new Set<string>();
  let current: object | undefined = after;
  for (let i = 0; current && i <= MOST_EDITS; i++) {
    if (current === before) return paths;
    const edit = edits.get(current);
    if (!edit) return undefined;
    paths.add(edit.path);
    current = edit.before.deref();
  }
  return undefined;
}
