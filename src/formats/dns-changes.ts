import {
  DNS_EFFECTS,
  type DnsEffect,
  type EdgeOf,
  type EffectInWords,
  effectOf,
  lifetimeEffect,
  type RecordGroup,
  ttlOf,
} from './dns-effects.ts';
import type { DnsMap, MapRecord } from './dns-map.ts';

/** All that changed of one name and type. */
export type DnsChange = RecordGroup & EffectInWords;

export interface DnsDifference {
  changes: DnsChange[];
  /** Of the old records, those of which nothing can be said now. */
  unseen: { name: string; type: string; reason: string }[];
}

/** Effects that a launch does not survive, or that cost days. */
const GRAVE: ReadonlySet<DnsEffect> = new Set(DNS_EFFECTS.slice(0, 7));

export function isGrave({ effect }: Pick<DnsChange, 'effect'>): boolean {
  return GRAVE.has(effect);
}

/** Compares two maps of one domain, name by name and type by type. Serial numbers do not count. */
export function diffDnsMaps(before: DnsMap, after: DnsMap, edgeOf: EdgeOf): DnsDifference {
  const unknown = new Map(after.unanswered.map((one) => [`${one.name} ${one.type}`, one.reason]));
  const groups = new Map<string, { before: MapRecord[]; after: MapRecord[] }>();
  const put = (side: 'before' | 'after', record: MapRecord) => {
    if (record.type === 'SOA') return;
    // Texts of one name have nothing to do with each other.
    const key = `${record.name} ${record.type}${record.type === 'TXT' ? ` ${record.purpose}` : ''}`;
    const group = groups.get(key) ?? { before: [], after: [] };
    group[side].push(record);
    groups.set(key, group);
  };
  for (const record of before.records) put('before', record);
  for (const record of after.records) put('after', record);
  const changes: DnsChange[] = [];
  const unseen: DnsDifference['unseen'] = [];
  for (const [key, group] of groups) {
    const [name = '', type = ''] = key.split(' ');
    const reason = group.after.length === 0 ? unknown.get(`${name} ${type}`) : undefined;
    if (reason !== undefined) {
      unseen.push({ name, type, reason });
      continue;
    }
    const isSame = valuesOf(group.before) === valuesOf(group.after);
    // The zone above was asked through a resolver.
    const isExact = before.fromZone && after.fromZone && type !== 'DS';
    if (isSame && (!isExact || ttlOf(group.before) === ttlOf(group.after))) continue;
    const judged = isSame
      ? lifetimeEffect(group)
      : effectOf({ name, type, ...group }, { before, after, edgeOf });
    changes.push({ name, type, ...group, ...judged });
  }
  const rank = ({ effect }: DnsChange) => DNS_EFFECTS.indexOf(effect);
  changes.sort((a, b) => rank(a) - rank(b) || compare(a.name, b.name) || compare(a.type, b.type));
  return { changes, unseen };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const valuesOf = (records: readonly MapRecord[]) =>
  records
    .map(({ value }) => value)
    .sort()
    .join('\n');
