import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import { dayOf } from './days.ts';

export const expiredCertificate = defineCheck({
  id: 'tls/expired-certificate',
  title: 'Certificates are valid today',
  failureTitle: 'A certificate is not valid today',
  severity: 'blocker',
  requires: ['Target', 'TlsCertificates'],
  messages: {
    expired:
      'The certificate of {host} expired on {day}: visitors see a full-page warning instead of the site.',
    notYetValid:
      'The certificate of {host} is valid only from {day}: until then visitors see a full-page warning.',
  },
  run({ artifacts: { Target, TlsCertificates }, now }) {
    const sorted = sortHosts(Target.hosts, TlsCertificates.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: facts } of sorted.seen) {
      const expired = now > facts.notAfter;
      if (!expired && now >= facts.notBefore) continue;
      findings.push({
        messageId: expired ? 'expired' : 'notYetValid',
        data: {
          host: host.host,
          day: dayOf(expired ? facts.notAfter : facts.notBefore),
          issuer: facts.issuer,
        },
        location: atHost(host),
        remediation: {
          text: expired
            ? `Renew the certificate of ${host.host} now, reload the server, and find out why the renewal did not run by itself.`
            : "Check this computer's clock; if it is right, serve the former certificate until then.",
        },
      });
    }
    return judgeHosts(sorted, findings);
  },
});
