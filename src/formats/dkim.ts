import { parseTagList } from './tag-list.ts';

/** A DKIM public key as published at `selector._domainkey` (RFC 6376 section 3.6.1). */
export interface DkimKey {
  /** `rsa` unless said. */
  type: string;
  /** An empty `p=`: the key was taken back, and every signature with it fails. */
  revoked: boolean;
  /** `t=y`: receivers treat a failed signature as if there were none. */
  testing: boolean;
  /** RSA modulus in bits (rounded up to a multiple of 8), 256 for Ed25519, where it can be read. */
  bits?: number;
  /** The key is not base64, or not a key. */
  malformed: boolean;
}

/** True for a TXT string that can be a DKIM key: it has a `p=` tag, and no version or `v=DKIM1`. */
export function isDkimKey(text: string): boolean {
  const { tags } = parseTagList(text);
  const version = tags.find((tag) => tag.name === 'v');
  if (version && (version.value !== 'DKIM1' || tags[0] !== version)) return false;
  return tags.some((tag) => tag.name === 'p');
}

/** Reads a key record; undefined when it is not one. */
export function parseDkimKey(text: string): DkimKey | undefined {
  if (!isDkimKey(text)) return undefined;
  const { tags } = parseTagList(text);
  const value = (name: string): string | undefined => tags.find((tag) => tag.name === name)?.value;
  const type = (value('k') ?? 'rsa').toLowerCase();
  const p = (value('p') ?? '').replace(/\s+/g, '');
  const testing = (value('t') ?? '').split(':').some((flag) => flag.trim() === 'y');
  if (p === '') return { type, revoked: true, testing, malformed: false };
  const bytes = fromBase64(p);
  const bits = bytes && (type === 'ed25519' ? (bytes.length === 32 ? 256 : undefined) : rsaBits(bytes));
  return {
    type,
    revoked: false,
    testing,
    malformed: bits === undefined,
    ...(bits !== undefined && { bits }),
  };
}

function fromBase64(text: string): number[] | undefined {
  if (!/^[a-z0-9+/]+={0,2}$/i.test(text)) return undefined;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of text.replace(/=+$/, '')) {
    held = ((held << 6) | alphabet.indexOf(char)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return bytes;
}

/** Length of the first INTEGER in SubjectPublicKeyInfo or in a bare RSAPublicKey (DER), which is the modulus. */
function rsaBits(der: readonly number[]): number | undefined {
  const sequence = element(der, 0);
  if (sequence?.tag !== 0x30) return undefined;
  const first = element(der, sequence.body);
  if (!first) return undefined;
  if (first.tag === 0x02) return modulusBits(der, first);
  // AlgorithmIdentifier, then a BIT STRING (one byte of unused bits) around the RSAPublicKey.
  const bitString = element(der, first.end);
  if (bitString?.tag !== 0x03) return undefined;
  const inner = element(der, bitString.body + 1);
  if (inner?.tag !== 0x30) return undefined;
  const modulus = element(der, inner.body);
  return modulus?.tag === 0x02 ? modulusBits(der, modulus) : undefined;
}

function modulusBits(der: readonly number[], integer: { body: number; end: number }): number {
  const leadingZero = der[integer.body] === 0 ? 1 : 0;
  return (integer.end - integer.body - leadingZero) * 8;
}

function element(der: readonly number[], at: number): { tag: number; body: number; end: number } | undefined {
  const tag = der[at];
  let length = der[at + 1];
  if (tag === undefined || length === undefined) return undefined;
  let body = at + 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    if (count === 0 || count > 3) return undefined;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (der[body++] ?? 0);
  }
  const end = body + length;
  return end <= der.length ? { tag, body, end } : undefined;
}
