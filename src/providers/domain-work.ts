import type { Session } from '../audit/session.ts';
import type { ParsedConfig } from '../config/model.ts';
import { mailProvider, namedMailProvider } from '../formats/mail-providers.ts';
import type { ByFile } from '../model/artifacts.ts';
import type { DnsAnswer, RecordType } from '../net/dns-answer.ts';
import { askSiteMail, mailSites } from '../observe/domain/mail-records.ts';
import { targetOf } from '../observe/domain/target.ts';
import type { FileMailSenders } from '../observe/repository/mail-senders.ts';
import type { DomainWork } from './domain-question.ts';

/** What dns-records.ts asks of every host, and of every site. */
const HOST_TYPES = ['A', 'AAAA', 'CNAME'];
const SITE_TYPES = ['NS', 'SOA', 'CAA'];

/**
 * What else is sent for each host and each site, as counted at servers of our own: the zone's own servers, signatures, aliases
 * and usual names; the page again, a script and a link of it, an address that nobody made; versions and ciphers. What a host
 * answers decides, so that it is about as many.
 */
const DNS_FOR_HOST = 16;
const DNS_FOR_SITE = 35;
const WEB_FOR_HOST = 8;
const WEB_FOR_SITE = 2;
const TLS_FOR_HOST = 4;

/** What a look at the domain of a prepared session sends. */
export async function domainWorkOf(session: Session, domain: string): Promise<DomainWork> {
  const config = session.configuration();
  if (!config) throw new Error('launch-ready.yaml could not be read');
  const senders = session.artifacts().MailSenders;
  return domainWork(config, senders?.status === 'ready' ? senders.value : {}, domain);
}

/**
 * What a look at the domain sends. The mail questions are counted by asking them of nobody: what an answer would
 * lead to (redirects, included SPF records) comes on top. Throws an Error with a sentence when there is no domain.
 */
export async function domainWork(
  config: ParsedConfig,
  senders: ByFile<FileMailSenders>,
  domain: string,
): Promise<DomainWork> {
  const { hosts, sites } = targetOf(config, domain);
  const questions = new Set<string>();
  for (const { host } of hosts) for (const type of HOST_TYPES) questions.add(`${type} ${host}`);
  for (const site of sites) for (const type of SITE_TYPES) questions.add(`${type} ${site.domain}`);
  const ask = async (name: string, type: RecordType): Promise<DnsAnswer> => {
    questions.add(`${type} ${name}`);
    return { name, type, status: 'nodata', records: [], server: '', authenticated: false };
  };
  const named = config.value.email?.senders ?? [];
  const uses = Object.values(senders).flatMap((file) => file.uses.map((use) => mailProvider(use.provider)));
  const declared = named.map(({ provider }) =>
    provider === undefined ? undefined : namedMailProvider(provider),
  );
  const providers = [...new Set([...uses, ...declared].flatMap((provider) => provider ?? []))];
  const from = new Set([
    ...Object.values(senders).flatMap((file) => file.from.map((address) => address.domain)),
    ...named.map((sender) => sender.from.slice(sender.from.lastIndexOf('@') + 1).toLowerCase()),
  ]);
  for (const site of mailSites(sites, [...from])) await askSiteMail(site.domain, providers, [...from], ask);
  return {
    domain,
    sites: sites.map((site) => site.domain),
    hosts: hosts.map(({ host }) => host),
    questions: [...questions],
    dnsQueries: questions.size + hosts.length * DNS_FOR_HOST + sites.length * DNS_FOR_SITE,
    webRequests: hosts.length * WEB_FOR_HOST + sites.length * WEB_FOR_SITE,
    tlsHandshakes: hosts.length * TLS_FOR_HOST,
  };
}
