import { type DkimKey, parseDkimKey } from '../../formats/dkim.ts';
import type { MailProvider } from '../../formats/mail-provider-table.ts';
import { isUnder } from '../../formats/mail-providers.ts';
import { isSpfRecord, parseSpf } from '../../formats/spf.ts';
import { answerData, isAnswered } from '../../net/dns-answer.ts';
import { remoteText } from '../../net/remote-text.ts';
import { type Asked, asked } from './mail-exchanges.ts';
import type { AskDns } from './mail-spf.ts';

/** What stands at a name that a mail provider asks its customers to publish. */
export interface SenderProbe extends Asked {
  provider: string;
  /** `key`: a DKIM key; `bounce`: the subdomain bounces go to. */
  use: 'key' | 'bounce';
  /** The sending domain it would serve. */
  domain: string;
  /** The name that was asked. */
  name: string;
  /** True when `domain` is a usual name that nobody gave us (mail., updates. …): its absence says nothing. */
  guessed: boolean;
  /** Where the name's alias leads in the end. */
  alias?: string;
  /** The key, without its bytes. */
  key?: DkimKey;
  /** bounce: it leads to the provider, by an alias or by an SPF include. */
  leads?: boolean;
}

/** Subdomains that apps send from most often, tried beside the domain itself. */
const USUAL_SUBDOMAINS = [
  'mail',
  'email',
  'send',
  'updates',
  'notifications',
  'news',
  'mg',
  'em',
  'app',
  'mailer',
];
/** The more selectors a provider may use, the fewer are tried below guessed subdomains. */
const GUESSED_SELECTORS = 3;

/**
 * Looks for what a provider has its customers publish, at each sending domain (the first is the site's own) and, quietly, at the usual
 * subdomains. A guess that finds nothing is left out.
 */
export async function probeSenders(
  providers: readonly MailProvider[],
  domains: readonly string[],
  ask: AskDns,
): Promise<SenderProbe[]> {
  const apex = domains[0];
  const guesses = apex === undefined ? [] : USUAL_SUBDOMAINS.map((label) => `${label}.${apex}`);
  const probes: Promise<SenderProbe>[] = [];
  for (const provider of providers) {
    const add = (domain: string, guessed: boolean): void => {
      const selectors = guessed ? provider.selectors.slice(0, GUESSED_SELECTORS) : provider.selectors;
      for (const selector of selectors) {
        const name = `${selector}._domainkey.${domain}`;
        probes.push(probeKey({ provider: provider.id, use: 'key', domain, name, guessed }, ask));
      }
      // Several labels are themselves guesses: not tried below a guess.
      const bounce = guessed && provider.bounce.length > 1 ? [] : provider.bounce;
      for (const { label, leadsTo } of bounce) {
        const name = `${label}.${domain}`;
        probes.push(
          probeBounce({ provider: provider.id, use: 'bounce', domain, name, guessed }, leadsTo, ask),
        );
      }
    };
    for (const domain of domains) add(domain, false);
    for (const domain of guesses) if (!domains.includes(domain)) add(domain, true);
  }
  return (await Promise.all(probes)).filter((probe) => !probe.guessed || probe.key || probe.leads);
}

type Question = Pick<SenderProbe, 'provider' | 'use' | 'domain' | 'name' | 'guessed'>;

async function probeKey(question: Question, ask: AskDns): Promise<SenderProbe> {
  const answer = await ask(question.name, 'TXT');
  const keys = answerData(answer).flatMap((text) => parseDkimKey(text) ?? []);
  const key = keys.find((one) => !one.revoked && !one.malformed) ?? keys[0];
  const alias = aliasOf(answer);
  return { ...question, ...asked(answer), ...(alias && { alias }), ...(key && { key }) };
}

async function probeBounce(question: Question, leadsTo: string, ask: AskDns): Promise<SenderProbe> {
  const answer = await ask(question.name, 'TXT');
  const aliases = answer.records.filter((record) => record.type === 'CNAME').map((record) => record.data);
  const included = answerData(answer)
    .filter(isSpfRecord)
    .flatMap((text) => parseSpf(text).terms)
    .some(
      (term) => term.kind !== 'invalid' && term.domain !== undefined && isUnder(term.domain.text, leadsTo),
    );
  const leads = included || aliases.some((alias) => isUnder(alias, leadsTo));
  const alias = aliasOf(answer);
  return { ...question, ...asked(answer), ...(alias && { alias }), ...(isAnswered(answer) && { leads }) };
}

function aliasOf(answer: Awaited<ReturnType<AskDns>>): string | undefined {
  const last = answer.records.filter((record) => record.type === 'CNAME').at(-1);
  return last && remoteText(last.data);
}
