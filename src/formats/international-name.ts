/** RFC 3492, section 5: the parameters of Punycode in domain names. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const LAST_CODE = 0x10ffff;
const MAX_LABEL = 63;

/** What a name can hold for a reader: letters, their marks, digits, and the joints between them. */
const READABLE = /^[\p{L}\p{M}\p{N}·・ー-]+$/u;

/** `bücher.example` of `xn--bcher-kva.example`; undefined where the name has no other form, or none that can be shown. */
export function unicodeName(name: string): string | undefined {
  if (!/(^|\.)xn--/i.test(name)) return undefined;
  const labels = name
    .split('.')
    .map((label) => (/^xn--/i.test(label) ? decodeLabel(label.slice(4).toLowerCase()) : label));
  return labels.every((label) => label !== undefined) ? labels.join('.').normalize('NFC') : undefined;
}

/** The name as people write it, and beside it the one that the DNS is asked for: letters of other scripts can look like ours. */
export function shownName(name: string): string {
  const unicode = unicodeName(name);
  return unicode === undefined ? name : `${unicode} (${name})`;
}

const NAME_IN_TEXT =
  /(https?:\/\/)?((?:[a-z0-9_*-]+\.)*xn--[a-z0-9-]+(?:\.[a-z0-9_-]+)*)((?::\d+)?\/[^\s,;)"…]*)?/gi;

/**
 * A sentence with each such name in it as people write it, and behind it the one that the DNS is asked for, where it stands
 * first. Not for what is to be pasted.
 */
export function withShownNames(text: string): string {
  if (!/xn--/i.test(text)) return text;
  const told = new Set<string>();
  return text.replace(NAME_IN_TEXT, (whole, scheme = '', name: string, path = '') => {
    const unicode = unicodeName(name);
    if (unicode === undefined) return whole;
    const isTold = told.has(name);
    told.add(name);
    return `${scheme}${unicode}${path}${isTold ? '' : ` (${name})`}`;
  });
}

/** RFC 3492, section 6.2; undefined for what no encoder writes. */
function decodeLabel(text: string): string | undefined {
  if (text.length > MAX_LABEL || !/^[a-z0-9-]+$/.test(text)) return undefined;
  const delimiter = text.lastIndexOf('-');
  const points = [...text.slice(0, Math.max(0, delimiter))].map((letter) => letter.charCodeAt(0));
  let code = FIRST_CODE;
  let bias = FIRST_BIAS;
  let index = 0;
  for (let at = delimiter < 0 ? 0 : delimiter + 1; at < text.length; ) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      if (at >= text.length) return undefined;
      const digit = digitOf(text.charCodeAt(at++));
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (weight > LAST_CODE * MAX_LABEL) return undefined;
    }
    const size = points.length + 1;
    bias = adapted(index - before, size, before === 0);
    code += Math.floor(index / size);
    index %= size;
    if (code > LAST_CODE || (code >= 0xd800 && code < 0xe000)) return undefined;
    points.splice(index++, 0, code);
  }
  const label = String.fromCodePoint(...points);
  return READABLE.test(label) && /[^ -~]/.test(label) ? label : undefined;
}

/** a-z are 0 to 25, 0-9 are 26 to 35. */
function digitOf(code: number): number {
  return code >= 0x61 ? code - 0x61 : code === 0x2d ? BASE : code - 0x30 + 26;
}

/** RFC 3492, section 6.1. */
function adapted(delta: number, size: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / size);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
