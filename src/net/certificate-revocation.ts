import { verify, X509Certificate } from 'node:crypto';
import { SIGNATURES } from './certificate-details.ts';
import { childrenOf, type Der, hexOf, oidOf, valuesIn } from './der.ts';

/** Where a certificate says that one can read whether it was taken back (RFC 5280, section 4.2.1.13). */
export interface RevocationSource {
  /** Hex, without leading zeros. */
  serial: string;
  /** The issuer's name in its exact bytes, as hex. */
  issuer: string;
  /** Addresses of the list, http alone, at most four. */
  lists: string[];
}

/** One certificate that was taken back. */
export interface Revoked {
  /** Milliseconds since the epoch. */
  at: number;
  /** RFC 5280, section 5.3.1: 1 is a key that others have. */
  reason?: number;
}

/** What an authority says of its certificates (RFC 5280, section 5.1). */
export interface RevocationList {
  issuer: string;
  /** Milliseconds since the epoch; a list without an end is of no day. */
  until?: number;
  find(serial: string): Revoked | undefined;
  /** The list was signed with the key of this certificate (DER). */
  isSignedBy(issuer: Uint8Array): boolean;
}

const LIST_PLACES = '2.5.29.31';
const REASON = '2.5.29.21';
const MAX_LISTS = 4;

/** Of a certificate's DER bytes; undefined where they are none. */
export function revocationSource(bytes: Uint8Array): RevocationSource | undefined {
  const fields = fieldsOf(bytes);
  const from = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer] = fields.slice(from);
  if (serial?.tag !== 0x02 || issuer?.tag !== 0x30) return undefined;
  const holder = fields.find(({ tag }) => tag === 0xa3);
  const [list] = holder ? childrenOf(bytes, holder) : [];
  const extension = list && childrenOf(bytes, list).find((one) => isExtension(bytes, one, LIST_PLACES));
  const value = extension && childrenOf(bytes, extension).at(-1);
  const [points] = value ? childrenOf(bytes, value) : [];
  const lists = (points ? childrenOf(bytes, points) : [])
    .flatMap((point) => childrenOf(bytes, point).filter(({ tag }) => tag === 0xa0))
    .flatMap((name) => childrenOf(bytes, name).filter(({ tag }) => tag === 0xa0))
    .flatMap((names) => childrenOf(bytes, names).filter(({ tag }) => tag === 0x86))
    .map(({ start, end }) => Buffer.from(bytes.subarray(start, end)).toString('latin1'))
    .filter((url) => /^http:\/\//i.test(url) && URL.canParse(url));
  return { serial: serialOf(bytes, serial), issuer: hexOf(bytes, issuer), lists: lists.slice(0, MAX_LISTS) };
}

/** Reads a list's DER bytes; undefined where they are none. Time grows with the length alone. */
export function readRevocationList(bytes: Uint8Array): RevocationList | undefined {
  const [whole] = valuesIn(bytes, 0, bytes.length, 1);
  if (whole?.tag !== 0x30) return undefined;
  const [body, algorithm, signature] = childrenOf(bytes, whole);
  if (body?.tag !== 0x30 || algorithm?.tag !== 0x30 || signature?.tag !== 0x03) return undefined;
  const fields = childrenOf(bytes, body);
  const [, issuer, since, ...rest] = fields.slice(fields[0]?.tag === 0x02 ? 1 : 0);
  if (issuer?.tag !== 0x30 || since === undefined || timeOf(bytes, since) === undefined) return undefined;
  const until = rest[0] && timeOf(bytes, rest[0]);
  const entries = rest.find(({ tag }) => tag === 0x30);
  const revoked = new Map<string, Der>();
  for (const entry of entries ? childrenOf(bytes, entries, Number.POSITIVE_INFINITY) : []) {
    const [serial] = valuesIn(bytes, entry.start, entry.end, 1);
    if (serial?.tag === 0x02) revoked.set(serialOf(bytes, serial), entry);
  }
  return {
    issuer: hexOf(bytes, issuer),
    ...(until !== undefined && { until }),
    find(serial) {
      const entry = revoked.get(serial);
      if (!entry) return undefined;
      const [, time, extensions] = childrenOf(bytes, entry);
      const reason = extensions && reasonOf(bytes, extensions);
      return { at: (time && timeOf(bytes, time)) ?? 0, ...(reason !== undefined && { reason }) };
    },
    isSignedBy(der) {
      const hash = SIGNATURES[oidOf(bytes, childrenOf(bytes, algorithm)[0]) ?? ''];
      if (hash === undefined) return false;
      try {
        const key = new X509Certificate(der).publicKey;
        // The outermost tag and length stand before the contents; a bit string's first byte counts its unused bits.
        const signed = bytes.subarray(whole.start, body.end);
        const proof = bytes.subarray(signature.start + 1, signature.end);
        return verify(hash === 'pure' ? null : hash, signed, key, proof);
      } catch {
        return false;
      }
    },
  };
}

