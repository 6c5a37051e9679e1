import { isIP } from 'node:net';
import type { Answer, RecordType as PacketType } from 'dns-packet';
import type { DnsRecord } from './dns-answer.ts';

/** dns-packet knows these by number alone (RFC 9460; RFC 5155, section 4); asked by name they would match nothing. */
const NUMBERED: Partial<Record<string, string>> = { HTTPS: 'UNKNOWN_65', SVCB: 'UNKNOWN_64' };
const NAMED = new Map(Object.entries(NUMBERED).map(([name, number]) => [number as string, name]));

/** A type's name as dns-packet has it. */
export function wireType(type: string): PacketType {
  return (NUMBERED[type] ?? type) as PacketType;
}

/** A type's name as everybody has it. */
function typeName(type: string): string {
  return NAMED.get(type) ?? type;
}

/** A record in presentation form; undefined for types that nobody here reads. Throws on one that cannot be. */
export function presentRecord(answer: Answer): DnsRecord | undefined {
  // OPT carries no owner's data.
  if (!('data' in answer)) return undefined;
  const data = presentData(answer);
  if (data === undefined) return undefined;
  const base = { name: foldName(answer.name), type: typeName(answer.type), ttl: answer.ttl ?? 0 };
  return typeof data === 'string' ? { ...base, data } : { ...base, data: data.join(''), strings: data };
}

/** Text, or TXT's character-strings; undefined for types that nobody here reads. */
function presentData(answer: Answer & { data: unknown }): string | string[] | undefined {
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      // dns-packet reads past the end of a cut message and makes up text.
      if (isIP(answer.data) === 0) throw new Error('not an address');
      return answer.data;
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return foldName(answer.data);
    case 'MX':
      return `${answer.data.preference ?? 0} ${foldName(answer.data.exchange)}`;
    case 'TXT': {
      const parts = Array.isArray(answer.data) ? answer.data : [answer.data];
      return parts.map((part) => (typeof part === 'string' ? part : part.toString('utf8')));
    }
    case 'SOA': {
      const { mname, rname, serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0 } = answer.data;
      return [foldName(mname), foldName(rname), serial, refresh, retry, expire, minimum].join(' ');
    }
    case 'CAA':
      return `${answer.data.flags ?? 0} ${answer.data.tag} "${answer.data.value}"`;
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = answer.data;
      return [priority, weight, port, foldName(target)].join(' ');
    }
    case 'NAPTR': {
      const { order, preference, flags, services, regexp, replacement } = answer.data;
      return `${order} ${preference} "${flags}" "${services}" "${regexp}" ${foldName(replacement)}`;
    }
    case 'TLSA': {
      const { usage, selector, matchingType, certificate } = answer.data;
      return [usage, selector, matchingType, hex(certificate)].join(' ');
    }
    case 'DS': {
      const { keyTag, algorithm, digestType, digest } = answer.data;
      return [keyTag, algorithm, digestType, hex(digest)].join(' ');
    }
    case 'DNSKEY': {
      const { flags, algorithm, key } = answer.data;
      return [flags, 3, algorithm, key.toString('base64')].join(' ');
    }
    case 'RRSIG': {
      const { typeCovered, algorithm, labels, originalTTL, expiration, inception, keyTag } = answer.data;
      const { signersName, signature } = answer.data;
      return [
        ...[typeName(typeCovered), algorithm, labels, originalTTL, expiration, inception, keyTag],
        ...[foldName(signersName), signature.toString('base64')],
      ].join(' ');
    }
    case 'NSEC':
      return [foldName(answer.data.nextDomain), ...answer.data.rrtypes.map(typeName)].join(' ');
    case 'NSEC3': {
      const { algorithm, flags, iterations, salt, nextDomain, rrtypes } = answer.data;
      const next = nextDomain.toString('hex');
      return [algorithm, flags, iterations, hex(salt) || '-', next, ...rrtypes.map(typeName)].join(' ');
    }
    default:
      return presentBytes(answer.type, answer.data);
  }
}

/** Types that dns-packet hands over as bytes. */
function presentBytes(type: string, data: unknown): string | undefined {
  if (!Buffer.isBuffer(data)) return undefined;
  if (NAMED.has(type)) return `\\# ${data.length} ${hex(data)}`.trim();
  if (type !== 'NSEC3PARAM') return undefined;
  const salt = data.subarray(5, 5 + data.readUInt8(4));
  return [data.readUInt8(0), data.readUInt8(1), data.readUInt16BE(2), hex(salt) || '-'].join(' ');
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}

/** Lower case, without the trailing dot; the root stays `.`. */
export function foldName(name: string): string {
  const folded = name.toLowerCase();
  return folded.length > 1 && folded.endsWith('.') ? folded.slice(0, -1) : folded;
}
