import { isIPv6 } from 'node:net';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { NetworkFailure } from '../../model/host-looks.ts';
import { answerData } from '../../net/dns-answer.ts';
import { NetworkError } from '../../net/network-error.ts';
import { networkSession } from './network-session.ts';
import type {} from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    AddressReach: AddressReach;
  }
}

export interface AddressReach {
  /** By host: each of its addresses; a host with one IPv4 address alone is left out, since all others look at that. */
  hosts: Record<string, ReachedAddress[]>;
}

/** Does anybody take a connection at the https port of one address. */
export interface ReachedAddress {
  address: string;
  family: 4 | 6;
  open: boolean;
  /** Where not open. `refused` is a fact; `timeout` may be one; the others say that we could not look. */
  code?: NetworkFailure;
  reason?: string;
}

const MAX_ADDRESSES = 8;
const CONNECT_MS = 3000;

/** Visitors get one of a host's addresses by chance: each has to work. */
export const addressReachGatherer: ProjectGatherer<'AddressReach'> = {
  produces: 'AddressReach',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { dns, connector } = networkSession(context);
    const { signal } = context;
    const reach = async (host: string, address: string): Promise<ReachedAddress> => {
      const family = isIPv6(address) ? 6 : 4;
      const limits = { signal, timeoutMs: CONNECT_MS, late: 'the server does not answer', address };
      try {
        await connector.use(host, 443, limits, async () => {});
        return { address, family, open: true };
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
        return { address, family, open: false, code: error.code, reason: error.message };
      }
    };
    /** Hosts at one address are reached or not all together. */
    const asked = new Map<string, Promise<ReachedAddress>>();
    const once = (host: string, address: string) => {
      const asking = asked.get(address) ?? reach(host, address);
      asked.set(address, asking);
      return asking;
    };
    const looked = await Promise.all(
      context.artifact('Target').hosts.map(async ({ host }) => {
        const [four, six] = await Promise.all([
          dns.query(host, 'A', { signal }),
          dns.query(host, 'AAAA', { signal }),
        ]);
        const addresses = [...answerData(four), ...answerData(six)].slice(0, MAX_ADDRESSES);
        const isPlain = addresses.length < 2 && !addresses.some(isIPv6);
        const reached = isPlain ? [] : await Promise.all(addresses.map((address) => once(host, address)));
        return [host, reached] as const;
      }),
    );
    return { hosts: Object.fromEntries(looked.filter(([, reached]) => reached.length > 0)) };
  },
};
