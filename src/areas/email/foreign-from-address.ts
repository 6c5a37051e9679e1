import { isUnder } from '../../formats/mail-providers.ts';
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
  failureTitle: 'Mail is sent from a domain that is not the one of the project',
  severity: 'high',
  requires: ['MailSenders', 'Target', 'Configuration'],
  messages: {
    freeMailbox:
      'Mail is sent from an address at {domain}. Only {domain} itself may send in that name, so receivers refuse it or put it into spam.',
    sandbox:
      'Mail is sent from the trial domain {domain}, which delivers to your own address only: customers get nothing.',
    otherDomain:
      'Mail is sent from {domain}, while the project is at {site}: nobody has checked that {domain} is set up for mail, and customers see a name they do not know.',
    placeholder:
      'Mail is sent from the placeholder domain {domain}, left over from a template: it is refused or lost.',
  },
  run: ({ artifacts }) => {
    const files = Object.entries(artifacts.MailSenders).sort(([a], [b]) => (a < b ? -1 : 1));
    const found = files.flatMap(([path, file]) => file.from.map((address) => ({ path, ...address })));
    if (found.length === 0) return notApplicable('no literal sender address is seen in the code');
    const findings: FindingDraft[] = [];
    const sites = artifacts.Target.sites.map((site) => site.domain);
    const declared = (artifacts.Configuration.value.email?.senders ?? []).map(({ from }) => domainOf(from));
    for (const { path, domain, range } of found) {
      const known = [...sites, ...declared].some((own) => isUnder(domain, own) || isUnder(own, domain));
      const kind =
        kindOf(domain) ?? (known ? undefined : { messageId: 'otherDomain', severity: 'medium' as const });
      if (!kind) continue;
      const [site = ''] = sites;
      findings.push({
        messageId: kind.messageId,
        severity: kind.severity,
        data: { domain, site },
        location: { kind: 'file', path, range },
        anchor: domain,
        remediation: {
          text:
            kind.messageId === 'otherDomain'
              ? `Send from an address at ${site}. If ${domain} is yours and meant, name the address under email.senders and the domain under domains in launch-ready.yaml.`
              : `Send from an address at ${site}, once it is verified with your mail provider; put people's own addresses into Reply-To.`,
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

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
