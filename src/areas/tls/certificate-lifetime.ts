import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import { DAY_MS, dayOf } from './days.ts';

/** Longest lifetimes by the day of issue: CA/Browser Forum Baseline Requirements, section 6.3.2, as changed by ballots SC31 and SC-081v3. */
const LIMITS: readonly (readonly [from: string, days: number])[] = [
  ['2018-03-01', 825],
  ['2020-09-01', 398],
  ['2026-03-15', 200],
  ['2027-03-15', 100],
  ['2029-03-15', 47],
];

export const certificateLifetime = defineCheck({
  id: 'tls/certificate-lifetime',
  title: 'Certificates live no longer than public ones may',
  failureTitle: 'A certificate lives longer than public ones may',
  severity: 'low',
  requires: ['Target', 'TlsCertificates'],
  messages: {
    tooLong:
      'The certificate of {host} is valid for {days} days; those issued since {since} may be for {limit} at most, and browsers may refuse it.',
  },
  run({ artifacts: { Target, TlsCertificates } }) {
    const sorted = sortHosts(Target.hosts, TlsCertificates.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: facts } of sorted.seen) {
      // A certificate that nobody trusts is told as that.
      if (!facts.trusted) continue;
      const days = Math.ceil((facts.notAfter - facts.notBefore) / DAY_MS - 1 / 1440);
      const [since, limit] = LIMITS.findLast(([from]) => Date.parse(from) <= facts.notBefore) ?? [
        '',
        Infinity,
      ];
      if (days <= limit) continue;
      findings.push({
        messageId: 'tooLong',
        data: { host: host.host, days, limit, since, issued: dayOf(facts.notBefore), issuer: facts.issuer },
        location: atHost(host),
        remediation: {
          text: `Let the certificate of ${host.host} be issued and renewed by itself (ACME, as Let's Encrypt does): lifetimes shrink to 47 days by 2029.`,
        },
      });
    }
    return judgeHosts(sorted, findings);
  },
});
