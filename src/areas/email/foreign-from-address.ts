import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';

/** Mailboxes that anybody can have: their owners refuse mail that others send in their name (DMARC). */
const FREE_MAILBOXES =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|aol|icloud|me|mac|gmx|web|proton|protonmail|zoho|yandex|mail|fastmail)\.(?:com|net|de|me|ru|co\.uk|fr|it|es)$/;
/** Domains that providers lend for a first try: they deliver to the account's owner only. */
const SANDBOXES =
  /^resend\.dev$|^sandbox[0-9a-z]*\.mailgun\.org$|\.mlsender\.net$|^demomailtrap\.(?:com|co)$/;
/** What documentation and templates put there. RFC 2606 reserves the first three. */
const PLACEHOLDERS =
  /^(?:example\.(?:com|org|net)|(?:your-?|my-?)(?:domain|company|app|site|website|project)\.(?:com|io|dev)|domain\.com|company\.com|email\.com)$/;

/** Gmail's and Yahoo's sender rules: do not impersonate their From domains. */
export const foreignFromAddress = defineCheck({
  id: 'email/foreign-from-address',
  title: 'Mail is sent from a domain of the project',
  failureTitle: 'Mail is sent from a domain that is not the project’s',
  severity: 'high',
  requires: ['MailSenders'],
  messages: {
    freeMailbox:
      'Mail is sent from an address at {domain}. Only {domain} itself may send in that name, so receivers refuse it or put it into spam.',
    sandbox:
      'Mail is sent from the trial domain {domain}, which delivers to your own address only: customers get nothing.',
    placeholder:
      'Mail is sent from the placeholder domain {domain}, left over from a template: it is refused or lost.',
  },
  run: ({ artifacts }) => {
    const files = Object.entries(artifacts.MailSenders).sort(([a], [b]) => (a < b ? -1 : 1));
    const found = files.flatMap(([path, file]) => file.from.map((address) => ({ path, ...address })));
    if (found.length === 0) return notApplicable('no literal sender address is seen in the code');
    const findings: FindingDraft[] = [];
    for (const { path, domain, range } of found) {
      const kind = kindOf(domain);
      if (!kind) continue;
      findings.push({
        messageId: kind.messageId,
        severity: kind.severity,
        data: { domain },
        location: { kind: 'file', path, range },
        anchor: domain,
        remediation: {
          text: 'Send from an address at your own domain, such as hello@ plus the domain that you verified with your mail provider; put people’s own addresses into Reply-To.',
        },
      });
    }
    return judge(findings);
  },
});

function kindOf(domain: string): { messageId: string; severity: Severity } | undefined {
  if (SANDBOXES.test(domain)) return { messageId: 'sandbox', severity: 'high' };
  if (PLACEHOLDERS.test(domain)) return { messageId: 'placeholder', severity: 'medium' };
  if (FREE_MAILBOXES.test(domain)) return { messageId: 'freeMailbox', severity: 'high' };
  return undefined;
}
