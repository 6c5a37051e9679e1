/** Longer remote text is cut: nobody reads it, and a hostile answer could bury the report. In UTF-16 code units. */
const MAX_LENGTH = 1_000;

const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
/** Controls, formatting characters (bidi overrides, zero width, tags), private use and lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/**
 * One line that is safe to show: line breaks become spaces and every character that a terminal or an editor would
 * act upon instead of showing it (escape sequences, bidirectional overrides, zero-width characters) is spelled out.
 */
export function plainLine(text: string, maxLength = MAX_LENGTH): string {
  const line = text
    .slice(0, maxLength + 1)
    .replace(LINE_BREAKS, ' ')
    .replace(INVISIBLE, spellOut)
    .trim();
  return text.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}

/** With a capital and a full stop; the name of a host or a file at its start stays as it is written. */
export function sentence(text: string): string {
  const start = capitalised(text);
  return /[.?…]$/u.test(start) ? start : `${start}.`;
}

/** With a capital, where it does not begin with the name of a host or a file. */
export function capitalised(text: string): string {
  return /^\S*\w[./]\w/u.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** The lines of a text to copy, each safe to show. Nothing is cut, because what is pasted must be whole. */
export function plainLines(text: string): string[] {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/\n+$/u, '')
    .split('\n')
    .map((line) => line.replace(/\t/gu, '    ').replace(LINE_BREAKS, ' ').replace(INVISIBLE, spellOut));
}

/**
 * A CI runner reads a line that opens with `::` (GitHub) or holds `##[` or `##vso[` (GitHub, Azure) as a command;
 * wrapping could bring hostile text there. Keeps it readable, and text.
 */
export function guardLine(line: string): string {
  return line.replace(/^(\s*):(?=:)/u, '$1: ').replace(/##(?=(?:vso)?\[)/gu, '## ');
}

/** JSON text with the same meaning in which every such character is escaped, so that it is safe on a terminal too. */
export function escapeInvisible(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, (character) =>
    character === '\n' ? character : [...utf16(character)].map((unit) => `\\u${hex(unit, 4)}`).join(''),
  );
}

function spellOut(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 5)}}`;
}

function* utf16(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) yield text.charCodeAt(i);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
