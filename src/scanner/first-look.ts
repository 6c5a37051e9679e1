import type { Codes } from './detector.ts';
import type { FileFacts } from './engine.ts';

// First looks at the bytes of a UTF-8 text: at nearly all literals they tell that nothing can match, for less than decoding
// the text would cost.

class ByteCodes implements Codes {
  bytes: Uint8Array = new Uint8Array(0);
  charCodeAt(index: number): number {
    return this.bytes[index] as number;
  }
}

const shared = new ByteCodes();

/** The bytes of a UTF-8 text as character codes: right for ASCII, and above it for all else. Valid until the next call. */
export function codesIn(bytes: Uint8Array): Codes {
  shared.bytes = bytes;
  return shared;
}

/** A table of 256 that is 1 where one of the characters stands. */
export function codesOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

const ENDS_ACCOUNT = codesOf(' \t\r\n\v\f/"\'`<>');
/** Three bytes each, so that no account is too long in other scripts. */
const LONGEST_ACCOUNT = 3 * 520;
const COLON = 58;
const AT = 64;

/** Whether `name:password@` may begin at `from`, as in an address with an account. */
export function mayHoldAccount(text: Codes, from: number): boolean {
  let hasColon = false;
  for (let i = from; i < from + LONGEST_ACCOUNT; i++) {
    const code = text.charCodeAt(i);
    // Not so at the end of the text.
    if (!(code >= 0) || ENDS_ACCOUNT[code] === 1) return false;
    if (code === AT && hasColon) return true;
    if (code === COLON) hasColon = true;
  }
  return false;
}

/** The same as `isTokenStart`, but for rare places that may be none: no letter or digit directly before, but for escapes. */
export function mayStartToken(bytes: Uint8Array, start: number): boolean {
  if (start === 0 || !isWord(bytes[start - 1] as number)) return true;
  // `\n`, `%3D`, `\u003d`: the backslash or the percent sign.
  return bytes[start - 2] === 92 || bytes[start - 3] === 37 || bytes[start - 6] === 92;
}

/** A letter or digit of ASCII. */
export function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** 1: ends a value, 2: a digit or a sign as passwords have them, 3: a letter. */
const VALUE_KINDS = new Uint8Array(256);
for (const [kind, characters] of [' \t\r\n\v\f<>{}', '0123456789!@#$%^&*?+=~'].entries()) {
  for (const character of characters) VALUE_KINDS[character.charCodeAt(0)] = kind + 1;
}
for (let code = 65; code <= 90; code++) VALUE_KINDS[code] = VALUE_KINDS[code + 32] = 3;
const SHORTEST_VALUE = 6;
const SHORTEST_OF_LETTERS = 10;
const SHORTEST_OF_ALL = 20;
const LONGEST_NAME = 80;
/** Bytes between a name and the beginning of its value at most. */
const FARTHEST_VALUE = 256;
/** A line that ends so soon behind the name may have the value on a later one. */
const SHORT_REST = 16;
const NEWLINE = 10;

/**
 * Whether behind the name that `end` lies in, on its line, something long enough stands that is not all of short words: a value
 * has six characters with a digit or a sign among them, ten letters in a row, or twenty characters. Bounded; where names come
 * thick and fast, what was looked at in vain is not looked at again.
 */
export function mayHoldValue(bytes: Uint8Array, end: number, file: FileFacts): boolean {
  let from = end;
  // A literal may hold the operator already: `pass=`.
  if (isNameCode(bytes[end - 1] as number)) {
    while (from < end + LONGEST_NAME && isNameCode(bytes[from] as number)) from++;
  }
  let length = 0;
  let letters = 0;
  let isMixed = false;
  const to = Math.min(bytes.length, from + FARTHEST_VALUE + SHORTEST_OF_ALL);
  const isSeen = file === vain.file && from >= vain.from && from < vain.to;
  // The last bytes may be the beginning of a value.
  let i = isSeen ? Math.max(from, vain.to - SHORTEST_OF_ALL) : from;
  for (; i < to; i++) {
    const byte = bytes[i] as number;
    const kind = VALUE_KINDS[byte];
    if (kind === 1) {
      if (byte === NEWLINE) {
        if (i >= from + SHORT_REST) break;
        return i > from + SHORTEST_VALUE || mayStandApart(bytes, from, i);
      }
      length = letters = 0;
      isMixed = false;
      continue;
    }
    length++;
    letters = kind === 3 ? letters + 1 : 0;
    if (kind === 2) isMixed = true;
    if (
      length >= SHORTEST_OF_ALL ||
      letters >= SHORTEST_OF_LETTERS ||
      (isMixed && length >= SHORTEST_VALUE)
    ) {
      return true;
    }
  }
  vain.file = file;
  vain.from = from;
  vain.to = i;
  return false;
}

/** Where the last look for a value found none. */
const vain: { file: FileFacts | undefined; from: number; to: number } = { file: undefined, from: 0, to: 0 };

const LEADS_ON = codesOf(' \t\r"\',');
const QUOTE = 34;
const BRACE = 123;
const LESS = 60;
const SMALL_V = 118;
/** A line of `value:` begins within so many bytes. */
const VALUE_WITHIN = 48;

/** Whether the value may stand on a later line, as `VALUE_APART` of assignments knows it; the name's own line ends at `to`. */
function mayStandApart(bytes: Uint8Array, from: number, to: number): boolean {
  if (bytes[from] === LESS) return true;
  let at = from;
  if (bytes[at] === QUOTE) at++;
  if (bytes[at - 1] === QUOTE && (bytes[at] === BRACE || bytes[at + 1] === BRACE)) return true;
  for (at = from; at < to; at++) if (LEADS_ON[bytes[at] as number] !== 1) return false;
  for (; at < to + VALUE_WITHIN; at++) if (((bytes[at] as number) | 32) === SMALL_V) return true;
  return false;
}

/** Letters, digits, `_`, `-`, `.`, `$`: what names in code and configuration files are made of. */
export function isNameCode(code: number): boolean {
  return isWord(code) || code === 95 || code === 45 || code === 46 || code === 36;
}
