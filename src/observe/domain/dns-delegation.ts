import { type Measured, measured, notMeasured } from '../../model/artifacts.ts';
import { answerData, isAnswered } from '../../net/dns-answer.ts';
import type { DnsAuthority } from '../../net/dns-authority.ts';
import type { DnsClient } from '../../net/dns-client.ts';
import { remoteText } from '../../net/remote-text.ts';

/** What the zone above says of a zone: whom to ask for it. */
export interface Delegation {
  /** The zone above. */
  zone: string;
  /** Who said it: name and address. */
  server: string;
  /** Names of the servers it sends everybody to. */
  nameServers: string[];
  /** Addresses it gives along (glue), by name. */
  glue: Record<string, string[]>;
}

export interface ParentLook {
  delegation: Measured<Delegation>;
  /** A server that is not our resolver answered. */
  heard: boolean;
  /** Somebody in between answers in the place of the servers that we ask: no name server above zones looks names up for others. */
  intercepted: boolean;
}

const SERVERS_TRIED = 2;
const MAX_NAMES = 20;

/** The names above a zone, nearest first; the root is `.`. */
export function namesAbove(zone: string): string[] {
  const labels = zone.split('.');
  return [...labels.slice(1).map((_, index) => labels.slice(index + 1).join('.')), '.'];
}

/** Asks servers of the zone above which servers it names (RFC 1034, section 4.2.2). */
export async function askParent(
  zone: string,
  dns: DnsClient,
  authority: DnsAuthority,
  signal: AbortSignal,
): Promise<ParentLook> {
  const above = namesAbove(zone);
  const answers = await Promise.all(above.map((name) => dns.query(name, 'NS', { signal })));
  const index = answers.findIndex((answer) => answer.status === 'ok' && answerData(answer).length > 0);
  const parent = above[index];
  const listing = answers[index];
  const unknown = (reason: string, heard = false): ParentLook => ({
    delegation: notMeasured(reason),
    heard,
    intercepted: false,
  });
  if (parent === undefined || !listing) {
    const silent = answers.find((answer) => !isAnswered(answer));
    return unknown(silent?.reason ?? `no zone above ${zone} can be found`);
  }
  const hosts = answerData(listing).slice(0, SERVERS_TRIED);
  const tried = await Promise.all(
    hosts.map(async (host) => {
      const [address] = answerData(await dns.query(host, 'A', { signal }));
      if (address === undefined) return { host, address: '', reason: `${host} has no address` };
      const refusal = authority.refusalOf({ host, address });
      if (refusal !== undefined) return { host, address, reason: refusal };
      return { host, address, answer: await authority.ask({ host, address }, zone, 'NS', { signal }) };
    }),
  );
  // Servers above zones look nothing up for anybody, and refuse nobody.
  if (tried.some(({ answer }) => answer?.direct?.recursive && !answer.direct.authoritative))
    return { ...unknown('your network answers DNS questions in the place of others'), intercepted: true };
  const good = tried.find(({ answer }) => answer && isAnswered(answer));
  if (!good?.answer?.direct) {
    const reason = tried[0]?.answer?.reason ?? tried[0]?.reason ?? 'it has no server that could be asked';
    return unknown(`${parent === '.' ? 'the root' : parent}: ${reason}`);
  }
  const { direct, records } = good.answer;
  const server = `${remoteText(good.host)} (${good.address})`;
  const referral = direct.authorities.filter(({ type, name }) => type === 'NS' && name === zone);
  if (referral.length === 0) {
    return unknown(
      records.length > 0
        ? `${server} serves both ${parent} and ${zone}, so what it would tell others cannot be seen`
        : `${server} does not name ${zone}`,
      true,
    );
  }
  const nameServers = referral.map(({ data }) => remoteText(data)).slice(0, MAX_NAMES);
  const glue: Record<string, string[]> = {};
  for (const { name, type, data } of direct.additionals) {
    if ((type !== 'A' && type !== 'AAAA') || !nameServers.includes(name)) continue;
    glue[name] = [...(glue[name] ?? []), data].sort();
  }
  return {
    delegation: measured({ zone: parent, server, nameServers: nameServers.sort(), glue }),
    heard: true,
    intercepted: false,
  };
}
