import { applied, type DmarcPolicy, type DmarcRecord, dmarcEffect } from '../../formats/dmarc.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { dmarcOf, dmarcUnread } from './dmarc-policy.ts';
import { hostLocation, judgeSites } from './site.ts';

/** RFC 9989 sections 4.7 (t, sp) and 4.10.1. */
export const unenforcedDmarc = defineCheck({
  id: 'email/unenforced-dmarc',
  title: 'DMARC acts on forged mail',
  failureTitle: 'DMARC only watches forged mail',
  severity: 'medium',
  requires: ['MailRecords'],
  messages: {
    none: 'The DMARC policy of {domain} is "none": forged mail in its name is delivered as if nothing were wrong.',
    noneWithoutReports:
      'The DMARC policy of {domain} is "none", and no report address is given: it neither stops forged mail nor tells you of it.',
    testing:
      'The DMARC record of {domain} says "t=y" (testing), so receivers act on "{policy}" only as on "{applied}".',
    subdomains:
      'The DMARC policy for subdomains of {domain} is "none" ("sp=none"): forged mail from any made-up subdomain is delivered.',
  },
  run: ({ artifacts }) =>
    judgeSites(artifacts.MailRecords, (site) => {
      const findings: FindingDraft[] = [];
      const unmeasured = dmarcUnread(site);
      const { policy: found } = dmarcOf(site);
      const effect = found && dmarcEffect(found.record);
      // No record, or a broken one: other checks say so.
      if (!found || !effect) return { findings, unmeasured };
      const { record, domain } = found;
      const broken = record.problems.some((p) => p.code === 'badPolicy' || p.code === 'missingPolicy');
      if (broken) return { findings, unmeasured };
      const isOwn = domain === site.domain;
      const policy = isOwn ? effect.p : effect.sp;
      const location = hostLocation(site, 'TXT', `_dmarc.${domain}`);
      const add = (messageId: string, data: Record<string, string>, text: string, copy?: string): void => {
        findings.push({
          messageId,
          data: { domain: site.domain, ...data },
          location,
          remediation: { text, ...(copy && { copy }) },
        });
      };
      const change = `change the TXT record at _dmarc.${domain} to:`;
      if (policy === 'none') {
        const tag = isOwn || record.sp === undefined ? 'p' : 'sp';
        if (record.rua.length > 0) {
          const copy = withTag(record, tag, 'quarantine');
          add('none', {}, `When the reports of two weeks show only your own senders, ${change}`, copy);
        } else {
          // Without reports nobody knows what a stricter policy would stop.
          add(
            'noneWithoutReports',
            {},
            `Have reports sent to an address that you read (here dmarc@${domain}); when those of two weeks show only your own senders, use p=quarantine. For now, ${change}`,
            `${record.text.replace(/[;\s]+$/, '')}; rua=mailto:dmarc@${domain}`,
          );
        }
      } else if (record.testing) {
        const shown: DmarcPolicy = applied(policy, true);
        add(
          'testing',
          { policy, applied: shown },
          `When the test is over, ${change}`,
          withoutTag(record, 't'),
        );
      } else if (isOwn && effect.sp === 'none') {
        add(
          'subdomains',
          {},
          `If no subdomain sends mail that would fail, ${change}`,
          withTag(record, 'sp', effect.p),
        );
      }
      return { findings, unmeasured };
    }),
});

function withTag(record: DmarcRecord, name: string, value: string): string {
  return record.tags
    .map((tag) => `${tag.name}=${tag.name.toLowerCase() === name ? value : tag.value}`)
    .join('; ');
}

function withoutTag(record: DmarcRecord, name: string): string {
  return record.tags
    .filter((tag) => tag.name.toLowerCase() !== name)
    .map((tag) => `${tag.name}=${tag.value}`)
    .join('; ');
}
