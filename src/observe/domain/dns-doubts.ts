import { registrableDomain } from '../../formats/registrable-domain.ts';
import { reservedEnding } from '../../formats/reserved-names.ts';
import { answerData, type DnsAnswer } from '../../net/dns-answer.ts';
import type { DnsAuthority } from '../../net/dns-authority.ts';
import type { DnsClient } from '../../net/dns-client.ts';
import { remoteText } from '../../net/remote-text.ts';
import { askParent } from './dns-delegation.ts';

/** It exists as long as the DNS does, and unlike the names above it home routers pass it on. */
const SURE_NAME = 'a.root-servers.net';
const SERVERS_TRIED = 2;
const NEVER = new AbortController().signal;

/**
 * The same client, which does not take "there is nothing" from a resolver that finds nothing at all, or that denies a domain
 * whose own servers answer: such an answer becomes `refused`, with the reason in plain words. Questions to a named server are
 * left as they are.
 */
export function doubtDns(dns: DnsClient, authority: DnsAuthority): DnsClient {
  let findsNames = false;
  const denials = new Map<string, Promise<string | undefined>>();

  /** Asked only before the first name was found. A reserved name is nowhere, whoever is asked. */
  async function isEmptyHanded(domain: string, signal: AbortSignal): Promise<boolean> {
    if (findsNames || reservedEnding(domain)) return false;
    const top = domain.slice(domain.lastIndexOf('.') + 1);
    const answers = await Promise.all([
      dns.query(SURE_NAME, 'A', { signal }),
      dns.query('.', 'NS', { signal }),
      dns.query(top, 'NS', { signal }),
      dns.query(domain, 'SOA', { signal }),
      dns.query(domain, 'A', { signal }),
    ]);
    findsNames ||= answers.some(({ status }) => status === 'ok');
    return !findsNames;
  }

  /** Who answers for a domain that our resolver denies: a server that the zone above names. */
  async function serverOf(domain: string, signal: AbortSignal): Promise<string | undefined> {
    const { delegation } = await askParent(domain, dns, authority, signal);
    if (!delegation.ok) return undefined;
    const { nameServers, glue } = delegation.value;
    const answers = await Promise.all(
      nameServers.slice(0, SERVERS_TRIED).map(async (host) => {
        const address = glue[host]?.[0] ?? answerData(await dns.query(host, 'A', { signal }))[0];
        if (address === undefined) return undefined;
        const answer = await authority.ask({ host, address }, domain, 'SOA', { signal });
        return answer.status === 'ok' && answer.direct?.authoritative ? `${host} (${address})` : undefined;
      }),
    );
    return answers.find((server) => server !== undefined);
  }

  async function denialOf(domain: string, server: string, signal: AbortSignal): Promise<string | undefined> {
    const { status } = await dns.query(domain, 'SOA', { signal });
    const witness = status === 'nxdomain' ? await serverOf(domain, signal) : undefined;
    return (
      witness &&
      `your DNS server (${server}) says that ${domain} does not exist, while ${remoteText(witness)} answers for it: it filters the name, or remembers the time before; try another network`
    );
  }

  /** Why the answer cannot be believed; undefined where it can. */
  async function doubtOf(answer: DnsAnswer, signal: AbortSignal): Promise<string | undefined> {
    const end = answer.records.findLast(({ type }) => type === 'CNAME')?.data ?? answer.name;
    const domain = registrableDomain(end);
    if (domain === undefined) return undefined;
    if (await isEmptyHanded(domain, signal))
      return `your DNS server (${answer.server}) finds no name at all, not even ${SURE_NAME}, which surely exists; try another network`;
    if (answer.status !== 'nxdomain') return undefined;
    let denial = denials.get(domain);
    if (!denial) {
      denial = denialOf(domain, answer.server, signal);
      denial.catch(() => denials.delete(domain));
      denials.set(domain, denial);
    }
    return denial;
  }

  return {
    ...dns,
    async query(name, type, options = {}) {
      const answer = await dns.query(name, type, options);
      if (options.server !== undefined) return answer;
      if (answer.status === 'ok') findsNames = true;
      if (answer.status !== 'nxdomain' && (answer.status !== 'nodata' || findsNames)) return answer;
      const reason = await doubtOf(answer, options.signal ?? NEVER);
      return reason === undefined ? answer : { ...answer, status: 'refused', records: [], reason };
    },
  };
}
