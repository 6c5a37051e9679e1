import { getDomain } from 'tldts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { NetworkError, type NetworkErrorCode } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { createCookieJar } from './cookie-jar.ts';
import { blockedBy } from './edge-block.ts';
import { networkSession } from './network-session.ts';
import type { Target } from './target.ts';
import type { WebVisits } from './web-visits.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    HttpChains: HttpChains;
  }
}

/** One answer on the way. URLs are shown without credentials and query: those may be secrets. */
export interface Hop {
  url: string;
  status: number;
  /** Where it sends the visitor on to, absolute. */
  location?: string;
  headers: Record<string, string>;
  address: string;
  /** An edge or a rate limit stood between us and the site: why, in plain words. */
  blocked?: string;
}

/**
 * `final`: an answer that is no redirect. `loop`: it came back to where it had been. `tooMany`: more redirects than
 * browsers follow. `nowhere`: a redirect without a usable target. `elsewhere`: it leaves the domain, where we do not look.
 * `failed`: see `failure`.
 */
export type ChainEnd = 'final' | 'loop' | 'tooMany' | 'nowhere' | 'elsewhere' | 'failed';

export interface HttpChain {
  host: string;
  scheme: 'http' | 'https';
  hops: Hop[];
  end: ChainEnd;
  /** What happened at `url`, the hop that gave no answer. */
  failure?: { url: string; code: NetworkErrorCode; reason: string };
}

export interface HttpChains {
  chains: HttpChain[];
}

/** Chrome and Firefox give up after 20. */
export const MAX_REDIRECTS = 20;
/** For one chain: slow hops add up. */
const CHAIN_TIMEOUT_MS = 20_000;

const KEPT_HEADERS = new Set(
  (
    'server via age cache-control content-type strict-transport-security retry-after alt-svc x-cache x-powered-by ' +
    'cf-ray cf-cache-status cf-mitigated x-served-by x-fastly-request-id x-amz-cf-id x-amz-cf-pop x-amzn-waf-action ' +
    'x-akamai-transformed akamai-grn x-vercel-id x-vercel-cache x-vercel-mitigated x-nf-request-id x-azure-ref ' +
    'x-msedge-ref x-fd-healthproberesult cdn-pullzone cdn-requestid fly-request-id x-github-request-id rndr-id ' +
    'x-render-origin-server x-railway-edge x-railway-request-id x-goog-hash x-sucuri-id x-iinfo x-cdn'
  ).split(' '),
);

export const httpChainsGatherer: ProjectGatherer<'HttpChains'> = {
  produces: 'HttpChains',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { web } = networkSession(context);
    const target = context.artifact('Target');
    context.progress?.(`Opening ${target.hosts.length} hosts over http and https`);
    const isOurs = ownership(target);
    const chains = await Promise.all(
      // https first: it takes longer, and hosts behind one address wait in line for it.
      (['https', 'http'] as const).flatMap((scheme) =>
        target.hosts.map(({ host }) => follow(web, host, scheme, isOurs, context.signal)),
      ),
    );
    return { chains: withoutInspected(inOrder(chains, target)) };
  },
};

/** Host by host, http before https. */
function inOrder(chains: readonly HttpChain[], { hosts }: Target): HttpChain[] {
  const place = new Map(hosts.map(({ host }, index) => [host, index]));
  return chains.toSorted(
    (a, b) => (place.get(a.host) ?? 0) - (place.get(b.host) ?? 0) || a.scheme.length - b.scheme.length,
  );
}

/** Who answers for a host over https, with a certificate of their own, can do so over http: neither is the site's word. */
function withoutInspected(chains: HttpChain[]): HttpChain[] {
  const inspected = new Map(
    chains
      .filter(({ scheme, hops }) => scheme === 'https' && hops.length === 0)
      .filter(({ failure }) => failure?.code === 'inspected')
      .map(({ host, failure }) => [host, failure] as const),
  );
  return chains.map((chain) => {
    const failure = inspected.get(chain.host);
    return failure ? { ...chain, hops: [], end: 'failed', failure } : chain;
  });
}

/** Our hosts, and all names that can only belong to the same owner. */
function ownership(target: Target): (host: string) => boolean {
  const names = new Set(target.hosts.map(({ host }) => host));
  const registrable = (host: string) => getDomain(host, { allowPrivateDomains: true });
  const domains = new Set([...names].map(registrable).filter((name) => name !== null));
  return (host) => names.has(host) || domains.has(registrable(host) ?? '');
}

async function follow(
  web: WebVisits,
  host: string,
  scheme: 'http' | 'https',
  isOurs: (host: string) => boolean,
  signal: AbortSignal,
): Promise<HttpChain> {
  const chain: HttpChain = { host, scheme, hops: [], end: 'final' };
  const cookies = createCookieJar();
  const seen = new Set<string>();
  const deadline = performance.now() + CHAIN_TIMEOUT_MS;
  let url = new URL(`${scheme}://${host}/`);
  for (;;) {
    const cookie = cookies.headerFor(url.hostname);
    // The same page with the same cookies answers the same.
    const state = `${url.href} ${cookie}`;
    if (seen.has(state)) return { ...chain, end: 'loop' };
    seen.add(state);
    if (chain.hops.length > MAX_REDIRECTS) return { ...chain, end: 'tooMany' };
    try {
      if (performance.now() > deadline)
        throw new NetworkError('timeout', 'its redirects take longer than we wait');
      const response = await web.open(url, cookie, signal);
      cookies.store(url.hostname, response.setCookie);
      const { status, address } = response;
      const headers = keptHeaders(response.headers);
      const blocked = blockedBy(status, response.headers);
      const hop: Hop = { url: shownUrl(url), status, headers, address, ...(blocked && { blocked }) };
      chain.hops.push(hop);
      if (![301, 302, 303, 307, 308].includes(status)) return chain;
      const next = targetOfRedirect(response.headers.location, url);
      if (!next) return { ...chain, end: 'nowhere' };
      hop.location = shownUrl(next);
      if (!isOurs(next.hostname)) return { ...chain, end: 'elsewhere' };
      url = next;
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      const failure = { url: shownUrl(url), code: error.code, reason: error.message };
      return { ...chain, end: 'failed', failure };
    }
  }
}

function targetOfRedirect(location: string | undefined, base: URL): URL | undefined {
  if (!location) return undefined;
  try {
    // Servers send UTF-8 where ASCII belongs; HTTP libraries read it as Latin-1.
    const url = new URL(Buffer.from(location, 'latin1').toString('utf8'), base);
    url.hash = '';
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}

function shownUrl(url: URL): string {
  return remoteText(`${url.origin}${url.pathname}${url.search ? '?…' : ''}`);
}

function keptHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => KEPT_HEADERS.has(name))
      .map(([name, value]) => [name, remoteText(value)]),
  );
}
