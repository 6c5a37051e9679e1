import type { LaunchConfig } from '../config/model.ts';

/** What a look at a domain sends, counted before it is asked for. */
export interface DomainWork {
  domain: string;
  hosts: string[];
  dnsQueries: number;
  webRequests: number;
  tlsHandshakes: number;
}

/** Record types asked of each host, and of the domain alone. */
const HOST_TYPES = ['A', 'AAAA', 'CNAME'];
const DOMAIN_TYPES = ['NS', 'SOA', 'MX', 'TXT', 'CAA', 'TXT _dmarc'];

/** Counts what the checks ask: upper rounded, since redirects and included SPF records lead to a few more. */
export function domainWork(domain: string, config: LaunchConfig): DomainWork {
  const hosts = new Set([domain, `www.${domain}`]);
  for (const name of Object.keys(config.hosts ?? {}))
    hosts.add(name.includes('.') ? name : `${name}.${domain}`);
  return {
    domain,
    hosts: [...hosts],
    dnsQueries: hosts.size * HOST_TYPES.length + DOMAIN_TYPES.length,
    webRequests: hosts.size * 2,
    tlsHandshakes: hosts.size,
  };
}

/** The question before the first look at a domain. */
export function domainQuestion({ domain, dnsQueries, webRequests, tlsHandshakes }: DomainWork): string {
  return (
    `Check ${domain} from this computer? About ${dnsQueries} DNS queries, ${webRequests} web requests and ` +
    `${tlsHandshakes} TLS handshakes go to ${domain}, its subdomains and servers. Nothing is sent to us. ` +
    'Check only domains you own or may test.'
  );
}

/** What "Show List" shows, as Markdown. */
export function domainWorkList(work: DomainWork): string {
  const { domain, hosts } = work;
  return [
    `# What a check of ${domain} sends`,
    '',
    `About ${work.dnsQueries} DNS queries, to the name servers that this computer uses:`,
    '',
    ...hosts.map((host) => `- ${HOST_TYPES.join(', ')} of ${host}`),
    `- ${DOMAIN_TYPES.join(', ')} of ${domain}, and the names that its mail records include`,
    '',
    `About ${work.webRequests} web requests, each a plain GET of the front page; redirects are followed within the domain:`,
    '',
    ...hosts.flatMap((host) => [`- http://${host}/`, `- https://${host}/`]),
    '',
    `About ${work.tlsHandshakes} TLS handshakes, to read the certificates:`,
    '',
    ...hosts.map((host) => `- ${host}, port 443`),
    '',
    'Nothing is sent to us, and nothing to anybody else. Nothing is changed anywhere.',
    '',
  ].join('\n');
}
