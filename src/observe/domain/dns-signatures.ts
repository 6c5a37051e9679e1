import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import {
  canonicalName,
  type DnsKey,
  dnsKeyBytes,
  isZoneKey,
  keyTagOf,
  readDnsKey,
} from '../../formats/dnssec.ts';
import type { DnsRecord } from '../../net/dns-answer.ts';

/** Types whose data comes back from its text byte for byte; of an SOA record, in one of a few forms. */
const TYPES = { A: 1, SOA: 6, MX: 15, DNSKEY: 48 } as const;

export type SignedType = keyof typeof TYPES;

export function isSignedType(type: string): type is SignedType {
  return Object.hasOwn(TYPES, type);
}

/**
 * Whether a signature fits the zone's own records of a type: RFC 4034, section 3.1.8.1. `unknown`: there is none, or none by a
 * key and method that we have. `records`: the whole answer, signatures included. Dates are not looked at.
 */
export function signatureState(
  zone: string,
  type: SignedType,
  records: readonly DnsRecord[],
  keys: readonly DnsKey[],
): 'fits' | 'broken' | 'unknown' {
  const own = records.filter(({ name }) => name === zone);
  const sets = formsOf(
    type,
    own.filter((record) => record.type === type).map(({ data }) => data),
  );
  const owner = canonicalName(zone);
  if (!owner || sets.length === 0) return 'unknown';
  const signatures = own.filter((record) => record.type === 'RRSIG' && record.data.startsWith(`${type} `));
  const states = signatures.flatMap((record) => {
    const words = record.data.split(' ');
    const signer = words[7] === zone && words[8] !== undefined ? keysOf(words, keys) : [];
    if (signer.length === 0) return ['unknown'] as const;
    const signature = Buffer.from(words[8] as string, 'base64');
    const results = sets.flatMap((data) => {
      const signed = signedBytes(owner, type, words, data);
      return signer.map((key) => fits(key, signed, signature));
    });
    return results.includes('fits') ? (['fits'] as const) : results;
  });
  if (states.includes('fits')) return 'fits';
  return states.length > 0 && states.every((state) => state === 'broken') ? 'broken' : 'unknown';
}

/** What the records were before they became text: none where that cannot be told, several where a text has several readings. */
function formsOf(type: SignedType, texts: readonly string[]): Buffer[][] {
  if (type === 'SOA') return texts.length === 1 ? soaForms(texts[0] as string).map((form) => [form]) : [];
  const data = texts.map((text) => dataOf(type, text));
  return data.length > 0 && data.every((bytes) => bytes !== undefined) ? [data] : [];
}

function dataOf(type: Exclude<SignedType, 'SOA'>, text: string): Buffer | undefined {
  if (type === 'A') return Buffer.from(text.split('.').map(Number));
  if (type === 'MX') {
    const [preference = '', host = ''] = text.split(' ');
    const name = plainName(host);
    return name && Buffer.concat([numbers(2, [preference]), name]);
  }
  const key = readDnsKey(text);
  return key && Buffer.from(dnsKeyBytes(key, Buffer.from(key.key, 'base64')));
}

/** The part of its mail address before the @ is one label (RFC 1035, section 3.3.13), whose own dots the text does not tell apart. */
const MOST_LOCAL_PARTS = 3;

function soaForms(text: string): Buffer[] {
  const [primary = '', mailbox = '', ...times] = text.split(' ');
  const server = plainName(primary);
  if (!server || times.length !== 5) return [];
  const labels = mailbox.split('.');
  return Array.from({ length: MOST_LOCAL_PARTS }, (_, index) => index + 1)
    .filter((count) => count < labels.length)
    .flatMap((count) => {
      const local = Buffer.from(labels.slice(0, count).join('.'));
      const domain = plainName(labels.slice(count).join('.'));
      if (!domain || !isAscii(mailbox) || local.length > 63) return [];
      return [Buffer.concat([server, Buffer.from([local.length]), local, domain, numbers(4, times)])];
    });
}

