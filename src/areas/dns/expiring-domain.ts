import { defineCheck, judge, notApplicable, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-registration.ts';
import type {} from '../../observe/domain/target.ts';
import { at } from './zones.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** A launch that ends with a parking page. Asked of the registry only when the person says so. */
export const expiringDomain = defineCheck({
  id: 'dns/expiring-domain',
  title: 'The domain is registered for more than a month',
  failureTitle: 'The registration of the domain runs out',
  severity: 'high',
  requires: ['Target', 'DomainRegistration'],
  messages: {
    soon: 'The registration of {domain} runs out on {day}, in {days} days: then site and mail are gone, and others can register the name.',
    expired:
      'The registration of {domain} ran out on {day}: the registrar may switch it off any day, and then sells it to others.',
    unlocked:
      '{domain} is not locked: whoever gets into your registrar account, or its support, can move the domain away.',
  },
  run({ artifacts: { Target, DomainRegistration }, now }) {
    if (!DomainRegistration.asked)
      return notApplicable('the registry, a third party, is asked only with --rdap');
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const observations: Observation[] = [];
    for (const [domain, look] of Object.entries(DomainRegistration.domains)) {
      if (!look.ok) {
        unmeasured.push(`${domain}: ${look.reason}`);
        continue;
      }
      const { expires, locked, registrar = 'your registrar', server } = look.value;
      const declaredAt = Target.sites.find((site) => site.domain === domain)?.declaredAt;
      const location = at(domain, 'NS', declaredAt);
      if (expires === undefined) unmeasured.push(`${domain}: its registry does not tell when it runs out`);
      else {
        const day = new Date(expires).toISOString().slice(0, 10);
        const days = Math.floor((expires - now) / DAY_MS);
        observations.push({ text: `${domain} is registered until ${day} (${server}).` });
        if (days < SOON_DAYS) {
          findings.push({
            messageId: days < 0 ? 'expired' : 'soon',
            severity: days < 0 ? 'blocker' : 'high',
            data: { domain, day, days, server },
            location,
            remediation: {
              text: `Renew ${domain} at ${registrar} today, switch automatic renewal on, and check that the card there is valid.`,
            },
          });
        }
      }
      if (!locked) {
        findings.push({
          messageId: 'unlocked',
          severity: 'low',
          data: { domain, server },
          location,
          anchor: 'unlocked',
          remediation: {
            text: `Switch the transfer lock on at ${registrar} (it is called domain lock or transfer lock), and two-factor log-in with it.`,
          },
        });
      }
    }
    return judge(findings, unmeasured, observations);
  },
});
