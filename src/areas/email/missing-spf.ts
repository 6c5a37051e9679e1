import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { sendersOf } from './senders.ts';
import { hasNullMx, hostLocation, judgeSites, spfUnread } from './site.ts';
import { firstSpfRecord } from './spf-advice.ts';

/** RFC 7208; Gmail, Yahoo and Microsoft ask every sender for SPF or DKIM, and bulk senders for both. */
export const missingSpf = defineCheck({
  id: 'email/missing-spf',
  title: 'The domain says who may send its mail (SPF)',
  failureTitle: 'Nobody says who may send mail for the domain (SPF)',
  severity: 'high',
  requires: ['MailRecords', 'MailSenders', 'Configuration'],
  minimumBar: true,
  messages: {
    missing:
      '{domain} has no SPF record, the list of who may send its mail: receipts and password resets are more likely to land in spam, and anybody can send in its name.',
    unprotected:
      '{domain} sends no mail, and no SPF record says so: anybody can send phishing mail in its name.',
  },
  run: ({ artifacts }) => {
    const senders = sendersOf(artifacts.MailSenders, artifacts.Configuration);
    return judgeSites(artifacts.MailRecords, (site) => {
      const unmeasured = spfUnread(site);
      const findings: FindingDraft[] = [];
      // A record that was meant as SPF is another check's finding.
      if (unmeasured.length > 0 || site.spf.records.length > 0 || site.spfLookalikes.length > 0) {
        return { findings, unmeasured };
      }
      const { domain } = site;
      const copy = firstSpfRecord(site, senders);
      const silent = senders.length === 0 && (site.mx.exchanges.length === 0 || hasNullMx(site));
      findings.push({
        messageId: silent ? 'unprotected' : 'missing',
        severity: silent ? 'medium' : 'high',
        data: { domain },
        location: hostLocation(site, 'TXT'),
        ...(senders.length > 0 && { related: senders.flatMap((sender) => sender.places).slice(0, 5) }),
        remediation: {
          text: copy
            ? `Add a TXT record at ${domain} with this value. If something else sends mail as ${domain} too (a shop, a newsletter, a help desk), add its include before "all".`
            : `Add a TXT record at ${domain} that starts with "v=spf1", holds the include that your mailbox provider documents, and ends with "~all".`,
          ...(copy && { copy }),
        },
      });
      return { findings, unmeasured };
    });
  },
});
