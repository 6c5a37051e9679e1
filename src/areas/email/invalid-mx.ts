import { parseIpv4, parseIpv6 } from '../../formats/ip-address.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import type { MailExchange } from '../../observe/domain/mail-exchanges.ts';
import { hasNullMx, hostLocation, isAbsent, judgeSites, mxUnread } from './site.ts';

/** RFC 5321 section 5.1, RFC 2181 section 10.3 (no alias), RFC 7505 section 3 (null MX alone). */
export const invalidMx = defineCheck({
  id: 'email/invalid-mx',
  title: 'Every MX record leads to a mail server',
  failureTitle: 'An MX record leads nowhere',
  severity: 'high',
  requires: ['MailRecords'],
  messages: {
    noAddress:
      'The mail server {host} of {domain} has no address in the DNS, so no mail can be delivered to it.',
    addressLiteral:
      'The MX record of {domain} holds the address {host} where a server name must stand; mail servers do not accept that.',
    alias:
      'The mail server {host} of {domain} is an alias (CNAME) of {target}, which mail standards forbid; some senders refuse to deliver.',
    privateAddress:
      'The mail server {host} of {domain} has the address {address}, which nobody outside your network can reach.',
    nullNotAlone:
      '{domain} says that it takes no mail (MX "0 .") and names mail servers as well; senders disagree on what that means.',
  },
  run: ({ artifacts }) =>
    judgeSites(artifacts.MailRecords, (site) => {
      const unmeasured = mxUnread(site);
      const { domain, mx } = site;
      const findings: FindingDraft[] = [];
      if (hasNullMx(site)) return { findings, unmeasured };
      const { privateAllowed } = artifacts.MailRecords;
      const isUsable = (address: string): boolean => privateAllowed || !isPrivate(address);
      const works = mx.exchanges.some((exchange) => exchange.addresses.some(isUsable) || isUnread(exchange));
      const add = (
        messageId: string,
        severity: Severity,
        data: Record<string, string>,
        text: string,
      ): void => {
        findings.push({
          messageId,
          severity,
          data: { domain, ...data },
          location: hostLocation(site, 'MX'),
          remediation: { text },
        });
      };
      // With no working server left, mail is lost; with one, it is only slow or sometimes lost.
      const grade: Severity = works ? 'high' : 'blocker';
      for (const exchange of mx.exchanges) {
        const { host, alias } = exchange;
        const unreachable = exchange.addresses.find((address) => !isUsable(address));
        if (host === '.') {
          add('nullNotAlone', 'high', {}, 'Remove the MX record "0 .", or all others.');
        } else if (exchange.literal) {
          add(
            'addressLiteral',
            grade,
            { host },
            `Give the address a name, such as mx.${domain}, and put the name into the MX record.`,
          );
        } else if (isAbsent(exchange.ipv4) && isAbsent(exchange.ipv6)) {
          add(
            'noAddress',
            grade,
            { host },
            `Correct the spelling of ${host} in the MX record, give it an address, or remove the record.`,
          );
        } else if (unreachable !== undefined) {
          add('privateAddress', grade, { host, address: unreachable }, `Point ${host} at a public address.`);
        } else if (alias !== undefined) {
          add(
            'alias',
            'medium',
            { host, target: alias },
            `Put ${alias} into the MX record instead of ${host}.`,
          );
        } else if (isUnread(exchange)) {
          const reason = exchange.ipv4.reason ?? exchange.ipv6.reason ?? 'no answer';
          unmeasured.push(`the address of the mail server ${host} could not be looked up: ${reason}`);
        }
      }
      return { findings, unmeasured };
    }),
});

function isUnread(exchange: MailExchange): boolean {
  return (
    exchange.addresses.length === 0 &&
    (exchange.ipv4.reason !== undefined || exchange.ipv6.reason !== undefined)
  );
}

/** Loopback, private and link-local ranges (RFC 1122, 1918, 3927, 4193, 4291, 6598). */
function isPrivate(address: string): boolean {
  const four = parseIpv4(address);
  if (four) {
    const [a = 0, b = 0] = four;
    return (
      a === 0 ||
      a === 10 ||
      a === 127 ||
      (a === 169 && b === 254) ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 100 && b >= 64 && b < 128)
    );
  }
  const six = parseIpv6(address);
  if (!six) return false;
  const [a = 0, b = 0] = six;
  return (
    (a & 0xfe) === 0xfc || (a === 0xfe && (b & 0xc0) === 0x80) || six.slice(0, 15).every((byte) => byte === 0)
  );
}
