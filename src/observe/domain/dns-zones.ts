import { registrableDomain } from '../../formats/registrable-domain.ts';
import type { Measured } from '../../model/artifacts.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { FileLocation } from '../../model/location.ts';
import { answerData, type DnsAnswer } from '../../net/dns-answer.ts';
import { remoteText } from '../../net/remote-text.ts';
import { askParent, type Delegation } from './dns-delegation.ts';
import { lookAtServer, type Question, type ServerLook } from './dns-server-look.ts';
import { type Asked, asked } from './mail-exchanges.ts';
import { type NetworkSession, networkSession } from './network-session.ts';
import type { TargetSite } from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    DnsZones: DnsZones;
  }
}

/** Each zone that a site lives in, as its own servers tell of it. */
export interface DnsZones {
  zones: ZoneFacts[];
}

export interface NameServer {
  host: string;
  /** The name is an alias (CNAME) of this one, which RFC 2181, section 10.3, forbids. */
  alias?: string;
  byParent: boolean;
  byZone: boolean;
  /** How the question for its address ended. */
  address: Asked;
  looks: ServerLook[];
}

export interface ZoneFacts {
  /** The name at which the zone begins: `acme.com`, also for `app.acme.com`. */
  zone: string;
  declaredAt?: FileLocation;
  /** How our resolver's question for the zone's SOA ended. */
  soa: Asked;
  /** Why servers other than our resolver cannot be asked from here. */
  blocked?: string;
  parent: Measured<Delegation>;
  nameServers: NameServer[];
}

const MAX_SERVERS = 10;
const MAX_ADDRESSES = 3;
/** Beside the apex: hosts whose address every server is asked for. */
const MAX_HOSTS = 10;
const APEX_TYPES = ['NS', 'A', 'AAAA', 'MX', 'TXT', 'CNAME'] as const;

/** Finds each zone, asks the zone above whom it names, and every named server the same questions, all at once. */
export const dnsZonesGatherer: ProjectGatherer<'DnsZones'> = {
  produces: 'DnsZones',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const session = networkSession(context);
    const { sites, hosts } = context.artifact('Target');
    context.progress?.('Asking the name servers themselves');
    const zones = await findZones(sites, session, context.signal);
    const names = hosts.map(({ host }) => host);
    return {
      zones: await Promise.all(zones.map((zone) => lookAtZone(zone, names, session, context.signal))),
    };
  },
};

export type FoundZone = Pick<ZoneFacts, 'zone' | 'declaredAt' | 'soa'>;

/** The zones that the sites live in, each once. */
export async function findZones(
  sites: readonly TargetSite[],
  session: NetworkSession,
  signal: AbortSignal,
): Promise<FoundZone[]> {
  const found = await Promise.all(sites.map((site) => findZone(site, session, signal)));
  return found.filter(({ zone }, index) => found.findIndex((other) => other.zone === zone) === index);
}

/** The nearest name at or above the site, down from what was registered, that has an SOA record. */
async function findZone(
  { domain, declaredAt }: TargetSite,
  { dns }: NetworkSession,
  signal: AbortSignal,
): Promise<FoundZone> {
  const top = registrableDomain(domain) ?? domain;
  const labels = domain.split('.');
  const names = labels
    .map((_, index) => labels.slice(index).join('.'))
    .filter((name) => name === top || name.endsWith(`.${top}`));
  // Needed next, whichever name it is.
  for (const name of names) dns.query(name, 'NS', { signal }).catch(() => {});
  const answers = await Promise.all(names.map((name) => dns.query(name, 'SOA', { signal })));
  const begins = (answer: DnsAnswer) =>
    answer.records.some(({ type, name }) => type === 'SOA' && name === answer.name);
  const found = answers.find(begins) ?? (answers.at(-1) as DnsAnswer);
  return { zone: found.name, soa: asked(found), ...(declaredAt && { declaredAt }) };
}

async function lookAtZone(
  found: FoundZone,
  hosts: readonly string[],
  session: NetworkSession,
  signal: AbortSignal,
): Promise<ZoneFacts> {
  const { dns, authority } = session;
  const { zone } = found;
  const questions: Question[] = [
    ...APEX_TYPES.map((type) => [zone, type] as const),
    ...hosts
      .filter((host) => host.endsWith(`.${zone}`))
      .slice(0, MAX_HOSTS)
      .map((host) => [host, 'A'] as const),
  ];
  const servers = new Map<string, Promise<Pick<NameServer, 'host' | 'alias' | 'address' | 'looks'>>>();
  const start = (host: string, glue: readonly string[] = []) => {
    if (servers.size >= MAX_SERVERS || servers.has(host)) return;
    const look = lookAtName(host, glue, zone, questions, session, signal);
    // When all is aborted, whatever was begun ends so too.
    look.catch(() => {});
    servers.set(host, look);
  };
  const asking = askParent(zone, dns, authority, signal);
  asking.catch(() => {});
  const own = answerData(await dns.query(zone, 'NS', { signal })).map((name) => remoteText(name));
  // Whoever both name is begun with before the zone above has answered.
  for (const host of own) start(host);
  const { delegation, heard, intercepted } = await asking;
  const theirs = delegation.ok ? delegation.value.nameServers : [];
  for (const host of theirs) start(host, delegation.ok ? delegation.value.glue[host] : []);
  const looked = await Promise.all(servers.values());
  const nameServers = looked.map((server) => ({
    ...server,
    byParent: theirs.includes(server.host),
    byZone: own.includes(server.host),
  }));
  const blocked = intercepted
    ? 'your network answers DNS questions in the place of the servers that are asked; try another network'
    : whyBlocked(heard, nameServers);
  return { ...found, ...(blocked && { blocked }), parent: delegation, nameServers };
}

/** Not one server but our own resolver said anything: that is our network, not the domain. */
function whyBlocked(heard: boolean, nameServers: readonly NameServer[]): string | undefined {
  const looks = nameServers.flatMap((server) => server.looks).filter(({ skipped }) => skipped === undefined);
  const silent = ({ status }: Asked) => status === 'timeout' || status === 'unreachable';
  if (heard || looks.length === 0 || !looks.every(({ udp, tcp }) => silent(udp) && silent(tcp)))
    return undefined;
  return 'no DNS server but your own resolver answers from here (port 53 is probably blocked); try another network';
}

async function lookAtName(
  host: string,
  glue: readonly string[],
  zone: string,
  questions: readonly Question[],
  { dns, authority }: NetworkSession,
  signal: AbortSignal,
): Promise<Pick<NameServer, 'host' | 'alias' | 'address' | 'looks'>> {
  const [four, six] = await Promise.all([
    dns.query(host, 'A', { signal }),
    dns.query(host, 'AAAA', { signal }),
  ]);
  const seen = [...answerData(four), ...answerData(six)];
  const addresses = (seen.length > 0 ? seen : glue).slice(0, MAX_ADDRESSES);
  const alias = four.records.find(({ type, name }) => type === 'CNAME' && name === host)?.data;
  const isOwn = registrableDomain(host) === registrableDomain(zone);
  const looks = await Promise.all(
    addresses.map((address) => lookAtServer({ host, address }, zone, questions, isOwn, authority, signal)),
  );
  return {
    host,
    ...(alias !== undefined && { alias: remoteText(alias) }),
    address: asked(four.status === 'ok' ? four : six.status === 'ok' ? six : four),
    looks,
  };
}
