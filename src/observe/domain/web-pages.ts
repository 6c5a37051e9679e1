import { type HtmlFacts, isHashedName, readHtml } from '../../formats/html.ts';
import { type CookieFacts, readSetCookie } from '../../formats/set-cookie.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { HostLook } from '../../model/host-looks.ts';
import { decodeBody } from '../../net/content-coding.ts';
import type { HttpHead, HttpResponse } from '../../net/http-client.ts';
import { remoteText } from '../../net/remote-text.ts';
import { blockedBy } from './edge-block.ts';
import { byHost, lookOf } from './host-looks.ts';
import { networkSession } from './network-session.ts';
import type {} from './target.ts';
import type { WebVisits } from './web-visits.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    WebPages: WebPages;
  }
}

/** What stands at `https://host/`. No value of a cookie, no query of an address, no text of the page beside its title. */
export interface PageFacts {
  status: number;
  address: string;
  headers: Record<string, string>;
  cookies: CookieFacts[];
  /** An edge or a rate limit stood between us and the site: why, in plain words. */
  blocked?: string;
  /** Bytes as sent and as unpacked, where the whole body was read. */
  size?: { sent: number; unpacked: number };
  html?: PageHtml;
}

export interface PageHtml extends Omit<HtmlFacts, 'links' | 'assets' | 'metaPolicy'> {
  hasMetaPolicy: boolean;
  metaPolicy?: string;
  /** A link to a page on the same host, to try with and without a slash at its end. */
  somePath?: string;
  /** A script or style sheet on the same host; one whose name holds a hash of its content, where there is one. */
  asset?: { path: string; hashed: boolean };
}

export interface WebPages {
  hosts: Record<string, HostLook<PageFacts>>;
}

export const webPagesGatherer: ProjectGatherer<'WebPages'> = {
  produces: 'WebPages',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { web } = networkSession(context);
    const { hosts } = context.artifact('Target');
    context.progress?.(`Reading the pages of ${hosts.length} hosts`);
    return { hosts: await byHost(hosts, ({ host }) => pageOf(web, host, context.signal)) };
  },
};

/** Each page is read once, whoever wants its facts. */
const known = new WeakMap<WebVisits, Map<string, Promise<HostLook<PageFacts>>>>();

/** Rejects with the signal's reason alone. */
export function pageOf(web: WebVisits, host: string, signal: AbortSignal): Promise<HostLook<PageFacts>> {
  const pages = known.get(web) ?? new Map<string, Promise<HostLook<PageFacts>>>();
  known.set(web, pages);
  const asked =
    pages.get(host) ??
    lookAt(web, host, signal).catch((error) => {
      pages.delete(host);
      throw error;
    });
  pages.set(host, asked);
  return asked;
}

function lookAt(web: WebVisits, host: string, signal: AbortSignal): Promise<HostLook<PageFacts>> {
  const url = new URL(`https://${host}/`);
  return lookOf(web.page(url, signal).then((page) => factsOf(page, url.href)));
}

const KEPT_HEADERS = new Set(
  (
    'content-type content-encoding content-security-policy content-security-policy-report-only x-frame-options ' +
    'x-content-type-options referrer-policy permissions-policy cross-origin-opener-policy cross-origin-resource-policy ' +
    'access-control-allow-origin access-control-allow-credentials cache-control pragma expires age vary etag last-modified ' +
    'x-robots-tag server via alt-svc cf-cache-status x-cache x-vercel-cache x-powered-by powered-by x-github-request-id ' +
    'x-shopid cf-ray x-vercel-id x-nf-request-id fly-request-id rndr-id x-railway-edge x-served-by x-amz-cf-id ' +
    'cdn-pullzone x-azure-ref x-wf-region x-wf-proxy x-wix-request-id www-authenticate cdn-cache-control'
  ).split(' '),
);

export function keptPageHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => KEPT_HEADERS.has(name))
      // A policy is read by its words: cut in the middle it would say something else.
      .map(([name, value]) => [name, remoteText(value, name.startsWith('content-security') ? 4000 : 256)]),
  );
}

function factsOf(response: HttpResponse, url: string): PageFacts {
  const blocked = blockedBy(response.status, response.headers);
  const facts: PageFacts = {
    status: response.status,
    address: response.address,
    headers: keptPageHeaders(response.headers),
    cookies: cookiesOf(response),
    ...(blocked !== undefined && { blocked }),
  };
  if (response.body.length === 0) return facts;
  const body = decodeBody(response.body, response.headers['content-encoding']);
  if (body && !response.truncated) facts.size = { sent: response.body.length, unpacked: body.length };
  if (body && /html/i.test(response.headers['content-type'] ?? '')) facts.html = pageHtml(textOf(body), url);
  return facts;
}

/** Of a page that may be cut off, or in an old encoding: the addresses in it are ASCII all the same. */
function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

export function cookiesOf({ setCookie }: Pick<HttpHead, 'setCookie'>): CookieFacts[] {
  return setCookie.slice(0, 30).flatMap((line) => {
    const facts = readSetCookie(line);
    return facts ? [{ ...facts, name: remoteText(facts.name, 60) }] : [];
  });
}

function pageHtml(text: string, url: string): PageHtml {
  const { links, assets, metaPolicy, ...facts } = readHtml(text, url);
  const somePath = links.find(
    (path) => /^\/[^.]{1,80}[^./]\/?$/.test(path) && !/logout|signout|delete/i.test(path),
  );
  const asset = assets.find(isHashedName) ?? assets[0];
  const clean = (value: string | undefined) =>
    value === undefined ? undefined : remoteText(withoutQuery(value));
  return {
    ...facts,
    ...(facts.title !== undefined && { title: remoteText(facts.title, 100) }),
    ...(facts.canonical !== undefined && { canonical: clean(facts.canonical) as string }),
    ...(facts.ogUrl !== undefined && { ogUrl: clean(facts.ogUrl) as string }),
    insecure: facts.insecure.map((one) => ({
      ...one,
      where: remoteText(one.where, 40),
      url: remoteText(one.url),
    })),
    hasMetaPolicy: metaPolicy !== undefined,
    ...(metaPolicy !== undefined && { metaPolicy: remoteText(metaPolicy, 2000) }),
    ...(somePath !== undefined && { somePath: remoteText(somePath) }),
    ...(asset !== undefined && { asset: { path: asset.slice(0, 500), hashed: isHashedName(asset) } }),
  };
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '');
}