/** A name of other letters than ASCII's lost its bytes on the way to text. */
function plainName(name: string): Uint8Array | undefined {
  return isAscii(name) ? canonicalName(name) : undefined;
}

const isAscii = (text: string) => /^[\x21-\x7e]+$/u.test(text);

function numbers(bytes: 2 | 4, texts: readonly string[]): Buffer {
  const data = Buffer.alloc(bytes * texts.length);
  for (const [index, text] of texts.entries()) data.writeUIntBE(Number(text), index * bytes, bytes);
  return data;
}

/** Two keys may share a tag (RFC 4034, appendix B). */
function keysOf(words: readonly string[], keys: readonly DnsKey[]): DnsKey[] {
  return keys.filter(
    (key) =>
      isZoneKey(key) &&
      key.algorithm === Number(words[1]) &&
      keyTagOf(dnsKeyBytes(key, Buffer.from(key.key, 'base64'))) === Number(words[6]),
  );
}

/** The signature's own data but for the signature, then each record in canonical form and order. */
function signedBytes(owner: Uint8Array, type: SignedType, words: readonly string[], data: Buffer[]): Buffer {
  const [, algorithm, labels, ttl, expiration, inception, keyTag, signer = ''] = words;
  const head = Buffer.alloc(18);
  head.writeUInt16BE(TYPES[type], 0);
  head.writeUInt8(Number(algorithm), 2);
  head.writeUInt8(Number(labels), 3);
  head.writeUInt32BE(Number(ttl), 4);
  head.writeUInt32BE(Number(expiration), 8);
  head.writeUInt32BE(Number(inception), 12);
  head.writeUInt16BE(Number(keyTag), 16);
  const parts: Uint8Array[] = [head, canonicalName(signer) ?? new Uint8Array()];
  const sorted = [...data].sort(Buffer.compare);
  for (const [index, bytes] of sorted.entries()) {
    if (index > 0 && sorted[index - 1]?.equals(bytes)) continue;
    const fixed = Buffer.alloc(10);
    fixed.writeUInt16BE(TYPES[type], 0);
    fixed.writeUInt16BE(1, 2);
    fixed.writeUInt32BE(Number(ttl), 4);
    fixed.writeUInt16BE(bytes.length, 8);
    parts.push(owner, fixed, bytes);
  }
  return Buffer.concat(parts);
}

const HASHES: Record<number, string | null> = {
  8: 'sha256',
  10: 'sha512',
  13: 'sha256',
  14: 'sha384',
  15: null,
};

/** RFC 3110 and 5702 (RSA), 6605 (ECDSA), 8080 (Ed25519). */
function fits(key: DnsKey, signed: Buffer, signature: Buffer): 'fits' | 'broken' | 'unknown' {
  const hash = HASHES[key.algorithm];
  if (hash === undefined) return 'unknown';
  try {
    const publicKey = createPublicKey({ key: jwkOf(key), format: 'jwk' });
    return verify(hash, signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature) ? 'fits' : 'broken';
  } catch {
    // This computer's library does not take such a key.
    return 'unknown';
  }
}

function jwkOf({ algorithm, key }: DnsKey): JsonWebKey {
  const bytes = Buffer.from(key, 'base64');
  const part = (from: number, to?: number) => bytes.subarray(from, to).toString('base64url');
  if (algorithm === 15) return { kty: 'OKP', crv: 'Ed25519', x: part(0) };
  if (algorithm === 13 || algorithm === 14) {
    const half = bytes.length / 2;
    return { kty: 'EC', crv: algorithm === 13 ? 'P-256' : 'P-384', x: part(0, half), y: part(half) };
  }
  // RFC 3110, section 2: the exponent's length in one octet, or a zero and two.
  const isLong = bytes[0] === 0;
  const start = isLong ? 3 : 1;
  const modulus = start + (isLong ? bytes.readUInt16BE(1) : (bytes[0] ?? 0));
  return { kty: 'RSA', e: part(start, modulus), n: part(modulus) };
}
