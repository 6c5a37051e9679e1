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

interface Trie {
  next: Map<number, number>[];
  /** Literals that end here, those of shorter suffixes included once `link` has run. */
  outputs: number[][];
}

/** `literals` are printable ASCII; an empty one or another character is a programming error and throws. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const trie = buildTrie(literals);
  const { fold, width } = byteClasses(literals);
  const { table, firstAccepting, outputs } = tabulate(trie, fold, width);

  const report = (state: number, end: number, onHit: OnHit) => {
    for (const literal of outputs[state / width - firstAccepting] as number[]) {
      onHit(literal, end, (literals[literal] as string).length);
    }
  };
  const accepting = firstAccepting * width;

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

function buildTrie(literals: readonly string[]): Trie {
  const trie: Trie = { next: [new Map()], outputs: [[]] };
  literals.forEach((literal, index) => {
    if (!/^[ -~]+$/.test(literal)) throw new Error(`Literal ${index} is empty or not printable ASCII.`);
    let state = 0;
    for (const character of literal.toLowerCase()) {
      const code = character.charCodeAt(0);
      let to = trie.next[state]?.get(code);
      if (to === undefined) {
        to = trie.next.length;
        trie.next.push(new Map());
        trie.outputs.push([]);
        trie.next[state]?.set(code, to);
      }
      state = to;
    }
    trie.outputs[state]?.push(index);
  });
  return trie;
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
 * Breadth first: failure links turned into direct moves. Accepting states are numbered last, so that the inner loop
 * tells them by one comparison; states are stored multiplied by the width of a row.
 */
function tabulate(trie: Trie, fold: Uint8Array, width: number) {
  const count = trie.next.length;
  const order = [0];
  const fail = new Int32Array(count);
  for (let head = 0; head < order.length; head++) {
    const state = order[head] as number;
    for (const [code, to] of trie.next[state] as Map<number, number>) {
      order.push(to);
      if (state !== 0) {
        let back = fail[state] as number;
        while (back !== 0 && !trie.next[back]?.has(code)) back = fail[back] as number;
        fail[to] = trie.next[back]?.get(code) ?? 0;
      }
      trie.outputs[to]?.push(...(trie.outputs[fail[to] as number] as number[]));
    }
  }

  const accepting = order.filter((state) => (trie.outputs[state] as number[]).length > 0);
  const plain = order.filter((state) => (trie.outputs[state] as number[]).length === 0);
  const number = new Int32Array(count);
  [...plain, ...accepting].forEach((state, index) => {
    number[state] = index;
  });

  const table = new Uint32Array(count * width);
  for (const state of order) {
    const row = (number[state] as number) * width;
    const from = (number[fail[state] as number] as number) * width;
    if (state !== 0) table.copyWithin(row, from, from + width);
    for (const [code, to] of trie.next[state] as Map<number, number>) {
      table[row + (fold[code] as number)] = (number[to] as number) * width;
    }
  }
  return {
    table,
    firstAccepting: plain.length,
    outputs: accepting.map((state) => trie.outputs[state] as number[]),
  };
}
