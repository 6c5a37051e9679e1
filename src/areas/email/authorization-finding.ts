import type { MailProvider } from '../../formats/mail-provider-table.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { SiteMail } from '../../observe/domain/mail-records.ts';
import type { Authorization } from './authorization.ts';
import { refusesFailures } from './dmarc-policy.ts';
import type { ProviderNeeds } from './providers.ts';
import type { Sender } from './senders.ts';
import { hostLocation, soleSpf } from './site.ts';
import { withInclude } from './spf-edit.ts';
import { MAX_LOOKUPS, summarizeSpf } from './spf-tree.ts';

/** The finding for a provider that is not allowed: what is wrong, where it is seen, and the record to paste. */
export function unauthorizedFinding(
  site: SiteMail,
  sender: Sender,
  provider: MailProvider,
  needs: ProviderNeeds,
  answer: Extract<Authorization, { state: 'missing' | 'unsigned' | 'revoked' | 'notInSpf' }>,
): FindingDraft {
  const { domain } = site;
  const record = soleSpf(site.spf);
  const mergeable = needs.spf === 'domain' && site.spf.records.length <= 1 && needs.include !== undefined;
  const merged = mergeable ? withInclude(record, needs.include ?? '') : undefined;
  const copy = merged ?? (answer.state === 'missing' ? needs.records?.(domain) : undefined);
  const lookups = record === undefined ? 0 : summarizeSpf(site.spf).lookups;
  const full =
    merged !== undefined && lookups >= MAX_LOOKUPS
      ? ` It already takes ${lookups} of 10 look-ups: remove an include that is no longer needed first.`
      : '';
  const doubled =
    site.spf.records.length > 1 && needs.spf === 'domain' ? ' Merge the SPF records into one first.' : '';
  return {
    messageId: answer.state,
    // Refused outright, not merely suspicious.
    severity: answer.state === 'notInSpf' ? 'medium' : refusesFailures(site) ? 'blocker' : 'high',
    data: {
      domain,
      provider: provider.name,
      providerId: sender.provider,
      ...('name' in answer && { name: answer.name }),
    },
    location: hostLocation(site, 'TXT'),
    related: sender.places,
    anchor: sender.provider,
    remediation: {
      text: `${needs.steps(domain)}${full}${doubled} If the mail comes from a subdomain, name that address in launch-ready.yaml (email.senders). See ${needs.docs}.${pasteText(
        copy,
        merged,
        domain,
        provider,
      )}`,
      ...(copy && { copy }),
    },
  };
}

/** Comes last, before the text to paste. */
function pasteText(
  copy: string | undefined,
  merged: string | undefined,
  domain: string,
  provider: MailProvider,
): string {
  if (copy === undefined) return '';
  if (merged === undefined) return ' To add:';
  // Such providers may serve a subdomain instead, and then the domain's own record stays as it is.
  const condition =
    provider.kind === 'transactional' ? ` If ${domain} itself is the sending domain there, its` : ' The';
  return `${condition} SPF record (TXT)${condition === ' The' ? ` of ${domain}` : ''} becomes:`;
}
