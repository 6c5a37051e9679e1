/**
 * One Aho-Corasick automaton for all literals, as a table over byte classes. ASCII letters are folded, so every literal
 * is found in any case. Built once; reading costs one table look-up a byte.
 */
export interface Automaton {
  /** Calls `onHit` for every literal that stands in the bytes of a UTF-8 text, in the order of their ends. */
  search(bytes: Uint8Array, onHit: OnHit): void;
}

/** `start` and `end` count bytes; `end` is just behind the literal. */
export type OnHit = (literal: number, start: number, end: number) => void;

/** Bytes between two reports of what was hit. */
const BLOCK = 8192;

/** `literals` are printable ASCII; an empty one or another character is a programming error and throws. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const { fold, width } = byteClasses(literals);
  const { table, accepting, outputs } = tabulate(literals, fold, width);
  const lengths = literals.map((literal) => literal.length);
  const hits = new Int32Array(2 * BLOCK + 1);

  return {
    search(bytes, onHit) {
      let state = 0;
      for (let from = 0; from < bytes.length; from += BLOCK) {
        const filled = readBlock(table, fold, accepting, bytes, from, state, hits);
        for (let i = 0; i < filled; i += 2) {
          const end = hits[i + 1] as number;
          for (const literal of outputs[((hits[i] as number) - accepting) / width] as number[]) {
            onHit(literal, end - (lengths[literal] as number), end);
          }
        }
        state = hits[filled] as number;
      }
    },
  };
}

/**
 * Writes the accepting states that are met, each with its end, into `hits`, and behind them the last state. The only loop
 * over every byte: it calls nothing, so that it is compiled once, early and for good.
 */
function readBlock(
  table: Uint32Array,
  fold: Uint8Array,
  accepting: number,
  bytes: Uint8Array,
  from: number,
  initial: number,
  hits: Int32Array,
): number {
  const to = Math.min(bytes.length, from + BLOCK);
  let state = initial;
  let filled = 0;
  for (let i = from; i < to; i++) {
    state = table[state + (fold[bytes[i] as number] as number)] as number;
    if (state >= accepting) {
      hits[filled++] = state;
      hits[filled++] = i + 1;
    }
  }
  hits[filled] = state;
  return filled;
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
  const { order, suffix, kind, firstChild, sibling, ends } = trieOf(literals, fold);
  const place = new Int32Array(order.length);
  let next = 0;
  order.forEach((state) => {
    if (!ends[state]) place[state] = width * next++;
  });
  const accepting = width * next;
  const outputs: number[][] = [];
  order.forEach((state) => {
    const found = ends[state];
    if (!found) return;
    place[state] = width * next++;
    outputs.push(found);
  });

  const table = new Uint32Array(order.length * width);
  order.forEach((state) => {
    const row = place[state] as number;
    const back = place[suffix[state] as number] as number;
    if (state !== 0) table.copyWithin(row, back, back + width);
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) {
      table[row + (kind[child] as number)] = place[child] as number;
    }
  });
  return { table, accepting, outputs };
}

/** State 0 is the root and, since no child is the root, also stands for "none". A state's children are a linked list. */
function trieOf(literals: readonly string[], fold: Uint8Array) {
  const most = literals.reduce((sum, literal) => sum + literal.length, 1);
  const kind = new Uint8Array(most);
  const firstChild = new Int32Array(most);
  const sibling = new Int32Array(most);
  const ends: (number[] | undefined)[] = [];
  const childOf = (state: number, k: number): number => {
    let child = firstChild[state] as number;
    while (child !== 0 && kind[child] !== k) child = sibling[child] as number;
    return child;
  };
  let count = 1;
  literals.forEach((literal, index) => {
    if (!/^[ -~]+$/.test(literal)) throw new Error(`Literal ${index} is empty or not printable ASCII.`);
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const k = fold[literal.charCodeAt(i)] as number;
      let child = childOf(state, k);
      if (child === 0) {
        child = count++;
        kind[child] = k;
        sibling[child] = firstChild[state] as number;
        firstChild[state] = child;
      }
      state = child;
    }
    ends[state] = [...(ends[state] ?? []), index];
  });

  // Breadth first: the longest suffix of a state that is a beginning of a literal too, and the literals that end with it.
  const order = new Int32Array(count);
  const suffix = new Int32Array(count);
  let filled = 1;
  for (let head = 0; head < filled; head++) {
    const state = order[head] as number;
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) {
      order[filled++] = child;
      if (state === 0) continue;
      const k = kind[child] as number;
      let shorter = suffix[state] as number;
      while (shorter !== 0 && childOf(shorter, k) === 0) shorter = suffix[shorter] as number;
      const beyond = childOf(shorter, k);
      suffix[child] = beyond;
      const inherited = ends[beyond];
      if (inherited) ends[child] = [...(ends[child] ?? []), ...inherited];
    }
  }
  return { order, suffix, kind, firstChild, sibling, ends };
}
