import { bareCode, type Lexed, type Lexicon, type Literal, lex, literalAround } from './lexer.ts';
import {
  addressAround,
  characterOf,
  type Located,
  partOf,
  type Refused,
  type Span,
  unitsOf,
} from './literal.ts';
import { needsBrackets, splitLiteral } from './split.ts';
import { eolOf, type TextChange } from './text-change.ts';

const isFormatted = (open: string) => /^[rbu]*[ft]/i.test(open);
const isRaw = (open: string) => /^[bfut]*r/i.test(open);
const isBytes = (open: string) => /^r?b/i.test(open);

const LEXICON: Lexicon = {
  comment: /#[^\n]*/y,
  strings: [
    {
      open: /(?<![\w$])(?:[rR][bBfFtT]?|[bBfFtT][rR]?|[uU])?("""|'''|"|')|("""|'''|"|')/y,
      close: (match) => (match[1] ?? match[2]) as string,
      escapes: true,
      singleLine: (match) => (match[1] ?? match[2])?.length === 1,
      hole: (match) => (isFormatted(match[0]) ? '{' : undefined),
    },
  ],
};

const ESCAPE = /\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])/y;
const FORMATTED_ESCAPE = new RegExp(`${ESCAPE.source}|\\{\\{|\\}\\}`, 'y');
const DOUBLED = /\{\{|\}\}/y;
const SIMPLE: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

function meaningOf(sequence: string): string | undefined {
  if (sequence === '{{' || sequence === '}}') return sequence.slice(1);
  const next = sequence[1] as string;
  if (next === '\n' || next === '\r') return '';
  if (SIMPLE[next] !== undefined) return SIMPLE[next];
  if (/[0-7]/.test(next)) return characterOf(sequence.slice(1), 8);
  if (/[xuU]/.test(next)) return sequence.length > 2 ? characterOf(sequence.slice(2), 16) : undefined;
  return next === 'N' ? undefined : sequence;
}

/** `os.getenv("X", ` or `os.environ.get("X", ` before its fallback. */
const FALLBACK =
  /\bos\s*\.\s*(?:getenv|environ\s*\.\s*get)\(\s*["']([A-Za-z_]\w*)["']\s*(,\s*)(?:default\s*=\s*)?$/;
const OR_FALLBACK =
  /\bos\s*\.\s*(?:getenv\(\s*["']([A-Za-z_]\w*)["']\s*\)|environ\s*\.\s*get\(\s*["']([A-Za-z_]\w*)["']\s*\))(\s+or\s+)$/;

/** Finds the secret in a Python file. Reference: docs.python.org/3/reference/lexical_analysis.html */
export function locateInPython(text: string, secret: Span, rule: string): Located | Refused {
  const lexed = lex(text, LEXICON);
  const literal = literalAround(lexed, secret);
  if (literal === 'comment')
    return { refused: 'It stands in a comment, which cannot read a variable: delete it there.' };
  if (literal === 'code') return { refused: 'It is not the text of one string, so move it by hand.' };
  const bare = bareCode(text, lexed);
  const problem = problemOf(text, bare, literal, lexed);
  if (problem) return { refused: problem };

  const { open, body } = literal;
  const escapes = isRaw(open)
    ? isFormatted(open)
      ? DOUBLED
      : undefined
    : isFormatted(open)
      ? FORMATTED_ESCAPE
      : ESCAPE;
  const address =
    literal.holes.length === 0 ? addressAround(rule, text.slice(body.from, body.to)) : undefined;
  const part = partOf(unitsOf(text, body, escapes, meaningOf), body, address ? body : secret);
  if ('refused' in part) return part;

  const head = text.slice(Math.max(0, literal.from - 200), literal.from);
  const fallback = part.whole ? (FALLBACK.exec(head) ?? OR_FALLBACK.exec(head)) : null;
  const located = { value: part.value, ...(address && { address }) };
  if (fallback) {
    const operator = fallback.length === 4 ? (fallback[3] as string) : head.slice(head.lastIndexOf(','));
    const from = literal.from - operator.length;
    return {
      ...located,
      reads: (fallback[1] ?? fallback[2]) as string,
      rewrite: () => [{ from, to: literal.to, newText: '' }],
    };
  }
  return {
    ...located,
    rewrite: (name) => {
      const { os, change } = importOfOs(text, bare);
      return [
        ...change,
        ...replacement(bare, literal, part, (quote) => `${os}.environ[${quote}${name}${quote}]`),
      ];
    },
  };
}

function problemOf(text: string, bare: string, literal: Literal, { literals }: Lexed): string | undefined {
  const lineStart = text.lastIndexOf('\n', literal.from - 1) + 1;
  const head = text.slice(lineStart, literal.from);
  const isStatement = head.trim() === '' && /^[ \t;]*(?:\r?\n|$)/.test(bare.slice(literal.to));
  if (isStatement && !isContinued(bare, lineStart))
    return 'It stands in a documentation text, which cannot read a variable: delete it there.';
  if (/^\s*case\s/.test(head))
    return 'A "case" compares with a fixed text: read the variable before, and compare with "if".';
  if (/\bLiteral\[[^\]]*$/.test(bare.slice(lineStart, literal.from)))
    return 'A type can only name a fixed text: delete it there.';
  const joined = literals.some(
    (other) =>
      other !== literal &&
      ((other.to <= literal.from && /^[\s\\]*$/.test(text.slice(other.to, literal.from))) ||
        (other.from >= literal.to && /^[\s\\]*$/.test(text.slice(literal.to, other.from)))),
  );
  if (joined) return 'It is one of several texts that Python joins by itself: put a + between them first.';
  return undefined;
}

/** The line goes on from the one before: an open bracket or a backslash. */
function isContinued(bare: string, lineStart: number): boolean {
  const before = bare.slice(0, lineStart).trimEnd();
  return /[([{,=+\\:]$/.test(before) && !before.endsWith(':');
}

function replacement(
  bare: string,
  literal: Literal,
  part: Span & { whole: boolean },
  read: (quote: string) => string,
): TextChange[] {
  const { open, close } = literal;
  if (isFormatted(open) && !part.whole) {
    // Before Python 3.12 the quotes in the braces must be others than those around.
    return [{ from: part.from, to: part.to, newText: `{${read(close.startsWith('"') ? "'" : '"')}}` }];
  }
  const encode = isBytes(open) ? '.encode()' : '';
  return splitLiteral(literal, part, `${read('"')}${encode}`, { brackets: needsBrackets(bare, literal) });
}

/** Under which name the file has `os`, and the change that imports it where it has not. */
function importOfOs(text: string, bare: string): { os: string; change: TextChange[] } {
  for (const match of bare.matchAll(/^import[ \t]+([^\n]*)$/gm)) {
    for (const one of (match[1] as string).split(',')) {
      const alias = /^\s*os(?:\s+as\s+(\w+))?\s*(?:;.*)?$/.exec(one.replace('\r', ''));
      if (alias) return { os: alias[1] ?? 'os', change: [] };
    }
  }
  const at = placeForImport(text, bare);
  return { os: 'os', change: [{ from: at, to: at, newText: `import os${eolOf(text)}` }] };
}

/** Before the first import that is not of `__future__`; else after comments, the module's documentation and such imports. */
function placeForImport(text: string, bare: string): number {
  const first = [...bare.matchAll(/^(?:import|from)[ \t]+(\w*)/gm)].find(
    (match) => match[1] !== '__future__',
  );
  if (first) return first.index;
  const future = [...bare.matchAll(/^from[ \t]+__future__[^\n]*(?:\n|$)/gm)].at(-1);
  if (future) return future.index + future[0].length;
  const doc = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text)?.[0].length ?? 0;
  const docString =
    /^[rRuU]?("""|''')[\s\S]*?\1[^\n]*(?:\n|$)|^[rRuU]?(["'])(?:\\.|(?!\2)[^\n\\])*\2[ \t]*(?:\r?\n|$)/.exec(
      text.slice(doc),
    );
  if (docString) return doc + docString[0].length;
  const header = /^(?:#[^\n]*\n)*/.exec(text)?.[0].length ?? 0;
  return header;
}
