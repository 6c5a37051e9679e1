import { FileError, type FileSystem } from './file-system.ts';
import { compileGlob, type Glob } from './glob.ts';
import { lowerAscii } from './paths.ts';

/** The rules of one ignore file. Paths are byte keys (`byteKey`), relative to the folder that the file governs. */
export interface IgnoreRules {
  /** True: ignored. False: re-included by `!`. Undefined: no rule speaks of it. */
  decide(path: string, name: string, isDirectory: boolean): boolean | undefined;
}

/** Rules of nested ignore files: the nearest one that speaks decides. */
export interface RuleChain {
  rules: IgnoreRules;
  /** How much of a path lies before the governed folder: the length of `a/b/`. */
  skip: number;
  outer: RuleChain | undefined;
}

export function isIgnored(
  chain: RuleChain | undefined,
  path: string,
  name: string,
  isDirectory: boolean,
): boolean {
  for (let link = chain; link; link = link.outer) {
    const decision = link.rules.decide(link.skip === 0 ? path : path.slice(link.skip), name, isDirectory);
    if (decision !== undefined) return decision;
  }
  return false;
}

/** An ignore file larger than this is left out, bytes: its rules would cost more than they spare. */
export const MAX_IGNORE_FILE_BYTES = 1024 * 1024;

/** Undefined when there is no such file. Throws `FileError` when there is one that cannot be used. */
export async function readIgnoreFile(files: FileSystem, path: string): Promise<Uint8Array | undefined> {
  try {
    return await files.readFile(path, MAX_IGNORE_FILE_BYTES);
  } catch (error) {
    if (error instanceof FileError && error.code === 'notFound') return undefined;
    throw error;
  }
}

/** Bounds for hostile files: no path on disk is longer, and no honest file has more rules. */
const MAX_RULE_LENGTH = 4096;
const MAX_RULES = 10_000;

interface Rule {
  negated: boolean;
  directoryOnly: boolean;
  matches(path: string, name: string): boolean;
}

/**
 * Reads an ignore file as git does (gitignore(5); dir.c: add_patterns_from_buffer, parse_path_pattern).
 * Undefined when it holds no rule.
 */
export function parseIgnoreRules(bytes: Uint8Array, ignoreCase = false): IgnoreRules | undefined {
  let text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (text.startsWith('\xef\xbb\xbf')) text = text.slice(3);
  const rules: Rule[] = [];
  for (const line of text.split('\n')) {
    if (rules.length === MAX_RULES) break;
    const rule = parseRule(line, ignoreCase);
    if (rule) rules.push(rule);
  }
  if (rules.length === 0) return undefined;
  return {
    decide(path, name, isDirectory) {
      for (let i = rules.length - 1; i >= 0; i--) {
        const rule = rules[i]!;
        if ((isDirectory || !rule.directoryOnly) && rule.matches(path, name)) return !rule.negated;
      }
      return undefined;
    },
  };
}

function parseRule(line: string, ignoreCase: boolean): Rule | undefined {
  if (line.startsWith('#')) return undefined;
  let pattern = line.endsWith('\r') ? line.slice(0, -1) : line;
  const nul = pattern.indexOf('\0');
  if (nul >= 0) pattern = pattern.slice(0, nul);
  pattern = trimTrailingSpaces(pattern);
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const directoryOnly = pattern.endsWith('/');
  if (directoryOnly) pattern = pattern.slice(0, -1);
  if (pattern === '' || pattern.length > MAX_RULE_LENGTH) return undefined;
  return {
    negated,
    directoryOnly,
    matches: matcherOf(ignoreCase ? lowerOutsideBrackets(pattern) : pattern, ignoreCase),
  };
}

function matcherOf(pattern: string, ignoreCase: boolean): Rule['matches'] {
  const literal = pattern.search(/[*?[\\]/);
  if (!pattern.includes('/')) {
    if (literal < 0) return (_path, name) => name === pattern;
    if (pattern.startsWith('*') && !/[*?[\\]/.test(pattern.slice(1))) {
      const end = pattern.slice(1);
      return (_path, name) => name.endsWith(end);
    }
    const glob = compileGlob(pattern, ignoreCase);
    return (_path, name) => glob.matches(name);
  }
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : pattern;
  const start = anchored.search(/[*?[\\]/);
  if (start < 0) return (path) => path === anchored;
  // As in git, the part before the first wildcard is compared first and the rest is a pattern of its own.
  const head = anchored.slice(0, start);
  const rest: Glob = compileGlob(anchored.slice(start), ignoreCase);
  return (path) => path.startsWith(head) && rest.matches(path.slice(head.length));
}

/** Text is lower-case when case does not matter; `compileGlob` sees to brackets itself. */
function lowerOutsideBrackets(pattern: string): string {
  const bracket = pattern.indexOf('[');
  return bracket < 0 ? lowerAscii(pattern) : lowerAscii(pattern.slice(0, bracket)) + pattern.slice(bracket);
}

/** Spaces at the end do not count, unless a backslash stands before them. */
function trimTrailingSpaces(pattern: string): string {
  let spaces = -1;
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === ' ') {
      if (spaces < 0) spaces = i;
    } else {
      if (pattern[i] === '\\' && ++i >= pattern.length) return pattern;
      spaces = -1;
    }
  }
  return spaces < 0 ? pattern : pattern.slice(0, spaces);
}
