import { parseIpv4, parseIpv6 } from '../../formats/ip-address.ts';
import { answerData, type DnsStatus, isAnswered } from '../../net/dns-answer.ts';
import { remoteText } from '../../net/remote-text.ts';
import type { AskDns } from './mail-spf.ts';

/** How one question ended; `reason` where we could not look. */
export interface Asked {
  status: DnsStatus;
  reason?: string;
}

export interface MailExchange {
  preference: number;
  /** `.` alone is the null MX of RFC 7505. */
  host: string;
  /** Written as an address, which mail servers do not accept. */
  literal: boolean;
  /** The host is an alias (CNAME) of this name. */
  alias?: string;
  addresses: string[];
  ipv4: Asked;
  ipv6: Asked;
}

export interface MailExchanges extends Asked {
  exchanges: MailExchange[];
  /** A and AAAA of the domain itself: where mail goes when there is no MX (RFC 5321 section 5.1). */
  fallback: { ipv4: Asked; ipv6: Asked };
}

/** No sensible domain has more; a hostile one could have us ask for thousands of names. */
const MAX_EXCHANGES = 20;

/** Asks for a domain's MX records and their addresses. */
export async function askMailExchanges(domain: string, ask: AskDns): Promise<MailExchanges> {
  const [answer, ipv4, ipv6] = await Promise.all([ask(domain, 'MX'), ask(domain, 'A'), ask(domain, 'AAAA')]);
  const exchanges = await Promise.all(
    answerData(answer)
      .slice(0, MAX_EXCHANGES)
      .map((data) => askExchange(data, ask)),
  );
  exchanges.sort((a, b) => a.preference - b.preference || (a.host < b.host ? -1 : 1));
  return { ...asked(answer), exchanges, fallback: { ipv4: asked(ipv4), ipv6: asked(ipv6) } };
}

async function askExchange(data: string, ask: AskDns): Promise<MailExchange> {
  const space = data.indexOf(' ');
  const preference = Number(data.slice(0, space));
  const host = remoteText(data.slice(space + 1)) || '.';
  const literal = parseIpv4(host) !== undefined || parseIpv6(host.replace(/^\[|\]$/g, '')) !== undefined;
  if (host === '.' || literal) {
    return {
      preference,
      host,
      literal,
      addresses: [],
      ipv4: { status: 'nodata' },
      ipv6: { status: 'nodata' },
    };
  }
  const [four, six] = await Promise.all([ask(host, 'A'), ask(host, 'AAAA')]);
  const alias = [...four.records, ...six.records].find(
    (record) =>
      record.type === 'CNAME' && record.name.toLowerCase().replace(/\.$/, '') === host.toLowerCase(),
  );
  return {
    preference,
    host,
    literal,
    ...(alias && { alias: remoteText(alias.data) }),
    addresses: [...answerData(four), ...answerData(six)].sort(),
    ipv4: asked(four),
    ipv6: asked(six),
  };
}

/** Only how it ended: the answer itself is kept where it is needed. */
export function asked(answer: { status: DnsStatus; reason?: string }): Asked {
  return isAnswered(answer)
    ? { status: answer.status }
    : { status: answer.status, reason: answer.reason ?? answer.status };
}
