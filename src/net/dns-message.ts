import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import {
  type Answer,
  AUTHENTIC_DATA,
  type DecodedPacket,
  decode,
  encode,
  type Packet,
  RECURSION_DESIRED,
} from 'dns-packet';
import type { DnsRecord, DnsStatus, RecordType } from './dns-client.ts';

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

/** A query with a random id (RFC 5452) and EDNS(0), asking for recursion and the AD bit (RFC 6840, section 5.7). */
export function encodeQuery(question: DnsQuestion, options: { edns: boolean }): EncodedQuery {
  const id = randomInt(0x10000);
  const packet: Packet = {
    id,
    type: 'query',
    flags: RECURSION_DESIRED | AUTHENTIC_DATA,
    questions: [question],
  };
  if (options.edns) {
    packet.additionals = [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: UDP_PAYLOAD_BYTES,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
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
  const packet = decode(bytes) as DnsPacket;
  if (packet.type !== 'response' || packet.id !== query.id) return undefined;
  const asked = packet.questions?.[0];
  const unquestioned = !asked && packet.rcode !== 'NOERROR';
  if (!unquestioned && (!asked || !isSameName(asked.name, question.name) || asked.type !== question.type)) {
    return undefined;
  }
  const records = (packet.answers ?? []).flatMap((answer) => presentRecord(answer) ?? []);
  const result = { records, authenticated: packet.flag_ad, truncated: packet.flag_tc, formatRefused: false };
  switch (packet.rcode) {
    case 'NOERROR': {
      if (hasAnswer(records, question)) return { ...result, status: 'ok' };
      const referral = !packet.flag_ra && packet.authorities?.some((a) => a.type === 'NS');
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

const PRESENTED: ReadonlySet<string> = new Set([
  'A',
  'AAAA',
  'CNAME',
  'MX',
  'NS',
  'SOA',
  'TXT',
  'CAA',
  'PTR',
  'SRV',
  'DS',
  'DNAME',
]);

function presentRecord(answer: Answer): DnsRecord | undefined {
  if (!PRESENTED.has(answer.type) || !('data' in answer)) return undefined;
  const base = { name: foldName(answer.name), type: answer.type as string, ttl: answer.ttl ?? 0 };
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      // dns-packet reads past the end of a cut message and makes up text.
      if (isIP(answer.data) === 0) throw new Error('not an address');
      return { ...base, data: answer.data };
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return { ...base, data: foldName(answer.data) };
    case 'MX':
      return { ...base, data: `${answer.data.preference ?? 0} ${foldName(answer.data.exchange)}` };
    case 'TXT': {
      const parts = Array.isArray(answer.data) ? answer.data : [answer.data];
      const strings = parts.map((part) => (typeof part === 'string' ? part : part.toString('utf8')));
      return { ...base, data: strings.join(''), strings };
    }
    case 'SOA': {
      const { mname, rname, serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0 } = answer.data;
      return {
        ...base,
        data: [foldName(mname), foldName(rname), serial, refresh, retry, expire, minimum].join(' '),
      };
    }
    case 'CAA':
      return { ...base, data: `${answer.data.flags ?? 0} ${answer.data.tag} "${answer.data.value}"` };
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = answer.data;
      return { ...base, data: [priority, weight, port, foldName(target)].join(' ') };
    }
    case 'DS': {
      const { keyTag, algorithm, digestType, digest } = answer.data;
      return {
        ...base,
        data: [keyTag, algorithm, digestType, digest.toString('hex').toUpperCase()].join(' '),
      };
    }
    default:
      return undefined;
  }
}

/** Lower case, without the trailing dot; the root stays `.`. */
export function foldName(name: string): string {
  const folded = name.toLowerCase();
  return folded.length > 1 && folded.endsWith('.') ? folded.slice(0, -1) : folded;
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
