import { isIP, isIPv6 } from 'node:net';
import { refusalOf } from './address-guard.ts';
import { createLimiter, type Limiter } from './concurrency.ts';
import { parseConnectTo } from './connector.ts';
import type { DnsAnswer, RecordType } from './dns-answer.ts';
import type { DnsClient } from './dns-client.ts';
import { foldName } from './dns-presentation.ts';
import type { NetworkOptions } from './network-options.ts';

/** One address of a zone's own name server. */
export interface NameServerAddress {
  host: string;
  address: string;
}

/** Asks a zone's own servers what they know themselves, without recursion. */
export interface DnsAuthority {
  /** Why the server is not asked, in plain words; undefined when it may be. */
  refusalOf(server: NameServerAddress): string | undefined;
  /**
   * As `DnsClient.query`. A server that must not be contacted is `unreachable`, with the reason. `--connect-to` counts for
   * HOST:53 as it does for the web: tests and staging.
   */
  ask(
    server: NameServerAddress,
    name: string,
    type: RecordType,
    options: { signal: AbortSignal; tcp?: boolean; dnssec?: boolean; recursion?: boolean },
  ): Promise<DnsAnswer>;
}

const DNS_PORT = 53;
/** So that no server takes us for a flood (response rate limiting begins at about this many a second). */
const IN_FLIGHT_PER_SERVER = 12;

export function createDnsAuthority(
  options: Pick<NetworkOptions, 'connectTo' | 'allowPrivate'>,
  dns: DnsClient,
): DnsAuthority {
  const mappings = options.connectTo.map(parseConnectTo).filter(({ port }) => port === String(DNS_PORT));
  const limiters = new Map<string, Limiter>();

  const whereTo = (server: NameServerAddress) => {
    const host = foldName(server.host);
    const mapping = mappings.find((one) => one.host === '' || one.host === host);
    const trusted = mapping !== undefined && isIP(mapping.toHost) !== 0;
    const address = trusted ? mapping.toHost : server.address;
    return {
      address,
      port: Number(mapping?.toPort || DNS_PORT),
      // A mapping to an address is the person's own word.
      refusal: trusted ? undefined : refusalOf(address, options),
    };
  };

  return {
    refusalOf: (server) => whereTo(server).refusal,
    async ask(server, name, type, { signal, recursion = false, ...how }) {
      const { address, port, refusal } = whereTo(server);
      if (refusal !== undefined) {
        const nothing = { records: [], authenticated: false, server: address };
        return { name: foldName(name), type, status: 'unreachable', reason: refusal, ...nothing };
      }
      const at = isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
      const limiter = limiters.get(at) ?? createLimiter(IN_FLIGHT_PER_SERVER);
      limiters.set(at, limiter);
      return limiter.run(() => dns.query(name, type, { ...how, signal, recursion, server: at }), signal);
    },
  };
}
