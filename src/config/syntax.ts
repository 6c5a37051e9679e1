import { type Document, type ParsedNode, parseDocument } from 'yaml';
import { START_OF_FILE } from '../model/location.ts';
import type { ConfigProblem } from './model.ts';
import type { Positions } from './positions.ts';

const MAX_DEPTH = 100;
const MAX_SYNTAX_PROBLEMS = 5;

export type YamlDocument = Document.Parsed<ParsedNode, true>;

/**
 * Reads YAML 1.2 with the core schema, whatever a %YAML directive says, so that `off` and dates stay text. Never throws.
 * Duplicate keys are left to the caller: the library compares every key with every other.
 */
export function readYaml(
  text: string,
  positions: Positions,
): { document?: YamlDocument; problems: ConfigProblem[] } {
  if (isTooDeep(text)) return { problems: [unreadable(`it is nested more than ${MAX_DEPTH} levels deep`)] };
  let document: YamlDocument;
  try {
    document = parseDocument(text, {
      prettyErrors: false,
      uniqueKeys: false,
      schema: 'core',
    }) as YamlDocument;
  } catch {
    return { problems: [unreadable('the YAML reader gave up on it')] };
  }
  const problems: ConfigProblem[] = [];
  const lines = new Set<number>();
  for (const error of document.errors) {
    const [from, to] = placeOf(error.code, error.message, error.pos, text);
    const range = positions.range(from, to);
    // One slip makes the reader stumble several times on one line.
    if (lines.has(range.start.line) || problems.length === MAX_SYNTAX_PROBLEMS) continue;
    lines.add(range.start.line);
    const [what, remedy] = inPlainWords(error.code, error.message);
    problems.push({ messageId: 'syntax', key: '', range, data: { what, remedy } });
  }
  return { document, problems };
}

function unreadable(what: string): ConfigProblem {
  return { messageId: 'unreadable', key: '', range: START_OF_FILE, data: { what } };
}

/**
 * A cheap look before the real reader: it recurses, and V8 may abort the whole process when a regular expression is
 * compiled close to the end of the stack.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) {
      if (++depth > MAX_DEPTH) return true;
    } else if ((code === 93 || code === 125) && depth > 0) depth--;
  }
  for (const line of text.split('\n')) {
    const lead = /^[\s?:-]*/.exec(line)![0];
    if (lead.length > 2 * MAX_DEPTH && lead.length < line.trimEnd().length) return true;
    if (lead.length > 2 * MAX_DEPTH && /[?:-]/.test(lead)) return true;
  }
  return false;
}

/** An open quote is reported where it opens, not at the end of the file. */
function placeOf(code: string, message: string, pos: [number, number], text: string): [number, number] {
  const quote = code === 'MISSING_CHAR' ? /["']/.exec(message)?.[0] : undefined;
  const opening = quote ? text.lastIndexOf(quote, pos[0]) : -1;
  return opening >= 0 ? [opening, opening + 1] : pos;
}

/** What is wrong and what to do, for a person who does not know YAML's words. */
function inPlainWords(code: string, message: string): [what: string, remedy: string] {
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['this line is indented with a tab', 'Indent with spaces: YAML does not allow tabs there'];
    case 'BAD_INDENT':
      if (/end with/.test(message)) return ['a bracket is never closed', 'Add the closing ] or }'];
      return [
        'this line is not indented like its neighbours',
        'Give keys that belong together the same indentation',
      ];
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return [
        'there is a second key inside a value',
        'Put quotes around a value with ": " in it, and check the indentation of this line and the next',
      ];
    case 'MISSING_CHAR':
      if (/["']/.test(message)) return ['this quote is never closed', 'Add the closing quote'];
      if (/[\]}]|flow/i.test(message)) return ['a bracket is never closed', 'Add the closing ] or }'];
      return [
        'something is missing here, often a colon or a comma',
        'Write keys as "key: value", one on a line',
      ];
    case 'BAD_SCALAR_START':
      return ['a value may not begin with this character', 'Put quotes around the value'];
    case 'BAD_DQ_ESCAPE':
      return [
        'this backslash has a meaning in double quotes',
        'Use single quotes, or / instead of \\ in paths',
      ];
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
      return ['a value may not begin with * unless it is quoted', 'Put quotes around the value'];
    case 'MULTIPLE_DOCS':
      return ['everything after this --- is not read', 'Keep one document: remove the line with ---'];
    case 'UNEXPECTED_TOKEN':
      return ['this does not belong here', 'Look for a bracket, comma or quote too many or too few'];
    case 'KEY_OVER_1024_CHARS':
      return ['this key is too long', 'Look for a missing line break or quote'];
    default:
      return ['this line is not valid YAML', 'Write keys as "key: value", one on a line'];
  }
}
