/**
 * One Aho-Corasick automaton for all literals, as a table over byte classes. ASCII letters are folded, so every literal
 * is found in any case. Built once; reading costs one table look-up a byte.
 */
export interface Automaton {
  /** Calls `onHit` for every literal that stands in the text, in the order of their ends. */
  searchText(text: string, onHit: OnHit): void;
  /** The same over raw UTF-8 bytes; `end` counts bytes. */
  searchBytes(bytes: Uint8Array, onHit: OnHit): void;
}

/** `end` is the offset just behind the literal, `length` its own. */
export type OnHit = (literal: number, end: number, length: number) => void;

/** `literals` are printable ASCII; an empty one or another character is a programming error and throws. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const { fold, width } = byteClasses(literals);
  const { table, accepting, outputs } = tabulate(literals, fold, width);

  const report = (state: number, end: number, onHit: OnHit) => {
    for (const literal of outputs[(state - accepting) / width] as number[]) {
      onHit(literal, end, (literals[literal] as string).length);
    }
  };

  return {
    searchText(text, onHit) {
      let state = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        state = code < 128 ? (table[state + (fold[code] as number)] as number) : 0;
        if (state >= accepting) report(state, i + 1, onHit);
      }
    },
    searchBytes(bytes, onHit) {
      let state = 0;
      for (let i = 0; i < bytes.length; i++) {
        state = table[state + (fold[bytes[i] as number] as number)] as number;
        if (state >= accepting) report(state, i + 1, onHit);
      }
    },
  };
}

/** Class 0 is every byte that no literal holds; both cases of a letter share a class. */
function byteClasses(literals: readonly string[]): { fold: Uint8Array; width: number } {
  const fold = new Uint8Array(256);
  let width = 1;
  for (const character of new Set(literals.join('').toLowerCase())) {
    fold[character.charCodeAt(0)] = width;
    fold[character.toUpperCase().charCodeAt(0)] = width;
    width++;
  }
  return { fold, width };
}

/**
 * Breadth first: a state's row is that of its longest suffix with its own children put over it. Accepting states are
 * numbered last, so that the inner loop tells them by one comparison; states are stored multiplied by a row's width.
 */
function tabulate(literals: readonly string[], fold: Uint8Array, width: number) {
  const { count, moves, kind, firstChild, sibling, ends } = trieOf(literals, fold, width);
  const order = new Int32Array(count);
  const suffix = new Int32Array(count);
  let filled = 1;
  for (let head = 0; head < filled; head++) {
    const state = order[head] as number;
    const row = state * width;
    const back = (suffix[state] as number) * width;
    if (state !== 0) moves.copyWithin(row, back, back + width);
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) {
      const at = row + (kind[child] as number);
      const beyond = state === 0 ? 0 : (moves[at] as number);
      moves[at] = child;
      order[filled++] = child;
      suffix[child] = beyond;
      const inherited = ends[beyond];
      if (inherited) ends[child] = [...(ends[child] ?? []), ...inherited];
    }
  }

  const place = new Int32Array(count);
  let next = 0;
  for (const state of order) if (!ends[state]) place[state] = width * next++;
  const accepting = width * next;
  const outputs: number[][] = [];
  for (const state of order) {
    const found = ends[state];
    if (!found) continue;
    place[state] = width * next++;
    outputs.push(found);
  }

  const table = new Uint32Array(count * width);
  for (const state of order) {
    const row = place[state] as number;
    const back = place[suffix[state] as number] as number;
    if (state !== 0) table.copyWithin(row, back, back + width);
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) {
      table[row + (kind[child] as number)] = place[child] as number;
    }
  }
  return { table, accepting, outputs };
}

/** State 0 is the root and, since no child is the root, also stands for "none". A state's children are a linked list too. */
function trieOf(literals: readonly string[], fold: Uint8Array, width: number) {
  const most = literals.reduce((sum, literal) => sum + literal.length, 1);
  const moves = new Int32Array(most * width);
  const kind = new Uint8Array(most);
  const firstChild = new Int32Array(most);
  const sibling = new Int32Array(most);
  const ends: (number[] | undefined)[] = [];
  let count = 1;
  literals.forEach((literal, index) => {
    if (!/^[ -~]+$/.test(literal)) throw new Error(`Literal ${index} is empty or not printable ASCII.`);
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const k = fold[literal.charCodeAt(i)] as number;
      let child = moves[state * width + k] as number;
      if (child === 0) {
        child = count++;
        moves[state * width + k] = child;
        kind[child] = k;
        sibling[child] = firstChild[state] as number;
        firstChild[state] = child;
      }
      state = child;
    }
    ends[state] = [...(ends[state] ?? []), index];
  });
  return { count, moves, kind, firstChild, sibling, ends };
}
