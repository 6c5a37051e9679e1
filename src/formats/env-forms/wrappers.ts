import type { Requirement } from '../javascript/requirement.ts';
import type { Language } from './form.ts';
import { isCode, type MaskedCode } from './masking.ts';
import { judgeLookUp } from './requirement.ts';

/** A function whose parameter is looked up in the environment: `def env_bool(name, default)`. */
export interface LanguageWrapper {
  /** `get`, or `Settings.get` for one of a class or module. */
  name: string;
  argument: number;
  requirement: Requirement;
  isQuiet?: boolean;
}

/** `getEnv("NAME", …)`: whether it is a read is told by the function, here or in another file. */
export interface LanguageCall {
  name: string;
  from: number;
  to: number;
  callee: string;
  argument: number;
  hasDefault: boolean;
  isWithin?: boolean;
}

/** How a language begins a function: the groups are its name and its parameters. */
const FUNCTIONS: Record<string, RegExp> = {
  python: /\bdef[ \t]+(\w+)[ \t]*\(([^)]*)\)/g,
  ruby: /\bdef[ \t]+(?:self\.)?(\w+[?!]?)[ \t]*\(?([^)\n]*)\)?/g,
  go: /\bfunc\s+(?:\([^)]*\)\s*)?(\w+)(?:\[[^\]]*\])?\s*\(([^)]*)\)/g,
  php: /\bfunction\s+(\w+)\s*\(([^)]*)\)/g,
  rust: /\bfn\s+(\w+)\s*(?:<[^>]*>)?\s*\(([^)]*)\)/g,
  jvm: /\b(?:fun(?:\s*<[^>]*>)?|def|static|private|public|protected|internal|String)\s+(?:static\s+|final\s+)*(?:[\w<>[\], ?]+\s+)?(\w+)\s*\(([^)]*)\)/g,
  csharp:
    /\b(?:static|private|public|protected|internal|string|bool|int)\??\s+(?:static\s+|async\s+)*(?:[\w<>[\], ?]+\s+)?(\w+)(?:<\w+>)?\s*\(([^)]*)\)/g,
  elixir: /\bdefp?[ \t]+(\w+[?!]?)\(([^)]*)\)/g,
};

/** A look-up by a name that is no text. */
const LOOK_UP =
  /(?:\benviron(?:\.get|\.pop)?\s*[[(]|\b[gG]etenv\(|\bLookupEnv\(|\bENV(?:\.fetch|\.key\?)?\s*[[(]|\$_(?:ENV|SERVER)\[|GetEnvironmentVariable\(|\b(?:env|dotenvy?)::var(?:_os)?\(|System\.(?:get_env|fetch_env!?)\(|System\.getenv\(\)\.?(?:get\(|\[)|sys\.env(?:\.get)?\()\s*&?\$?([a-z_]\w*)\b(?!\s*(?:[.("'[+]|<>|\.\.))/g;
const LONGEST_BODY = 1500;
/** Names so common that only the class before them tells them apart. */
const COMMON =
  /^(?:get|fetch|find|value|string|str|int|bool|boolean|float|list|load|read|require|call|new|set|parse|lookup|main|init|run)$/i;

export function wrappersIn(language: Language, { code, bare }: MaskedCode): LanguageWrapper[] {
  const pattern = FUNCTIONS[language.id];
  if (!pattern || code.search(LOOK_UP) < 0) return [];
  const functions = [...bare.matchAll(pattern)];
  return functions.flatMap((match, i): LanguageWrapper[] => {
    const from = match.index + match[0].length;
    const to = Math.min(functions[i + 1]?.index ?? code.length, from + LONGEST_BODY);
    const body = code.slice(from, to);
    const parameters = parametersOf(language.id, match[2] as string);
    for (const found of body.matchAll(LOOK_UP)) {
      const argument = parameters.indexOf(found[1] as string);
      if (argument < 0) continue;
      const name = match[1] as string;
      const owner = COMMON.test(name) ? ownerOf(bare, match.index) : undefined;
      if (COMMON.test(name) && !owner) continue;
      const { requirement, isQuiet } = judgeLookUp(found, body);
      return [
        {
          name: owner ? `${owner}.${name}` : name,
          argument,
          requirement,
          ...(isQuiet && { isQuiet: true }),
        },
      ];
    }
    return [];
  });
}

function ownerOf(bare: string, at: number): string | undefined {
  const before = bare.slice(Math.max(0, at - 4000), at);
  return [...before.matchAll(/\b(?:class|module|object|defmodule|struct|impl)\s+([\w.]+)/g)]
    .at(-1)?.[1]
    ?.split('.')
    .at(-1);
}

function parametersOf(language: string, list: string): string[] {
  const isTypeFirst = language === 'csharp' || language === 'php';
  return list
    .split(',')
    .map((part) => part.replace(/=.*$/s, '').trim())
    .filter((part) => part !== '' && !/^&?(?:mut\s+)?(?:self|cls)\b/.test(part))
    .map((part) => {
      const words = part.match(/[A-Za-z_]\w*/g) ?? [];
      // Kotlin and Scala write the name first, Java the type.
      const isNameFirst = !isTypeFirst && (language !== 'jvm' || part.includes(':'));
      return (isNameFirst ? words[0] : words.at(-1)) ?? '';
    });
}

const CALL =
  /(?<![\w.:>])((?:\$?\w+(?:\.|::|->))*)([A-Za-z_]\w*[?!]?)\(\s*(?:[\w.]+\s*,\s*)?["']([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)["'](\s*,)?/g;
/** Only functions whose name or class sounds like it can be another file's. */
const SOUNDS = /env|conf|setting|secret|param|must|require/i;

/** Calls with a text like a variable's name, of functions that may be such wrappers. */
export function callsIn(masked: MaskedCode, language: Language, own: ReadonlySet<string>): LanguageCall[] {
  const calls: LanguageCall[] = [];
  for (const match of masked.code.matchAll(CALL)) {
    const [whole, path = '', method = '', name = '', comma] = match;
    const qualifier = path
      .split(/\.|::|->/)
      .at(-2)
      ?.replace('$', '');
    const isReader = language.id === 'python' && (qualifier === 'env' || qualifier === 'config');
    const callee = isReader
      ? qualifier
      : qualifier && COMMON.test(method)
        ? `${qualifier}.${method}`
        : method;
    const isOwn = own.has(callee) || own.has(method);
    if (!isOwn && !SOUNDS.test(callee) && !SOUNDS.test(path)) continue;
    if (!isCode(masked, match.index, language.lexicon)) continue;
    const from = match.index + whole.search(/["']/) + 1;
    const argument = /^[^"']*,/.test(whole.slice(whole.indexOf('('))) ? 1 : 0;
    const hasDefault = comma !== undefined;
    calls.push({
      name,
      from,
      to: from + name.length,
      callee: own.has(callee) ? callee : isOwn ? method : callee,
      argument,
      hasDefault,
      ...(isOwn && { isWithin: true }),
    });
  }
  return calls;
}
