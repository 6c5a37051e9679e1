import { childrenOf, type Der, hexOf, oidOf, valuesIn } from './der.ts';

/** What a certificate says of its key, its signature and its extensions (RFC 5280, section 4.1). No library is asked, so that a weak one can be read too. */
export interface CertificateDetails {
  /** Names in their exact bytes, as hex: to be compared, not shown. */
  issuer: string;
  subject: string;
  /** `sha256`, `sha1`, `md5` ..., `pure` where the algorithm has no hash of its own (Ed25519); undefined where unknown. */
  signatureHash?: string;
  key: CertificateKey;
  /** Signed certificate timestamps in the certificate itself (RFC 6962, section 3.3). */
  timestamps: number;
  /** It is only valid with a stapled answer of its authority (RFC 7633). */
  mustStaple: boolean;
}

export interface CertificateKey {
  type: 'rsa' | 'ec' | 'ed25519' | 'other';
  /** Length of the modulus, or of the curve's field. 0 where unknown. */
  bits: number;
}

/** The hash of a signature, by the object identifier of its method. */
export const SIGNATURES: Record<string, string> = {
  '1.2.840.113549.1.1.2': 'md2',
  '1.2.840.113549.1.1.4': 'md5',
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.10040.4.3': 'sha1',
  '1.3.101.112': 'pure',
};
const CURVES: Record<string, number> = {
  '1.2.840.10045.3.1.1': 192,
  '1.3.132.0.33': 224,
  '1.2.840.10045.3.1.7': 256,
  '1.3.132.0.10': 256,
  '1.3.132.0.34': 384,
  '1.3.132.0.35': 521,
};
const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const ED25519 = '1.3.101.112';
const TIMESTAMPS = '1.3.6.1.4.1.11129.2.4.2';
const TLS_FEATURE = '1.3.6.1.5.5.7.1.24';

/** Reads a certificate's DER bytes; undefined where they are none. Time grows with the length alone. */
export function readCertificate(bytes: Uint8Array): CertificateDetails | undefined {
  const [certificate] = valuesIn(bytes, 0, bytes.length, 1);
  if (certificate?.tag !== 0x30) return undefined;
  const [body, signature] = childrenOf(bytes, certificate);
  if (body?.tag !== 0x30 || signature?.tag !== 0x30) return undefined;
  const fields = childrenOf(bytes, body);
  // The version is left out in the first version of all.
  const from = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [, , issuer, , subject, key] = fields.slice(from);
  if (issuer?.tag !== 0x30 || subject?.tag !== 0x30 || key?.tag !== 0x30) return undefined;
  const oid = oidOf(bytes, childrenOf(bytes, signature)[0]);
  const hash = oid === '1.2.840.113549.1.1.10' ? pssHash(bytes, signature) : SIGNATURES[oid ?? ''];
  const extensions = extensionsIn(
    bytes,
    fields.find(({ tag }) => tag === 0xa3),
  );
  return {
    issuer: hexOf(bytes, issuer),
    subject: hexOf(bytes, subject),
    ...(hash !== undefined && { signatureHash: hash }),
    key: keyIn(bytes, key),
    timestamps: timestampsIn(bytes, extensions.get(TIMESTAMPS)),
    mustStaple: isMustStaple(bytes, extensions.get(TLS_FEATURE)),
  };
}

function keyIn(bytes: Uint8Array, info: Der): CertificateKey {
  const [algorithm, bits] = childrenOf(bytes, info);
  const [oid, parameter] = algorithm ? childrenOf(bytes, algorithm) : [];
  const name = oidOf(bytes, oid);
  if (name === EC) return { type: 'ec', bits: CURVES[oidOf(bytes, parameter) ?? ''] ?? 0 };
  if (name === ED25519) return { type: 'ed25519', bits: 256 };
  if (name !== RSA || bits?.tag !== 0x03) return { type: 'other', bits: 0 };
  // A bit string: one byte says how many bits of the last one are unused.
  const [key] = valuesIn(bytes, bits.start + 1, bits.end, 1);
  const modulus = key && childrenOf(bytes, key)[0];
  if (modulus?.tag !== 0x02) return { type: 'rsa', bits: 0 };
  let start = modulus.start;
  while (start < modulus.end && bytes[start] === 0) start++;
  if (start >= modulus.end) return { type: 'rsa', bits: 0 };
  return { type: 'rsa', bits: (modulus.end - start) * 8 - Math.clz32(bytes[start] as number) + 24 };
}

/** RSASSA-PSS names its hash in the parameters (RFC 4055, section 3.1); SHA-1 where it says nothing. */
function pssHash(bytes: Uint8Array, algorithm: Der): string | undefined {
  const parameters = childrenOf(bytes, algorithm)[1];
  const first = parameters && childrenOf(bytes, parameters).find(({ tag }) => tag === 0xa0);
  const [hash] = first ? childrenOf(bytes, first) : [];
  const oid = hash && oidOf(bytes, childrenOf(bytes, hash)[0]);
  if (parameters && !first) return 'sha1';
  const end = /^2\.16\.840\.1\.101\.3\.4\.2\.([123])$/.exec(oid ?? '')?.[1];
  return end && { 1: 'sha256', 2: 'sha384', 3: 'sha512' }[end];
}

function extensionsIn(bytes: Uint8Array, holder: Der | undefined): Map<string, Der> {
  const found = new Map<string, Der>();
  const [list] = holder ? childrenOf(bytes, holder) : [];
  for (const extension of list ? childrenOf(bytes, list) : []) {
    const parts = childrenOf(bytes, extension);
    const oid = oidOf(bytes, parts[0]);
    const value = parts.at(-1);
    if (oid !== undefined && value?.tag === 0x04) found.set(oid, value);
  }
  return found;
}

/** An octet string in an octet string, with a list of length-prefixed entries in it. */
function timestampsIn(bytes: Uint8Array, value: Der | undefined): number {
  const [inner] = value ? valuesIn(bytes, value.start, value.end, 1) : [];
  return inner?.tag === 0x04 ? countTimestamps(bytes.subarray(inner.start, inner.end)) : 0;
}

/** Entries of a SignedCertificateTimestampList (RFC 6962, section 3.3). */
export function countTimestamps(list: Uint8Array): number {
  let count = 0;
  for (let at = 2; at + 2 <= list.length; count++) {
    at += 2 + (((list[at] as number) << 8) | (list[at + 1] as number));
    if (at > list.length) break;
  }
  return count;
}

function isMustStaple(bytes: Uint8Array, value: Der | undefined): boolean {
  const [list] = value ? valuesIn(bytes, value.start, value.end, 1) : [];
  // status_request is extension 5 of TLS.
  return (list ? childrenOf(bytes, list) : []).some(
    ({ tag, start, end }) => tag === 0x02 && end - start === 1 && bytes[start] === 5,
  );
}
