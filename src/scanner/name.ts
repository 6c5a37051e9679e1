const MAX_NAME = 80;
const MAX_GAP = 24;

/**
 * The name that the value at `start` is assigned to: `API_KEY` in `API_KEY=…`, `"apiKey": "…"`, `const apiKey = '…'`,
 * `setApiKey("…")`, `Authorization: Bearer …`. '' when there is none on that line. Used for messages and as the fingerprint's
 * anchor, so it never holds a part of the value. Read backwards, in bounded steps.
 */
export function nameBefore(text: string, start: number): string {
  let at = skipBack(text, start, '"\'`');
  const scheme = /(?<![\w-])(?:Bearer|Basic|Token)[ \t]+$/i.exec(text.slice(Math.max(0, at - 12), at));
  if (scheme) at = skipBack(text, at - scheme[0].length, '"\'`');
  at = skipBack(text, at, ' \t');
  const operator = at;
  at = skipBack(text, at, ':=>(,|?');
  // Without an operator only `--token value` and the like are meant.
  const isOption = at === operator;
  at = skipBack(text, at, ' \t');
  const typed = /:[ \t]*[A-Za-z][\w<>[\]]{0,20}$/.exec(text.slice(Math.max(0, at - MAX_GAP), at));
  if (typed && !isOption) at -= typed[0].length;
  at = skipBack(text, at, '"\'`])!?');
  let from = at;
  while (from > 0 && at - from < MAX_NAME && /[\w$.-]/.test(text[from - 1] as string)) from--;
  const name = text.slice(from, at);
  if (isOption && !name.startsWith('-')) return '';
  return /^[A-Za-z_$-]/.test(name) ? name.replace(/^-+/, '') : '';
}

function skipBack(text: string, from: number, characters: string): number {
  let at = from;
  while (at > 0 && from - at < MAX_GAP && characters.includes(text[at - 1] as string)) at--;
  return at;
}
