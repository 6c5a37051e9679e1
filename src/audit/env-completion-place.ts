import { readsThroughImports } from '../areas/env/imports.ts';
import { parseDotenv } from '../formats/dotenv.ts';
import { envFileNameOf } from '../formats/env-file-name.ts';
import { languageOf } from '../formats/env-forms/scan.ts';
import { isClientFile } from '../formats/env-side.ts';
import { isJavaScript } from '../formats/javascript/source.ts';
import { type EnvReadFacts, envReadsGatherer } from '../observe/repository/env-reads.ts';
import type { EnvKnowledge } from './env-places.ts';

/** Where a name is about to be written, in offsets of the text. */
export type CompletionPlace =
  | {
      kind: 'code';
      /** The part of the name that stands there. */
      from: number;
      to: number;
      /** Written around the name, where the quotes are missing. */
      quote: string;
      /** `public`: only names that reach the browser are defined there. `private`: only the others. */
      wants: 'any' | 'public' | 'private';
      /** What runs in the browser sees public names first. */
      isClient: boolean;
    }
  | {
      kind: 'envFile';
      from: number;
      to: number;
      hasSign: boolean;
      /** What the text declares elsewhere. */
      declared: ReadonlySet<string>;
    };

type CodePlace = CompletionPlace & { kind: 'code' };

/** Stands for the name that is not there yet. */
const STAND_IN = 'LAUNCH_READY_STAND_IN';
/** Longer texts are not walked while somebody types; the plain forms are still known. UTF-16 units. */
const MOST_TEXT = 200_000;

