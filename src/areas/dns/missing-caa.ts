import { authorityOf } from '../../formats/certificate-authorities.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-caa.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/tls-certificates.ts';
import { relevantCaa } from './caa-sets.ts';
import { at } from './zones.ts';

export const missingCaa = defineCheck({
  id: 'dns/missing-caa',
  title: 'The domain says who may issue its certificates',
  failureTitle: 'Any authority may issue certificates for the domain',
  severity: 'low',
  requires: ['Target', 'CaaRecords', 'TlsCertificates'],
  messages: {
    missing:
      '{domain} has no CAA record: any of the world’s certificate authorities may issue a certificate for it, so one mistake at any of them is enough.',
  },
  run({ artifacts: { Target, CaaRecords, TlsCertificates } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const existing = Target.sites.filter(({ domain }) => CaaRecords[domain]?.status !== 'nxdomain');
    if (existing.length === 0) return notApplicable('the domain does not exist');
    for (const { domain, declaredAt } of existing) {
      const set = relevantCaa(domain, CaaRecords);
      if (!set.ok) unmeasured.push(`${domain}: ${set.reason}`);
      if (!set.ok || set.at !== undefined) continue;
      const names = new Set<string>();
      for (const { host } of Target.hosts) {
        const look = TlsCertificates.hosts[host];
        const authority = look?.ok && look.value.trusted ? authorityOf(look.value.issuer) : undefined;
        if (authority && (host === domain || host.endsWith(`.${domain}`)))
          names.add(authority.caa[0] as string);
      }
      findings.push({
        messageId: 'missing',
        data: { domain },
        location: at(domain, 'CAA', declaredAt),
        remediation: {
          text:
            names.size > 0
              ? 'Name the authorities that your certificates come from today, and those that your host and your edge may change to.'
              : 'Name the authorities that your host and your edge use: their documentation says which.',
          // A wrong record does more harm than none.
          ...(names.size > 0 && {
            copy: [...names].map((name) => `${domain}. 3600 IN CAA 0 issue "${name}"`).join('\n'),
          }),
        },
      });
    }
    return judge(findings, unmeasured);
  },
});
