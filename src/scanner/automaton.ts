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
 * The trie, then breadth first the moves of each state's longest suffix put where it has none of its own. Accepting states
 * are numbered last, so that the inner loop tells them by one comparison; states are stored multiplied by a row's width.
 */
function tabulate(literals: readonly string[], fold: Uint8Array, width: number) {
  const { moves, ends, count } = trieOf(literals, fold, width);
  const order = new Int32Array(count);
  const suffix = new Int32Array(count);
  let filled = 1;
  for (let head = 0; head < filled; head++) {
    const state = order[head] as number;
    const back = suffix[state] as number;
    for (let k = 0; k < width; k++) {
      const to = moves[state * width + k] as number;
      const beyond = state === 0 ? 0 : (moves[back * width + k] as number);
      if (to === 0) {
        moves[state * width + k] = beyond;
        continue;
      }
      order[filled++] = to;
      suffix[to] = beyond;
      const inherited = ends[beyond];
      if (inherited) ends[to] = [...(ends[to] ?? []), ...inherited];
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
  for (let state = 0; state < count; state++) {
    const row = place[state] as number;
    for (let k = 0; k < width; k++) table[row + k] = place[moves[state * width + k] as number] as number;
  }
  return { table, accepting, outputs };
}

/** State 0 is the root and, since no move leads back to it, also stands for "no move". */
function trieOf(literals: readonly string[], fold: Uint8Array, width: number) {
  const most = literals.reduce((sum, literal) => sum + literal.length, 1);
  const moves = new Int32Array(most * width);
  const ends: (number[] | undefined)[] = [];
  let count = 1;
  literals.forEach((literal, index) => {
    if (!/^[ -~]+$/.test(literal)) throw new Error(`Literal ${index} is empty or not printable ASCII.`);
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const at = state * width + (fold[literal.charCodeAt(i)] as number);
      if (moves[at] === 0) moves[at] = count++;
      state = moves[at] as number;
    }
    ends[state] = [...(ends[state] ?? []), index];
  });
  return { moves, ends, count };
}
