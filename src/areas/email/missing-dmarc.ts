import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { SiteMail } from '../../observe/domain/mail-records.ts';
import { dmarcLookalikes, dmarcOf, dmarcRecords, dmarcUnread, ownAnswers } from './dmarc-policy.ts';
import { sendersOf } from './senders.ts';
import { hasNullMx, hostLocation, judgeSites, receivesMail } from './site.ts';

/** RFC 9989 section 4.10; Gmail, Yahoo and Microsoft ask bulk senders for a DMARC record. */
export const missingDmarc = defineCheck({
  id: 'email/missing-dmarc',
  title: 'The domain tells receivers what to do with forged mail (DMARC)',
  failureTitle: 'Receivers are not told what to do with forged mail (DMARC)',
  severity: 'high',
  requires: ['MailRecords', 'MailSenders', 'Configuration'],
  minimumBar: true,
  messages: {
    missing:
      '{domain} has no DMARC record: anybody can send mail in its name, and Gmail, Yahoo and Outlook refuse bulk mail from domains without one.',
    unprotected:
      '{domain} sends no mail, and no DMARC record says so: anybody can send phishing mail in its name.',
    misplaced:
      'The DMARC record of {domain} stands at {domain} itself; receivers only look at _dmarc.{domain}, so it has no effect.',
  },
  run: ({ artifacts }) => {
    const sends = sendersOf(artifacts.MailSenders, artifacts.Configuration).length > 0;
    return judgeSites(artifacts.MailRecords, (site) => {
      const findings: FindingDraft[] = [];
      const { policy } = dmarcOf(site);
      const answers = ownAnswers(site);
      const isThere =
        policy !== undefined ||
        answers.some((answer) => dmarcRecords(answer).length + dmarcLookalikes(answer).length > 0);
      // A record that is there but broken or doubled is another check's finding.
      if (isThere) return { findings, unmeasured: [] };
      const unmeasured = dmarcUnread(site);
      if (unmeasured.length > 0) return { findings, unmeasured };
      const { domain } = site;
      const [misplaced] = site.misplacedDmarc;
      const silent = isSilent(site, sends);
      findings.push({
        messageId: misplaced !== undefined ? 'misplaced' : silent ? 'unprotected' : 'missing',
        severity: silent && misplaced === undefined ? 'medium' : 'high',
        data: { domain },
        location: hostLocation(site, 'TXT', `_dmarc.${domain}`),
        remediation: {
          text: misplaced
            ? `Move the TXT record to the name _dmarc.${domain}:`
            : silent
              ? `Add a TXT record at _dmarc.${domain} with this value, which has receivers refuse all mail in its name:`
              : `Add a TXT record at _dmarc.${domain} with this value. It starts by watching ("p=none"); when the reports show only your own senders, change it to "p=quarantine", then "p=reject".`,
          copy: misplaced ?? firstDmarcRecord(site, sends),
        },
      });
      return { findings, unmeasured };
    });
  },
});

/** A first record: watching where mail is sent, refusing where none is. */
export function firstDmarcRecord(site: SiteMail, sends: boolean): string {
  if (isSilent(site, sends)) return 'v=DMARC1; p=reject';
  return receivesMail(site) ? `v=DMARC1; p=none; rua=mailto:dmarc@${site.domain}` : 'v=DMARC1; p=none';
}

/** Nothing in the project sends, and there are no mailboxes. */
function isSilent(site: SiteMail, sends: boolean): boolean {
  return !sends && site.mx.reason === undefined && (site.mx.exchanges.length === 0 || hasNullMx(site));
}
