import { bareCode, type Lexicon, type Literal, lex, literalAround } from './lexer.ts';
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

const LEXICON: Lexicon = {
  comment: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/y,
  strings: [
    { open: /"/y, close: () => '"', escapes: true, singleLine: () => true },
    { open: /`/y, close: () => '`', escapes: false },
    { open: /'/y, close: () => "'", escapes: true, singleLine: () => true },
  ],
};

const ESCAPE = /\\(?:[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])/y;
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

/** `\xff` and `\377` are bytes, which are characters only below 0x80. */
function meaningOf(sequence: string): string | undefined {
  const next = sequence[1] as string;
  if (SIMPLE[next] !== undefined) return SIMPLE[next];
  if (/[uU]/.test(next)) return characterOf(sequence.slice(2), 16);
  const byte = next === 'x' ? characterOf(sequence.slice(2), 16) : characterOf(sequence.slice(1), 8);
  return byte !== undefined && byte < '\x80' ? byte : undefined;
}

const FALLBACK = /\b\w*[eE]nv\w*\(\s*"([A-Z_][A-Z0-9_]*)"\s*,\s*$/;

/** Finds the secret in a Go file. Reference: go.dev/ref/spec, "String literals", "Constant declarations". */
export function locateInGo(text: string, secret: Span, rule: string): Located | Refused {
  const lexed = lex(text, LEXICON);
  const literal = literalAround(lexed, secret);
  if (literal === 'comment')
    return { refused: 'It stands in a comment, which cannot read a variable: delete it there.' };
  if (literal === 'code' || literal.open === "'")
    return { refused: 'It is not the text of one string, so move it by hand.' };
  const bare = bareCode(text, lexed);
  if (literal.open === '`' && isTag(text, literal))
    return { refused: 'A struct tag is a fixed text, so move it by hand.' };
  const { open, body } = literal;
  const address = addressAround(rule, text.slice(body.from, body.to));
  const part = partOf(
    unitsOf(text, body, open === '"' ? ESCAPE : undefined, meaningOf),
    body,
    address ? body : secret,
  );
  if ('refused' in part) return part;
  const constant = constantAround(text, bare, literal);
  if (constant && 'refused' in constant) return constant;

  const located = { value: part.value, ...(address && { address }) };
  const fallback =
    part.whole && !constant ? FALLBACK.exec(text.slice(Math.max(0, literal.from - 120), literal.from)) : null;
  if (fallback) {
    return {
      ...located,
      reads: fallback[1] as string,
      rewrite: () => [{ from: literal.from, to: literal.to, newText: '""' }],
    };
  }
  return {
    ...located,
    rewrite: (name) => {
      const { os, change } = importOfOs(text, bare);
      const replaced = splitLiteral(literal, part, `${os}.Getenv("${name}")`, {
        brackets: needsBrackets(bare, literal),
      });
      return [...change, ...(constant ? constant.change(replaced) : replaced)];
    },
  };
}

/** `Name string \u0060json:"name"\u0060` */
function isTag(text: string, { from, body }: Literal): boolean {
  return (
    /^\w+:"/.test(text.slice(body.from, body.to)) &&
    /[\w\])}][ \t]+$/.test(text.slice(Math.max(0, from - 60), from))
  );
}

/** How far back a constant's declaration is looked for, in UTF-16 units. */
const MAX_DECLARATION = 2000;

interface Constant {
  /** Makes a variable of the constant, with `inner` done to its value. */
  change(inner: TextChange[]): TextChange[];
}

/** A constant's value is fixed when the program is built: it has to become a variable. */
function constantAround(text: string, bare: string, literal: Literal): Constant | Refused | undefined {
  const head = bare.slice(0, literal.from);
  const recent = Math.max(0, head.length - MAX_DECLARATION);
  const single = /(?:^|[\n;{}])[ \t]*(const)[ \t]+[^\n;(){}]*=[^\n;{}]*$/.exec(head.slice(recent));
  if (single) {
    const at = recent + single.index + single[0].indexOf('const');
    return { change: (inner) => [{ from: at, to: at + 5, newText: 'var' }, ...inner] };
  }
  const open = head.lastIndexOf('(');
  const keyword = open < 0 ? null : /(?:^|[\n;])[ \t]*(const)[ \t\r\n]*$/.exec(head.slice(0, open));
  if (!keyword || head.slice(open).includes(')')) return undefined;
  const at = keyword.index + keyword[0].indexOf('const');
  const close = bare.indexOf(')', literal.to);
  const lines = bare
    .slice(open + 1, close)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 1) return { change: (inner) => [{ from: at, to: at + 5, newText: 'var' }, ...inner] };
  return outOfBlock(text, bare, literal, close);
}

