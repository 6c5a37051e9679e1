import type { Package } from '../formats/javascript-package.ts';
import { variableNamesFor } from '../formats/secret-variable-name.ts';
import { shellWord } from '../formats/shell.ts';
import { addVariable, appended, isNamedIn, valueIn } from './move/env-text.ts';
import { locateInGo } from './move/go.ts';
import { ignoreChanges } from './move/ignore-file.ts';
import { locateInJavaScript } from './move/javascript.ts';
import type { Located, Refused, Span } from './move/literal.ts';
import { locateInPhp, type PhpRead } from './move/php.ts';
import { placeFor, siblingsOf } from './move/place.ts';
import { type Language, languageOf, type ProjectView, packageOf } from './move/project.ts';
import { locateInPython } from './move/python.ts';
import { locateInRuby } from './move/ruby.ts';
import { browserReason, javaScriptRead } from './move/runtime.ts';
import type { TextChange } from './move/text-change.ts';

export interface MoveRequest {
  path: string;
  /** What stands in the editor now. */
  text: string;
  /** The finding's range. */
  secret: Span;
  rule: string;
  provider: string;
  /** The name that the secret is assigned to, or ''. */
  name: string;
  project: ProjectView;
}

export interface FileChange {
  path: string;
  /** The file is not there yet; its changes are then one, at its start. */
  isNew: boolean;
  changes: TextChange[];
}

export type MovePlan =
  | { ok: true; name: string; envFile: string; files: FileChange[]; hint?: string }
  | { ok: false; reason: string; copy?: string };

/**
 * Plans the move of a secret out of the code into an environment variable: the code reads the variable, the env file that the
 * program reads gets the value, the template gets the name, and .gitignore keeps the env file out of git. Or says why not.
 * The value is in the env file's change and nowhere else; it must not be shown or logged.
 */
export async function planMove(request: MoveRequest): Promise<MovePlan> {
  const { path, text, secret, project } = request;
  const language = languageOf(path) ?? (/\.html?$/.test(path) ? 'javascript' : undefined);
  if (!language)
    return {
      ok: false,
      reason: 'Launch Ready does not know how this file would read a variable, so move it by hand.',
    };
  const own = await packageOf(path, language, project);
  const reason = language === 'javascript' ? browserReason(path, text, secret.from, own) : undefined;
  if (reason) return { ok: false, reason };
  const located = locate(request, language, own);
  if ('refused' in located) return { ok: false, reason: located.refused };

  const place = await placeFor(path, language, own, text, project);
  const { envFile, template } = place;
  if (project.files.some((file) => file.path === envFile && file.tracked)) {
    return {
      ok: false,
      reason: `${envFile} is in git, so a key that is put there is given to everybody with the repository. Take the file out of git first (it stays on your disk), then try again.`,
      copy: `git rm --cached ${shellWord(envFile)}`,
    };
  }
  const before = await project.read(envFile);
  const chosen = await chooseName(request, located, envFile, before);
  if (!chosen)
    return { ok: false, reason: `${envFile} has variables of all names that would fit, so move it by hand.` };
  const { name, isThere } = chosen;
  const added = isThere ? undefined : addVariable(before ?? '', name, located.value, place.expands);
  if (!isThere && !added)
    return {
      ok: false,
      reason: `The value cannot be written into ${envFile} so that it is read back unchanged, so move it by hand.`,
    };

  const files: FileChange[] = [{ path, isNew: false, changes: located.rewrite(name) }];
  // First what keeps the env file out of git, then the env file.
  for (const { path: file, isNew, change } of await ignoreChanges(envFile, template, project)) {
    files.push({ path: file, isNew, changes: [change] });
  }
  const example = await project.read(template);
  if (!isNamedIn(example ?? '', name)) {
    files.push({
      path: template,
      isNew: example === undefined,
      changes: [appended(example ?? '', `${name}=`)],
    });
  }
  if (added) files.push({ path: envFile, isNew: before === undefined, changes: [added] });
  return { ok: true, name, envFile, files, ...(place.hint && { hint: place.hint }) };
}

function locate(
  { path, text, secret, rule }: MoveRequest,
  language: Language,
  own: Package,
): Located | Refused {
  switch (language) {
    case 'javascript':
      return locateInJavaScript(path, text, secret, rule, javaScriptRead(path, text, own));
    case 'python':
      return locateInPython(text, secret, rule);
    case 'go':
      return locateInGo(text, secret, rule);
    case 'ruby':
      return locateInRuby(text, secret, rule);
    case 'php':
      return locateInPhp(text, secret, rule, phpRead(path, own));
  }
}

/** Outside of its configuration Laravel's `env()` gives nothing once the configuration is cached. */
function phpRead(path: string, { folder, dependencies, names }: Package): PhpRead {
  const below = folder === '' ? path : path.slice(folder.length + 1);
  if (names.has('artisan') || dependencies.has('laravel/framework')) {
    return below.startsWith('config/') ? 'laravel' : 'getenv';
  }
  return dependencies.has('vlucas/phpdotenv') || dependencies.has('symfony/dotenv') ? 'dotenv' : 'getenv';
}

const ADDRESSES: [RegExp, string][] = [
  [/^rediss?$/, 'REDIS_URL'],
  [/^mongodb/, 'MONGODB_URI'],
  [/^amqps?$/, 'AMQP_URL'],
  [/^smtps?$/, 'SMTP_URL'],
  [/^(?:postgres|mysql|maria|mssql|sqlserver|cockroach|clickhouse|neo4j|bolt|libsql)/, 'DATABASE_URL'],
  [/^connection-string$/, 'DATABASE_CONNECTION_STRING'],
];

/** The first name that is free, or that has this very value already; else one with a number. */
async function chooseName(
  { rule, provider, name, project }: MoveRequest,
  { value, reads, address }: Located,
  envFile: string,
  before: string | undefined,
): Promise<{ name: string; isThere: boolean } | undefined> {
  const known = variableNamesFor({ rule, provider, name });
  const ofAddress = ADDRESSES.find(([scheme]) => scheme.test(address ?? ''))?.[1];
  const names = reads ? [reads] : ofAddress ? [ofAddress, ...known] : known;
  const others = await Promise.all(siblingsOf(envFile, project.files).map((path) => project.read(path)));
  const isFree = (one: string) => {
    const values = [before, ...others].map((text) => (text === undefined ? undefined : valueIn(text, one)));
    return values.every((held) => held === undefined || held === value);
  };
  const first = names[0] as string;
  const numbered = reads ? [] : Array.from({ length: 98 }, (_, i) => `${first}_${i + 2}`);
  const found = [...names, ...numbered].find(isFree);
  if (found === undefined) return reads ? { name: reads, isThere: true } : undefined;
  return { name: found, isThere: before !== undefined && valueIn(before, found) === value };
}
