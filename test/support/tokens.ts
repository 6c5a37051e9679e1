import { base62, crc32 } from '../../src/scanner/checksum.ts';
import { TOKEN_TEMPLATES } from './token-templates.ts';

/** Every kind that `makeToken` can build. */
export const TOKEN_KINDS: readonly string[] = Object.keys(TOKEN_TEMPLATES);

const ALPHABETS: Record<string, string> = {
  hex: '0123456789abcdef',
  HEX: '0123456789ABCDEF',
  digit: '0123456789',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  base36: '0123456789abcdefghijklmnopqrstuvwxyz',
  BASE36: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base62: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  base64: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/',
  url64: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-',
};

/**
 * A token of that kind, built now from a template, so that no token-shaped text stands in the repository.
 * The same kind and seed give the same token. Throws for an unknown kind.
 */
export function makeToken(kind: string, seed = 1): string {
  const template = TOKEN_TEMPLATES[kind];
  if (template === undefined) throw new Error(`No template for tokens of the kind ${kind}.`);
  const random = generator(`${kind}:${seed}`);
  const filled = (typeof template === 'string' ? template : template(random)).replace(
    /\{(\w+):(\d+)\}/g,
    (_, alphabet: string, length: string) => randomText(alphabet, Number(length), random),
  );
  return withChecksum(filled);
}

export function randomText(alphabet: string, length: number, random: () => number): string {
  const letters = ALPHABETS[alphabet];
  if (!letters) throw new Error(`No alphabet ${alphabet}.`);
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** `{crc62}` at the end stands for the six characters of GitHub's and npm's checksum. */
function withChecksum(text: string): string {
  if (!text.endsWith('{crc62}')) return text;
  const token = text.slice(0, -'{crc62}'.length);
  return token + base62(crc32(token.slice(token.indexOf('_') + 1)), 6);
}

/** mulberry32 over a hash of the seed: small, and the same everywhere. */
function generator(seed: string): () => number {
  let state = crc32(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