/** The line leaves the block of constants and stands below it as a variable. */
function outOfBlock(text: string, bare: string, literal: Literal, close: number): Constant | Refused {
  const lineStart = text.lastIndexOf('\n', literal.from - 1) + 1;
  const newline = text.indexOf('\n', literal.to);
  const isPlain = /^[ \t]*\w+(?:[ \t]+[\w.]+)?[ \t]*=[ \t]*$/.test(bare.slice(lineStart, literal.from));
  if (
    !isPlain ||
    close < 0 ||
    newline < 0 ||
    newline > close ||
    bare.slice(literal.to, newline).trim() !== ''
  ) {
    return {
      refused: 'It is a constant, which is fixed when the program is built: make it a variable first.',
    };
  }
  const eol = eolOf(text);
  return {
    change(inner) {
      const line = text.slice(lineStart, newline).replace(/\r$/, '');
      const moved = inner
        .map(({ from, to, newText }) => ({ from: from - lineStart, to: to - lineStart, newText }))
        .sort((a, b) => b.from - a.from)
        .reduce((now, { from, to, newText }) => now.slice(0, from) + newText + now.slice(to), line)
        .trim()
        .replace(/^(\w+)[ \t]+/, '$1 ');
      return [
        { from: lineStart, to: newline + 1, newText: '' },
        { from: close + 1, to: close + 1, newText: `${eol}${eol}var ${moved}` },
      ];
    },
  };
}

/** Under which name the file has the package `os`, and the change that imports it where it has not. */
function importOfOs(text: string, bare: string): { os: string; change: TextChange[] } {
  const eol = eolOf(text);
  const imports = [...bare.matchAll(/^import\b/gm)].map(({ index }) => {
    const group = /^import[ \t]*\(/.exec(bare.slice(index, index + 60));
    const end = group ? bare.indexOf(')', index) : text.indexOf('\n', index);
    return { index, to: end < 0 ? text.length : end, group: group ? index + group[0].length : undefined };
  });
  for (const { index, to } of imports) {
    const known = /(?:^import[ \t]+|^[ \t]*|\(|;[ \t]*)(?:([A-Za-z]\w*)[ \t]+)?"os"/m.exec(
      text.slice(index, to),
    );
    if (known) return { os: known[1] && known[1] !== 'import' ? known[1] : 'os', change: [] };
  }
  const group = imports.find((one) => one.group !== undefined);
  if (group?.group !== undefined) {
    const at = placeInGroup(text, group.group, group.to);
    return { os: 'os', change: [{ from: at, to: at, newText: `\t"os"${eol}` }] };
  }
  const first = imports[0];
  if (first)
    return { os: 'os', change: [{ from: first.index, to: first.index, newText: `import "os"${eol}` }] };
  const clause = /^package[ \t]+\w+[^\n]*(?:\n|$)/m.exec(bare);
  const at = clause ? clause.index + clause[0].length : 0;
  return { os: 'os', change: [{ from: at, to: at, newText: `${eol}import "os"${eol}` }] };
}

/** As gofmt sorts: among the standard packages at the top of the group. */
function placeInGroup(text: string, from: number, to: number): number {
  let at = text.indexOf('\n', from) + 1;
  if (at === 0 || at > to) return from;
  const start = at;
  while (at < to) {
    const end = text.indexOf('\n', at);
    const path = /^[ \t]*(?:[\w.]+[ \t]+)?"([^"]+)"/.exec(text.slice(at, end))?.[1];
    if (path === undefined) return at === start ? start : at;
    if (path.split('/')[0]?.includes('.') || path > 'os') return at;
    at = end + 1;
  }
  return at > to ? to : at;
}
