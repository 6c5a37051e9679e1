import { shownName } from '../formats/international-name.ts';
/** What a look at a domain sends, counted before it is asked for. */
export interface DomainWork {
  domain: string;
  /** All domains that are looked at with it, itself among them. */
  sites: string[];
  hosts: string[];
  /** "A acme.com", in the order in which they are asked. */
  questions: string[];
  dnsQueries: number;
  webRequests: number;
  tlsHandshakes: number;
}

/** The question before the first look at a domain; `note`: what else the person must know. */
export function domainQuestion(
  { sites, dnsQueries, webRequests, tlsHandshakes }: DomainWork,
  note?: string,
): string {
  const names = sites.map(shownName).join(', ');
  return (
    `Check ${names} from this computer? About ${dnsQueries} DNS queries, ${webRequests} web requests and ` +
    `${tlsHandshakes} TLS handshakes go to ${sites.join(', ')}, ${sites.length > 1 ? 'their' : 'its'} subdomains and servers. ` +
    'Nothing is sent to us. Check only domains you own or may test.' +
    (note === undefined ? '' : ` ${note}`)
  );
}

/** What "Show List" shows, as Markdown. */
export function domainWorkList(work: DomainWork): string {
  const { domain, hosts } = work;
  return [
    `# What a check of ${shownName(domain)} sends`,
    '',
    'Nothing is sent to us, and nothing is changed anywhere.',
    '',
    `## About ${work.webRequests} web requests`,
    '',
    'Each is a plain GET; nothing is posted. Of every host the front page is asked for, by http and by https, and then a second time with',
    'one of its scripts and one of its links, an address that nobody made, and, where the server is your own, the page under a',
    'made-up name. Redirects are followed within the domain.',
    '',
    ...hosts.flatMap((host) => [`- http://${host}/`, `- https://${host}/`]),
    '',
    `## About ${work.tlsHandshakes} TLS handshakes`,
    '',
    'To read the certificate, and to see which versions and ciphers the server takes:',
    '',
    ...hosts.map((host) => `- ${host}, port 443`),
    '',
    `## About ${work.dnsQueries} DNS queries`,
    '',
    'They go to the name servers that this computer uses, and to those of the domain itself. What the answers lead to is asked for as',
    'well: name servers, aliases, what a mail record includes. To begin with:',
    '',
    ...work.questions.map((question) => `- ${question}`),
    '',
  ].join('\n');
}
