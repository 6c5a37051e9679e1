import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { Ask, HttpResponse } from '../../net/http-client.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { blockedBy } from './edge-block.ts';
import { networkSession } from './network-session.ts';
import type { Target, TargetHost } from './target.ts';
import { cookiesOf, keptPageHeaders, pageOf } from './web-pages.ts';
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
    const probes = await Promise.all(
      hosts.map(async (host) => [host.host, await probe(web, host, path, context.signal)] as const),
    );
    return { hosts: Object.fromEntries(probes) };
  },
};

const CAMPAIGN = 'utm_source=launch-ready';
const MAX_ASSET_BYTES = 1_000_000;

async function probe(
  web: WebVisits,
  { host, role }: TargetHost,
  path: string,
  signal: AbortSignal,
): Promise<HostProbe> {
  const found: HostProbe = {};
  const plainly =
    role === 'configured'
      ? undefined
      : askUnknown(web, `http://${host}/`, path, found, 'unknownPathHttp', signal);
  try {
    await web.talk(new URL(`https://${host}/`), { signal }, async (ask) => {
      found.unknownPath = unknownFrom(
        await ask(`${path}?${CAMPAIGN}`, { maxBodyBytes: 100_000 }),
        path,
        host,
      );
      const page = await pageOf(web, host, signal);
      if (!page.ok || page.value.blocked || page.value.status !== 200 || !page.value.html) return;
      found.again = cachedFrom(await ask('/'));
      const { asset, somePath } = page.value.html;
      if (asset) found.asset = { ...asset, path: remoteText(asset.path.replace(/\?.*/, '')), answers: [] };
      for (let time = 0; asset && time < 2; time++)
        found.asset?.answers.push(cachedFrom(await ask(asset.path, { maxBodyBytes: MAX_ASSET_BYTES })));
      if (somePath !== undefined) found.slash = await trySlash(ask, somePath);
    });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    // A server that ends the connection after an answer has said enough; what is missing is missing.
    if (!found.unknownPath || error.code !== 'reset') found.reason = error.message;
  }
  await plainly;
  return found;
}

async function askUnknown(
  web: WebVisits,
  origin: string,
  path: string,
  found: HostProbe,
  key: 'unknownPathHttp',
  signal: AbortSignal,
): Promise<void> {
  try {
    const url = new URL(`${path}?${CAMPAIGN}`, origin);
    const { hostname } = url;
    found[key] = unknownFrom(await web.open(url, '', signal), path, hostname);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
  }
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
  const status = (await ask(path, { maxBodyBytes: MAX_ASSET_BYTES })).status;
  return { path, status, otherStatus: (await ask(other, { maxBodyBytes: 100_000 })).status };
}
