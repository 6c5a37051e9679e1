import type { DnsChange } from './dns-changes.ts';
import type { DnsMap, MapRecord } from './dns-map.ts';

/** One thing to do, and how long it takes until everybody has it. */
export interface RollbackStep {
  /** Where: at the registrar, or at whoever runs the zone. */
  at: 'registrar' | 'zone';
  name: string;
  type: string;
  remove: MapRecord[];
  put: MapRecord[];
  /** Seconds for which resolvers may still hold what is there now. */
  waitSeconds: number;
  why: string;
  /** Look again before going on: this step may mend the others by itself. */
  thenLook?: true;
}

/** How long parents keep NS and DS where nothing better is known: the TTL of `.com`'s delegations. */
const PARENT_TTL_S = 172_800;
/** "There is nothing" is kept for the SOA's minimum (RFC 2308, section 5); an hour is usual. */
const NEGATIVE_TTL_S = 3600;

type Kind = 'demand' | 'delegation' | 'site' | 'mail' | 'rest' | 'vouch';
const ORDER: readonly Kind[] = ['demand', 'delegation', 'site', 'mail', 'rest', 'vouch'];

/**
 * What to do to get back to the old map, in order: the demand for a signature is taken out first (while it is wrong nothing else is
 * seen) and comes back last; then who answers for the domain, site, mail, and the rest. Additions that harm nobody stay.
 */
export function rollbackPlan(changes: readonly DnsChange[], now: DnsMap): RollbackStep[] {
  const wanted = changes.filter(
    ({ effect, before }) => effect !== 'lifetime' && (effect !== 'added' || before.length > 0),
  );
  const moved = wanted.some(({ type, name }) => type === 'NS' && name === now.domain);
  // An alias and an address cannot stand together: whatever the old one replaced has to go.
  const names = new Set(
    wanted.flatMap(({ before, name }) => (before.some(({ type }) => type === 'CNAME') ? name : [])),
  );
  const inTheWay = changes.filter(
    (change) => !wanted.includes(change) && names.has(change.name) && change.after.length > 0,
  );
  return [...wanted, ...inTheWay]
    .flatMap(apart)
    .map((change) => ({ kind: kindOf(change), step: stepOf(change, now, moved) }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .map(({ step }) => step);
}

/** One DS is taken out, the other is put back when all else is. */
function apart(change: DnsChange): DnsChange[] {
  if (change.type !== 'DS' || change.before.length === 0 || change.after.length === 0) return [change];
  return [
    { ...change, before: [] },
    { ...change, after: [] },
  ];
}

function kindOf({ type, before, after }: DnsChange): Kind {
  const purpose = (before[0] ?? after[0])?.purpose ?? 'text';
  if (type === 'DS') return after.length > 0 ? 'demand' : 'vouch';
  if (purpose === 'delegation') return 'delegation';
  if (purpose === 'web' || purpose === 'webHints') return 'site';
  return purpose.startsWith('mail') ? 'mail' : 'rest';
}

function stepOf(change: DnsChange, now: DnsMap, moved: boolean): RollbackStep {
  const { name, type, before, after, words } = change;
  const isOurs = name === now.domain;
  const isParents = type === 'DS' || (type === 'NS' && isOurs);
  const lasting = after.length > 0 ? Math.max(...after.map(({ ttl }) => ttl)) : negativeTtl(now);
  const values = (records: readonly MapRecord[]) => new Set(records.map(({ value }) => value));
  return {
    at: isParents ? 'registrar' : 'zone',
    name,
    type,
    remove: after.filter(({ value }) => !values(before).has(value)),
    put: before.filter(({ value }) => !values(after).has(value)),
    waitSeconds: isParents ? Math.max(lasting, PARENT_TTL_S) : lasting,
    why: words,
    ...(moved && type === 'NS' && isOurs && { thenLook: true as const }),
  };
}

function negativeTtl({ records, domain }: DnsMap): number {
  const soa = records.find(({ type, name }) => type === 'SOA' && name === domain);
  const minimum = Number(soa?.value.split(' ').at(-1));
  return Number.isInteger(minimum) && soa ? Math.min(minimum, soa.ttl) : NEGATIVE_TTL_S;
}
