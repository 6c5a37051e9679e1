import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { mailFromDomains } from './senders.ts';
import { hasNullMx, hostLocation, isAbsent, judgeSites, mxUnread } from './site.ts';

/** RFC 5321 section 5.1 (no MX: the domain's own address), RFC 7505 (null MX). */
export const missingMx = defineCheck({
  id: 'email/missing-mx',
  title: 'Mail to the domain has somewhere to go',
  failureTitle: 'Mail to the domain has nowhere to go',
  severity: 'high',
  requires: ['MailRecords', 'MailSenders', 'Configuration'],
  messages: {
    missing:
      '{domain} has no MX record, so it takes no mail: replies from customers, bounces and account notices to this domain are lost.',
    fallback:
      '{domain} has no MX record. Mail to it is tried at the web server, which most likely refuses it: replies and bounces are lost.',
    closedButSends:
      '{domain} says that it takes no mail (MX "0 ."), yet the project sends mail from it: bounces cannot come back, and many receivers refuse such a sender.',
  },
  run: ({ artifacts }) => {
    const senders = mailFromDomains(artifacts.MailSenders, artifacts.Configuration);
    return judgeSites(artifacts.MailRecords, (site) => {
      const unmeasured = mxUnread(site);
      const { domain, mx } = site;
      if (unmeasured.length > 0) return { findings: [], unmeasured };
      const location = hostLocation(site, 'MX');
      const findings: FindingDraft[] = [];
      if (hasNullMx(site)) {
        const related = senders.get(domain);
        if (!related) return { findings, unmeasured };
        findings.push({
          messageId: 'closedButSends',
          data: { domain },
          location,
          related,
          remediation: {
            text: `Replace the MX record of ${domain} with the ones of the mailbox provider that should receive replies, or send from a subdomain that takes bounces.`,
          },
        });
      } else if (mx.exchanges.length === 0) {
        const { ipv4, ipv6 } = mx.fallback;
        const noFallback = isAbsent(ipv4) && isAbsent(ipv6);
        const related = senders.get(domain);
        findings.push({
          messageId: noFallback ? 'missing' : 'fallback',
          data: { domain },
          location,
          // Nothing in the project uses an address at the domain: still, people will write to hello@.
          severity: related ? 'high' : 'medium',
          ...(related && { related }),
          remediation: {
            text: `Add the MX records of your mailbox provider at ${domain}. If the domain is never meant to take mail, say so with this one MX record (priority 0, server "."):`,
            copy: '0 .',
          },
        });
      }
      return { findings, unmeasured };
    });
  },
});
