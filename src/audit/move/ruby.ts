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
import type { TextChange } from './text-change.ts';

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}', '<': '>' };

const LEXICON: Lexicon = {
  comment: /#[^\n]*|(?<=^|\n)=begin\b[\s\S]*?(?:\n=end[^\n]*|$(?![\s\S]))/y,
  strings: [
    { open: /"/y, close: () => '"', escapes: true, hole: () => '#{' },
    { open: /'/y, close: () => "'", escapes: true },
    { open: /`/y, close: () => '`', escapes: true, hole: () => '#{' },
    {
      open: /(?<![\w)\]])%([qQwWiI]?)([([{<|!/])(?!\s*=)/y,
      close: (match) => CLOSING[match[2] as string] ?? (match[2] as string),
      escapes: true,
      hole: (match) => (/[QWI]/.test(match[1] ?? '') || match[1] === '' ? '#{' : undefined),
    },
    {
      open: /(?<![\w)\]]\s?)<<(?:[~-](["'`]?)|(["'`])|(?=[A-Z]))([A-Za-z_]\w*)(?:\1|\2)/y,
      close: (match) => match[3] as string,
      escapes: true,
      hole: (match) => (/'/.test(match[0]) ? undefined : '#{'),
      heredoc: true,
    },
  ],
  skip: skipRegularExpression,
};

/** `/…/` where a value may stand. */
function skipRegularExpression(text: string, at: number): number | undefined {
  if (text[at] !== '/') return undefined;
  const before = text.slice(Math.max(0, at - 40), at);
  if (
    !/(?:^|[(,=:[!&|?{};~\n]|\b(?:if|unless|when|and|or|not|return|match|split|gsub|sub|scan))\s*$/.test(
      before,
    )
  )
    return undefined;
  const end = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/[\\\n])+\//y;
  end.lastIndex = at;
  const match = end.exec(text);
  return match ? at + match[0].length : undefined;
}

const ESCAPE = /\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u\{[0-9a-fA-F ]+\}|u[0-9a-fA-F]{4}|[\s\S])/y;
const SINGLE_ESCAPE = /\\['\\]/y;
const SIMPLE: Record<string, string> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  s: ' ',
  t: '\t',
  v: '\v',
  '\n': '',
};

function meaningOf(sequence: string): string | undefined {
  const next = sequence[1] as string;
  if (SIMPLE[next] !== undefined) return SIMPLE[next];
  if (/[0-7]/.test(next)) return characterOf(sequence.slice(1), 8);
  if (next === 'x' || next === 'u') {
    const digits = sequence.slice(2).replace(/[{}]/g, '');
    return /^[0-9a-fA-F]+$/.test(digits) ? characterOf(digits, 16) : undefined;
  }
  return /[cCM]/.test(next) ? undefined : next;
}

const FALLBACK = /\bENV\.fetch\(\s*["']([A-Za-z_]\w*)["'](\s*,\s*)$/;
const OR_FALLBACK = /\bENV\[\s*["']([A-Za-z_]\w*)["']\s*\](\s*\|\|\s*)$/;

/** Finds the secret in a Ruby file. Reference: docs.ruby-lang.org/en/master/syntax/literals_rdoc.html */
export function locateInRuby(text: string, secret: Span, rule: string): Located | Refused {
  const lexed = lex(text, LEXICON);
  const literal = literalAround(lexed, secret);
  if (literal === 'comment')
    return { refused: 'It stands in a comment, which cannot read a variable: delete it there.' };
  if (literal === 'code') return { refused: 'It is not the text of one string, so move it by hand.' };
  const { open, body, from, to } = literal;
  const bare = bareCode(text, lexed);
  if (/^%[wWiI]/.test(open) || open === '`')
    return { refused: 'It stands in a list of words or a command, so move it by hand.' };
  if (text[from - 1] === ':' && !/[\w"'?!]:$/.test(text.slice(Math.max(0, from - 2), from)))
    return { refused: 'It is a symbol, so move it by hand.' };
  if (text[to] === ':' && text[to + 1] !== ':')
    return { refused: 'It is the key of a hash, so move it by hand.' };
  const joined = lexed.literals.some(
    (other) =>
      other !== literal &&
      ((other.to <= from &&
        /^[ \t\\]*(?:\\\r?\n[ \t]*)?$/.test(text.slice(other.to, from)) &&
        other.to < from + 1 &&
        isString(other)) ||
        (other.from >= to &&
          /^[ \t]*(?:\\\r?\n[ \t]*)?$/.test(text.slice(to, other.from)) &&
          isString(other))),
  );
  if (joined)
    return { refused: 'It is one of several texts that Ruby joins by itself: put a + between them first.' };

  const heredoc = open.startsWith('<<');
  const plain = open === "'" || open.startsWith('%q') || /^<<.?'/.test(open);
  const escapes = plain ? (heredoc ? undefined : SINGLE_ESCAPE) : ESCAPE;
  const address =
    literal.holes.length === 0 && !heredoc ? addressAround(rule, text.slice(body.from, body.to)) : undefined;
  const meaning = plain ? (sequence: string) => sequence.slice(1) : meaningOf;
  const part = partOf(unitsOf(text, body, escapes, meaning), body, address ? body : secret);
  if ('refused' in part) return part;
  if (heredoc && (plain || part.value.includes('\n')))
    return { refused: 'It stands in a text of several lines (a heredoc), so move it by hand.' };

  const located = { value: part.value, ...(address && { address }) };
  const head = text.slice(Math.max(0, from - 160), from);
  const fallback = part.whole ? (FALLBACK.exec(head) ?? OR_FALLBACK.exec(head)) : null;
  if (fallback) {
    return {
      ...located,
      reads: fallback[1] as string,
      rewrite: () => [{ from: from - (fallback[2] as string).length, to, newText: '' }],
    };
  }
  return {
    ...located,
    rewrite: (name) => replacement(bare, literal, part, `ENV.fetch("${name}")`, heredoc || !plain),
  };
}

const isString = ({ open }: Literal) => /^["']/.test(open);

function replacement(
  bare: string,
  literal: Literal,
  part: Span & { whole: boolean },
  read: string,
  interpolates: boolean,
): TextChange[] {
  const isHeredoc = literal.open.startsWith('<<');
  if (interpolates && (isHeredoc || !part.whole))
    return [{ from: part.from, to: part.to, newText: `#{${read}}` }];
  return splitLiteral(literal, part, read, { brackets: needsBrackets(bare, literal) });
}
