import { getDomain } from 'tldts';
import type { NetworkFailure } from '../../model/host-looks.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { createCookieJar } from './cookie-jar.ts';
import { blockedBy } from './edge-block.ts';
import type { Target } from './target.ts';
import type { WebVisits } from './web-visits.ts';

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

/** What happened at `url`, the hop that gave no answer. */
export interface ChainFailure {
  url: string;
  code: NetworkFailure;
  reason: string;
}

export interface Walked {
  hops: Hop[];
  end: ChainEnd;
  failure?: ChainFailure;
  /** The address of the last answer in full: never for an artifact, its query may be a secret. */
  lastUrl: URL;
}

/** Chrome and Firefox give up after 20. */
export const MAX_REDIRECTS = 20;

const KEPT_HEADERS = new Set(
  (
    'server via age cache-control content-type strict-transport-security retry-after alt-svc x-cache x-powered-by ' +
    'cf-ray cf-cache-status cf-mitigated x-served-by x-fastly-request-id x-amz-cf-id x-amz-cf-pop x-amzn-waf-action ' +
    'x-akamai-transformed akamai-grn x-vercel-id x-vercel-cache x-vercel-mitigated x-nf-request-id x-azure-ref ' +
    'x-msedge-ref x-fd-healthproberesult cdn-pullzone cdn-requestid fly-request-id x-github-request-id rndr-id ' +
    'x-render-origin-server x-railway-edge x-railway-request-id x-goog-hash x-sucuri-id x-iinfo x-cdn ' +
    'powered-by x-shopid x-wf-region x-wf-proxy x-wix-request-id'
  ).split(' '),
);

/** Our hosts, and all names that can only belong to the same owner. */
export function ownership(target: {
  hosts: readonly Pick<Target['hosts'][number], 'host'>[];
}): (host: string) => boolean {
  const names = new Set(target.hosts.map(({ host }) => host));
  const registrable = (host: string) => getDomain(host, { allowPrivateDomains: true });
  const domains = new Set([...names].map(registrable).filter((name) => name !== null));
  return (host) => names.has(host) || domains.has(registrable(host) ?? '');
}

/** Follows redirects as browsers do, with cookies, to hosts of the same owner. Rejects with the signal's reason alone. */
export async function walkRedirects(
  web: Pick<WebVisits, 'open' | 'chainLimitMs'>,
  start: URL,
  isOurs: (host: string) => boolean,
  signal: AbortSignal,
): Promise<Walked> {
  const chain: Walked = { hops: [], end: 'final', lastUrl: start };
  const cookies = createCookieJar();
  const seen = new Set<string>();
  const deadline = performance.now() + web.chainLimitMs;
  let url = start;
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
      chain.lastUrl = url;
      cookies.store(url.hostname, response.setCookie);
      const { status, address } = response;
      const headers = keptHeaders(response.headers);
      const blocked = blockedBy(status, response.headers);
      const hop: Hop = { url: shownUrl(url), status, headers, address, ...(blocked && { blocked }) };
      chain.hops.push(hop);
      if (!isRedirect(status)) return chain;
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

/** RFC 9110, section 15.4: those that browsers follow by themselves. */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

export function targetOfRedirect(location: string | undefined, base: URL): URL | undefined {
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

/** Without credentials and query. */
export function shownUrl(url: URL): string {
  return remoteText(`${url.origin}${url.pathname}${url.search ? '?…' : ''}`);
}

function keptHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => KEPT_HEADERS.has(name))
      .map(([name, value]) => [name, remoteText(value)]),
  );
}
