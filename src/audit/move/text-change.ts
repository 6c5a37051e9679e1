/** One replacement by UTF-16 offsets. */
export interface TextChange {
  from: number;
  to: number;
  newText: string;
}

/** The text with all changes made; they must not overlap. */
export function changed(text: string, changes: readonly TextChange[]): string {
  return [...changes]
    .sort((a, b) => b.from - a.from || b.to - a.to)
    .reduce((now, { from, to, newText }) => now.slice(0, from) + newText + now.slice(to), text);
}

/** The line break that the text uses; `\n` where it has none. */
export function eolOf(text: string): string {
  return /\r\n/.test(text) ? '\r\n' : '\n';
}
