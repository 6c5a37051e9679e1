import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-security.ts';
import { at } from './zones.ts';

/** RFC 6781, section 4.3.5. The classic way to lose a domain for a day: changing the DNS provider with DNSSEC still on. */
export const unsignedDelegation = defineCheck({
  id: 'dns/unsigned-delegation',
  title: 'The registrar vouches for a signature only where there is one',
  failureTitle: 'The registrar vouches for a signature that is not there',
  severity: 'blocker',
  requires: ['DnsSecurity'],
  messages: {
    unsigned:
      'The registrar says that {zone} is signed with DNSSEC (DS {keyTag}), but its name servers do not sign it: for everybody whose resolver checks, many people today, your domain does not exist.',
  },
  run({ artifacts: { DnsSecurity } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    let exists = false;
    for (const { zone, ds, keys, unchecked, server, declaredAt } of DnsSecurity.zones) {
      if (unchecked.status === 'nxdomain') continue;
      exists = true;
      const reason = ds.reason ?? (ds.records.length > 0 ? keys.reason : undefined);
      if (reason) unmeasured.push(`${zone}: ${reason}`);
      if (ds.records.length === 0 || keys.status !== 'nodata') continue;
      findings.push({
        messageId: 'unsigned',
        data: { zone, keyTag: ds.records.map(({ keyTag }) => keyTag).join(', '), server },
        location: at(zone, 'DS', declaredAt),
        remediation: {
          text: 'Delete the DS record at the registrar (under DNSSEC) at once. Then switch DNSSEC on at the new DNS provider, and enter the DS record that it shows.',
        },
      });
    }
    if (!exists && unmeasured.length === 0) return notApplicable('the domain does not exist');
    return judge(findings, unmeasured);
  },
});
