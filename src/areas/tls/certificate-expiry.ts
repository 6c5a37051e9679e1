import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import { DAY_MS, dayOf, spanOf } from './days.ts';

/**
 * Shares of the lifetime, not days: lifetimes shrink to 47 days by 2029 (CA/Browser Forum ballot SC-081v3) and six-day
 * certificates exist. Automatic renewal runs when a third is left (letsencrypt.org/docs/integration-guide).
 */
const RENEWAL_SHARE = 1 / 3;
const URGENT_SHARE = 0.15;

export const certificateExpiry = defineCheck({
  id: 'tls/certificate-expiry',
  title: 'Certificates are renewed in time',
  failureTitle: 'A certificate should have been renewed by now',
  severity: 'medium',
  requires: ['Target', 'TlsCertificates'],
  messages: {
    overdue:
      'The certificate of {host} expires in {left} ({day}); automatic renewal would have replaced it by now, so it may be broken.',
    urgent:
      'The certificate of {host} expires in {left} ({day}) and has not been renewed: after that visitors see a full-page warning.',
  },
  run({ artifacts: { Target, TlsCertificates }, now }) {
    const sorted = sortHosts(Target.hosts, TlsCertificates.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: facts } of sorted.seen) {
      const left = facts.notAfter - now;
      const share = left / (facts.notAfter - facts.notBefore);
      // Not valid today is another check's finding.
      if (left < 0 || now < facts.notBefore || !(share < RENEWAL_SHARE)) continue;
      const urgent = share < URGENT_SHARE;
      findings.push({
        messageId: urgent ? 'urgent' : 'overdue',
        severity: urgent ? 'high' : 'medium',
        data: {
          host: host.host,
          left: spanOf(left),
          day: dayOf(facts.notAfter),
          daysLeft: Math.floor(left / DAY_MS),
          lifetimeDays: Math.round((facts.notAfter - facts.notBefore) / DAY_MS),
          issuer: facts.issuer,
        },
        location: atHost(host),
        remediation: {
          text: `See at your host why the certificate of ${host.host} was not renewed; on your own server, try the renewal by hand.`,
          copy: 'certbot renew --dry-run',
        },
      });
    }
    return judgeHosts(sorted, findings);
  },
});
