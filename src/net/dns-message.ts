import { randomInt } from 'node:crypto';
import {
  type Answer,
  AUTHENTIC_DATA,
  CHECKING_DISABLED,
  type DecodedPacket,
  DNSSEC_OK,
  decode,
  encode,
  type Packet,
  RECURSION_DESIRED,
} from 'dns-packet';
import type { DirectAnswer, DnsRecord, DnsStatus, RecordType } from './dns-answer.ts';
import { foldName, presentRecord, wireType } from './dns-presentation.ts';

/** What DNS flag day 2020 settled on: fits every path without fragments. */
const UDP_PAYLOAD_BYTES = 1232;

export interface DnsQuestion {
  name: string;
  type: RecordType;
}

export interface EncodedQuery {
  id: number;
  bytes: Buffer;
}

/** How a question is asked; see `DnsQueryOptions`. */
export interface QueryFlags {
  recursion: boolean;
  dnssec: boolean;
  unchecked: boolean;
  tcp: boolean;
  /** The server was named: its own words are kept. */
  direct: boolean;
}

type EncodeOptions = Partial<QueryFlags> & { edns: boolean };

/** A query with a random id (RFC 5452) and EDNS(0), asking for recursion and the AD bit (RFC 6840, section 5.7). */
export function encodeQuery(question: DnsQuestion, options: EncodeOptions): EncodedQuery {
  const id = randomInt(0x10000);
  const { recursion = true, unchecked = false, dnssec = false } = options;
  const packet: Packet = {
    id,
    type: 'query',
    flags: (recursion ? RECURSION_DESIRED | AUTHENTIC_DATA : 0) | (unchecked ? CHECKING_DISABLED : 0),
    questions: [{ name: question.name, type: wireType(question.type) }],
  };
  if (options.edns) {
    packet.additionals = [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: UDP_PAYLOAD_BYTES,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: dnssec ? DNSSEC_OK : 0,
        flag_do: dnssec,
        options: [],
      },
    ];
  }
  return { id, bytes: encode(packet) };
}

export interface DnsMessage {
  status: DnsStatus;
  records: DnsRecord[];
  authenticated: boolean;
  truncated: boolean;
  /** FORMERR or NOTIMP: the server may not know EDNS (RFC 6891, section 7). */
  formatRefused: boolean;
  direct: DirectAnswer;
  reason?: string;
}

/** dns-packet decodes the code's name too; its types do not say so. */
type DnsPacket = DecodedPacket & { rcode: string };

/**
 * Reads an answer. `undefined`: not the answer to this query (wrong id or question), to be ignored as RFC 5452
 * demands. Throws on bytes that are no DNS message.
 */
export function decodeAnswer(
  bytes: Buffer,
  query: EncodedQuery,
  question: DnsQuestion,
): DnsMessage | undefined {
  assertWhole(bytes);
  const packet = decode(bytes) as DnsPacket;
  if (packet.type !== 'response' || packet.id !== query.id) return undefined;
  const asked = packet.questions?.[0];
  const unquestioned = !asked && packet.rcode !== 'NOERROR';
  if (
    !unquestioned &&
    (!asked || !isSameName(asked.name, question.name) || asked.type !== wireType(question.type))
  ) {
    return undefined;
  }
  const present = (answers?: Answer[]) => (answers ?? []).flatMap((answer) => presentRecord(answer) ?? []);
  const records = present(packet.answers);
  const direct: DirectAnswer = {
    authoritative: packet.flag_aa,
    recursive: packet.flag_ra,
    authorities: present(packet.authorities),
    additionals: present(packet.additionals),
  };
  const { flag_ad: authenticated, flag_tc: truncated } = packet;
  const result = { records, authenticated, truncated, formatRefused: false, direct };
  switch (packet.rcode) {
    case 'NOERROR': {
      if (hasAnswer(records, question)) return { ...result, status: 'ok' };
      // Without recursion a referral is an answer: whoever asks so looks at `direct`.
      const referral = packet.flag_rd && !packet.flag_ra && packet.authorities?.some((a) => a.type === 'NS');
      if (referral)
        return { ...result, status: 'refused', reason: 'the DNS server does not look names up for us' };
      return { ...result, status: 'nodata' };
    }
    case 'NXDOMAIN':
      return { ...result, status: 'nxdomain' };
    case 'REFUSED':
      return { ...result, status: 'refused', reason: 'the DNS server refused to answer' };
    case 'SERVFAIL':
      return { ...result, status: 'servfail', reason: 'the DNS server failed (SERVFAIL)' };
    default:
      return {
        ...result,
        status: 'servfail',
        formatRefused: packet.rcode === 'FORMERR' || packet.rcode === 'NOTIMP',
        reason: `the DNS server failed (${packet.rcode})`,
      };
  }
}

/** True when a record of the asked type stands at the name or at the end of its chain of aliases. */
function hasAnswer(records: DnsRecord[], question: DnsQuestion): boolean {
  // RFC 5936, section 2.2: a transfer begins with the SOA.
  if (question.type === 'AXFR') return records[0]?.type === 'SOA';
  const owners = new Set([foldName(question.name)]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const record of records) {
      if (!owners.has(foldName(record.name))) continue;
      if (record.type === question.type) return true;
      if (record.type === 'CNAME' && !owners.has(record.data)) {
        owners.add(record.data);
        grown = true;
      }
    }
  }
  return false;
}

const HEADER_BYTES = 12;

/**
 * Throws unless every record of the message ends within it: dns-packet takes a cut one for whole. Follows no pointer, so its
 * time is bounded by the length.
 */
function assertWhole(bytes: Buffer): void {
  const counts = [4, 6, 8, 10].map((at) => bytes.readUInt16BE(at));
  let at = HEADER_BYTES;
  const skipName = () => {
    for (;;) {
      const length = bytes.readUInt8(at);
      at += 1;
      if (length === 0) return;
      at += length >= 0xc0 ? 1 : length;
      if (length >= 0xc0) return;
    }
  };
  const [questions = 0, ...others] = counts;
  for (let index = 0; index < questions; index++) {
    skipName();
    at += 4;
  }
  const records = others.reduce((sum, count) => sum + count, 0);
  for (let index = 0; index < records; index++) {
    skipName();
    at += 10 + bytes.readUInt16BE(at + 8);
  }
  if (at > bytes.length) throw new Error('a record is cut');
}

function isSameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

/** RFC 1035, section 2.3.4: labels of 1 to 63 octets, 253 in all. */
export function isEncodableName(name: string): boolean {
  if (name === '.') return true;
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  if (Buffer.byteLength(bare) > 253) return false;
  return bare.split('.').every((label) => {
    const length = Buffer.byteLength(label);
    return length >= 1 && length <= 63;
  });
}
