import { hostedServiceOf } from '../../formats/hosted-services.ts';
import { defineCheck, judge, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-pointers.ts';
import { at } from './zones.ts';

/** RFC 4592. Fine for a product with a subdomain a customer; a risk where the platform asks nobody who owns a name. */
export const wildcardRecord = defineCheck({
  id: 'dns/wildcard-record',
  title: 'No wildcard lets others take names of the domain',
  failureTitle: 'A wildcard lets others take names of the domain',
  severity: 'medium',
  requires: ['DnsPointers'],
  messages: {
    shared:
      'Every name below {domain} leads to {service} (the wildcard *.{domain} is an alias of {alias}): another customer of {service} may set up a page at any of them.',
  },
  run({ artifacts: { DnsPointers } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const observations: Observation[] = [];
    for (const { domain, status, reason, alias, addresses, declaredAt, name } of DnsPointers.wildcards) {
      if (reason) unmeasured.push(`${domain}: ${reason}`);
      if (status !== 'ok' && alias === undefined) continue;
      const service = alias === undefined ? undefined : hostedServiceOf(alias);
      if (service && alias !== undefined && service.warnsOfWildcards) {
        findings.push({
          messageId: 'shared',
          data: { domain, alias, service: service.name, asked: name, source: service.source },
          location: at(`*.${domain}`, 'CNAME', declaredAt),
          remediation: {
            text: `Replace the wildcard with one record for each name that you use. If you need it, verify ${domain} at ${service.name}, so that nobody else can use names below it.`,
          },
        });
        continue;
      }
      observations.push({
        text: `Every name below ${domain} has an answer (wildcard): ${alias ?? addresses.join(', ')}. A misspelt host does not show as missing.`,
        data: { domain, asked: name },
      });
    }
    return judge(findings, unmeasured, observations);
  },
});
