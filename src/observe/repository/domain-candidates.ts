import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    DomainCandidates: ByFile<DomainMention[]>;
  }
}

/** How surely a file means the domain that customers use: `bound` is what a host is told to answer for. */
export type Confidence = 'bound' | 'stated' | 'hinted';

/** A host name that a file gives as the project's own. Of a URL only the host is kept. */
export interface DomainMention {
  host: string;
  confidence: Confidence;
  range: Range;
}

/** A domain one could check, with where it was found, the surest place first. */
export interface DomainCandidate {
  /** The registrable domain (public suffix list): `acme.co.uk` of `www.acme.co.uk`. */
  domain: string;
  place: string;
  range: Range;
  confidence: Confidence;
  /** The names as written, without repetitions. */
  hosts: string[];
}

interface Reader {
  files: RegExp;
  /** Each finds a host (or URL) in its named group `host`; linear, on single lines. */
  patterns: readonly (readonly [Confidence, RegExp])[];
}

const MAX_TEXT = 256 * 1024;
const MAX_LINE = 1_000;
const MAX_MENTIONS = 50;

const HOST = String.raw`(?<host>(?:https?://)?(?:\*\.)?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8})`;
/** In front of an @ stands a user name, no host. */
const URL_HOST = String.raw`${HOST.replace('(?:https?://)?', 'https?://')}(?![^/\s"']*@)`;
/** `SITE_URL`, `NEXT_PUBLIC_APP_URL`, `BASE_URL`; of *_BASE_URL only those that name the own site, not OPENAI_BASE_URL. */
const OWN_URL =
  '(?:(?:[A-Z0-9]{1,30}_){0,5}(?:SITE|APP)_URL|(?:(?:NEXT|NUXT|EXPO|PUBLIC|VITE|GATSBY|REACT|APP|SITE|WEB|FRONTEND)_){0,3}BASE_URL)';
const SITE_URL: readonly [Confidence, RegExp] = [
  'stated',
  new RegExp(String.raw`\b${OWN_URL}["']?\s*[=:]\s*["']?${URL_HOST}`, 'gu'),
];

const READERS: readonly Reader[] = [
  { files: /(^|\/)CNAME$/, patterns: [['bound', new RegExp(`^\\s*${HOST}\\s*$`, 'gu')]] },
  {
    files: /(^|\/)wrangler\.(toml|jsonc?)$/,
    patterns: [
      [
        'bound',
        new RegExp(
          String.raw`["']?\b(?:pattern|zone_name|route|custom_domain)["']?\s*[=:]\s*["']${HOST}`,
          'gu',
        ),
      ],
      ['bound', new RegExp(String.raw`["']?\broutes["']?\s*[=:]\s*\[\s*["']${HOST}`, 'gu')],
      SITE_URL,
    ],
  },
  {
    files: /(^|\/)vercel\.json$/,
    patterns: [['bound', new RegExp(String.raw`"alias"\s*:\s*\[?\s*"${HOST}"`, 'gu')], SITE_URL],
  },
  {
    files: /(^|\/)netlify\.toml$/,
    patterns: [['stated', new RegExp(String.raw`^\s*to\s*=\s*["']${URL_HOST}/:splat["']`, 'gu')], SITE_URL],
  },
  { files: /(^|\/)fly(\.production)?\.toml$/, patterns: [SITE_URL] },
  {
    files: /(^|\/)\.env\.(example|sample|template|dist|defaults|production|production\.example)$/,
    patterns: [SITE_URL],
  },
  {
    files: /(^|\/)astro\.config\.[cm]?[jt]s$/,
    patterns: [
      ['stated', new RegExp(String.raw`^\s*(?:site|"site"|'site')\s*:\s*["'\x60]${URL_HOST}`, 'gu')],
    ],
  },
  {
    files: /(^|\/)next-sitemap\.config\.[cm]?[jt]s$/,
    patterns: [
      [
        'stated',
        new RegExp(
          String.raw`\bsiteUrl["']?\s*:\s*(?:process\.env\.\w+\s*(?:\|\||\?\?)\s*)?["'\x60]${URL_HOST}`,
          'gu',
        ),
      ],
    ],
  },
  {
    files: /(^|\/)package\.json$/,
    patterns: [['hinted', new RegExp(String.raw`^\s*"homepage"\s*:\s*"${URL_HOST}`, 'gu')]],
  },
];

