import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { Ask, HttpResponse } from '../../net/http-client.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { blockedBy } from './edge-block.ts';
import { byHost } from './host-looks.ts';
import { networkSession } from './network-session.ts';
import type { Target, TargetHost } from './target.ts';
import { cookiesOf, keptPageHeaders, type PageHtml, pageOf } from './web-pages.ts';
import type { WebVisits } from './web-visits.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    HostProbes: HostProbes;
  }
}

/** What a host answers for an address that nobody ever made. */
export interface UnknownPath {
  status: number;
  /** Where it sends the visitor, without query. */
  location?: string;
  /** Only told of redirects: path and query of the address are in the new one. */
  keepsPath?: boolean;
  keepsQuery?: boolean;
  blocked?: string;
}

/** One answer, for what a cache does with it. */
export interface CachedAnswer {
  status: number;
  headers: Record<string, string>;
  setsCookie: boolean;
  /** Bytes as sent; of text alone. */
  bytes?: number;
}

export interface HostProbe {
  /** Over https, and over http for a site's own names. A reason where it could not be asked. */
  unknownPath?: UnknownPath;
  unknownPathHttp?: UnknownPath;
  /** The start page, asked for a second time. */
  again?: CachedAnswer;
  /** A script or style sheet of the page, asked for twice. */
  asset?: { path: string; hashed: boolean; answers: CachedAnswer[] };
  /** A page of the site, as it is linked and with the slash at its end the other way round. */
  slash?: { path: string; status: number; otherStatus: number };
  /** Why something of this could not be looked at. */
  reason?: string;
}

export interface HostProbes {
  hosts: Record<string, HostProbe>;
}

export const hostProbesGatherer: ProjectGatherer<'HostProbes'> = {
  produces: 'HostProbes',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { web } = networkSession(context);
    const { hosts }: Target = context.artifact('Target');
    // Another one at every audit, so that no cache knows it.
    const path = `/launch-ready-${context.now.toString(36)}/no-such-page`;
    return { hosts: await byHost(hosts, (host) => probe(web, host, path, context.signal)) };
  },
};

const CAMPAIGN = 'utm_source=launch-ready';
const MAX_ASSET_BYTES = 1_000_000;
const MAX_ERROR_BYTES = 200_000;

async function probe(
  web: WebVisits,
  { host, role }: TargetHost,
  path: string,
  signal: AbortSignal,
): Promise<HostProbe> {
  const found: HostProbe = {};
  const unknown = `${path}?${CAMPAIGN}`;
  const plainly = async () => {
    const url = new URL(`http://${host}/`);
    const answer = await web.afterPage(url, signal, (ask) => ask(unknown, { maxBodyBytes: MAX_ERROR_BYTES }));
    found.unknownPathHttp = unknownFrom(answer, path, host);
  };
  const securely = () =>
    web.afterPage(new URL(`https://${host}/`), signal, async (ask) => {
      const further = async () => {
        const page = await pageOf(web, host, signal);
        if (page.ok && !page.value.blocked && page.value.status === 200 && page.value.html)
          await askPage(ask, page.value.html, found);
      };
      // Together: what fails while the page is waited for would be nobody's, and end the process.
      await Promise.all([askAll(ask, host, unknown, path, found), further()]);
    });
  const [secure] = await Promise.all([tried(securely), role === 'configured' ? undefined : tried(plainly)]);
  if (secure !== undefined && !found.unknownPath) found.reason = secure;
  return found;
}

/** The reason where it could not be asked; rejects with the signal's reason alone. */
async function tried(task: () => Promise<void>): Promise<string | undefined> {
  try {
    await task();
    return undefined;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return error.message;
  }
}

async function askAll(
  ask: Ask,
  host: string,
  unknown: string,
  path: string,
  found: HostProbe,
): Promise<void> {
  found.unknownPath = unknownFrom(await ask(unknown, { maxBodyBytes: MAX_ERROR_BYTES }), path, host);
}

/** All at once: the answers come in order, so that the second one of a kind is the one from the cache. */
async function askPage(ask: Ask, { asset, somePath }: PageHtml, found: HostProbe): Promise<void> {
  const again = ask('/').then((answer) => {
    found.again = cachedFrom(answer);
  });
  const twice = asset && [0, 1].map(() => ask(asset.path, { maxBodyBytes: MAX_ASSET_BYTES }));
  const slash = somePath === undefined ? undefined : trySlash(ask, somePath);
  const results = await Promise.allSettled([again, Promise.all(twice ?? []), slash]);
  const [, assets, tries] = results;
  if (asset && assets.status === 'fulfilled') {
    const answers = assets.value.map(cachedFrom);
    found.asset = { ...asset, path: remoteText(asset.path.replace(/\?.*/, '')), answers };
  }
  if (tries.status === 'fulfilled' && tries.value) found.slash = tries.value;
  const failed = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
  // A server that ends the connection after an answer has said enough; what is missing is missing.
  if (failed && !(failed.reason instanceof NetworkError)) throw failed.reason;
}

function unknownFrom(
  { status, headers }: Pick<HttpResponse, 'status' | 'headers'>,
  path: string,
  host: string,
): UnknownPath {
  const blocked = blockedBy(status, headers);
  const answer: UnknownPath = { status, ...(blocked !== undefined && { blocked }) };
  if (status < 300 || status >= 400 || !headers.location) return answer;
  try {
    const url = new URL(headers.location, `https://${host}/`);
    answer.location = remoteText(`${url.origin}${url.pathname}`);
    answer.keepsPath = url.pathname.replace(/\/$/, '') === path;
    answer.keepsQuery = url.search.includes(CAMPAIGN);
  } catch {
    // A redirect to nowhere is another check's finding.
  }
  return answer;
}

function cachedFrom({ status, headers, setCookie, body, truncated }: HttpResponse): CachedAnswer {
  return {
    status,
    headers: keptPageHeaders(headers),
    setsCookie: cookiesOf({ setCookie }).length > 0,
    ...(!truncated && body.length > 0 && { bytes: body.length }),
  };
}

async function trySlash(ask: Ask, path: string): Promise<NonNullable<HostProbe['slash']>> {
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  const [asked, turned] = await Promise.all(
    [path, other].map((one) => ask(one, { maxBodyBytes: MAX_ASSET_BYTES })),
  );
  return { path, status: asked?.status ?? 0, otherStatus: turned?.status ?? 0 };
}
