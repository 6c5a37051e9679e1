/** How a language writes what is not code. */
export interface Lexicon {
  lineComments: readonly string[];
  blockComments: readonly (readonly [string, string])[];
  /** Longer quotes first: `"""` before `"`. */
  strings: readonly string[];
  /** Quotes whose strings end with their line. */
  singleLine: readonly string[];
  /** What starts code inside a string: `#{`, `${`, `{`. */
  interpolation?: string;
}

export interface MaskedCode {
  /** Comments blanked, strings as they are. */
  code: string;
  /** Comments and strings blanked; same length. */
  bare: string;
}

/** Blanks comments, and in a second copy strings as well; offsets stay. Linear in the text. */
export function maskCode(text: string, lexicon: Lexicon): MaskedCode {
  const code: string[] = [];
  const bare: string[] = [];
  const keep = (from: number, to: number) => {
    code.push(text.slice(from, to));
    bare.push(text.slice(from, to));
  };
  const starts = startsOf(lexicon);
  let from = 0;
  let at = 0;
  while (at < text.length) {
    starts.lastIndex = at;
    const match = starts.exec(text);
    if (!match) break;
    const mark = match[0];
    keep(from, match.index);
    const inner = match.index + mark.length;
    if (lexicon.strings.includes(mark)) {
      const end = endOfString(text, inner, mark, lexicon.singleLine.includes(mark));
      code.push(text.slice(match.index, end));
      bare.push(mark, blank(text.slice(inner, end)));
      at = end;
    } else {
      const block = lexicon.blockComments.find(([open]) => open === mark);
      const close = block ? text.indexOf(block[1], inner) : indexOfLineEnd(text, inner);
      const end = close < 0 ? text.length : close + (block ? block[1].length : 0);
      const blanked = blank(text.slice(match.index, end));
      code.push(blanked);
      bare.push(blanked);
      at = end;
    }
    from = at;
  }
  keep(from, text.length);
  return { code: code.join(''), bare: bare.join('') };
}

/** True when what stands at `offset` is code: outside of strings, or in a string's interpolation. */
export function isCode({ code, bare }: MaskedCode, offset: number, lexicon: Lexicon): boolean {
  if (bare[offset] === code[offset]) return true;
  if (!lexicon.interpolation) return false;
  const before = code.slice(Math.max(0, offset - 300), offset);
  const opened = before.lastIndexOf(lexicon.interpolation);
  return opened >= 0 && before.indexOf('}', opened) < 0 && !/[\r\n]/.test(before.slice(opened));
}

const patterns = new WeakMap<Lexicon, RegExp>();

function startsOf(lexicon: Lexicon): RegExp {
  const known = patterns.get(lexicon);
  if (known) return known;
  const marks = [...lexicon.strings, ...lexicon.blockComments.map(([open]) => open), ...lexicon.lineComments];
  const escaped = marks
    .sort((a, b) => b.length - a.length)
    .map((mark) => mark.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const pattern = new RegExp(escaped.join('|'), 'g');
  patterns.set(lexicon, pattern);
  return pattern;
}

const BACKSLASH = 92;

function endOfString(text: string, from: number, quote: string, singleLine: boolean): number {
  const first = quote.charCodeAt(0);
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (singleLine && (code === 10 || code === 13)) return at;
    else if (code === first && (quote.length === 1 || text.startsWith(quote, at))) return at + quote.length;
  }
  return text.length;
}

function indexOfLineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

/** Most strings and comments are of one line. */
function blank(text: string): string {
  if (!text.includes('\n') && !text.includes('\r')) return ' '.repeat(text.length);
  return text.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
}
