import type { DnsPurpose } from './dns-purpose.ts';

/** Everything that was seen of a domain's DNS from outside, at one time. */
export interface DnsMap {
  schema: typeof DNS_MAP_SCHEMA;
  domain: string;
  /** ISO 8601. */
  takenAt: string;
  /** Who said it: a name server and its address, or the resolver. */
  askedOf: string;
  /** The zone's own server was asked: lifetimes (TTL) are the zone's, not what was left of them. */
  fromZone: boolean;
  records: MapRecord[];
  /** Questions that had no answer: what is missing here may exist. */
  unanswered: { name: string; type: string; reason: string }[];
}

export interface MapRecord {
  name: string;
  type: string;
  /** Seconds. */
  ttl: number;
  /** As in a zone file, names without their last dot; of TXT the text. */
  value: string;
  purpose: DnsPurpose;
  words: string;
  /** Of an alias: where it leads in the end, the name and its addresses. */
  leadsTo?: string[];
}

export const DNS_MAP_SCHEMA = 'launch-ready/dns@1';
const MAX_RECORDS = 2000;

/** A snapshot as it was written; throws an Error with a sentence when the text is none. */
export function readDnsMap(text: string): DnsMap {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('it is no JSON; a snapshot is written with: launch-ready dns snapshot --format json');
  }
  const map = value as Partial<DnsMap> | null;
  if (typeof map !== 'object' || map === null || map.schema !== DNS_MAP_SCHEMA)
    throw new Error(`it is no DNS snapshot (its "schema" is not "${DNS_MAP_SCHEMA}")`);
  const { domain, takenAt, askedOf, fromZone, records, unanswered = [] } = map;
  if (typeof domain !== 'string' || typeof takenAt !== 'string' || !Array.isArray(records))
    throw new Error('it is a DNS snapshot of which parts are missing');
  if (records.length > MAX_RECORDS) throw new Error(`it has more than ${MAX_RECORDS} records`);
  if (!records.every(isRecord)) throw new Error('one of its records has no name, type, ttl or value');
  return {
    schema: DNS_MAP_SCHEMA,
    domain,
    takenAt,
    askedOf: String(askedOf ?? ''),
    fromZone: fromZone === true,
    records,
    unanswered: Array.isArray(unanswered) ? unanswered : [],
  };
}

function isRecord(value: unknown): value is MapRecord {
  const record = value as Partial<MapRecord> | null;
  return (
    typeof record === 'object' &&
    record !== null &&
    typeof record.name === 'string' &&
    typeof record.type === 'string' &&
    typeof record.value === 'string' &&
    typeof record.purpose === 'string' &&
    Number.isInteger(record.ttl) &&
    (record.leadsTo === undefined || Array.isArray(record.leadsTo))
  );
}

/** "1 day", "2 hours", "5 minutes", "30 seconds": rounded up, as one would wait. */
export function lifetimeWords(seconds: number): string {
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const) {
    if (seconds < size) continue;
    const number = Math.ceil(seconds / size);
    return `${number} ${unit}${number === 1 ? '' : 's'}`;
  }
  return `${seconds} seconds`;
}