/** What the certificate's authority says of it, in an answer that the server itself handed over (RFC 6960, section 4.2.1). */
export interface StapledAnswer {
  serial: string;
  status: 'good' | 'revoked' | 'unknown';
  revoked?: Revoked;
  until?: number;
}

/**
 * The first answer of a stapled one. Its signature is not checked: it came over the server's own connection, and nobody says of
 * themselves that their certificate was taken back. Undefined where it cannot be read.
 */
export function readStapledAnswer(bytes: Uint8Array): StapledAnswer | undefined {
  const [whole] = valuesIn(bytes, 0, bytes.length, 1);
  const holder = whole && childrenOf(bytes, whole).find(({ tag }) => tag === 0xa0);
  const [response] = holder ? childrenOf(bytes, holder) : [];
  const packed = response && childrenOf(bytes, response).find(({ tag }) => tag === 0x04);
  const [basic] = packed ? childrenOf(bytes, packed) : [];
  const [data] = basic ? childrenOf(bytes, basic) : [];
  const answers = data && childrenOf(bytes, data).find(({ tag }) => tag === 0x30);
  const [first] = answers ? childrenOf(bytes, answers) : [];
  const [id, status, , validity] = first ? childrenOf(bytes, first) : [];
  const serial = id && childrenOf(bytes, id).at(-1);
  if (!status || serial?.tag !== 0x02) return undefined;
  const [end] = validity?.tag === 0xa0 ? childrenOf(bytes, validity) : [];
  const until = end && timeOf(bytes, end);
  const answer = { serial: serialOf(bytes, serial), ...(until !== undefined && { until }) };
  if (status.tag === 0x80) return { ...answer, status: 'good' };
  if (status.tag !== 0xa1) return { ...answer, status: 'unknown' };
  const [time, why] = childrenOf(bytes, status);
  const reason = why && reasonIn(bytes, childrenOf(bytes, why)[0]);
  const at = (time && timeOf(bytes, time)) ?? 0;
  return { ...answer, status: 'revoked', revoked: { at, ...(reason !== undefined && { reason }) } };
}

/** Of a certificate's body. */
function fieldsOf(bytes: Uint8Array): Der[] {
  const [certificate] = valuesIn(bytes, 0, bytes.length, 1);
  const [body] = certificate ? childrenOf(bytes, certificate) : [];
  return body?.tag === 0x30 ? childrenOf(bytes, body) : [];
}

function isExtension(bytes: Uint8Array, extension: Der, oid: string): boolean {
  return oidOf(bytes, childrenOf(bytes, extension)[0]) === oid;
}

function reasonOf(bytes: Uint8Array, extensions: Der): number | undefined {
  const extension = childrenOf(bytes, extensions).find((one) => isExtension(bytes, one, REASON));
  const value = extension && childrenOf(bytes, extension).at(-1);
  return value?.tag === 0x04 ? reasonIn(bytes, childrenOf(bytes, value)[0]) : undefined;
}

function reasonIn(bytes: Uint8Array, value: Der | undefined): number | undefined {
  return value?.tag === 0x0a && value.end - value.start === 1 ? bytes[value.start] : undefined;
}

function serialOf(bytes: Uint8Array, value: Der): string {
  return hexOf(bytes, value).replace(/^(?:00)+(?=.)/, '');
}

/** RFC 5280, section 4.1.2.5: two digits of a year are 1950 to 2049. Undefined where it is no time. */
function timeOf(bytes: Uint8Array, { tag, start, end }: Der): number | undefined {
  if ((tag !== 0x17 && tag !== 0x18) || end - start > 20) return undefined;
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const match = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match || (match[1]?.length === 4) !== (tag === 0x18)) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const full = tag === 0x18 ? year : year + (year < 50 ? 2000 : 1900);
  const time = Date.UTC(full, month - 1, day, hour, minute, second);
  return Number.isNaN(time) ? undefined : time;
}
