import { isWord } from './first-look.ts';

/** What a match may begin with: the set of bytes that stand at each place, tables of 256. */
type Beginning = readonly Uint8Array[];

/** Places that are looked at: more tell no more. */
const LONGEST = 32;
/** Ways in which a pattern may begin; where there are more, nothing is known of what comes then. */
const MOST_WAYS = 24;
/** `{0,2}` is three ways; behind what may be longer nothing is known. */
const MOST_OPTIONAL = 2;

interface Way {
  sets: Beginning;
  /** Nothing is known of what follows. */
  ends: boolean;
}

const EMPTY: readonly Way[] = [{ sets: [], ends: false }];
const UNKNOWN: readonly Way[] = [{ sets: [], ends: true }];

/**
 * A first look for a pattern at the bytes of a UTF-8 text. It sees the first characters only, and nothing of what stands round
 * them (`\b`, `(?=`, `(?<!`): it may say yes too often, never too seldom.
 */
export interface PatternBeginning {
  /** Whether a match may begin there. */
  fits(bytes: Uint8Array, at: number): boolean;
  /** What may stand at a place of the match, counted from 0; undefined where that is not known. */
  setAt(place: number): Uint8Array | undefined;
}

/** Undefined where nothing is known of the first character. */
export function beginningOf(pattern: RegExp): PatternBeginning | undefined {
  const ways = waysOf(pattern).map(({ sets }) => sets);
  if (ways.some((sets) => sets.length === 0)) return undefined;
  return {
    fits: (bytes, at) => fitsOne(ways, bytes, at),
    setAt: (place) => (ways.some((sets) => sets.length <= place) ? undefined : union(ways, place)),
  };
}

function fitsOne(ways: readonly Beginning[], bytes: Uint8Array, at: number): boolean {
  for (let way = 0; way < ways.length; way++) {
    const sets = ways[way] as Beginning;
    let i = 0;
    while (i < sets.length && (sets[i] as Uint8Array)[bytes[at + i] as number] === 1) i++;
    if (i === sets.length) return true;
  }
  return false;
}

function union(ways: readonly Beginning[], place: number): Uint8Array {
  const [first, ...others] = ways.map((sets) => sets[place] as Uint8Array);
  if (others.every((set) => set === first)) return first as Uint8Array;
  return Uint8Array.from(
    first as Uint8Array,
    (is, code) => is | Number(others.some((set) => set[code] === 1)),
  );
}

/** Reads as much of the syntax as the patterns here are written in: no flags but `i`, no named back references. */
function waysOf({ source, ignoreCase }: RegExp): readonly Way[] {
  const flags = ignoreCase ? 'i' : '';
  let at = 0;
  return alternatives();

  function alternatives(): readonly Way[] {
    const ways = [...sequence()];
    while (source[at] === '|') {
      at++;
      ways.push(...sequence());
    }
    return ways;
  }

  function sequence(): readonly Way[] {
    let ways = EMPTY;
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const atom = nextAtom();
      ways = repeated(ways, atom, ...nextQuantifier());
    }
    return ways;
  }

  function nextAtom(): readonly Way[] {
    if (source[at] !== '(') return nextCharacter();
    const opening = /^\((?:\?(?:<?[=!]|:|<\w+>))?/.exec(source.slice(at))?.[0] as string;
    at += opening.length;
    const inside = alternatives();
    at++;
    return /[=!]$/.test(opening) ? EMPTY : inside;
  }

  function nextCharacter(): readonly Way[] {
    if (isPlain(source.charCodeAt(at))) return [wayOf(source[at++] as string, flags)];
    const rest = source.slice(at);
    const atom = /^(?:\[(?:[^\]\\]|\\.)*\]|\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|.)/is.exec(rest)?.[0] as string;
    at += atom.length;
    if (/^(?:[$^]|\\b)$/i.test(atom)) return EMPTY;
    // What an earlier group matched.
    if (/^\\\d$/.test(atom)) return UNKNOWN;
    return [wayOf(atom, flags)];
  }

  function nextQuantifier(): [least: number, most: number] {
    if (isPlain(source.charCodeAt(at))) return [1, 1];
    const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at));
    if (!found) return [1, 1];
    at += found[0].length;
    const [sign, least = '', comma, most] = found;
    if (least === '') return [sign.startsWith('+') ? 1 : 0, sign.startsWith('?') ? 1 : Infinity];
    return [Number(least), comma ? Number(most || Infinity) : Number(least)];
  }
}

function repeated(ways: readonly Way[], atom: readonly Way[], least: number, most: number): readonly Way[] {
  const times = Math.min(least, LONGEST);
  const [only] = atom;
  let some = ways;
  if (atom.length === 1 && only && !only.ends && only.sets.length === 1 && times > 0) {
    some = joined(ways, [
      { sets: new Array<Uint8Array>(times).fill(only.sets[0] as Uint8Array), ends: false },
    ]);
  } else {
    for (let i = 0; i < times; i++) some = joined(some, atom);
  }
  if (most === least) return some;
  if (most - least > MOST_OPTIONAL) return joined(some, UNKNOWN);
  const all = [...some];
  for (let more = some, i = least; i < most; i++) {
    more = joined(
      more.filter(({ ends }) => !ends),
      atom,
    );
    all.push(...more);
  }
  return all.length > MOST_WAYS ? joined(some, UNKNOWN) : all;
}

function joined(ways: readonly Way[], next: readonly Way[]): readonly Way[] {
  const tooMany = ways.length * next.length > MOST_WAYS;
  return ways.flatMap((way) => {
    if (way.ends) return [way];
    if (tooMany || way.sets.length >= LONGEST) return [{ ...way, ends: true }];
    return next.map(({ sets, ends }) => ({ sets: [...way.sets, ...sets], ends }));
  });
}

const known = new Map<string, Way>();

/** Of one character, a class or an escape. What may be more than a byte long ends what is known. */
function wayOf(atom: string, flags: string): Way {
  const key = flags + atom;
  let way = known.get(key);
  if (!way) {
    const ends = /[^\0-\x7f]|^\[\^|^\.$|\\[SDWs]|\\u/.test(atom);
    const set = new Uint8Array(256).fill(Number(ends), 128);
    const pattern = atom.length === 1 && flags === '' && atom !== '.' ? undefined : new RegExp(atom, flags);
    if (pattern)
      for (let code = 0; code < 128; code++) set[code] = Number(pattern.test(ASCII[code] as string));
    else if (atom.charCodeAt(0) < 128) set[atom.charCodeAt(0)] = 1;
    way = { sets: [set], ends };
    known.set(key, way);
  }
  return way;
}

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** A letter, a digit, `_` or `-`: stands for itself. */
function isPlain(code: number): boolean {
  return isWord(code) || code === 95 || code === 45;
}
