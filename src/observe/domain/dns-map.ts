import { DNS_MAP_SCHEMA, type DnsMap, type MapRecord } from '../../formats/dns-map.ts';
import { purposeOf } from '../../formats/dns-purpose.ts';
import { MAIL_PROVIDERS } from '../../formats/mail-provider-table.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { answerData, type DnsAnswer, isAnswered, type RecordType } from '../../net/dns-answer.ts';
import { remoteText } from '../../net/remote-text.ts';
import type { DnsPointers } from './dns-pointers.ts';
import type { DnsZones } from './dns-zones.ts';
import { type NetworkSession, networkSession } from './network-session.ts';
import type { Target } from './target.ts';
import { OTHER_SERVICES, USUAL_LABELS } from './usual-names.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    /** Of the first site's zone, with every host below it. */
    DnsMap: DnsMap;
  }
}

const APEX_TYPES = [
  ...(['NS', 'SOA', 'DS', 'A', 'AAAA', 'CNAME', 'MX', 'TXT', 'CAA', 'HTTPS'] as const),
] satisfies RecordType[];
const HOST_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'CAA', 'HTTPS'] satisfies RecordType[];
/** Of names that were guessed, and are there. */
const GUESS_TYPES = ['A', 'AAAA', 'MX', 'TXT'] satisfies RecordType[];
/** Names that stand for something by themselves, below the domain. */
const TEXT_LABELS = [
  ...['_dmarc', '_mta-sts', '_smtp._tls', 'default._bimi', '_vercel', '_github-challenge', '_atproto'],
  ...['_domainkey', 'asuid', '_acme-challenge'],
];
const MORE_LABELS = [
  'mta-sts',
  'autoconfig',
  'www',
  'ftp',
  'send',
  'bounces',
  'mx',
  'smtp',
  'imap',
  'ns1',
  'ns2',
];
/** Selectors that people choose themselves. */
const MORE_SELECTORS = ['default', 'dkim', 'mail', 'key1', 'selector'];
const MAX_VALUE = 4096;

/** Writes down everything that can be seen of a domain from outside: DNS cannot be listed, so known and usual names are asked for. */
export const dnsMapGatherer: ProjectGatherer<'DnsMap'> = {
  produces: 'DnsMap',
  dependsOn: ['Target', 'DnsZones', 'DnsPointers'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const session = networkSession(context);
    const zone = context.artifact('DnsZones').zones[0];
    if (!zone) throw new Error('no zone was found');
    if (zone.soa.status === 'nxdomain') throw new Error(`${zone.zone} does not exist in the DNS`);
    const ask = askerOf(zone, session, context.signal);
    const putAll = (questions: readonly Question[]) =>
      Promise.all(
        questions.map(async ([name, type]) => ({ name, type, answer: await ask.query(name, type) })),
      );
    const { certain, guesses } = questionsFor(zone.zone, context.artifact('Target'));
    context.progress?.(`Asking for the records of ${zone.zone}`);
    const first = await putAll([...certain, ...guesses]);
    const answers = [...first, ...(await putAll(furtherQuestions(zone.zone, first)))];
    const wildcard = context.artifact('DnsPointers').wildcards.find(({ domain }) => domain === zone.zone);
    const records = answers.flatMap(({ name, type, answer }) => recordsOf(name, type, answer));
    const own = new Set(context.artifact('Target').hosts.map(({ host }) => host));
    const kept = records.filter(
      (record) => own.has(record.name) || !isOfWildcard(record, zone.zone, wildcard),
    );
    return {
      schema: DNS_MAP_SCHEMA,
      domain: zone.zone,
      takenAt: new Date(context.now).toISOString(),
      askedOf: ask.askedOf,
      fromZone: ask.fromZone,
      records: await withDestinations(
        unique([...kept, ...wildcardRecords(zone.zone, wildcard)]),
        session,
        context.signal,
      ),
      unanswered: answers
        .filter(({ answer }) => !isAnswered(answer))
        .map(({ name, type, answer }) => ({ name, type, reason: answer.reason ?? answer.status })),
    };
  },
};

type Question = readonly [name: string, type: RecordType];

interface Asked {
  name: string;
  type: RecordType;
  answer: DnsAnswer;
}

/** Guesses are asked for one type each: name servers take hundreds of questions about nothing for an attack. */
function questionsFor(zone: string, { hosts }: Target): { certain: Question[]; guesses: Question[] } {
  const below = (labels: readonly string[]) => labels.map((label) => `${label}.${zone}`);
  const known = hosts.map(({ host }) => host).filter((host) => host.endsWith(`.${zone}`));
  const selectors = [...new Set([...MAIL_PROVIDERS.flatMap((one) => one.selectors), ...MORE_SELECTORS])];
  const each = (names: readonly string[], types: readonly RecordType[]) =>
    names.flatMap((name) => types.map((type): Question => [name, type]));
  return {
    certain: [...each([zone], APEX_TYPES), ...each(known, HOST_TYPES)],
    guesses: [
      ...each(
        below([...USUAL_LABELS, ...MORE_LABELS]).filter((name) => !known.includes(name)),
        ['A'],
      ),
      ...each(below(TEXT_LABELS), ['TXT']),
      ...each(below(selectors.map((selector) => `${selector}._domainkey`)), ['TXT']),
      ...each(below(OTHER_SERVICES), ['SRV']),
    ],
  };
}