/** Which domain the project is probably about: proposed to a person, never looked at unasked. */
export const domainCandidatesGatherer: FileGatherer<'DomainCandidates'> = {
  produces: 'DomainCandidates',
  scope: 'file',
  appliesTo: (path) =>
    !/(^|\/)node_modules\//.test(path) && READERS.some((reader) => reader.files.test(path)),
  gatherFile({ path, text }) {
    const mentions = mentionsIn(path, text);
    return mentions.length > 0 ? mentions : undefined;
  },
};

function mentionsIn(path: string, text: string): DomainMention[] {
  const reader = READERS.find((one) => one.files.test(path));
  if (!reader || text.length > MAX_TEXT) return [];
  const mentions: DomainMention[] = [];
  for (const [line, words] of text.split(/\r\n|\n|\r/).entries()) {
    if (words.length > MAX_LINE || /^\s*(#|\/\/)/.test(words)) continue;
    for (const [confidence, pattern] of reader.patterns) {
      for (const match of words.matchAll(pattern)) {
        const written = match.groups!.host!;
        const host = written.replace(/^https?:\/\//, '').replace(/^\*\./, '');
        const end = match.index + match[0].lastIndexOf(written) + written.length;
        const range = { start: { line, character: end - host.length }, end: { line, character: end } };
        mentions.push({ host: host.toLowerCase(), confidence, range });
        if (mentions.length === MAX_MENTIONS) return mentions;
      }
    }
  }
  return mentions;
}

const ORDER: readonly Confidence[] = ['bound', 'stated', 'hinted'];
/** Where code lives and what examples say: nobody's launch domain. */
const NOT_OWN =
  /^(github|gitlab|bitbucket|npmjs|gitbook|notion|openai|anthropic|stripe|googleapis|google|sentry|supabase|auth0|clerk|posthog|resend|twilio)\.(com|org|io|co|so|dev)$|^(example|domain|yourdomain|your-domain|mydomain|my-domain|yoursite|your-site|mysite|yourapp|your-app|myapp|my-app|website|changeme)\.[a-z.]+$/;

/**
 * The domains worth proposing, the likeliest first: how sure the place is, then how often, then by name. Hosts of
 * platforms (`acme.vercel.app`), addresses and names outside the public DNS are left out.
 */
export async function rankDomainCandidates(mentions: ByFile<DomainMention[]>): Promise<DomainCandidate[]> {
  const { parse } = await import('tldts');
  const byDomain = new Map<string, DomainCandidate & { count: number }>();
  for (const place of Object.keys(mentions).sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))) {
    for (const { host, confidence, range } of mentions[place]!) {
      const { domain, isIcann, isPrivate, isIp } = parse(host, { allowPrivateDomains: true });
      if (!domain || !isIcann || isPrivate || isIp || NOT_OWN.test(domain)) continue;
      const known = byDomain.get(domain);
      if (!known) {
        byDomain.set(domain, { domain, place, range, confidence, hosts: [host], count: 1 });
        continue;
      }
      known.count++;
      if (!known.hosts.includes(host)) known.hosts.push(host);
      if (ORDER.indexOf(confidence) < ORDER.indexOf(known.confidence))
        Object.assign(known, { place, range, confidence });
    }
  }
  return [...byDomain.values()]
    .sort(
      (a, b) =>
        ORDER.indexOf(a.confidence) - ORDER.indexOf(b.confidence) ||
        b.count - a.count ||
        (a.domain < b.domain ? -1 : 1),
    )
    .map(({ count: _, ...candidate }) => candidate);
}

function depth(path: string): number {
  return path.split('/').length;
}
