import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { hostLocation, judgeSites, soleSpf, spfUnread } from './site.ts';
import { costText } from './spf-edit.ts';
import { MAX_LOOKUPS, MAX_VOID_LOOKUPS, summarizeSpf } from './spf-tree.ts';

/** With this many, the next provider's include, or a change at one of today's, breaks the record. */
const NEAR_LIMIT = 9;

/** RFC 7208 section 4.6.4. */
export const tooManySpfLookups = defineCheck({
  id: 'email/too-many-spf-lookups',
  title: 'SPF stays within 10 look-ups',
  failureTitle: 'SPF needs more than 10 look-ups',
  severity: 'high',
  requires: ['MailRecords'],
  messages: {
    tooMany:
      'Reading the SPF record of {domain} takes {atLeast}{lookups} DNS look-ups; receivers stop at 10 with an error, so mail of the senders named last fails. Each costs: {costs}.',
    near: 'Reading the SPF record of {domain} takes {atLeast}{lookups} of the 10 DNS look-ups that receivers allow: one more provider breaks it. Each costs: {costs}.',
    void: 'The SPF record of {domain} names {count} hosts without an address; receivers stop after 2 with an error, so mail that is allowed further on fails.',
  },
  run: ({ artifacts }) =>
    judgeSites(artifacts.MailRecords, (site) => {
      const unmeasured = spfUnread(site);
      const findings: FindingDraft[] = [];
      if (soleSpf(site.spf) === undefined) return { findings, unmeasured };
      const summary = summarizeSpf(site.spf);
      unmeasured.push(...summary.unmeasured);
      const { domain } = site;
      const location = hostLocation(site, 'TXT');
      // A loop would count without end, and is another check's finding.
      if (summary.faults.some((fault) => fault.code === 'loop')) return { findings, unmeasured };
      if (summary.lookups >= NEAR_LIMIT) {
        const tooMany = summary.decisiveLookups > MAX_LOOKUPS;
        findings.push({
          messageId: tooMany ? 'tooMany' : 'near',
          severity: tooMany ? 'high' : 'medium',
          data: {
            domain,
            lookups: summary.lookups,
            atLeast: summary.complete ? '' : 'at least ',
            costs: costText(summary.costs),
          },
          location,
          remediation: {
            text: 'Remove the includes of providers that no longer send for you, and entries such as "a", "mx" and "ptr" that no sender needs. Providers that send from a subdomain of yours need no include here at all.',
          },
        });
      }
      // Counted for mail that comes over IPv4: a host without IPv6 is no mistake, though it is void for IPv6.
      const count = summary.voidIpv4;
      if (count > MAX_VOID_LOOKUPS) {
        findings.push({
          messageId: 'void',
          severity: 'high',
          data: { domain, count },
          location,
          remediation: { text: 'Remove the entries whose hosts are gone.' },
        });
      }
      return { findings, unmeasured };
    }),
});