/** The other types of guesses that exist, and the addresses of names that records lead to. */
function furtherQuestions(zone: string, first: readonly Asked[]): Question[] {
  const asked = new Set(first.map(({ name, type }) => `${name} ${type}`));
  const questions: Question[] = [];
  const add = (name: string, type: RecordType) => {
    if (asked.has(`${name} ${type}`)) return;
    asked.add(`${name} ${type}`);
    questions.push([name, type]);
  };
  for (const { name, type, answer } of first) {
    const isHost = type === 'A' && name.endsWith(`.${zone}`);
    // An alias stands alone; what does not exist has no other type either (RFC 8020).
    const isAlias = answer.records.some((record) => record.type === 'CNAME' && record.name === name);
    if (isHost && isAnswered(answer) && answer.status !== 'nxdomain' && !isAlias)
      for (const other of GUESS_TYPES) add(name, other);
    for (const record of answer.records) {
      if (!POINTING.has(record.type)) continue;
      const target = record.data.slice(record.data.lastIndexOf(' ') + 1);
      if (target.endsWith(`.${zone}`)) for (const address of ['A', 'AAAA'] as const) add(target, address);
    }
  }
  return questions;
}

const POINTING: ReadonlySet<string> = new Set(['CNAME', 'MX', 'NS', 'SRV']);

/** The zone's own server where one can be asked, for lifetimes as they are; our resolver for the rest. */
function askerOf(zone: DnsZones['zones'][number], session: NetworkSession, signal: AbortSignal) {
  const { dns, authority } = session;
  const serial = (soa = '') => Number(soa.split(' ')[2]) || 0;
  // Of copies the newest, and always the same one, so that two maps differ only where the zone does.
  const [good] = zone.nameServers
    .flatMap(({ host, looks }) =>
      looks
        .filter(({ authoritative, udp }) => authoritative && udp.status === 'ok')
        .map(({ address, soa }) => ({ host, address, serial: serial(soa) })),
    )
    .sort((a, b) => b.serial - a.serial || compare(a.host, b.host) || compare(a.address, b.address));
  const resolve = (name: string, type: RecordType) => dns.query(name, type, { signal });
  if (!good || zone.blocked !== undefined)
    return { query: resolve, fromZone: false, askedOf: `resolver ${dns.servers[0] ?? ''}` };
  return {
    fromZone: true,
    askedOf: `${good.host} (${good.address})`,
    async query(name: string, type: RecordType): Promise<DnsAnswer> {
      // The zone above knows it.
      if (type === 'DS') return resolve(name, type);
      const answer = await authority.ask(good, name, type, { signal });
      const isDelegated = isAnswered(answer) && !answer.direct?.authoritative;
      return isAnswered(answer) && !isDelegated ? answer : resolve(name, type);
    },
  };
}

function recordsOf(name: string, type: RecordType, answer: DnsAnswer): MapRecord[] {
  return answer.records
    .filter((record) => record.name === name && (record.type === type || record.type === 'CNAME'))
    .map((record) => {
      const value = remoteText(record.data, MAX_VALUE);
      return { name, type: record.type, ttl: record.ttl, value, ...purposeOf({ ...record, value }) };
    });
}

/** Several questions are answered by the same alias. */
function unique(records: readonly MapRecord[]): MapRecord[] {
  const seen = new Map(records.map((record) => [`${record.name} ${record.type} ${record.value}`, record]));
  return [...seen.values()].sort(
    (a, b) =>
      depth(a) - depth(b) || compare(a.name, b.name) || order(a) - order(b) || compare(a.value, b.value),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const depth = ({ name }: MapRecord) => name.split('.').length;
const order = ({ type }: MapRecord) => APEX_TYPES.indexOf(type as (typeof APEX_TYPES)[number]);

type Wildcard = DnsPointers['wildcards'][number];

function isOfWildcard({ name, type, value }: MapRecord, zone: string, wildcard?: Wildcard): boolean {
  if (!wildcard || name === zone) return false;
  return type === 'CNAME'
    ? value === wildcard.alias
    : wildcard.addresses.includes(value) && wildcard.alias === undefined;
}

function wildcardRecords(zone: string, wildcard?: Wildcard): MapRecord[] {
  if (wildcard?.status !== 'ok' && wildcard?.alias === undefined) return [];
  const name = `*.${zone}`;
  const values =
    wildcard.alias === undefined
      ? wildcard.addresses.map((value) => ({ type: value.includes(':') ? 'AAAA' : 'A', value }))
      : [{ type: 'CNAME', value: wildcard.alias }];
  return values.map((record) => ({ name, ttl: 300, ...record, ...purposeOf({ name, ...record }) }));
}

/** Where aliases, mail and name servers lead in the end, as a resolver sees it. */
function withDestinations(
  records: readonly MapRecord[],
  { dns }: NetworkSession,
  signal: AbortSignal,
): Promise<MapRecord[]> {
  return Promise.all(
    records.map(async (record) => {
      if (record.type !== 'CNAME' && record.type !== 'MX') return record;
      const target = record.value.split(' ').at(-1) as string;
      if (target === '.' || record.name.includes('_')) return record;
      const answer = await dns.query(target, 'A', { signal });
      const last = answer.records.findLast(({ type }) => type === 'CNAME')?.data;
      const end = [...(last === undefined ? [] : [remoteText(last)]), ...answerData(answer).sort()];
      return { ...record, leadsTo: end.length > 0 ? end : [isAnswered(answer) ? 'nowhere' : 'unknown'] };
    }),
  );
}
