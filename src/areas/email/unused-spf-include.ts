import { mailProvider, namedMailProvider, providerOfInclude } from '../../formats/mail-providers.ts';
import { parseSpf } from '../../formats/spf.ts';
import { defineCheck, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { hintedProviders } from './senders.ts';
import { hostLocation, judgeSites, soleSpf, spfUnread } from './site.ts';
import { withoutInclude } from './spf-edit.ts';

/**
 * Only where launch-ready.yaml lists the senders: the code alone does not know of newsletters, shops and help desks, and telling
 * people to remove an include that is in use would lose mail.
 */
export const unusedSpfInclude = defineCheck({
  id: 'email/unused-spf-include',
  title: 'SPF allows no provider that nobody uses',
  failureTitle: 'SPF allows a provider that nobody uses',
  severity: 'low',
  requires: ['MailRecords', 'MailSenders', 'Configuration'],
  messages: {
    unused:
      'The SPF record of {domain} allows {provider}, which is not among the senders in launch-ready.yaml and nowhere in the code: its customers could send as {domain}, and it costs a look-up.',
  },
  run: ({ artifacts }) => {
    const declared = (artifacts.Configuration.value.email?.senders ?? []).map(({ provider }) =>
      provider === undefined ? undefined : namedMailProvider(provider)?.id,
    );
    if (declared.length === 0 || declared.includes(undefined)) {
      return notApplicable('launch-ready.yaml does not list every sender with its provider (email.senders)');
    }
    const used = new Set([...declared, ...hintedProviders(artifacts.MailSenders)]);
    return judgeSites(artifacts.MailRecords, (site) => {
      const findings: FindingDraft[] = [];
      const record = soleSpf(site.spf);
      const { problems, terms } = parseSpf(record ?? '');
      for (const term of record === undefined || problems.length > 0 ? [] : terms) {
        if (term.kind !== 'mechanism' || term.name !== 'include' || !term.domain) continue;
        const include = term.domain.text.toLowerCase().replace(/\.$/, '');
        const provider = providerOfInclude(include);
        // People's mailboxes send too, whatever the code does.
        if (provider?.kind !== 'transactional' || used.has(provider.id)) continue;
        if (include === 'amazonses.com' && [...used].some((id) => sendsThroughSes(id))) continue;
        findings.push({
          messageId: 'unused',
          data: { domain: site.domain, provider: provider.name, term: term.text },
          location: hostLocation(site, 'TXT'),
          anchor: provider.id,
          remediation: {
            text: `If nothing else sends with ${provider.name} (newsletters, shop, help desk), replace the TXT record of ${site.domain} by:`,
            copy: withoutInclude(record ?? '', include),
          },
        });
      }
      return { findings, unmeasured: spfUnread(site) };
    });
  },
});

function sendsThroughSes(id: string | undefined): boolean {
  return mailProvider(id ?? '')?.bounce.some((bounce) => bounce.leadsTo === 'amazonses.com') ?? false;
}
