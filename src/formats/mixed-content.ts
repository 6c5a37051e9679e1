/** What a browser does with a plain http resource on an https page. */
export type MixedEffect = 'blocked' | 'upgraded' | 'form';

/** One address on a page that is http. Without query: those may hold secrets. */
export interface InsecureResource {
  /** `script`, `img srcset`, `style` ... as a person would look for it. */
  where: string;
  url: string;
  effect: MixedEffect;
}

/**
 * Attributes that load something, by tag. W3C Mixed Content, sections 3.1 and 3.2, and what Chromium 156 does: a `srcset` is blocked where
 * `src` is upgraded.
 */
const LOADED: Record<string, Record<string, MixedEffect>> = {
  script: { src: 'blocked' },
  iframe: { src: 'blocked' },
  frame: { src: 'blocked' },
  embed: { src: 'blocked' },
  object: { data: 'blocked' },
  track: { src: 'blocked' },
  img: { src: 'upgraded' },
  input: { src: 'upgraded' },
  video: { src: 'upgraded', poster: 'upgraded' },
  audio: { src: 'upgraded' },
  source: { src: 'upgraded' },
  form: { action: 'form' },
  button: { formaction: 'form' },
};

/** Links that load something, by their `rel`. */
const LOADED_LINKS =
  /\b(stylesheet|icon|preload|prefetch|modulepreload|manifest|apple-touch-icon|mask-icon)\b/i;

type Attributes = Readonly<Record<string, string>>;

/** The http addresses that one tag loads, seen from the page's base address. */
export function insecureIn(tag: string, attributes: Attributes, base: string): InsecureResource[] {
  const found: InsecureResource[] = [];
  const add = (where: string, text: string | undefined, effect: MixedEffect) => {
    const url = insecureUrl(text, base);
    if (url !== undefined) found.push({ where, url, effect });
  };
  for (const [name, effect] of Object.entries(LOADED[tag] ?? {})) {
    if (tag === 'input' && attributes.type?.toLowerCase() !== 'image')
      add('form', attributes.formaction, 'form');
    else add(effect === 'form' ? 'form' : tag, attributes[name], effect);
  }
  if (tag === 'img' || tag === 'source') {
    for (const candidate of (attributes.srcset ?? '').split(/,(?=\s|\S+:)/).slice(0, 20))
      add(`${tag} srcset`, candidate.trim().split(/\s/)[0], 'blocked');
  }
  if (tag === 'link' && LOADED_LINKS.test(attributes.rel ?? ''))
    add(`link ${attributes.rel}`, attributes.href, 'blocked');
  if (attributes.style !== undefined) found.push(...insecureInCss(attributes.style, base));
  return found;
}

/** In a style sheet: imports and fonts are blocked, images upgraded. */
export function insecureInCss(css: string, base: string): InsecureResource[] {
  const found: InsecureResource[] = [];
  for (const [, before = '', , url] of css.matchAll(
    /(@import\s+|src\s*:\s*|)(?:url\(\s*)?(["']?)(http:\/\/[^"'()\s;]{1,2000})/gi,
  )) {
    const insecure = insecureUrl(url, base);
    if (insecure === undefined) continue;
    found.push({ where: 'style', url: insecure, effect: before === '' ? 'upgraded' : 'blocked' });
  }
  return found;
}

/** In an inline script: what it fetches by a literal address. */
export function insecureInScript(script: string): InsecureResource[] {
  const found: InsecureResource[] = [];
  const calls =
    /\b(?:fetch|WebSocket|EventSource|importScripts|import)\s*\(\s*["'`]((?:http|ws):\/\/[^"'`\s]{1,2000})/g;
  for (const [, text] of script.matchAll(calls)) {
    const url = insecureUrl(text, 'https://x.invalid/');
    if (url !== undefined) found.push({ where: 'script', url, effect: 'blocked' });
  }
  return found;
}

/** The address without its query where it is http (or ws) and not this computer: browsers trust what never leaves it. */
function insecureUrl(text: string | undefined, base: string): string | undefined {
  const trimmed = text?.trim();
  if (!trimmed) return undefined;
  try {
    const url = new URL(trimmed, base);
    if (url.protocol !== 'http:' && url.protocol !== 'ws:') return undefined;
    if (/^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/i.test(url.hostname)) return undefined;
    return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);
  } catch {
    return undefined;
  }
}
