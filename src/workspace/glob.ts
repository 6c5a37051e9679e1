import { lowerAscii } from './paths.ts';

/**
 * Git's wildcards (wildmatch.c, with WM_PATHNAME): `*` and `?` stop at `/`, `**` between slashes crosses folders,
 * `[a-z]`, `[!a]`, `[[:digit:]]`, backslash escapes. It works on bytes as git does: text is one character a byte.
 * The pattern is hostile input: it is run as a set of states, in time pattern x text, never by trying again.
 */
export interface Glob {
  matches(text: string): boolean;
}

const CHARACTER = 0;
const ANY = 1;
const SET = 2;
const STAR = 3;
const DEEP = 4;
/** Before `**` and `/`: the three may be left out together. */
const OPTIONAL = 5;

interface Token {
  kind: number;
  code: number;
  set?: Uint8Array;
}

const SLASH = 0x2f;
const NEVER: Glob = { matches: () => false };

/** An invalid pattern (an open bracket, a backslash at the end) matches nothing, as in git. */
export function compileGlob(pattern: string, ignoreCase = false): Glob {
  const tokens = tokenize(pattern, ignoreCase);
  if (!tokens) return NEVER;
  return oneStar(tokens) ?? { matches: stateMachine(tokens) };
}

/** `prefix*suffix`, which nearly all patterns are. */
function oneStar(tokens: readonly Token[]): Glob | undefined {
  const star = tokens.findIndex((token) => token.kind !== CHARACTER);
  const text = (part: readonly Token[]) => String.fromCharCode(...part.map((token) => token.code));
  if (star < 0) {
    const whole = text(tokens);
    return { matches: (candidate) => candidate === whole };
  }
  if (tokens[star]!.kind !== STAR || tokens.slice(star + 1).some((token) => token.kind !== CHARACTER)) {
    return undefined;
  }
  const head = text(tokens.slice(0, star));
  const tail = text(tokens.slice(star + 1));
  return {
    matches: (candidate) =>
      candidate.length >= head.length + tail.length &&
      candidate.startsWith(head) &&
      candidate.endsWith(tail) &&
      !candidate.slice(head.length, candidate.length - tail.length).includes('/'),
  };
}

function stateMachine(tokens: readonly Token[]): (text: string) => boolean {
  const end = tokens.length;
  let current = new Uint8Array(end + 1);
  let next = new Uint8Array(end + 1);
  return (text) => {
    current.fill(0);
    current[0] = 1;
    for (let at = 0; ; at++) {
      for (let i = 0; i < end; i++) {
        if (!current[i]) continue;
        const { kind } = tokens[i]!;
        if (kind >= STAR) current[i + 1] = 1;
        if (kind === OPTIONAL) current[i + 3] = 1;
      }
      if (at === text.length) return current[end] === 1;
      const code = text.charCodeAt(at);
      next.fill(0);
      let alive = false;
      for (let i = 0; i < end; i++) {
        if (!current[i]) continue;
        const to = step(tokens[i]!, code, i);
        if (to >= 0) {
          next[to] = 1;
          alive = true;
        }
      }
      if (!alive) return false;
      [current, next] = [next, current];
    }
  };
}

/** The state after reading `code` in state `at`, or -1. */
function step(token: Token, code: number, at: number): number {
  switch (token.kind) {
    case CHARACTER:
      return token.code === code ? at + 1 : -1;
    case ANY:
      return code !== SLASH ? at + 1 : -1;
    case SET:
      return code !== SLASH && token.set![code & 0xff] ? at + 1 : -1;
    case STAR:
      return code !== SLASH ? at : -1;
    case DEEP:
      return at;
    default:
      return -1;
  }
}

function tokenize(pattern: string, ignoreCase: boolean): Token[] | undefined {
  const tokens: Token[] = [];
  const literal = (char: string) =>
    tokens.push({ kind: CHARACTER, code: (ignoreCase ? lowerAscii(char) : char).charCodeAt(0) });
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '\\') {
      if (++i >= pattern.length) return undefined;
      literal(pattern[i]!);
    } else if (char === '?') {
      tokens.push({ kind: ANY, code: 0 });
    } else if (char === '*') {
      const start = i;
      while (pattern[i + 1] === '*') i++;
      const opens = start === 0 || pattern[start - 1] === '/';
      const closes =
        i + 1 === pattern.length || pattern[i + 1] === '/' || pattern.slice(i + 1, i + 3) === '\\/';
      if (i === start || !opens || !closes) {
        tokens.push({ kind: STAR, code: 0 });
      } else {
        if (pattern[i + 1] === '/') tokens.push({ kind: OPTIONAL, code: 0 });
        tokens.push({ kind: DEEP, code: 0 });
      }
    } else if (char === '[') {
      const bracket = readBracket(pattern, i, ignoreCase);
      if (!bracket) return undefined;
      tokens.push({ kind: SET, code: 0, set: bracket.set });
      i = bracket.end;
    } else {
      literal(char);
    }
  }
  return tokens;
}

/** A bracket expression from its `[`; `end` is the place of its `]`. Undefined when it never closes or names no class. */
function readBracket(
  pattern: string,
  start: number,
  ignoreCase: boolean,
): { set: Uint8Array; end: number } | undefined {
  const set = new Uint8Array(256);
  const addRange = (from: number, to: number) => {
    for (let code = from; code <= to; code++) {
      set[code] = 1;
      // Text is lower-case then, and a range of capitals is meant for it too.
      if (ignoreCase && code >= 0x41 && code <= 0x5a) set[code + 32] = 1;
    }
  };
  let i = start + 1;
  const negated = pattern[i] === '!' || pattern[i] === '^';
  if (negated) i++;
  let previous = 0;
  for (let first = true; first || pattern[i] !== ']'; first = false, i++) {
    if (i >= pattern.length) return undefined;
    let code = pattern.charCodeAt(i);
    if (pattern[i] === '\\') {
      if (++i >= pattern.length) return undefined;
      code = pattern.charCodeAt(i);
      set[code] = 1;
    } else if (pattern[i] === '-' && previous > 0 && i + 1 < pattern.length && pattern[i + 1] !== ']') {
      if (pattern[++i] === '\\' && ++i >= pattern.length) return undefined;
      addRange(previous, pattern.charCodeAt(i));
      code = 0;
    } else if (pattern[i] === '[' && pattern[i + 1] === ':') {
      const close = pattern.indexOf(']', i + 2);
      if (close < 0) return undefined;
      if (close - i >= 3 && pattern[close - 1] === ':') {
        const test = CLASSES[pattern.slice(i + 2, close - 1)];
        if (!test) return undefined;
        for (let c = 0; c < 128; c++) if (test.test(String.fromCharCode(c))) set[c] = 1;
        if (ignoreCase && pattern.slice(i + 2, close - 1) === 'upper') addRange(0x41, 0x5a);
        i = close;
        code = 0;
      } else {
        set[code] = 1;
      }
    } else {
      set[code] = 1;
    }
    previous = code;
  }
  if (negated) for (let c = 0; c < 256; c++) set[c] = set[c] ? 0 : 1;
  return { set, end: i };
}

const CLASSES: Record<string, RegExp> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};
