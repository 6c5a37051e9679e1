import type { Position, Range } from '../model/location.ts';

/** Where a text's lines are. Lines, characters and offsets are 0-based UTF-16 code units, as in LSP and VS Code. */
export interface LineIndex {
  readonly lineCount: number;
  /** An offset between `\r` and `\n` is the end of its line; one outside the text is moved to the nearer end. */
  positionAt(offset: number): Position;
  /** A character beyond the line's end is moved to it, a line beyond the text to the text's end. */
  offsetAt(position: Position): number;
  /** The range from one offset to another. */
  rangeOf(start: number, end: number): Range;
  /** The line without its line break. */
  lineText(line: number): string;
}

/** Lines end with `\n`, `\r\n` or a lone `\r`, as in VS Code. Made in linear time; a question costs a binary search. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }

  /** Where the line ends, before its line break. */
  const endOf = (line: number): number => {
    const next = starts[line + 1];
    if (next === undefined) return text.length;
    const isPair = text.charCodeAt(next - 1) === LF && text.charCodeAt(next - 2) === CR;
    return Math.max(starts[line]!, next - (isPair ? 2 : 1));
  };

  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const positionAt = (offset: number): Position => {
    const within = Math.min(Math.max(offset, 0), text.length);
    const line = lineAt(within);
    return { line, character: Math.min(within, endOf(line)) - starts[line]! };
  };

  return {
    lineCount: starts.length,
    positionAt,
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      return Math.min(starts[line]! + Math.max(character, 0), endOf(line));
    },
    rangeOf: (start, end) => ({ start: positionAt(start), end: positionAt(end) }),
    lineText: (line) => (line in starts ? text.slice(starts[line], endOf(line)) : ''),
  };
}

const LF = 0x0a;
const CR = 0x0d;
