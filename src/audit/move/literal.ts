import type { TextChange } from './text-change.ts';

/** A secret in code, ready to be replaced. */
export interface Located {
  /** What the program sees of it. It goes into the env file and nowhere else. */
  value: string;
  /** The whole literal is an address or a connection string with the secret in it, and all of it is moved. */
  address?: string;
  /** The variable that the code reads already, with the literal as its fallback. */
  reads?: string;
  /** The changes that make the code read the variable `name`. */
  rewrite(name: string): TextChange[];
}

/** Why it cannot be replaced, as a sentence for a person. */
export interface Refused {
  refused: string;
}

/** UTF-16 offsets. */
export interface Span {
  from: number;
  to: number;
}

/** A piece of a literal's source and what it stands for: a character, or an escape sequence. */
export interface Unit extends Span {
  /** Undefined where only the language knows. */
  means: string | undefined;
}

/** What the secret is of its literal. */
export interface Part extends Span {
  value: string;
  /** All of the literal's body. */
  whole: boolean;
}

const UNREADABLE = 'The text is written in a way that cannot be read for sure, so move it by hand.';

/**
 * Finds the secret among the units of a literal's body. An end in the middle of an escape sequence is moved to the
 * sequence's end.
 */
export function partOf(units: readonly Unit[], body: Span, secret: Span): Part | Refused {
  const covered = withBlanks(units, ({ from, to }) => to > secret.from && from < secret.to);
  const first = covered[0];
  const last = covered.at(-1);
  if (!first || !last || covered.some(({ means }) => means === undefined)) return { refused: UNREADABLE };
  return {
    from: first.from,
    to: last.to,
    value: covered.map(({ means }) => means).join(''),
    whole: first.from === body.from && last.to === body.to,
  };
}

/** The line breaks round a key file belong to it, so that no half of the text is left behind. */
function withBlanks(units: readonly Unit[], isCovered: (unit: Unit) => boolean): Unit[] {
  const covered = units.filter(isCovered);
  const text = covered.map(({ means }) => means).join('');
  const isKeyFile =
    text.startsWith('-----BEGIN') &&
    units.every((unit) => isCovered(unit) || /^\s*$/.test(unit.means ?? '-'));
  return isKeyFile ? [...units] : covered;
}

/** A longer text is no key and no address: it is left alone. UTF-16 units. */
const MAX_BODY = 100_000;

/** The units of `[from, to)`: `pattern` matches an escape sequence (sticky), `means` reads it. */
export function unitsOf(
  text: string,
  { from, to }: Span,
  pattern: RegExp | undefined,
  means: (sequence: string) => string | undefined,
): Unit[] {
  const units: Unit[] = [];
  if (to - from > MAX_BODY) return units;
  for (let at = from; at < to; ) {
    let end = at + 1;
    let meaning: string | undefined = text.slice(at, end);
    if (pattern) {
      pattern.lastIndex = at;
      const sequence = pattern.exec(text)?.[0];
      if (sequence) {
        end = Math.min(to, at + sequence.length);
        meaning = means(sequence);
      }
    }
    units.push({ from: at, to: end, means: meaning });
    at = end;
  }
  return units;
}

/** `\x41`, `\u0041`, `\u{1f600}`, `\101`: the number after the letter. Undefined for what is no character. */
export function characterOf(digits: string, base: 8 | 16): string | undefined {
  const code = Number.parseInt(digits, base);
  return Number.isNaN(code) || code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

const ADDRESS = /^([a-z][a-z0-9+.-]{1,30}):\/\/\S+$/i;
const ACCOUNT_RULES =
  /^(?:database-address|password-in-address|connection-string-password|password-before-user)$/;

/**
 * An address with a password in it belongs into the environment as a whole: `DATABASE_URL`, not a part of it. The
 * literal's body, or undefined where only the secret is to be moved.
 */
export function addressAround(rule: string, body: string): string | undefined {
  if (!ACCOUNT_RULES.test(rule)) return undefined;
  const scheme = ADDRESS.exec(body)?.[1]?.toLowerCase();
  if (scheme) return scheme;
  return /(?:^|;)\s*[A-Za-z ]{2,30}=/.test(body) && !body.includes('\n') ? 'connection-string' : undefined;
}
