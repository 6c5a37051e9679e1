import { isInRange, recogniseEdge } from '../../formats/edges.ts';
import type { GatherContext } from '../../model/gatherer.ts';
import { createLimiter } from '../../net/concurrency.ts';
import { type Connector, createConnector, type IsEdge } from '../../net/connector.ts';
import { createDnsAuthority, type DnsAuthority } from '../../net/dns-authority.ts';
import { createDnsClient, type DnsClient } from '../../net/dns-client.ts';
import { createFreshDns } from '../../net/fresh-dns.ts';
import { createHelloProbe, type HelloProbe } from '../../net/hello-probe.ts';
import { createHttpClient, type HttpClient } from '../../net/http-client.ts';
import type { NetworkOptions } from '../../net/network-options.ts';
import { createTlsProbe, type TlsProbe } from '../../net/tls-probe.ts';
import { createTrust } from '../../net/trust.ts';
import { doubtDns } from './dns-doubts.ts';
import { type DnsSeen, watchDns } from './dns-seen.ts';
import { createWebVisits, type WebVisits } from './web-visits.ts';

/** What all network gatherers of one audit share, so that each question is asked once and the caps hold for all. */
export interface NetworkSession {
  dns: DnsClient;
  /** What the DNS answered so far. */
  seen: DnsSeen;
  authority: DnsAuthority;
  connector: Connector;
  isEdge: IsEdge;
  http: HttpClient;
  tls: TlsProbe;
  hello: HelloProbe;
  web: WebVisits;
}

/** One session for one options object: a new audit brings a new object, or closes the session first. */
const sessions = new WeakMap<NetworkOptions, NetworkSession>();

/** Throws an Error with a sentence when the network was not asked for, or its options cannot be used. */
export function networkSession(context: Pick<GatherContext, 'network'>): NetworkSession {
  const options = context.network;
  if (!options) throw new Error('the network was not asked for');
  let session = sessions.get(options);
  if (!session) {
    const trust = createTrust(options);
    const limiter = options.concurrency === undefined ? undefined : createLimiter(options.concurrency);
    const client = createDnsClient({
      dns: options.dns,
      ...(limiter && { limiter }),
      ...(options.timeoutMs !== undefined && { timeoutMs: Math.min(options.timeoutMs, 2000) }),
    });
    const authority = createDnsAuthority(options, client);
    const resolver = doubtDns(client, authority);
    const domain = options.ownServersFor;
    const asked = domain === undefined ? resolver : createFreshDns(resolver, authority, domain);
    const { dns, seen } = watchDns(asked, resolver.servers);
    const isEdge = isEdgeFor(options);
    const connector = createConnector(options, dns, limiter, isEdge);
    const http = createHttpClient(connector, trust, options.timeoutMs);
    const tls = createTlsProbe(connector, trust, options.timeoutMs);
    const hello = createHelloProbe(connector, options.timeoutMs);
    session = {
      dns,
      seen,
      authority,
      connector,
      isEdge,
      http,
      tls,
      hello,
      web: createWebVisits(http, tls, limiter && Infinity),
    };
    sessions.set(options, session);
  }
  return session;
}

/** By what is known before anything is sent there: addresses and aliases, no headers. */
function isEdgeFor({ edgeRanges = [] }: NetworkOptions): IsEdge {
  return (address, aliases) =>
    edgeRanges.some((range) => isInRange(address, range)) ||
    recogniseEdge({ addresses: [address], aliases, headers: [] }) !== undefined;
}

/** What the DNS answered; undefined where the network was not asked. */
export function dnsSeen(options: NetworkOptions): DnsSeen | undefined {
  return sessions.get(options)?.seen;
}

/** Ends what is in flight and forgets all answers. For whoever runs the audit, when it is over or aborted. */
export function closeNetwork(options: NetworkOptions | undefined): void {
  const session = options && sessions.get(options);
  if (!session) return;
  sessions.delete(options);
  session.dns.close();
}
