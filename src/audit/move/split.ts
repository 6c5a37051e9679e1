import type { Literal } from './lexer.ts';
import type { Span } from './literal.ts';
import type { TextChange } from './text-change.ts';

/** True when a string joined to a part by an operator needs brackets round both where it stands. `bare` is blanked code. */
export function needsBrackets(bare: string, { from, to }: Span): boolean {
  const head = bare.slice(Math.max(0, from - 200), from);
  const before = /(\S)\s*$/.exec(head)?.[1] ?? '';
  const isAfterWord = /(?:^|[^\w$])(?:return|yield|in|and|or|else|if|echo|print)\s*$/.test(head);
  const rest = bare.slice(to, to + 200);
  const after = /^[ \t]*(?:\r?\n|$)/.test(rest) ? '' : (/^\s*(\S)/.exec(rest)?.[1] ?? '');
  return (
    !(before === '' || '=([,{:>&|?+;'.includes(before) || isAfterWord) ||
    !(after === '' || ')],}:;+'.includes(after))
  );
}

/**
 * The literal with `read` joined in the place of a part of it: `'Bearer ' + read`. What is left of the literal stays as
 * it is written, letter by letter. The whole literal becomes `read` alone.
 */
export function splitLiteral(
  { from, to, open, close, body }: Pick<Literal, 'from' | 'to' | 'open' | 'close' | 'body'>,
  part: Span & { whole: boolean },
  read: string,
  { joiner = ' + ', brackets }: { joiner?: string; brackets: boolean },
): TextChange[] {
  if (part.whole) return [{ from, to, newText: read }];
  const before = part.from > body.from;
  const after = part.to < body.to;
  const head = before ? `${close}${joiner}` : brackets ? '(' : '';
  const tail = after ? `${joiner}${open}` : brackets ? ')' : '';
  return [
    ...(brackets && before ? [{ from, to: from, newText: '(' }] : []),
    { from: before ? part.from : from, to: after ? part.to : to, newText: `${head}${read}${tail}` },
    ...(brackets && after ? [{ from: to, to, newText: ')' }] : []),
  ];
}
