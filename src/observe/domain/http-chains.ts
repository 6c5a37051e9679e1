import type { ProjectGatherer } from '../../model/gatherer.ts';
import { networkSession } from './network-session.ts';
import { type ChainEnd, type ChainFailure, type Hop, ownership, walkRedirects } from './redirect-walk.ts';
import type { Target } from './target.ts';
import type { WebVisits } from './web-visits.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    HttpChains: HttpChains;
  }
}

export type { ChainEnd, Hop };

export interface HttpChain {
  host: string;
  scheme: 'http' | 'https';
  hops: Hop[];
  end: ChainEnd;
  /** What happened at `url`, the hop that gave no answer. */
  failure?: ChainFailure;
}

export interface HttpChains {
  chains: HttpChain[];
}

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

async function follow(
  web: WebVisits,
  host: string,
  scheme: 'http' | 'https',
  isOurs: (host: string) => boolean,
  signal: AbortSignal,
): Promise<HttpChain> {
  const { lastUrl: _, ...walked } = await walkRedirects(web, new URL(`${scheme}://${host}/`), isOurs, signal);
  return { host, scheme, ...walked };
}