/** Where a name of a variable belongs at `offset`; undefined everywhere else, told by a few characters mostly. */
export function completionPlace(
  knowledge: EnvKnowledge,
  path: string,
  text: string,
  offset: number,
): CompletionPlace | undefined {
  const from =
    offset - (/[A-Za-z0-9_]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const to = offset + (/^[A-Za-z0-9_]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  if (/^\d/.test(text.slice(from, to))) return undefined;
  if (envFileNameOf(path)) return inEnvFile(text, from, to);
  if (isJavaScript(path)) return inJavaScript(knowledge, path, text, from, to);
  return languageOf(path) || envReadsGatherer.appliesTo(path) ? inLanguage(path, text, from, to) : undefined;
}

function inEnvFile(text: string, from: number, to: number): CompletionPlace | undefined {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  if (!/^\s*(?:export\s+)?$/.test(text.slice(lineStart, from))) return undefined;
  const entries = parseDotenv(text);
  const isValue = entries.some((entry) => entry.valueFrom < from && from <= entry.valueTo);
  if (isValue) return undefined;
  const others = entries.filter(({ commented, nameFrom }) => !commented && nameFrom !== from);
  return {
    kind: 'envFile',
    from,
    to,
    hasSign: /^[ \t]*=/.test(text.slice(to, to + 20)),
    declared: new Set(others.map(({ name }) => name)),
  };
}

/** The forms that nearly all code uses; no need to walk the file for them. */
const DIRECT = /(?<![\w$.])(process\??\.env|import\.meta\.env|Bun\.env)(?:\??\.|(?:\?\.)?\[\s*(['"`]?))$/;
const DENO = /(?<![\w$.])Deno\.env\.(?:get|has)\(\s*(['"`]?)$/;
const SVELTE =
  /^[^{}]*\}\s*from\s*['"](\$env\/(?:static|dynamic)\/(private|public)|astro:env\/(client|server))['"]/;

function inJavaScript(
  knowledge: EnvKnowledge,
  path: string,
  text: string,
  from: number,
  to: number,
): CompletionPlace | undefined {
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  if (/^\s*(?:\/\/|\*|\/\*)|\s\/\/\s/.test(before)) return undefined;
  const isClient = isClientFile(text);
  const made = (quote: string, wants: CodePlace['wants'] = 'any'): CodePlace => {
    return { kind: 'code', from, to, quote, wants, isClient };
  };
  const direct = DIRECT.exec(before);
  if (direct) {
    const place = made(direct[2] === '' ? "'" : '');
    return direct[1] === 'import.meta.env' ? { ...place, isClient: true } : place;
  }
  const deno = DENO.exec(before);
  if (deno) return made(deno[1] === '' ? "'" : '');
  if (/\bimport\s*\{[^{}]*$/.test(text.slice(Math.max(0, from - 2000), from))) {
    const svelte = SVELTE.exec(text.slice(to, to + 2000));
    if (svelte)
      return made('', (svelte[2] ?? svelte[3]) === 'public' || svelte[3] === 'client' ? 'public' : 'private');
  }
  if (text.length > MOST_TEXT || !isWorthWalking(before, text, from, to)) return undefined;
  const facts = factsWith(path, text, from, to, '');
  return facts && isNameThere(knowledge, path, facts) ? made('') : undefined;
}

/** `e.NAME` where `e` may be the environment, `lookUp('NAME')`, `const { NAME } = env`. */
function isWorthWalking(before: string, text: string, from: number, to: number): boolean {
  const member = /([A-Za-z_$][\w$]*)\??\.$/.exec(before);
  if (member) {
    const holder = member[1] as string;
    return (
      /env/i.test(holder) ||
      new RegExp(`\\b${holder.replace(/\$/g, '\\$')}\\s*(?::[^=\\n]*)?=[^=\\n]*env`, 'i').test(text)
    );
  }
  if (
    /\b\w*(?:env|config|secret|setting|var|need|must|require|optional|assert)\w*(?:\.\w+)?\(\s*['"`]$/i.test(
      before,
    )
  )
    return true;
  return (
    /[{,]\s*$/.test(text.slice(Math.max(0, from - 200), from)) &&
    /^[^{}]*\}\s*=[^=\n]*env/i.test(text.slice(to, to + 500))
  );
}

/** Python, Go, Ruby and the others: the reader of the language is asked about the line with a name in it. */
function inLanguage(path: string, text: string, from: number, to: number): CompletionPlace | undefined {
  if (text.length > MOST_TEXT * 5) return undefined;
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  const opening = /(?:(["'])|([[(]\s*)|\$\{|\.)$/.exec(before);
  if (!opening || !/env|config|secret|var|value|\$\{/i.test(before)) return undefined;
  const language = /\.(?:py|pyi|rb|rake|erb|php|ru)$/.test(path) ? "'" : '"';
  const quote = opening[2] === undefined ? '' : language;
  const facts = factsWith(path, text, from, to, quote);
  const isThere = facts && [...facts.reads, ...facts.writes].some(({ name }) => name === STAND_IN);
  return isThere ? { kind: 'code', from, to, quote, wants: 'any', isClient: false } : undefined;
}

/** What the file would say with a name at the place, and with what a name there still lacks to be whole. */
function factsWith(
  path: string,
  text: string,
  from: number,
  to: number,
  quote: string,
): EnvReadFacts | undefined {
  const open = quote || (/['"`]$/.exec(text.slice(0, from))?.[0] ?? '');
  const rest = text.slice(to);
  let closing = '';
  if (open !== '' && (quote !== '' || !rest.startsWith(open))) {
    closing = open;
    const bracket = /([[({])\s*['"`]?$/.exec(text.slice(Math.max(0, from - 20), from))?.[1];
    const end = bracket === undefined ? '' : { '[': ']', '(': ')', '{': '}' }[bracket];
    if (end && !new RegExp(`^\\s*\\${end}`).test(rest)) closing += end;
  } else if (/\$\{$/.test(text.slice(0, from)) && !rest.startsWith('}')) closing = '}';
  const whole = `${text.slice(0, from)}${quote}${STAND_IN}${closing}${rest}`;
  const context = { signal: new AbortController().signal, now: 0 };
  const facts = envReadsGatherer.gatherFile({ path, text: whole }, context);
  return facts instanceof Promise ? undefined : facts;
}

/** A read, or the use of another file's look-up function. What a schema declares, the language itself completes. */
function isNameThere(knowledge: EnvKnowledge, path: string, facts: EnvReadFacts): boolean {
  const own = facts.reads.find(({ name }) => name === STAND_IN);
  if (own) return own.form !== 'schema' && !own.form.startsWith('schema.');
  if (facts.writes.some(({ name }) => name === STAND_IN)) return true;
  const uses = facts.uses.filter(({ name }) => name === STAND_IN);
  if (uses.length === 0) return false;
  const exporting = Object.entries(knowledge.artifacts.EnvReads).filter(
    ([, { exports }]) => exports.length > 0,
  );
  const files = Object.fromEntries(
    exporting.map(([file, known]) => [file, { ...known, uses: [] as typeof uses }]),
  );
  files[path] = { ...facts, uses };
  return readsThroughImports(files, knowledge.artifacts.PackageManifests).some(
    ({ form }) => !form.startsWith('schema'),
  );
}
