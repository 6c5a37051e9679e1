import { isCode, type Lexicon, maskCode } from '../env-forms/masking.ts';
import type { EnvironmentExport, ImportedUse, JavaScriptRead } from './environment-facts.ts';

/** The end of the object's name first: what stands before it is looked at where one is found. */
const MEMBER = /(?:([eE]nv)\??\.([A-Z][A-Z0-9_]*)|([cC]onfig)\??\.([A-Z][A-Z0-9_]{2,}))\b/g;
const OBJECT = /(?<![\w$.])\w*$/;
/** The same without looking back: nearly no file goes on. */
const HINT = /[eE]nv\??\.[A-Z]|onfig\??\.[A-Z]{2}/;
const IMPORT = /^[ \t]*import\s+(?!type\b)([^'";]*?)\s+from\s*['"]([^'"\n]+)['"]/gm;
const LEXICON: Lexicon = {
  lineComments: ['//'],
  blockComments: [['/*', '*/']],
  strings: ['`', '"', "'"],
  singleLine: ['"', "'"],
  interpolation: '${',
};

/**
 * `import { env } from '…'; env.NAME`, by a plain search: in files where nothing else can be a read it costs a
 * twentieth of walking the syntax tree.
 */
export function importedMembers(text: string): ImportedUse[] {
  if (!HINT.test(text)) return [];
  const bindings = new Map<string, { source: string; imported: string }>();
  for (const [, names = '', source = ''] of text.matchAll(IMPORT)) {
    for (const [local, imported] of bindingsOf(names)) bindings.set(local, { source, imported });
  }
  if (bindings.size === 0 || !hasMemberOf(bindings, text)) return [];
  const masked = maskCode(text, LEXICON);
  const uses: ImportedUse[] = [];
  for (const match of masked.code.matchAll(MEMBER)) {
    const before = OBJECT.exec(masked.code.slice(Math.max(0, match.index - 60), match.index))?.[0];
    const binding = before === undefined ? undefined : bindings.get(before + (match[1] ?? match[3]));
    if (!binding || !isCode(masked, match.index, LEXICON)) continue;
    const name = (match[2] ?? match[4]) as string;
    const to = match.index + match[0].length;
    const hasDefault = /^\s*(?:\|\||\?\?|\?\.|&&|\?[^.])/.test(masked.code.slice(to, to + 20));
    const requirement = hasDefault ? 'optional' : 'required';
    uses.push({ name, from: to - name.length, to, form: 'imported', requirement, ...binding, argument: -1 });
  }
  return uses;
}

/** Whether any text looks like a member of a binding, strings and comments included: telling those apart costs most. */
function hasMemberOf(bindings: ReadonlyMap<string, unknown>, text: string): boolean {
  for (const match of text.matchAll(MEMBER)) {
    const before = OBJECT.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[0];
    if (before !== undefined && bindings.has(before + (match[1] ?? match[3]))) return true;
  }
  return false;
}

function* bindingsOf(names: string): Generator<[local: string, imported: string]> {
  const group = /\{([^}]*)\}/.exec(names)?.[1] ?? '';
  for (const part of group.split(',')) {
    const match = /^\s*(?:type\s+)?(\w+)(?:\s+as\s+(\w+))?\s*$/.exec(part);
    if (match?.[1]) yield [match[2] ?? match[1], match[1]];
  }
  const rest = names.replace(/\{[^}]*\}/, '');
  const star = /\*\s*as\s+(\w+)/.exec(rest)?.[1];
  if (star) yield [star, '*'];
  const first = /^\s*(\w+)/.exec(rest)?.[1];
  if (first && !star) yield [first, 'default'];
}

const PASSED_ON = /^[ \t]*export\s*(\*|\{[^}]*\})\s*(?:as\s+\w+\s*)?from\s*['"]([^'"\n]+)['"]/gm;
/** The same without the line's start, which has to be tried at every line: nearly no file goes on. */
const PASSED_ON_HINT = /\bexport\s*[*{]/;
/** Files of the project, not packages: packages hand on no environment of this project. */
const LARGEST_BARREL = 4000;

/** `export { env } from './env'`, by a plain search: what a file hands on without looking into it. */
export function passedOn(text: string): EnvironmentExport[] {
  if (!PASSED_ON_HINT.test(text)) return [];
  const exports: EnvironmentExport[] = [];
  for (const [whole, names = '', source = ''] of text.matchAll(PASSED_ON)) {
    const isNear = /^[.@~#$]/.test(source) && text.length < LARGEST_BARREL;
    if (!isNear && !/env|config/i.test(whole)) continue;
    if (names === '*') exports.push({ name: '*', kind: 'again', source, imported: '*' });
    for (const part of names === '*' ? [] : names.slice(1, -1).split(',')) {
      const match = /^\s*(\w+)(?:\s+as\s+(\w+))?\s*$/.exec(part);
      if (match?.[1]) exports.push({ name: match[2] ?? match[1], kind: 'again', source, imported: match[1] });
    }
  }
  return exports;
}

const ACCESS =
  /\b(?:process\??\.env|import\.meta\.env|Bun\.env)(?:\??\.([A-Za-z_]\w*)|\[\s*['"]([A-Za-z_]\w*)['"]\s*\])|\bDeno\.env\.get\(\s*['"]([A-Za-z_]\w*)['"]/g;

/** Plain accesses, by a plain search: enough for tests, whose reads no check asks about. Lines of comment do not count. */
export function plainAccesses(text: string): JavaScriptRead[] {
  if (!text.includes('.env')) return [];
  return [...text.matchAll(ACCESS)].flatMap((match) => {
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (/^\s*(?:\*|\/\*)|(?<!:)\/\//.test(line)) return [];
    const name = (match[1] ?? match[2] ?? match[3]) as string;
    const from = match.index + match[0].lastIndexOf(name);
    return [{ name, from, to: from + name.length, form: 'process.env.X', requirement: 'optional' as const }];
  });
}
