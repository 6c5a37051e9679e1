/**
 * The `.env` dialect as the npm package `dotenv` 18 reads it, with positions. Tolerant: what is no declaration
 * is skipped. Reads the same names and values as `dotenv.parse`; a property test holds the two together.
 */
export interface DotenvEntry {
  name: string;
  /** Offsets of the name. */
  nameFrom: number;
  nameTo: number;
  /** Offsets of the value as written, quotes included; both at the separator's end when it is empty. */
  valueFrom: number;
  valueTo: number;
  /** The value as a program sees it. Never let it leave the gatherer: turn it into facts. */
  value: string;
  quote: '"' | "'" | '`' | '';
  multiLine: boolean;
  exported: boolean;
  /** `NAME: value`, which only `dotenv` accepts. */
  colon: boolean;
  /** A `# NAME=` line: documented, not set. */
  commented: boolean;
}

const NAME = /[\w.-]+/y;
const COMMENTED = /^[ \t]*#+[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]*)[ \t]?=([^\r\n]*)$/gm;
const QUOTES = '"\'`';

/** Every declaration in the order of the file; a name may occur more than once (the last one wins). */
export function parseDotenv(text: string): DotenvEntry[] {
  const entries: DotenvEntry[] = [];
  let at = 0;
  let gap = 0;
  while (at < text.length) {
    const entry = readEntry(text, at);
    if (entry) {
      readComments(text, gap, entry.nameFrom, entries);
      entries.push(entry);
      gap = entry.valueTo;
      at = nextLine(text, entry.valueTo);
    } else {
      at = nextLine(text, skipSpace(text, at));
    }
  }
  readComments(text, gap, text.length, entries);
  return entries;
}

function readEntry(text: string, lineStart: number): DotenvEntry | undefined {
  const start = skipSpace(text, lineStart);
  const afterExport = text.startsWith('export', start) ? skipSpace(text, start + 6) : start;
  return (
    (afterExport > start + 6 ? readDeclaration(text, afterExport, true) : undefined) ??
    readDeclaration(text, start, false)
  );
}

function readDeclaration(text: string, nameFrom: number, exported: boolean): DotenvEntry | undefined {
  NAME.lastIndex = nameFrom;
  const name = NAME.exec(text)?.[0];
  if (!name) return undefined;
  const nameTo = nameFrom + name.length;
  const separator = skipSpace(text, nameTo);
  const colon = text[separator] !== '=';
  if (colon && !(text[nameTo] === ':' && isSpace(text, nameTo + 1))) return undefined;
  const blank = text.startsWith('\r\n', nameTo + 1) ? 2 : 1;
  const from = colon ? nameTo + 1 + blank : separator + 1;
  const quoted = readQuoted(text, from);
  const valueFrom = quoted?.from ?? from;
  const valueTo = quoted?.to ?? endOfPlainValue(text, from);
  const raw = text.slice(valueFrom, valueTo).replace(/\r\n?/g, '\n');
  const shape = { name, nameFrom, nameTo, exported, colon, commented: false };
  return {
    ...shape,
    ...written(text, valueFrom, valueTo),
    value: unquote(raw.trim()),
    multiLine: raw.includes('\n'),
  };
}

/** The value's own offsets without the spaces around it, and its quote. */
function written(
  text: string,
  from: number,
  to: number,
): Pick<DotenvEntry, 'valueFrom' | 'valueTo' | 'quote'> {
  let valueFrom = from;
  let valueTo = to;
  while (valueFrom < valueTo && isSpace(text, valueFrom)) valueFrom++;
  while (valueTo > valueFrom && isSpace(text, valueTo - 1)) valueTo--;
  const first = text[valueFrom] ?? '';
  const closed = valueTo - valueFrom > 1 && QUOTES.includes(first) && text[valueTo - 1] === first;
  return { valueFrom, valueTo, quote: closed ? (first as DotenvEntry['quote']) : '' };
}

/** A quoted value counts only when nothing but a comment follows it on its line; else it is read as plain text. */
function readQuoted(text: string, from: number): { from: number; to: number } | undefined {
  const open = skipSpace(text, from);
  const quote = text[open];
  if (!quote || !QUOTES.includes(quote)) return undefined;
  const escaped: number[] = [];
  let close = -1;
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\' && text[at + 1] === quote) escaped.push(++at);
    else if (text[at] === quote) {
      close = at;
      break;
    }
  }
  // A backslash before the quote escapes it, unless the value can end only there.
  const candidates = close < 0 ? escaped.reverse() : [close, ...escaped.reverse()];
  const end = candidates.find((at) => endsLine(text, at + 1));
  return end === undefined ? undefined : { from: open, to: end + 1 };
}

function endsLine(text: string, from: number): boolean {
  const at = skipSpace(text, from);
  if (at >= text.length || text[at] === '#') return true;
  for (let i = from; i < at; i++) if (text[i] === '\n' || text[i] === '\r') return true;
  return false;
}

function endOfPlainValue(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '#' && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function unquote(value: string): string {
  const inner = value.replace(/^(['"`])([\s\S]*)\1$/gm, '$2');
  return value[0] === '"' ? inner.replace(/\\n/g, '\n').replace(/\\r/g, '\r') : inner;
}

function readComments(text: string, from: number, to: number, entries: DotenvEntry[]): void {
  if (to <= from) return;
  const gap = text.slice(from, to);
  if (!gap.includes('#')) return;
  for (const match of gap.matchAll(COMMENTED)) {
    const name = match[1] as string;
    const rest = match[2] as string;
    const nameFrom = from + match.index + match[0].indexOf(name);
    const valueFrom = from + match.index + match[0].length - rest.length;
    const place = written(text, valueFrom, endOfPlainValue(text, valueFrom));
    const value = unquote(text.slice(place.valueFrom, place.valueTo));
    const shape = { multiLine: false, exported: false, colon: false, commented: true };
    entries.push({ name, nameFrom, nameTo: nameFrom + name.length, ...place, value, ...shape });
  }
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(text[at] ?? ''));
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text, at)) at++;
  return at;
}

function nextLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\n' || text[at] === '\r') return at + 1;
  }
  return text.length;
}
