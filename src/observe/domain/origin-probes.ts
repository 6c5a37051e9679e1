import { recogniseEdge } from '../../formats/edges.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { NetworkFailure } from '../../model/host-looks.ts';
import type { CertificateFacts } from '../../net/certificate-facts.ts';
import { decodeBody } from '../../net/content-coding.ts';
import { answerData } from '../../net/dns-answer.ts';
import type { DnsClient } from '../../net/dns-client.ts';
import type { HttpResponse } from '../../net/http-client.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { blockedBy } from './edge-block.ts';
import { networkSession } from './network-session.ts';
import type { Target } from './target.ts';
import { pageOf } from './web-pages.ts';
import type { WebVisits } from './web-visits.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    OriginProbes: OriginProbes;
  }
}

/** An address that the domain's own DNS shows beside its edge, asked for a host that is behind the edge. */
export interface OriginProbe {
  /** Behind the edge. */
  host: string;
  edge: string;
  address: string;
  /** Names of the domain that lead to the address: "direct.acme.com", "MX mail.acme.com". */
  shownBy: string[];
  /**
   * `same`: it serves the same page. `answers`: it shows a certificate for the host and another answer. `other`: it knows nothing
   * of the host. `refuses`: it turns away who does not come from the edge. `plain`: the same page, over http alone.
   */
  outcome: 'same' | 'answers' | 'other' | 'refuses' | 'plain';
  status?: number;
  /** Why it refuses. */
  reason?: string;
}

export interface OriginProbes {
  /** Hosts that an edge stands in front of, and the addresses the DNS gives for each. */
  proxied: { host: string; edge: string; addresses: string[] }[];
  probes: OriginProbe[];
  /** Addresses that could not be tried, and why. */
  unseen: string[];
}

/** Few: a domain shows one or two, and each costs its server a question. */
const MAX_CANDIDATES = 4;
const MAX_HOSTS = 3;

export const originProbesGatherer: ProjectGatherer<'OriginProbes'> = {
  produces: 'OriginProbes',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { web, dns } = networkSession(context);
    const target: Target = context.artifact('Target');
    const { signal } = context;
    const seen = await Promise.all(
      target.hosts.map(async ({ host }) => ({ host, ...(await edgeOf(web, dns, host, target, signal)) })),
    );
    const proxied = seen.flatMap(({ host, edge, addresses }) => (edge ? [{ host, edge, addresses }] : []));
    const found: OriginProbes = { proxied, probes: [], unseen: [] };
    if (proxied.length === 0) return found;
    const edgeAddresses = new Set(proxied.flatMap(({ addresses }) => addresses));
    const candidates = new Map<string, string[]>();
    const add = (address: string, by: string) => {
      if (!edgeAddresses.has(address)) candidates.set(address, [...(candidates.get(address) ?? []), by]);
    };
    for (const { host, edge, isOwn, addresses } of seen) {
      if (!edge && isOwn) for (const address of addresses) add(address, host);
    }
    for (const [name, addresses] of await mailHosts(dns, target, signal)) {
      for (const address of addresses) add(address, `MX ${name}`);
    }
    await Promise.all(
      [...candidates].slice(0, MAX_CANDIDATES).flatMap(([address, shownBy]) =>
        proxied.slice(0, MAX_HOSTS).map(async ({ host, edge }) => {
          const probe = await tryAddress(web, host, address, signal);
          if ('unseen' in probe) found.unseen.push(`${address}: ${probe.unseen}`);
          else found.probes.push({ host, edge, address, shownBy: [...new Set(shownBy)], ...probe });
        }),
      ),
    );
    found.probes.sort((a, b) => a.host.localeCompare(b.host) || a.address.localeCompare(b.address));
    return found;
  },
};

/** The edge of a host by all that gives it away; the addresses that it resolves to. */
export async function edgeOf(
  web: WebVisits,
  dns: DnsClient,
  host: string,
  target: Target,
  signal: AbortSignal,
): Promise<{ edge?: string; isOwn: boolean; addresses: string[] }> {
  const [answers, page] = await Promise.all([
    Promise.all((['A', 'AAAA'] as const).map((type) => dns.query(host, type, { signal }))),
    web.open(new URL(`https://${host}/`), '', signal).catch((error) => {
      if (error instanceof NetworkError) return undefined;
      throw error;
    }),
  ]);
  const addresses = answers.flatMap(answerData);
  const aliases = answers.flatMap(({ records }) =>
    records.filter(({ type }) => type === 'CNAME').map(({ data }) => data),
  );
  const found = recogniseEdge({ addresses, aliases, headers: page ? [page.headers] : [] });
  // An alias that leaves the domain leads to somebody else's machine.
  const isOwn = aliases.every((name) => isNameOf(target, name));
  return { addresses: addresses.slice(0, 8), isOwn, ...(found && { edge: found.edge.name }) };
}

