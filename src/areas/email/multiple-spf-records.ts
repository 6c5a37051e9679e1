import { defineCheck } from '../../model/check.ts';
import { hostLocation, judgeSites, spfUnread } from './site.ts';
import { mergeSpf } from './spf-edit.ts';

/** RFC 7208 sections 3.2 and 4.5: more than one record is a permanent error. */
export const multipleSpfRecords = defineCheck({
  id: 'email/multiple-spf-records',
  title: 'There is one SPF record',
  failureTitle: 'There is more than one SPF record',
  severity: 'blocker',
  requires: ['MailRecords'],
  messages: {
    multiple:
      '{domain} has {count} SPF records. Receivers then trust none of them, so no mail from {domain} passes SPF.',
  },
  run: ({ artifacts }) =>
    judgeSites(artifacts.MailRecords, (site) => {
      const unmeasured = spfUnread(site);
      const { domain, spf } = site;
      if (spf.records.length < 2) return { findings: [], unmeasured };
      const copy = mergeSpf(spf.records);
      return {
        unmeasured,
        findings: [
          {
            messageId: 'multiple',
            data: { domain, count: spf.records.length },
            location: hostLocation(site, 'TXT'),
            remediation: {
              text: copy
                ? `Delete all SPF records (TXT, "v=spf1 …") of ${domain}, and add this one, which allows what they allowed together.`
                : `Keep one SPF record (TXT, "v=spf1 …") of ${domain}, move into it what the others allow, and delete them.`,
              ...(copy && { copy }),
            },
          },
        ],
      };
    }),
});
