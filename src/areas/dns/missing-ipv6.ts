import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-records.ts';
import type {} from '../../observe/domain/target.ts';
import { at } from './zones.ts';

/** RFC 6540: IPv6 is part of the internet. Visitors without IPv4 of their own go through a translator of their provider. */
export const missingIpv6 = defineCheck({
  id: 'dns/missing-ipv6',
  title: 'Hosts have an IPv6 address',
  failureTitle: 'A host has no IPv6 address',
  severity: 'low',
  requires: ['Target', 'DnsRecords'],
  messages: {
    missing:
      '{host} has no IPv6 address (AAAA record): visitors in networks that have IPv6 only, many mobile ones, come through a translator, which is slower.',
  },
  run({ artifacts: { Target, DnsRecords } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    for (const { host, role, declaredAt } of Target.hosts) {
      const { A, AAAA } = DnsRecords.answers[host] ?? {};
      const reason = AAAA?.reason ?? (AAAA?.status === 'nodata' ? A?.reason : undefined);
      if (reason) unmeasured.push(`${host}: ${reason}`);
      // One finding for the site is enough; hosts that are named are each named.
      if (role === 'www' || AAAA?.status !== 'nodata' || A?.status !== 'ok') continue;
      findings.push({
        messageId: 'missing',
        data: { host, server: AAAA.server },
        location: at(host, 'AAAA', declaredAt),
        remediation: {
          text: `Add the AAAA record that your host names for ${host}. Where it has none, an edge such as Cloudflare in front of it answers over IPv6.`,
        },
      });
    }
    const seen = Target.hosts.some(({ host }) => {
      const { A, AAAA } = DnsRecords.answers[host] ?? {};
      return A?.status === 'ok' || AAAA?.status === 'ok';
    });
    return seen || unmeasured.length > 0
      ? judge(findings, unmeasured)
      : notApplicable('no host has an address');
  },
});
