import { randomBytes } from 'node:crypto';
import { countTimestamps } from './certificate-details.ts';

/** Wire numbers of the versions (RFC 6101, 2246, 4346, 5246, 8446). */
export const TLS_VERSIONS = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
} as const;

export type TlsVersion = keyof typeof TLS_VERSIONS;

/** What is offered to a server. */
export interface Hello {
  /** The highest version that is offered. */
  version: TlsVersion;
  /** Numbers of the IANA registry, most wanted first. */
  ciphers: readonly number[];
  /** A name, no address; SSLv3 has no room for it. */
  serverName?: string;
}

/** What a server answered, up to where its part of the handshake ends or what follows is encrypted. */
export interface ServerFlight {
  /** Chosen by the server: the handshake would go on. */
  chosen?: { version: number; cipher: number; group?: number; protocol?: string };
  /** The number of the alert that it refused with (RFC 8446, section 6). */
  alert?: number;
  /** DER of the certificates as sent, at most ten. Encrypted from TLS 1.3 on. */
  certificates: Uint8Array[];
  /** Signed certificate timestamps that came beside the certificate. */
  timestamps: number;
  /** An answer of the certificate's authority came along (OCSP). */
  stapled: boolean;
  /** That answer, DER (RFC 6066, section 8). */
  staple?: Uint8Array;
  /** Nothing more is to be waited for. */
  complete: boolean;
  /** What came is no TLS. */
  foreign: boolean;
}

/** X25519MLKEM768, X25519, P-256, P-384, P-521. */
const GROUPS_13 = [0x11ec, 0x001d, 0x0017, 0x0018, 0x0019];
const GROUPS = GROUPS_13.slice(1);
const SIGNATURES = [
  ...[0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b],
  ...[0x0401, 0x0501, 0x0601, 0x0203, 0x0201],
];
const MAX_FLIGHT_BYTES = 64 * 1024;
const MAX_CERTIFICATES = 10;

/** The first record of a connection, byte for byte (RFC 5246, section 7.4.1.2; RFC 8446, section 4.1.2). Made by us: which versions and ciphers a library still speaks differs from program to program. */
export function encodeHello({ version, ciphers, serverName }: Hello): Buffer {
  const number = TLS_VERSIONS[version];
  const modern = version === 'TLSv1.3';
  const legacy = Math.min(number, TLS_VERSIONS['TLSv1.2']);
  const groups = modern ? GROUPS_13 : GROUPS;
  const extensions = [
    ...(serverName === undefined
      ? []
      : [extension(0, vector(2, [Buffer.from([0]), vector(2, [Buffer.from(serverName, 'latin1')])]))]),
    extension(5, Buffer.from([1, 0, 0, 0, 0])),
    extension(10, vector(2, groups.map(uint16))),
    extension(11, Buffer.from([1, 0])),
    extension(13, vector(2, SIGNATURES.map(uint16))),
    extension(
      16,
      vector(
        2,
        ['h2', 'http/1.1'].map((name) => vector(1, [Buffer.from(name)])),
      ),
    ),
    extension(18, Buffer.alloc(0)),
    extension(23, Buffer.alloc(0)),
    extension(0xff01, Buffer.from([0])),
    ...(modern
      ? [
          extension(43, vector(1, [uint16(number)])),
          extension(45, Buffer.from([1, 1])),
          // No share: the server then says which group it wants (section 4.2.8), and no key needs to be made.
          extension(51, Buffer.from([0, 0])),
        ]
      : []),
  ];
  const body = Buffer.concat([
    uint16(legacy),
    randomBytes(32),
    modern ? vector(1, [randomBytes(32)]) : Buffer.from([0]),
    vector(2, ciphers.map(uint16)),
    Buffer.from([1, 0]),
    ...(version === 'SSLv3' ? [] : [vector(2, extensions)]),
  ]);
  const message = Buffer.concat([Buffer.from([1, 0]), uint16(body.length), body]);
  const recordVersion = version === 'SSLv3' ? number : TLS_VERSIONS.TLSv1;
  return Buffer.concat([Buffer.from([22]), uint16(recordVersion), uint16(message.length), message]);
}

