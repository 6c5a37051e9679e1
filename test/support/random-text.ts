/** A source of numbers in [0, 1). */
export type Random = () => number;

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';

const ALPHABETS: Record<string, string> = {
  hex: '0123456789abcdef',
  HEX: '0123456789ABCDEF',
  digit: DIGITS,
  lower: LOWER,
  upper: UPPER,
  base32: `${UPPER}234567`,
  base32low: `${LOWER}234567`,
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  base36: DIGITS + LOWER,
  BASE36: DIGITS + UPPER,
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  rancher: 'bcdfghjklmnpqrstvwxz2456789',
  base62: DIGITS + UPPER + LOWER,
  base64: `${DIGITS}${UPPER}${LOWER}+/`,
  url64: `${DIGITS}${UPPER}${LOWER}_-`,
};

/** `length` characters of an alphabet; throws for an unknown one. */
export function textFrom(alphabet: string, length: number, random: Random): string {
  const letters = ALPHABETS[alphabet];
  if (!letters) throw new Error(`No alphabet ${alphabet}.`);
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
