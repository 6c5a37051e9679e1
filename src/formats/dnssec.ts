/** DS (RFC 4034, section 5): what the parent zone knows a key by. */
export interface DsRecord {
  keyTag: number;
  algorithm: number;
  digestType: number;
  /** Hexadecimal, upper case. */
  digest: string;
}

export interface DnsKey {
  flags: number;
  algorithm: number;
  /** Base64. */
  key: string;
}

/** Times are milliseconds since the epoch. */
export interface RecordSignature {
  covers: string;
  algorithm: number;
  inception: number;
  expiration: number;
  keyTag: number;
  signer: string;
}

/** `12345 13 2 ABCD…`; undefined when it is no DS. */
export function readDs(data: string): DsRecord | undefined {
  const match = /^(\d+) (\d+) (\d+) ([0-9A-F]+)$/iu.exec(data);
  if (!match) return undefined;
  const [keyTag, algorithm, digestType] = match.slice(1, 4).map(Number) as [number, number, number];
  return { keyTag, algorithm, digestType, digest: (match[4] as string).toUpperCase() };
}

/** `257 3 13 base64`; undefined when it is no DNSKEY. */
export function readDnsKey(data: string): DnsKey | undefined {
  const match = /^(\d+) 3 (\d+) ([A-Za-z0-9+/=]*)$/u.exec(data);
  return match
    ? { flags: Number(match[1]), algorithm: Number(match[2]), key: match[3] as string }
    : undefined;
}

/** `A 13 2 300 EXPIRATION INCEPTION KEYTAG SIGNER SIGNATURE`, dates in seconds; undefined when it is no RRSIG. */
export function readSignature(data: string): RecordSignature | undefined {
  const words = data.split(' ');
  const numbers = [1, 4, 5, 6].map((index) => Number(words[index]));
  if (words.length < 8 || !numbers.every(Number.isInteger)) return undefined;
  const [algorithm, expiration, inception, keyTag] = numbers as [number, number, number, number];
  return {
    covers: words[0] as string,
    algorithm,
    inception: inception * 1000,
    expiration: expiration * 1000,
    keyTag,
    signer: words[7] as string,
  };
}

/** RFC 4034, section 2: flags, protocol 3, algorithm, key. */
export function dnsKeyBytes({ flags, algorithm }: DnsKey, key: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + key.length);
  bytes.set([flags >> 8, flags & 255, 3, algorithm]);
  bytes.set(key, 4);
  return bytes;
}

/** RFC 4034, appendix B. `bytes`: the DNSKEY's data as sent. */
export function keyTagOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const [index, byte] of bytes.entries()) sum += index % 2 === 0 ? byte << 8 : byte;
  return (sum + (sum >>> 16)) & 0xffff;
}

/** A name as it is hashed and signed: lower case, uncompressed (RFC 4034, section 6.2). Undefined when it is no name. */
export function canonicalName(name: string): Uint8Array | undefined {
  const labels = name === '.' ? [] : name.toLowerCase().replace(/\.$/u, '').split('.');
  const bytes: number[] = [];
  for (const label of labels) {
    const encoded = new TextEncoder().encode(label);
    if (encoded.length === 0 || encoded.length > 63) return undefined;
    bytes.push(encoded.length, ...encoded);
  }
  return Uint8Array.from([...bytes, 0]);
}

/** A key that may sign: the ZONE flag (RFC 4034, section 2.1.1), not revoked (RFC 5011, section 2.1). */
export function isZoneKey({ flags }: Pick<DnsKey, 'flags'>): boolean {
  return (flags & 0x100) !== 0 && (flags & 0x80) === 0;
}

const ALGORITHMS: Record<number, string> = {
  1: 'RSA/MD5',
  3: 'DSA/SHA-1',
  5: 'RSA/SHA-1',
  6: 'DSA-NSEC3/SHA-1',
  7: 'RSA-NSEC3/SHA-1',
  8: 'RSA/SHA-256',
  10: 'RSA/SHA-512',
  12: 'GOST',
  13: 'ECDSA P-256',
  14: 'ECDSA P-384',
  15: 'Ed25519',
  16: 'Ed448',
};

export function algorithmName(algorithm: number): string {
  return ALGORITHMS[algorithm] ?? `algorithm ${algorithm}`;
}

/** RFC 8624, section 3.1: must not, or not recommended, be used for signing. */
export function isWeakAlgorithm(algorithm: number): boolean {
  return [1, 3, 5, 6, 7, 12].includes(algorithm);
}
