/** A configuration file as a tree with positions, whatever it was written in: JSON, YAML or TOML. */
export type DocumentNode =
  | { kind: 'map'; from: number; to: number; entries: DocumentEntry[] }
  | { kind: 'list'; from: number; to: number; items: DocumentNode[] }
  | { kind: 'scalar'; from: number; to: number; value: string | number | boolean | null };

export interface DocumentEntry {
  key: string;
  /** Offsets of the key, without quotes. */
  from: number;
  to: number;
  value: DocumentNode;
}

export function entriesOf(node: DocumentNode | undefined): DocumentEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

export function itemsOf(node: DocumentNode | undefined): DocumentNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The node at a path of keys; a list is walked by index. */
export function at(node: DocumentNode | undefined, ...path: (string | number)[]): DocumentNode | undefined {
  return path.reduce<DocumentNode | undefined>((inner, key) => {
    if (typeof key === 'number') return itemsOf(inner)[key];
    return entriesOf(inner).findLast((entry) => entry.key === key)?.value;
  }, node);
}

export function entryAt(node: DocumentNode | undefined, ...path: string[]): DocumentEntry | undefined {
  const last = path.at(-1);
  return entriesOf(at(node, ...path.slice(0, -1))).findLast((entry) => entry.key === last);
}

/** A scalar as text: what a program would put into the environment. */
export function textAt(node: DocumentNode | undefined, ...path: (string | number)[]): string | undefined {
  const found = at(node, ...path);
  return found?.kind === 'scalar' && found.value !== null ? String(found.value) : undefined;
}

const DEEPEST_BRACKETS = 400;
const DEEP_LINE = /^[ \t]*(?:[-?:][ \t]+){60}|^[ \t]{400}/m;

/**
 * True for texts nested so deeply that only an attack writes them: the parsers recurse, and near the end of the stack
 * the engine may abort the whole process instead of throwing.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) {
      if (++depth > DEEPEST_BRACKETS) return true;
    } else if ((code === 93 || code === 125) && depth > 0) depth--;
  }
  return DEEP_LINE.test(text);
}