/** Reads what has come so far. Whatever a server sends, it ends, and in time that grows with the length alone. */
export function readFlight(bytes: Uint8Array): ServerFlight {
  const flight: ServerFlight = {
    certificates: [],
    timestamps: 0,
    stapled: false,
    complete: bytes.length > MAX_FLIGHT_BYTES,
    foreign: false,
  };
  const parts: Uint8Array[] = [];
  for (let at = 0; at + 5 <= bytes.length; ) {
    const type = bytes[at] as number;
    const length = number16(bytes, at + 3);
    if (type < 20 || type > 23 || bytes[at + 1] !== 3 || length > 0x4800) {
      // What follows a change to encryption is no matter of ours.
      if (at === 0) flight.foreign = true;
      flight.complete = true;
      break;
    }
    const record = bytes.subarray(at + 5, Math.min(at + 5 + length, bytes.length));
    at += 5 + length;
    if (type === 22) parts.push(record);
    else if (type === 21 && record.length >= 2) {
      // A warning (unrecognized_name) may come before the answer.
      if (record[0] === 1 && record[1] !== 0) continue;
      flight.alert = record[1] as number;
      flight.complete = true;
      break;
    } else if (type === 20 || type === 23) {
      flight.complete = true;
      break;
    }
  }
  readMessages(Buffer.concat(parts), flight);
  return flight;
}

function readMessages(bytes: Uint8Array, flight: ServerFlight): void {
  for (let at = 0; at + 4 <= bytes.length; ) {
    const type = bytes[at];
    const length = number24(bytes, at + 1);
    if (at + 4 + length > bytes.length) return;
    const body = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    if (type === 2) readServerHello(body, flight);
    else if (type === 11) readCertificates(body, flight);
    else if (type === 22) {
      flight.stapled = body.length > 4;
      if (flight.stapled && body[0] === 1) flight.staple = body.subarray(4, 4 + number24(body, 1));
    }
    // The server's keys, or its last word: all that is of interest came before.
    else if (type === 12 || type === 14) flight.complete = true;
    if (flight.complete || (flight.chosen?.version ?? 0) >= TLS_VERSIONS['TLSv1.3']) {
      flight.complete = true;
      return;
    }
  }
}

function readServerHello(body: Uint8Array, flight: ServerFlight): void {
  if (body.length < 38) return;
  const sessionEnd = 35 + (body[34] as number);
  if (sessionEnd + 3 > body.length) return;
  const chosen: NonNullable<ServerFlight['chosen']> = {
    version: number16(body, 0),
    cipher: number16(body, sessionEnd),
  };
  flight.chosen = chosen;
  for (let at = sessionEnd + 5; at + 4 <= body.length; ) {
    const type = number16(body, at);
    const value = body.subarray(at + 4, at + 4 + number16(body, at + 2));
    at += 4 + number16(body, at + 2);
    if (type === 43 && value.length === 2) chosen.version = number16(value, 0);
    else if (type === 51 && value.length >= 2) chosen.group = number16(value, 0);
    else if (type === 18) flight.timestamps = countTimestamps(value);
    else if (type === 16 && value.length > 3)
      chosen.protocol = Buffer.from(value.subarray(3)).toString('latin1');
  }
}

function readCertificates(body: Uint8Array, flight: ServerFlight): void {
  for (let at = 3; at + 3 <= body.length && flight.certificates.length < MAX_CERTIFICATES; ) {
    const length = number24(body, at);
    if (length === 0 || at + 3 + length > body.length) return;
    flight.certificates.push(body.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
}

function extension(type: number, value: Buffer): Buffer {
  return Buffer.concat([uint16(type), uint16(value.length), value]);
}

/** The parts, behind their length in as many bytes. */
function vector(lengthBytes: 1 | 2, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([lengthBytes === 1 ? Buffer.from([body.length]) : uint16(body.length), body]);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function number16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function number24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | number16(bytes, at + 1);
}
