import { setMaxListeners } from 'node:events';
import { parse } from 'tldts';
import type { ParsedConfig } from '../../config/model.ts';
import { dmarcWalk } from '../../formats/dmarc-discovery.ts';
import type { MailProvider } from '../../formats/mail-provider-table.ts';
import { isUnder, mailProvider, namedMailProvider } from '../../formats/mail-providers.ts';
import { isSpfRecord } from '../../formats/spf.ts';
import type { GatherContext, ProjectGatherer } from '../../model/gatherer.ts';
import type { FileLocation } from '../../model/location.ts';
import { answerData } from '../../net/dns-answer.ts';
import { type Asked, asked, askMailExchanges, type MailExchanges } from './mail-exchanges.ts';
import { probeSenders, type SenderProbe } from './mail-probes.ts';
import { type AskDns, printable, type SpfNode, walkSpf } from './mail-spf.ts';
import { networkSession } from './network-session.ts';
import type { TargetSite } from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    MailRecords: MailRecords;
  }
}

/** What the DNS says about mail, for each site. */
export interface MailRecords {
  sites: SiteMail[];
  /** Private addresses are meant (`--allow-private`): staging, tests. */
  privateAllowed: boolean;
}

export interface SiteMail {
  domain: string;
  declaredAt?: FileLocation;
  mx: MailExchanges;
  spf: SpfNode;
  /** TXT strings at the domain that were meant as SPF, but that no receiver takes for it. */
  spfLookalikes: string[];
  /** `_dmarc.` answers of the tree walk (RFC 9989 section 4.10), the domain's own first. */
  dmarc: DmarcAnswer[];
  /** DMARC records at the domain itself, where nobody looks. */
  misplacedDmarc: string[];
  /** Subdomains of the site that the code or launch-ready.yaml sends from, with their own SPF. */
  senders: { domain: string; spf: SpfNode }[];
  /** What the repository's mail providers have their customers publish. */
  probes: SenderProbe[];
}

export interface DmarcAnswer extends Asked {
  /** Without `_dmarc.`. */
  domain: string;
  /** TXT strings that are DMARC records, or were meant as such. */
  texts: string[];
}

const TEN_MINUTES_MS = 600_000;
const MAX_TEXTS = 10;

/** Asks the DNS for everything about a site's mail: MX, SPF with its includes, DMARC, and what its mail providers need. */
export const mailRecordsGatherer: ProjectGatherer<'MailRecords'> = {
  produces: 'MailRecords',
  dependsOn: ['Target', 'MailSenders', 'Configuration'],
  scope: 'network',
  ttlMs: TEN_MINUTES_MS,
  async gather(context) {
    const { dns } = networkSession(context);
    // Every question listens for the abort: there may be a hundred at once, and that is no leak.
    const signal = AbortSignal.any([context.signal]);
    setMaxListeners(0, signal);
    const ask: AskDns = (name, type) => dns.query(name, type, { signal });
    context.progress?.('Asking the DNS about mail');
    const { providers, domains } = sendersOf(context);
    return {
      privateAllowed: context.network?.allowPrivate ?? false,
      sites: await Promise.all(
        mailSites(context.artifact('Target').sites, domains).map(async ({ domain, declaredAt }) => ({
          ...(await askSiteMail(domain, providers, domains, ask)),
          ...(declaredAt && { declaredAt }),
        })),
      ),
    };
  },
};

/**
 * The domains whose mail matters: production's, and others that the project sends from. Mail lives at the registered
 * domain (acme.com), not at app.acme.com, unless the project sends from there. A name below somebody else's suffix
 * (acme.vercel.app) has no mail of its own.
 */
export function mailSites(
  sites: readonly TargetSite[],
  fromDomains: readonly string[],
): { domain: string; declaredAt?: FileLocation }[] {
  const found = new Map<string, { domain: string; declaredAt?: FileLocation }>();
  for (const [index, site] of sites.entries()) {
    const sends = fromDomains.some((name) => isUnder(name, site.domain));
    if (index > 0 && !sends) continue;
    const { domain: registered, isPrivate } = parse(site.domain, { allowPrivateDomains: true });
    if (isPrivate) continue;
    const domain = sends || registered === null ? site.domain : registered;
    if (!found.has(domain))
      found.set(domain, { domain, ...(site.declaredAt && { declaredAt: site.declaredAt }) });
  }
  return [...found.values()];
}

/** All questions of one site start at once. */
export async function askSiteMail(
  domain: string,
  providers: readonly MailProvider[],
  fromDomains: readonly string[],
  ask: AskDns,
): Promise<SiteMail> {
  const subdomains = fromDomains.filter((name) => name !== domain && isUnder(name, domain));
  const [mx, spf, txt, dmarc, senders, probes] = await Promise.all([
    askMailExchanges(domain, ask),
    walkSpf(domain, ask),
    ask(domain, 'TXT'),
    Promise.all(dmarcWalk(domain).map((name) => askDmarc(name, ask))),
    Promise.all(subdomains.map(async (name) => ({ domain: name, spf: await walkSpf(name, ask) }))),
    probeSenders(providers, [domain, ...subdomains], ask),
  ]);
  const texts = answerData(txt);
  return {
    domain,
    mx,
    spf,
    spfLookalikes: texts
      .filter((text) => isMeantAsSpf(text) && !isSpfRecord(text))
      .slice(0, MAX_TEXTS)
      .map(printable),
    dmarc,
    misplacedDmarc: texts
      .filter((text) => /^\s*v\s*=\s*DMARC1/i.test(text))
      .slice(0, MAX_TEXTS)
      .map(printable),
    senders,
    probes,
  };
}

async function askDmarc(domain: string, ask: AskDns): Promise<DmarcAnswer> {
  const answer = await ask(`_dmarc.${domain}`, 'TXT');
  const texts = answerData(answer).filter((text) => /dmarc/i.test(text.slice(0, 40)));
  return { domain, ...asked(answer), texts: texts.slice(0, MAX_TEXTS).map(printable) };
}

function isMeantAsSpf(text: string): boolean {
  return /^[\s"'“”]*(?:v\s*=?\s*spf|spf[12]|v=sfp1)/i.test(text);
}

/** Who sends, by the repository and by launch-ready.yaml. Not knowing is no reason not to look at the rest. */
function sendersOf(context: GatherContext): { providers: MailProvider[]; domains: string[] } {
  const ids = new Set<string>();
  const domains = new Set<string>();
  for (const file of Object.values(attempt(() => context.artifact('MailSenders')) ?? {})) {
    for (const use of file.uses) ids.add(use.provider);
    for (const { domain } of file.from) domains.add(domain);
  }
  const config: ParsedConfig | undefined = attempt(() => context.artifact('Configuration'));
  for (const { from, provider } of config?.value.email?.senders ?? []) {
    const named = provider === undefined ? undefined : namedMailProvider(provider);
    if (named) ids.add(named.id);
    domains.add(from.slice(from.lastIndexOf('@') + 1).toLowerCase());
  }
  return {
    providers: [...ids].sort().flatMap((id) => mailProvider(id) ?? []),
    domains: [...domains].sort(),
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
