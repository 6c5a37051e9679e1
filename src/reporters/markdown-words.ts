import { plainLine } from './plain-text.ts';

/** Words that a renderer makes a link of: an address, a mention, a mail address, the number of an issue. */
const LINKING = /(?:[a-z][\w+.-]*:\/\/|www\.|(?:mailto|xmpp):)\S+|\S*(?:@\w|#\d)\S*/giu;
const TRAILING = /[.,:;!?)\]}'"*_~]+$/u;

/**
 * Text that is text only (GitHub Flavored Markdown, version 0.29): no markup, no HTML, no mention of a person, no link of its own.
 * Only what would be markup is escaped, so that the source can be read too.
 */
export function words(text: string): string {
  const line = plainLine(text);
  const parts: string[] = [];
  let end = 0;
  for (const match of line.matchAll(LINKING)) {
    const word = match[0].replace(TRAILING, '');
    parts.push(escaped(line.slice(end, match.index)), code(word));
    end = match.index + word.length;
  }
  return [...parts, escaped(line.slice(end))].join('');
}

/** In a cell of a table, where a bar ends the cell, in code too. */
export function cell(text: string): string {
  return words(text).replace(/\\?\|/gu, '\\|');
}

export function code(text: string): string {
  const line = plainLine(text);
  const inner = Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(inner + 1);
  const room = inner > 0 ? ' ' : '';
  return line ? `${fence}${room}${line}${room}${fence}` : '';
}

function escaped(text: string): string {
  return (
    text
      .replace(/[\\`*[~|]/gu, '\\$&')
      .replace(/&(?=#?\w+;)/gu, '&amp;')
      .replace(/</gu, '&lt;')
      // Within a word it is no markup, and what opens nothing closes nothing (section 6.4).
      .replace(/(?<![\p{L}\p{N}])_/gu, '\\_')
      // Two of them are a formula.
      .replace(/\$(?=[^$]*\$)|(?<=\$[^$]*)\$/gu, '\\$')
  );
}
