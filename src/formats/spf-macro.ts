/** One piece of an SPF macro-string: plain text, or a `%{…}` to be filled in (RFC 7208 section 7.1). */
export type SpfMacroPart =
  | { kind: 'literal'; text: string }
  | {
      kind: 'macro';
      /** Lower case: one of s l o d i p h c r t v. */
      letter: string;
      /** Keep this many labels from the right; undefined keeps all. */
      labels?: number;
      reverse: boolean;
      /** Characters to split on; `.` unless said. */
      delimiters: string;
      /** Written in upper case: the result is URL-escaped. */
      escape: boolean;
    };

export interface SpfMacroProblem {
  /** Offsets into the text that was given. */
  start: number;
  end: number;
  /** `expOnly`: a letter that is allowed in explanations only (section 7.2). */
  code: 'badMacro' | 'expOnlyMacro' | 'badCharacter';
}

const ESCAPES: Record<string, string> = { '%': '%', _: ' ', '-': '%20' };
const MACRO = /%\{([a-z])(\d*)(r?)([.\-+,/_=]*)\}/iy;

/**
 * Parses an SPF macro-string to the ABNF of RFC 7208 section 7.1, going on after an error.
 * `explanation` allows the letters c, r and t, which mean something in explanation text only.
 */
export function parseSpfMacros(
  text: string,
  explanation = false,
): { parts: SpfMacroPart[]; problems: SpfMacroProblem[]; endsInMacro: boolean } {
  const parts: SpfMacroPart[] = [];
  const problems: SpfMacroProblem[] = [];
  let literal = '';
  let endsInMacro = false;
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (text[i] !== '%') {
      if (code < 0x21 || code > 0x7e) {
        // Explanations may hold spaces; nothing else may.
        if (!(explanation && code === 0x20)) problems.push({ start: i, end: i + 1, code: 'badCharacter' });
      }
      literal += text[i++];
      endsInMacro = false;
      continue;
    }
    const escaped = ESCAPES[text[i + 1] ?? ''];
    if (escaped !== undefined) {
      literal += escaped;
      i += 2;
      endsInMacro = true;
      continue;
    }
    MACRO.lastIndex = i;
    const match = MACRO.exec(text);
    const problem = match ? macroProblem(match, explanation) : 'badMacro';
    if (problem || !match) {
      const close = text[i + 1] === '{' ? text.indexOf('}', i) : -1;
      const end = close < 0 ? i + 1 : close + 1;
      problems.push({ start: i, end, code: problem ?? 'badMacro' });
      literal += text.slice(i, end);
      i = end;
      endsInMacro = false;
      continue;
    }
    if (literal) parts.push({ kind: 'literal', text: literal });
    literal = '';
    const [whole, letter = '', digits, reverse, delimiters] = match;
    parts.push({
      kind: 'macro',
      letter: letter.toLowerCase(),
      ...(digits && { labels: Number(digits) }),
      reverse: Boolean(reverse),
      delimiters: delimiters || '.',
      escape: letter !== letter.toLowerCase(),
    });
    i += whole.length;
    endsInMacro = true;
  }
  if (literal) parts.push({ kind: 'literal', text: literal });
  return { parts, problems, endsInMacro };
}

function macroProblem(match: RegExpExecArray, explanation: boolean): SpfMacroProblem['code'] | undefined {
  const letter = (match[1] ?? '').toLowerCase();
  if (!'slodiphcrtv'.includes(letter)) return 'badMacro';
  // "if a DIGIT is specified, the value MUST be nonzero" (section 7.3)
  if (match[2] && Number(match[2]) === 0) return 'badMacro';
  if ('crt'.includes(letter) && !explanation) return 'expOnlyMacro';
  return undefined;
}

/**
 * Fills a macro-string in (RFC 7208 section 7.3). `values` holds what is known, by letter; undefined when a letter is
 * used whose value is not known, as for a record looked at without a message.
 */
export function expandSpfMacros(
  parts: readonly SpfMacroPart[],
  values: Readonly<Record<string, string | undefined>>,
): string | undefined {
  let out = '';
  for (const part of parts) {
    if (part.kind === 'literal') {
      out += part.text;
      continue;
    }
    const value = values[part.letter];
    if (value === undefined) return undefined;
    let labels = splitOn(value, part.delimiters);
    if (part.reverse) labels.reverse();
    if (part.labels !== undefined) labels = labels.slice(-part.labels);
    const text = labels.join('.');
    out += part.escape ? escapeUrl(text) : text;
  }
  return out;
}

function splitOn(value: string, delimiters: string): string[] {
  const labels = [''];
  for (const char of value) {
    if (delimiters.includes(char)) labels.push('');
    else labels[labels.length - 1] += char;
  }
  return labels;
}

/** All but the unreserved characters of RFC 3986. */
function escapeUrl(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