/** Mail servers whose name is the domain's own: those of a provider are somebody else's, and are never asked. */
async function mailHosts(dns: DnsClient, target: Target, signal: AbortSignal): Promise<[string, string[]][]> {
  const { sites, hosts } = target;
  const isOwn = (name: string) => isNameOf(target, name);
  const known = new Set(hosts.map(({ host }) => host));
  const exchanges = await Promise.all(sites.map(({ domain }) => dns.query(domain, 'MX', { signal })));
  const names = exchanges
    .flatMap(answerData)
    .map((data) => data.split(' ').at(-1) ?? '')
    .filter((name) => isOwn(name) && !known.has(name));
  return Promise.all(
    [...new Set(names)].slice(0, 4).map(async (name): Promise<[string, string[]]> => {
      const answers = await Promise.all(
        (['A', 'AAAA'] as const).map((type) => dns.query(name, type, { signal })),
      );
      const leaves = answers.some(({ records }) =>
        records.some(({ type, data }) => type === 'CNAME' && !isOwn(data)),
      );
      return [name, leaves ? [] : answers.flatMap(answerData)];
    }),
  );
}

function isNameOf({ sites }: Target, name: string): boolean {
  return sites.some(({ domain }) => name === domain || name.endsWith(`.${domain}`));
}

type Tried = Pick<OriginProbe, 'outcome' | 'status' | 'reason'> | { unseen: string };

/** Nobody there, nothing but silence, or a demand for the edge's own certificate: that is how a locked server looks. */
const REFUSALS: ReadonlySet<NetworkFailure> = new Set(['refused', 'timeout', 'reset', 'tls']);

async function tryAddress(
  web: WebVisits,
  host: string,
  address: string,
  signal: AbortSignal,
): Promise<Tried> {
  const origin = await pageOf(web, host, signal);
  const expected = origin.ok ? origin.value : undefined;
  let certificate: CertificateFacts | undefined;
  try {
    const options = {
      signal,
      via: address,
      onCertificate(facts: CertificateFacts) {
        certificate = facts;
      },
    };
    const answer = await web.talk(new URL(`https://${host}/`), options, (ask) => ask('/'));
    const isSame = expected !== undefined && isSamePage(answer, expected);
    const outcome = isSame ? 'same' : outcomeOf(answer, certificate);
    return { outcome, status: answer.status };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    if (error.code === 'guarded' || error.code === 'unreachable' || error.code === 'inspected')
      return { unseen: error.message };
    if (error.code === 'refused' && expected) return tryPlain(web, host, address, expected, signal);
    if (REFUSALS.has(error.code)) return { outcome: 'refuses', reason: remoteText(error.message) };
    return { outcome: 'other' };
  }
}

async function tryPlain(
  web: WebVisits,
  host: string,
  address: string,
  expected: { size?: { unpacked: number }; html?: { title?: string } },
  signal: AbortSignal,
): Promise<Tried> {
  try {
    const answer = await web.talk(new URL(`http://${host}/`), { signal, via: address }, (ask) => ask('/'));
    return { outcome: isSamePage(answer, expected) ? 'plain' : 'other', status: answer.status };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { outcome: 'refuses', reason: 'the server refuses the connection' };
  }
}

function outcomeOf(answer: HttpResponse, certificate: CertificateFacts | undefined): OriginProbe['outcome'] {
  if (answer.status === 401 || answer.status === 403 || blockedBy(answer.status, answer.headers))
    return 'refuses';
  // A server that knows the host has a certificate for it; 404 and 421 are the words of one that does not.
  const knows = certificate?.covers === true && answer.status !== 404 && answer.status !== 421;
  return knows ? 'answers' : 'other';
}

/** A page with the same title and about as long: two answers of one app are seldom the same byte for byte. */
export function isSamePage(
  answer: HttpResponse,
  expected: { size?: { unpacked: number }; html?: { title?: string } },
): boolean {
  if (answer.status !== 200 || !expected.size) return false;
  const body = decodeBody(answer.body, answer.headers['content-encoding']);
  if (!body) return false;
  const title = /<title[^>]*>([^<]*)/i.exec(new TextDecoder().decode(body))?.[1]?.trim();
  const difference = Math.abs(body.length - expected.size.unpacked);
  const isAsLong = difference <= 0.05 * Math.max(body.length, expected.size.unpacked);
  return isAsLong && remoteText(title ?? '', 100) === (expected.html?.title ?? '');
}
