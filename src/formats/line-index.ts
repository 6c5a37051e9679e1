import type { Position, Range } from '../model/location.ts';

/** Turns offsets (UTF-16 code units) into 0-based positions. Lines end with `\n`, `\r\n` or a lone `\r`. */
export interface LineIndex {
  position(offset: number): Position;
  range(from: number, to: number): Range;
  /** Offset of the first character of `line`; the text's length past the last line. */
  lineStart(line: number): number;
  readonly lineCount: number;
}

export function lineIndexOf(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) starts.push(i + 1);
    else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  const position = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] as number) };
  };
  return {
    position,
    range: (from, to) => ({ start: position(from), end: position(to) }),
    lineStart: (line) => starts[line] ?? text.length,
    lineCount: starts.length,
  };
}
