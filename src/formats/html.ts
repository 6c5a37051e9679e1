import { Parser } from 'htmlparser2';
import { type InsecureResource, insecureIn, insecureInCss, insecureInScript } from './mixed-content.ts';

/** What a page says of itself, and what it loads. All text as it stands there: to be made fit for a report by whoever keeps it. */
export interface HtmlFacts {
  title?: string;
  /** `<link rel=canonical>`, absolute. */
  canonical?: string;
  /** `<meta property=og:url>`, absolute. */
  ogUrl?: string;
  /** A robots meta tag asks search engines to leave the page out. */
  noindex: boolean;
  /** A policy in a meta tag (CSP). */
  metaPolicy?: string;
  insecure: InsecureResource[];
  /** How many there are; `insecure` holds the first ones of each effect. */
  insecureCount: number;
  /** Paths on the same host that the page links to, without query, in order. */
  links: string[];
  /** Scripts and style sheets on the same host, with their query. */
  assets: string[];
}

const MAX_INSECURE = 20;
const MAX_LINKS = 50;
const MAX_ASSETS = 20;
const MAX_TEXT = 100_000;

/** Reads a page that stands at `pageUrl`. Whatever it holds, it comes to an end; at most 2 MB are looked at. */
export function readHtml(html: string, pageUrl: string): HtmlFacts {
  const facts: HtmlFacts = { noindex: false, insecure: [], insecureCount: 0, links: [], assets: [] };
  let base = pageUrl;
  let inside: 'title' | 'style' | 'script' | undefined;
  let text = '';
  const add = (found: readonly InsecureResource[]) => {
    for (const one of found) {
      facts.insecureCount++;
      if (facts.insecure.filter(({ effect }) => effect === one.effect).length < MAX_INSECURE)
        facts.insecure.push(one);
    }
  };
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (tag === 'base' && base === pageUrl && attributes.href)
          base = absolute(attributes.href, pageUrl) ?? base;
        if (tag === 'title' || tag === 'style' || tag === 'script') {
          inside = tag;
          text = '';
        }
        readMeta(tag, attributes, base, facts);
        readLinks(tag, attributes, base, pageUrl, facts);
        add(insecureIn(tag, attributes, base));
      },
      ontext(part) {
        if (inside && text.length < MAX_TEXT) text += part;
      },
      onclosetag(tag) {
        if (tag !== inside) return;
        if (tag === 'title') facts.title ??= text.trim().slice(0, 300);
        else if (tag === 'style') add(insecureInCss(text, base));
        else add(insecureInScript(text));
        inside = undefined;
      },
    },
    { decodeEntities: true },
  );
  parser.write(html.slice(0, 2_000_000));
  parser.end();
  return facts;
}

function readMeta(tag: string, attributes: Record<string, string>, base: string, facts: HtmlFacts): void {
  if (tag === 'link' && /\bcanonical\b/i.test(attributes.rel ?? '') && facts.canonical === undefined) {
    const url = absolute(attributes.href, base);
    if (url !== undefined) facts.canonical = url;
  }
  if (tag !== 'meta') return;
  const name = (attributes.name ?? attributes.property ?? attributes['http-equiv'] ?? '').toLowerCase();
  const content = attributes.content ?? '';
  if ((name === 'robots' || name === 'googlebot') && /\b(noindex|none)\b/i.test(content))
    facts.noindex = true;
  if (name === 'og:url' && facts.ogUrl === undefined) {
    const url = absolute(content, base);
    if (url !== undefined) facts.ogUrl = url;
  }
  if (name === 'content-security-policy') facts.metaPolicy ??= content.slice(0, 2000);
}

function readLinks(
  tag: string,
  attributes: Record<string, string>,
  base: string,
  pageUrl: string,
  facts: HtmlFacts,
): void {
  const isAsset = tag === 'script' || (tag === 'link' && /\bstylesheet\b/i.test(attributes.rel ?? ''));
  const text = tag === 'script' ? attributes.src : tag === 'a' || isAsset ? attributes.href : undefined;
  const url = absolute(text, base);
  if (url === undefined || new URL(url).host !== new URL(pageUrl).host) return;
  const { pathname, search } = new URL(url);
  if (isAsset && facts.assets.length < MAX_ASSETS) facts.assets.push(`${pathname}${search}`);
  else if (tag === 'a' && facts.links.length < MAX_LINKS && !facts.links.includes(pathname))
    facts.links.push(pathname);
}

function absolute(text: string | undefined, base: string): string | undefined {
  if (!text?.trim()) return undefined;
  try {
    const url = new URL(text.trim(), base);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** True when a file's name holds a hash of its content, as bundlers write them: it never changes under this name. */
export function isHashedName(path: string): boolean {
  const name = path.replace(/\?.*$/, '').split('/').at(-1) ?? '';
  const parts = name.split(/[.\-_~]/).slice(0, -1);
  return parts.some(
    (part) => part.length >= 8 && /^[0-9A-Za-z]+$/.test(part) && /\d/.test(part) && /[A-Za-z]/.test(part),
  );
}
