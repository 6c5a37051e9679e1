import type { ProjectGatherer } from '../../model/gatherer.ts';
import { decodeBody } from '../../net/content-coding.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { blockedBy } from './edge-block.ts';
import { networkSession } from './network-session.ts';
import { ownership, targetOfRedirect } from './redirect-walk.ts';
import type { Target } from './target.ts';
import type { WebVisits } from './web-visits.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    SiteFiles: SiteFiles;
  }
}

/** What stands at an agreed place of a site; `missing` where nothing does. */
export type SiteFile<T> =
  | { state: 'found'; value: T }
  | { state: 'missing'; status: number }
  | { state: 'unseen'; reason: string };

export interface SiteFileSet {
  /** Hosts that the sitemap's addresses name, with how many of its first addresses each has. */
  sitemap: SiteFile<{ hosts: Record<string, number>; plainHttp: number }>;
  /** RFC 9116. `expires`: milliseconds since the epoch, null where it cannot be read. */
  securityTxt: SiteFile<{ contacts: number; expires: number | null }>;
}

export interface SiteFiles {
  /** By the site's name. */
  sites: Record<string, SiteFileSet>;
}

export const siteFilesGatherer: ProjectGatherer<'SiteFiles'> = {
  produces: 'SiteFiles',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { web } = networkSession(context);
    const target: Target = context.artifact('Target');
    const isOurs = ownership(target);
    const read = <T>(domain: string, path: string, parse: (text: string) => T | undefined) =>
      readFile(web, new URL(path, `https://${domain}/`), isOurs, parse, context.signal);
    const sites = await Promise.all(
      target.sites.map(async ({ name, domain }) => {
        const [sitemap, securityTxt] = await Promise.all([
          read(domain, '/sitemap.xml', readSitemap),
          read(domain, '/.well-known/security.txt', readSecurityTxt),
        ]);
        return [name, { sitemap, securityTxt }] as const;
      }),
    );
    return { sites: Object.fromEntries(sites) };
  },
};

const MAX_STEPS = 3;

/** The file, by way of a few redirects to hosts of the same owner. */
async function readFile<T>(
  web: WebVisits,
  start: URL,
  isOurs: (host: string) => boolean,
  parse: (text: string) => T | undefined,
  signal: AbortSignal,
): Promise<SiteFile<T>> {
  let url = start;
  try {
    for (let step = 0; step < MAX_STEPS; step++) {
      const path = url.pathname;
      // Over the connection of the start page: no server needs to be called on again for it.
      const answer = await web.afterPage(new URL('/', url), signal, (ask) => ask(path));
      const blocked = blockedBy(answer.status, answer.headers);
      if (blocked) return { state: 'unseen', reason: blocked };
      if (answer.status >= 500) return { state: 'unseen', reason: `the server failed (${answer.status})` };
      const next =
        answer.status >= 300 && answer.status < 400 && targetOfRedirect(answer.headers.location, url);
      if (next && isOurs(next.hostname)) {
        url = next;
        continue;
      }
      const body = answer.status === 200 && decodeBody(answer.body, answer.headers['content-encoding']);
      const value = body ? parse(new TextDecoder().decode(body)) : undefined;
      return value === undefined ? { state: 'missing', status: answer.status } : { state: 'found', value };
    }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { state: 'unseen', reason: error.message };
  }
  return { state: 'missing', status: 302 };
}

const MAX_ADDRESSES = 500;

/** sitemaps.org: addresses of a sitemap, or of the sitemaps it lists. Undefined for a page that is no sitemap. */
function readSitemap(text: string): { hosts: Record<string, number>; plainHttp: number } | undefined {
  if (!/<(urlset|sitemapindex)[\s>]/i.test(text)) return undefined;
  const hosts: Record<string, number> = {};
  let plainHttp = 0;
  for (const [, address = ''] of [...text.matchAll(/<loc>\s*([^<\s]{1,2000})\s*<\/loc>/gi)].slice(
    0,
    MAX_ADDRESSES,
  )) {
    const [, scheme, host = ''] = /^(https?):\/\/([a-z0-9.-]{1,253})/i.exec(address) ?? [];
    if (!host) continue;
    const name = remoteText(host.toLowerCase());
    hosts[name] = (hosts[name] ?? 0) + 1;
    if (scheme?.toLowerCase() === 'http') plainHttp++;
  }
  return { hosts, plainHttp };
}

function readSecurityTxt(text: string): { contacts: number; expires: number | null } | undefined {
  const lines = text.split(/\r?\n/, 200);
  const contacts = lines.filter((line) => /^contact:\s*\S/i.test(line)).length;
  if (contacts === 0) return undefined;
  const expires = lines.map((line) => /^expires:\s*(\S{1,40})/i.exec(line)?.[1]).find(Boolean);
  const time = Date.parse(expires ?? '');
  return { contacts, expires: Number.isNaN(time) ? null : time };
}
