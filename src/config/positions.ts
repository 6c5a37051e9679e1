import type { Position, Range } from '../model/location.ts';

/** Turns offsets of a text into lines and characters. Lines end with \n, \r\n or \r, as in LSP. */
export interface Positions {
  readonly text: string;
  at(offset: number): Position;
  range(start: number, end: number): Range;
}

export function positionsOf(text: string): Positions {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const at = (offset: number): Position => {
    const wanted = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= wanted) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: wanted - starts[low]! };
  };
  return { text, at, range: (start, end) => ({ start: at(start), end: at(Math.max(start, end)) }) };
}
