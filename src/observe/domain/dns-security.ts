import { createHash } from 'node:crypto';
import {
  canonicalName,
  type DnsKey,
  type DsRecord,
  dnsKeyBytes,
  isZoneKey,
  keyTagOf,
  type RecordSignature,
  readDnsKey,
  readDs,
  readSignature,
} from '../../formats/dnssec.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { FileLocation } from '../../model/location.ts';
import { answerData, type DnsAnswer, isAnswered, type RecordType } from '../../net/dns-answer.ts';
import { isSignedType, signatureState } from './dns-signatures.ts';
import { findZones } from './dns-zones.ts';
import { type Asked, asked } from './mail-exchanges.ts';
import { type NetworkSession, networkSession } from './network-session.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    DnsSecurity: DnsSecurity;
  }
}

/** The DNSSEC facts of each zone, as our resolver gives them. */
export interface DnsSecurity {
  zones: ZoneSecurity[];
}

/** What the zone above vouches for. */
export interface SecureDelegation extends Omit<DsRecord, 'digest'> {
  /** `matches`: a key of the zone has this digest. `missing`: none has. `unknown`: a kind of digest that we cannot make. */
  key: 'matches' | 'missing' | 'unknown';
}

export interface ZoneKey extends Omit<DnsKey, 'key'> {
  keyTag: number;
  /** Bits of an RSA key. */
  bits?: number;
}

export interface ZoneSecurity {
  zone: string;
  declaredAt?: FileLocation;
  /** `address:port` of the resolver. */
  server: string;
  /** The question for the zone's SOA, and the same where the resolver is not to judge (CD). */
  checked: Asked;
  unchecked: Asked;
  /** The resolver vouches for the answer (AD). */
  authenticated: boolean;
  ds: Asked & { records: SecureDelegation[] };
  keys: Asked & { records: ZoneKey[] };
  signatures: RecordSignature[];
  /** Record types of the zone whose signatures do not fit the records; nothing where all fit or none could be tried. */
  brokenSignatures?: string[];
  /** Rounds of hashing in "there is no such name" (RFC 9276); undefined where NSEC3 is not used or not seen. */
  nsec3Iterations?: number;
}

const SIGNED_TYPES = ['SOA', 'A', 'MX'] as const;
const MAX_RECORDS = 20;

/** Asks for what proves a zone genuine, with and without the resolver's own judgement. */
export const dnsSecurityGatherer: ProjectGatherer<'DnsSecurity'> = {
  produces: 'DnsSecurity',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const session = networkSession(context);
    context.progress?.('Asking for DNSSEC signatures');
    const zones = await findZones(context.artifact('Target').sites, session, context.signal);
    return {
      zones: await Promise.all(
        zones.map(async ({ zone, declaredAt }) => ({
          ...(await askSecurity(zone, session.dns, context.signal)),
          ...(declaredAt && { declaredAt }),
        })),
      ),
    };
  },
};

async function askSecurity(
  zone: string,
  dns: NetworkSession['dns'],
  signal: AbortSignal,
): Promise<ZoneSecurity> {
  const raw = (type: RecordType) => dns.query(zone, type, { signal, dnssec: true, unchecked: true });
  const [soa, ds, dnskey, nsec3, ...signed] = await Promise.all([
    dns.query(zone, 'SOA', { signal }),
    dns.query(zone, 'DS', { signal, unchecked: true }),
    raw('DNSKEY'),
    raw('NSEC3PARAM'),
    ...SIGNED_TYPES.map(raw),
  ]);
  const keys = answerData(dnskey).flatMap((data) => readDnsKey(data) ?? []);
  const iterations = Number(answerData(nsec3)[0]?.split(' ')[2]);
  const broken = [dnskey, ...signed].flatMap(({ type, records }) =>
    isSignedType(type) && signatureState(zone, type, records, keys) === 'broken' ? [type] : [],
  );
  return {
    zone,
    server: soa.server,
    checked: asked(soa),
    unchecked: asked(signed[0] as DnsAnswer),
    authenticated: soa.authenticated,
    ds: {
      ...asked(ds),
      records: answerData(ds)
        .flatMap((data) => readDs(data) ?? [])
        .slice(0, MAX_RECORDS)
        .map(({ digest, ...record }) => ({
          ...record,
          key: matchOf(zone, { ...record, digest }, keys, dnskey),
        })),
    },
    keys: { ...asked(dnskey), records: keys.slice(0, MAX_RECORDS).map(keyFacts) },
    signatures: [dnskey, ...signed].flatMap((answer) => signaturesOf(zone, answer)).slice(0, MAX_RECORDS),
    ...(broken.length > 0 && { brokenSignatures: broken }),
    ...(Number.isInteger(iterations) && { nsec3Iterations: iterations }),
  };
}

function signaturesOf(zone: string, answer: DnsAnswer): RecordSignature[] {
  return answer.records
    .filter(({ type, name }) => type === 'RRSIG' && name === zone)
    .flatMap(({ data }) => readSignature(data) ?? []);
}

function keyFacts(key: DnsKey): ZoneKey {
  const bytes = Buffer.from(key.key, 'base64');
  const bits = [1, 5, 7, 8, 10].includes(key.algorithm) ? rsaBits(bytes) : undefined;
  return {
    flags: key.flags,
    algorithm: key.algorithm,
    keyTag: keyTagOf(dnsKeyBytes(key, bytes)),
    ...(bits !== undefined && { bits }),
  };
}

/** RFC 3110, section 2: length of the exponent in one octet or three, the exponent, the modulus. */
function rsaBits(key: Buffer): number | undefined {
  const [first = 0] = key;
  const start = first === 0 ? 3 + (key.length > 2 ? key.readUInt16BE(1) : 0) : 1 + first;
  return key.length > start ? (key.length - start) * 8 : undefined;
}

/** IANA "DS RR Type Digest Algorithms". */
const DIGESTS: Record<number, string> = { 1: 'sha1', 2: 'sha256', 4: 'sha384' };

/** RFC 4034, section 5.1.4: the digest of the owner's name and the key's data. */
function matchOf(
  zone: string,
  ds: DsRecord,
  keys: readonly DnsKey[],
  dnskey: DnsAnswer,
): SecureDelegation['key'] {
  const algorithm = DIGESTS[ds.digestType];
  const owner = canonicalName(zone);
  if (algorithm === undefined || !owner || !isAnswered(dnskey)) return 'unknown';
  const found = keys.some((key) => {
    const bytes = dnsKeyBytes(key, Buffer.from(key.key, 'base64'));
    if (key.algorithm !== ds.algorithm || !isZoneKey(key) || keyTagOf(bytes) !== ds.keyTag) return false;
    return createHash(algorithm).update(owner).update(bytes).digest('hex').toUpperCase() === ds.digest;
  });
  return found ? 'matches' : 'missing';
}
