import { parseDotenv } from './dotenv.ts';
import { isKeyLike } from './key-like.ts';

export interface EnvComment {
  text: string;
  /** It stands above and has few words, or opens the file: it may head a group of names instead of explaining the first. */
  isHeading: boolean;
}

const MOST_CHARACTERS = 160;
const FEW_WORDS = 4;
/** Words of a comment that opens a template and speaks of all that follows. */
const ABOUT_THE_FILE =
  /\b(?:everything|all (?:the )?(?:keys|names|settings|values)|variables|environment|config\w*|settings|copy|fill in)\b/i;
/** Shorter values are words that people write anyway: `true`, `3000`. */
const SHORTEST_VALUE = 5;

/**
 * What a template's comments say of each name: behind the value, or else right above the line. A comment that holds a
 * value of one of these env files, or what looks like a key, is left out.
 */
export function envComments(text: string, values: ReadonlySet<string>): Map<string, EnvComment> {
  const entries = parseDotenv(text);
  const found = new Map<string, EnvComment>();
  const commentedOut = new Set(entries.filter((e) => e.commented).map((e) => lineStart(text, e.nameFrom)));
  for (const entry of entries) {
    const isOpenQuote = entry.quote === '' && /^["'`]/.test(text.slice(entry.valueFrom, entry.valueTo));
    const rest = text.slice(entry.valueTo, lineEnd(text, entry.valueTo));
    // `pass#word` is a value that somebody forgot to quote: a comment has a space before it, or no value.
    const isApart = entry.valueFrom === entry.valueTo ? /^\s*#+(.*)$/ : /^\s+#+(.*)$/;
    const behind = isOpenQuote ? undefined : isApart.exec(rest);
    const inline = cleaned(behind?.[1] ?? '');
    const above = inline === '' ? cleaned(linesAbove(text, entry.nameFrom, commentedOut).join(' ')) : '';
    const said = inline || above;
    if (said === '' || !isSafe(said, values)) continue;
    // What opens a template is mostly about the file.
    if (inline === '' && /\.env\b/.test(said)) continue;
    const isOpening = entry === entries.find((one) => !one.commented) && ABOUT_THE_FILE.test(said);
    const isHeading = inline === '' && (isOpening || said.split(/\s+/).length < FEW_WORDS);
    if (!found.has(entry.name)) found.set(entry.name, { text: said, isHeading });
  }
  return found;
}

/** The values of an env file that must not come back in a comment. */
export function tellingValues(text: string): string[] {
  return parseDotenv(text).flatMap(({ value }) =>
    value.split('\n').filter((line) => line.trim().length >= SHORTEST_VALUE),
  );
}

function linesAbove(text: string, nameFrom: number, commentedOut: ReadonlySet<number>): string[] {
  const lines: string[] = [];
  for (let start = lineStart(text, nameFrom); start > 0 && lines.length < 5; ) {
    const before = lineStart(text, start - 1);
    const line = text.slice(before, start).trim();
    if (!line.startsWith('#') || commentedOut.has(before)) break;
    lines.unshift(line.replace(/^#+/, ''));
    start = before;
  }
  return lines;
}

/** Without rules such as `-----` and spaces in a row; '' when no word is left. */
function cleaned(comment: string): string {
  const text = comment
    .replace(/[-=*#_~/+|]{3,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/\p{L}{2}/u.test(text)) return '';
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).trimEnd()}…` : text;
}

function isSafe(comment: string, values: ReadonlySet<string>): boolean {
  if (/:\/\/[^/\s]*@/.test(comment)) return false;
  for (const value of values) if (comment.includes(value.trim())) return false;
  return !comment.split(/[\s"'`()<>[\]{},;=&?#/]+/).some(isKeyLike);
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  // `\r\n` ends one line: an offset between the two belongs to it.
  return start === at && text[at] === '\n' && text[at - 1] === '\r' ? lineStart(text, at - 1) : start;
}

function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}
