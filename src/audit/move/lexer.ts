import type { Span } from './literal.ts';

/** A string as written. `holes` are the places where code stands in it, their braces included. */
export interface Literal extends Span {
  body: Span;
  open: string;
  close: string;
  holes: Span[];
}

export interface Lexed {
  /** In the order of their ends: inner ones before those that hold them. */
  literals: Literal[];
  comments: Span[];
}

export interface StringForm {
  /** Sticky; matches the prefix and the opening quote. */
  open: RegExp;
  /** The closing quote for a match of `open`. */
  close(match: RegExpExecArray): string;
  escapes: boolean;
  /** It ends with its line at the latest. */
  singleLine?(match: RegExpExecArray): boolean;
  /** What begins code in it, for a match of `open`; it ends with `}`. */
  hole?(match: RegExpExecArray): string | undefined;
  /** The body begins on the next line and ends with the line that `close` stands on alone. */
  heredoc?: boolean;
}

export interface Lexicon {
  /** Sticky; matches a whole comment. */
  comment: RegExp;
  strings: readonly StringForm[];
  /** Sticky; text that is neither, but would be taken for one: a regular expression. Tried before strings. */
  skip?(text: string, at: number): number | undefined;
  /** Sticky; leaves the code (PHP's `?>`) up to where it begins again. */
  outside?: RegExp;
}

const WORD = /[\w$\u0080-\uffff]+/y;

/** Reads strings and comments of a text. Linear in it but for nested strings; never throws. */
export function lex(text: string, lexicon: Lexicon, from = 0): Lexed {
  const literals: Literal[] = [];
  const comments: Span[] = [];
  let pending: { form: StringForm; match: RegExpExecArray }[] = [];

  /** Reads code up to the `}` that closes a hole, or to the end. Returns the offset behind it. */
  function code(start: number, inHole: boolean): number {
    let at = start;
    let depth = 0;
    while (at < text.length) {
      const c = text[at] as string;
      if (inHole) {
        if (c === '{') depth++;
        else if (c === '}' && depth-- === 0) return at + 1;
      }
      if (c === '\n' && pending.length > 0) {
        at = heredocs(at + 1);
        continue;
      }
      const end = other(at) ?? string(at);
      if (end !== undefined) {
        at = end;
        continue;
      }
      WORD.lastIndex = at;
      at += WORD.exec(text)?.[0].length ?? 1;
    }
    return text.length;
  }

  function other(at: number): number | undefined {
    const { comment, outside, skip } = lexicon;
    for (const pattern of [comment, outside]) {
      if (!pattern) continue;
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match?.[0]) continue;
      comments.push({ from: at, to: at + match[0].length });
      return at + match[0].length;
    }
    return skip?.(text, at);
  }

  function string(at: number): number | undefined {
    for (const form of lexicon.strings) {
      form.open.lastIndex = at;
      const match = form.open.exec(text);
      if (!match) continue;
      const end = at + match[0].length;
      if (!form.heredoc) return body(form, match, at, end);
      pending.push({ form, match });
      return end;
    }
    return undefined;
  }

  function body(form: StringForm, match: RegExpExecArray, from: number, bodyFrom: number): number {
    const close = form.close(match);
    const singleLine = form.singleLine?.(match) ?? false;
    const hole = form.hole?.(match);
    const holes: Span[] = [];
    let at = bodyFrom;
    while (at < text.length) {
      if (form.escapes && text[at] === '\\') at += 2;
      else if (text.startsWith(close, at)) break;
      else if (singleLine && text[at] === '\n') break;
      else if (hole && text.startsWith(hole, at)) {
        if (hole === '{' && text[at + 1] === '{') at += 2;
        else {
          const end = code(at + hole.length, true);
          holes.push({ from: at, to: end });
          at = end;
        }
      } else at++;
    }
    const bodyTo = Math.min(at, text.length);
    const to = text.startsWith(close, bodyTo) ? bodyTo + close.length : bodyTo;
    literals.push({ from, to, body: { from: bodyFrom, to: bodyTo }, open: match[0], close, holes });
    return to;
  }

  function heredocs(start: number): number {
    const waiting = pending;
    pending = [];
    let at = start;
    for (const { form, match } of waiting) {
      const end = new RegExp(`^[ \\t]*${form.close(match)}\\b`, 'm');
      const found = end.exec(text.slice(at));
      const bodyTo = found ? at + found.index : text.length;
      const hole = form.hole?.(match);
      const holes: Span[] = [];
      for (let i = at; hole && i < bodyTo; ) {
        if (text[i] === '\\') i += 2;
        else if (text.startsWith(hole, i)) {
          const holeEnd = code(i + hole.length, true);
          holes.push({ from: i, to: holeEnd });
          i = holeEnd;
        } else i++;
      }
      literals.push({
        from: at,
        to: bodyTo,
        body: { from: at, to: bodyTo },
        open: match[0],
        close: form.close(match),
        holes,
      });
      at = found ? bodyTo + found[0].length : text.length;
    }
    return at;
  }

  code(from, false);
  return { literals, comments };
}

/** The innermost string around `secret`, or where it stands instead. */
export function literalAround({ literals, comments }: Lexed, secret: Span): Literal | 'comment' | 'code' {
  if (comments.some(({ from, to }) => from <= secret.from && secret.from < to)) return 'comment';
  const around = literals.filter(({ body }) => body.from <= secret.from && secret.to <= body.to);
  const inner = around.sort((a, b) => a.body.to - a.body.from - (b.body.to - b.body.from))[0];
  if (!inner || inner.holes.some(({ from, to }) => from < secret.to && secret.from < to)) return 'code';
  return inner;
}

/** The text with strings and comments blanked; offsets stay. */
export function bareCode(text: string, { literals, comments }: Lexed): string {
  const outer = [...literals, ...comments].sort((a, b) => a.from - b.from || b.to - a.to);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of outer) {
    if (to <= at) continue;
    const start = Math.max(at, from);
    parts.push(text.slice(at, start), text.slice(start, to).replace(/[^\r\n]/g, ' '));
    at = to;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
