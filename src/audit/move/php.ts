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

/** How the project reads a variable. */
export type PhpRead = 'getenv' | 'laravel' | 'dotenv';

const LEXICON: Lexicon = {
  comment: /\/\/(?:(?!\?>)[^\n])*|#(?!\[)(?:(?!\?>)[^\n])*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/y,
  outside: /\?>[\s\S]*?(?:<\?(?:php\b|=)|$(?![\s\S]))/y,
  strings: [
    { open: /"/y, close: () => '"', escapes: true, hole: () => '{$' },
    { open: /'/y, close: () => "'", escapes: true },
    { open: /`/y, close: () => '`', escapes: true, hole: () => '{$' },
    {
      open: /<<<[ \t]*(?:"([A-Za-z_]\w*)"|'([A-Za-z_]\w*)'|([A-Za-z_]\w*))/y,
      close: (match) => (match[1] ?? match[2] ?? match[3]) as string,
      escapes: true,
      hole: (match) => (match[2] === undefined ? '{$' : undefined),
      heredoc: true,
    },
  ],
};

const ESCAPE = /\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u\{[0-9a-fA-F]+\}|[\s\S])|\$(?=[A-Za-z_{])/y;
const SINGLE_ESCAPE = /\\['\\]/y;
const SIMPLE: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  v: '\v',
  e: '\x1b',
  f: '\f',
  '\\': '\\',
  $: '$',
  '"': '"',
};

function meaningOf(sequence: string): string | undefined {
  // A variable stands there: only the program knows what it holds.
  if (sequence === '$') return undefined;
  const next = sequence[1] as string;
  if (SIMPLE[next] !== undefined) return SIMPLE[next];
  if (/[0-7]/.test(next)) return characterOf(sequence.slice(1), 8);
  if (next === 'x' && sequence.length > 2) return characterOf(sequence.slice(2), 16);
  if (sequence.startsWith('\\u{')) return characterOf(sequence.slice(3, -1), 16);
  return sequence;
}

const FALLBACK = /\benv\(\s*["']([A-Za-z_]\w*)["'](\s*,\s*)$/;
const OR_FALLBACK =
  /(?:\bgetenv\(\s*["']([A-Za-z_]\w*)["']\s*\)|\$_(?:ENV|SERVER)\[\s*["']([A-Za-z_]\w*)["']\s*\])(\s*(?:\?:|\?\?)\s*)$/;

/** Finds the secret in a PHP file. Reference: php.net/manual/en/language.types.string.php */
export function locateInPhp(text: string, secret: Span, rule: string, form: PhpRead): Located | Refused {
  const start = /<\?(?:php\b|=)/.exec(text);
  const from = start ? start.index + start[0].length : text.length;
  const lexed = lex(text, LEXICON, from);
  const literal = secret.from < from ? 'code' : literalAround(lexed, secret);
  if (literal === 'comment')
    return {
      refused: 'It stands in a comment or in the page itself, which cannot read a variable: delete it there.',
    };
  if (literal === 'code' || literal.open === '`')
    return { refused: 'It is not the text of one string, so move it by hand.' };
  const bare = bareCode(text, lexed);
  if (isFixed(bare, literal.from)) {
    return {
      refused:
        'PHP wants a fixed value at this place, so read the variable elsewhere: in the constructor, or with define().',
    };
  }
  const { open, body } = literal;
  const heredoc = open.startsWith('<<<');
  const plain = open === "'" || /^<<<[ \t]*'/.test(open);
  const escapes = plain ? (heredoc ? undefined : SINGLE_ESCAPE) : ESCAPE;
  const source = text.slice(body.from, body.to);
  const address =
    literal.holes.length === 0 && !heredoc && (plain || !/\$[A-Za-z_{]/.test(source))
      ? addressAround(rule, source)
      : undefined;
  const meaning = plain ? (sequence: string) => sequence.slice(1) : meaningOf;
  const part = partOf(unitsOf(text, body, escapes, meaning), body, address ? body : secret);
  if ('refused' in part) return part;
  if (heredoc) return { refused: 'It stands in a text of several lines (a heredoc), so move it by hand.' };

  const located = { value: part.value, ...(address && { address }) };
  const head = text.slice(Math.max(0, literal.from - 160), literal.from);
  const fallback = part.whole ? (FALLBACK.exec(head) ?? OR_FALLBACK.exec(head)) : null;
  if (fallback) {
    const operator = (fallback[3] ?? fallback[2]) as string;
    return {
      ...located,
      reads: (fallback.length === 4 ? (fallback[1] ?? fallback[2]) : fallback[1]) as string,
      rewrite: () => [{ from: literal.from - operator.length, to: literal.to, newText: '' }],
    };
  }
  return { ...located, rewrite: (name) => replacement(bare, literal, part, readOf(name, form)) };
}

/**
 * Libraries that read .env put it into `$_ENV` and leave `getenv()` alone; a real variable is the other way round on
 * servers whose `variables_order` has no E (php.net/manual/en/ini.core.php#ini.variables-order).
 */
function readOf(name: string, form: PhpRead): string {
  if (form === 'laravel') return `env('${name}')`;
  return form === 'dotenv' ? `($_ENV['${name}'] ?? getenv('${name}'))` : `getenv('${name}')`;
}

/** A constant, a property, a `static` variable or a parameter: their values are fixed when the file is compiled. */
function isFixed(bare: string, at: number): boolean {
  const statement =
    /[^;{}]*$/.exec(bare.slice(Math.max(0, at - 4000), at))?.[0].replace(/^[\s\S]*<\?(?:php\b|=)/, '') ?? '';
  if (
    /^\s*(?:(?:final|public|private|protected|static|readonly|var|const|case)\s+)+[^()]*=/.test(statement) &&
    !/^\s*static\s+fn\b/.test(statement)
  )
    return true;
  const parameters = /\b(?:function|fn)\b[^()]*\(([^()]*)$/.exec(statement);
  return parameters !== null && /=\s*$/.test(statement);
}

function replacement(
  bare: string,
  literal: Literal,
  part: Span & { whole: boolean },
  read: string,
): TextChange[] {
  const alone = part.whole && isAlone(bare, literal) ? read.replace(/^\((.*)\)$/, '$1') : read;
  const isJoined =
    bare.slice(literal.to).trimStart()[0] === '.' || bare.slice(0, literal.from).trimEnd().at(-1) === '.';
  const brackets = !isJoined && needsBrackets(bare, literal);
  return splitLiteral(literal, part, alone, { joiner: ' . ', brackets });
}

/** Nothing binds tighter than `??` on either side. */
function isAlone(bare: string, { from, to }: Span): boolean {
  const before = bare.slice(Math.max(0, from - 200), from).trimEnd();
  return /(?:^|[(,[;{}]|=>|[^=!<>]=|\breturn)$/.test(before) && /^\s*(?:[),;\]]|$)/.test(bare.slice(to));
}
