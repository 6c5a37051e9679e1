import { parseDotenv } from '../../formats/dotenv.ts';
import { eolOf, type TextChange } from './text-change.ts';

/** Written without quotes, every reader of env files (and a shell) takes it as it is. */
const PLAIN = /^[\w./+:@%,^-][\w./+=:@%,~^-]*$/;

/**
 * The change that adds `name` with `value` to an env file's text, so that `dotenv` reads back exactly the value and
 * everything else stays. An empty declaration of the name is filled. Undefined when no way of writing it does that.
 * `expands`: the framework replaces `$NAME` in values, so a dollar needs a backslash.
 */
export function addVariable(
  text: string,
  name: string,
  value: string,
  expands: boolean,
): TextChange | undefined {
  const before = parseDotenv(text).filter(({ commented }) => !commented);
  const empty = before.findLast((entry) => entry.name === name);
  const meant = expands ? value.replaceAll('$', '\\$') : value;
  for (const written of spellings(meant)) {
    const change =
      empty?.value === ''
        ? { from: empty.valueFrom, to: empty.valueTo, newText: written }
        : appended(text, `${name}=${written}`);
    const after = parseDotenv(text.slice(0, change.from) + change.newText + text.slice(change.to)).filter(
      ({ commented }) => !commented,
    );
    const expected = new Map(before.map((entry) => [entry.name, entry.value])).set(name, meant);
    const found = new Map(after.map((entry) => [entry.name, entry.value]));
    const isSame =
      expected.size === found.size && [...expected].every(([key, one]) => found.get(key) === one);
    if (isSame) return change;
  }
  return undefined;
}

/** Ways to write a value, the best understood one first. */
function* spellings(value: string): Generator<string> {
  const hasBreak = /[\r\n]/.test(value);
  if (PLAIN.test(value)) yield value;
  // Escaped line breaks are read by more programs than a value of several lines.
  if (hasBreak && !/\\[nr]|["$`]/.test(value))
    yield `"${value.replaceAll('\r', '\\r').replaceAll('\n', '\\n')}"`;
  if (!value.includes("'") && !value.includes('\r')) yield `'${value}'`;
  if (!value.includes('"') && !value.includes('\r') && !/\\[nr]/.test(value)) yield `"${value}"`;
  if (!value.includes('`') && !value.includes('\r')) yield `\`${value}\``;
  if (!value.includes('"') && !/\\[nr]/.test(value))
    yield `"${value.replaceAll('\r', '\\r').replaceAll('\n', '\\n')}"`;
  if (!hasBreak) yield value;
}

/** A line of its own at the end. */
export function appended(text: string, line: string): TextChange {
  const eol = eolOf(text);
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : eol;
  return { from: text.length, to: text.length, newText: `${gap}${line}${eol}` };
}

/** What an env file says of a name; undefined when it does not set it. An empty value counts as not set. */
export function valueIn(text: string, name: string): string | undefined {
  const entry = parseDotenv(text).findLast((one) => !one.commented && one.name === name);
  return entry?.value === '' ? undefined : entry?.value;
}

/** True when the text names the variable, set, empty or commented out. */
export function isNamedIn(text: string, name: string): boolean {
  return parseDotenv(text).some((one) => one.name === name);
}
