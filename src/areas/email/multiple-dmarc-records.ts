import { defineCheck } from '../../model/check.ts';
import { dmarcRecords, dmarcUnread, ownAnswers } from './dmarc-policy.ts';
import { hostLocation, judgeSites } from './site.ts';

/** RFC 9989 section 4.10, step 2: more than one record at a name counts as none. */
export const multipleDmarcRecords = defineCheck({
  id: 'email/multiple-dmarc-records',
  title: 'There is one DMARC record',
  failureTitle: 'There is more than one DMARC record',
  severity: 'blocker',
  requires: ['MailRecords'],
  messages: {
    multiple: '_dmarc.{domain} has {count} DMARC records. Receivers then act as if there were none.',
  },
  run: ({ artifacts }) =>
    judgeSites(artifacts.MailRecords, (site) => ({
      unmeasured: dmarcUnread(site),
      findings: ownAnswers(site)
        .map((answer) => ({ domain: answer.domain, records: dmarcRecords(answer) }))
        .filter(({ records }) => records.length > 1)
        .map(({ domain, records }) => ({
          messageId: 'multiple',
          data: { domain, count: records.length },
          location: hostLocation(site, 'TXT', `_dmarc.${domain}`),
          remediation: {
            // Which one was meant cannot be told from the records.
            text: `Keep one of the TXT records at _dmarc.${domain} and delete the others: ${records
              .map((record) => `"${record.slice(0, 80)}"`)
              .join(', ')}.`,
          },
        })),
    })),
});
