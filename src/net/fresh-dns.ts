import { answerData, type DnsAnswer, isAnswered, type RecordType } from './dns-answer.ts';
import type { DnsAuthority } from './dns-authority.ts';
import type { DnsClient } from './dns-client.ts';
import { foldName } from './dns-presentation.ts';

const SERVERS_TRIED = 3;
const MOST_ALIASES = 8;

/**
 * A client that asks the zone's own servers about `domain` and all names below it, and the resolvers about everything
 * else: a change is seen as soon as it is saved, whatever resolvers still remember. Where no server of the zone answers,
 * the resolvers do. `DnsAnswer.server` says who it was.
 */
export function createFreshDns(resolver: DnsClient, authority: DnsAuthority, domain: string): DnsClient {
  const top = foldName(domain);
  const zones = new Map<string, Promise<{ host: string; address: string }[]>>();
  const asked = new Map<string, Promise<DnsAnswer>>();

  /** The servers of the nearest zone at or above the name, which is not above the domain. */
  function serversOf(name: string, signal: AbortSignal): Promise<{ host: string; address: string }[]> {
    let servers = zones.get(name);
    if (!servers) {
      servers = findServers(name, signal);
      servers.catch(() => zones.delete(name));
      zones.set(name, servers);
    }
    return servers;
  }

  async function findServers(
    name: string,
    signal: AbortSignal,
  ): Promise<{ host: string; address: string }[]> {
    const answer = await resolver.query(name, 'NS', { signal });
    const hosts = answer.status === 'ok' ? answerData(answer).slice(0, SERVERS_TRIED) : [];
    if (hosts.length === 0) {
      const above = name.slice(name.indexOf('.') + 1);
      return name === top ? [] : serversOf(above, signal);
    }
    const addresses = await Promise.all(hosts.map((host) => resolver.query(host, 'A', { signal })));
    return hosts.flatMap((host, i) => {
      const [address] = answerData(addresses[i] as DnsAnswer);
      const server = address === undefined ? undefined : { host, address };
      return server && authority.refusalOf(server) === undefined ? [server] : [];
    });
  }

  async function ask(
    name: string,
    type: RecordType,
    signal: AbortSignal,
    aliases: number,
  ): Promise<DnsAnswer> {
    for (const server of await serversOf(name, signal)) {
      const answer = await authority.ask(server, name, type, { signal });
      // Whoever looks names up for others may remember an old answer as well.
      if (!isAnswered(answer) || answer.direct?.authoritative === false) continue;
      const { direct: _, ...plain } = answer;
      return follow(plain, signal, aliases);
    }
    return resolver.query(name, type, { signal });
  }

  /** A server of a zone tells an alias, and not always where that leads. */
  async function follow(answer: DnsAnswer, signal: AbortSignal, aliases: number): Promise<DnsAnswer> {
    const { type, records } = answer;
    const target = records.findLast((record) => record.type === 'CNAME')?.data;
    const isOpen =
      target !== undefined && type !== 'CNAME' && !records.some((record) => record.type === type);
    if (!isOpen || aliases >= MOST_ALIASES) return answer;
    const end = await query(target, type, signal, aliases + 1);
    return {
      ...answer,
      status: end.status,
      records: [...records, ...end.records],
      ...(end.reason && { reason: end.reason }),
    };
  }

  function query(name: string, type: RecordType, signal: AbortSignal, aliases = 0): Promise<DnsAnswer> {
    const folded = foldName(name);
    if (folded !== top && !folded.endsWith(`.${top}`)) return resolver.query(folded, type, { signal });
    const key = `${folded} ${type}`;
    let answer = asked.get(key);
    if (!answer) {
      answer = ask(folded, type, signal, aliases);
      answer.catch(() => asked.delete(key));
      asked.set(key, answer);
    }
    return answer;
  }

  return {
    ...resolver,
    // Who asks in another way (signatures, over TCP, one server) means what a resolver says.
    query: (name, type, options = {}) =>
      options.signal && Object.keys(options).length === 1
        ? query(name, type, options.signal)
        : resolver.query(name, type, options),
  };
}
