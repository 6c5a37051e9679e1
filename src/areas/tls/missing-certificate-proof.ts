import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** RFC 6962 (certificate transparency), RFC 7633 (must-staple). Stapling is not asked for otherwise: authorities give OCSP up. */
export const missingCertificateProof = defineCheck({
  id: 'tls/missing-certificate-proof',
  title: 'Certificates come with the proofs that browsers ask for',
  failureTitle: 'A certificate comes without a proof that browsers ask for',
  severity: 'low',
  requires: ['Target', 'TlsCertificates', 'TlsServers'],
  messages: {
    noTimestamps:
      'The certificate of {host} comes without a sign that it was published (certificate transparency): Chrome and Safari refuse it.',
    notStapled:
      'The certificate of {host} demands a fresh answer of its authority with every connection (must-staple), and the server sends none: Firefox refuses it.',
  },
  run({ artifacts: { Target, TlsCertificates, TlsServers } }) {
    const sorted = sortHosts(Target.hosts, TlsCertificates.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: facts } of sorted.seen) {
      const look = TlsServers.hosts[host.host];
      const server = look?.ok && look.value.askedAs === host.host ? look.value : undefined;
      const report = (messageId: string, text: string) =>
        findings.push({
          messageId,
          data: { host: host.host, issuer: facts.issuer },
          location: atHost(host),
          remediation: { text },
        });
      if (facts.mustStaple && server?.stapled === false) {
        report(
          'notStapled',
          `Issue the certificate of ${host.host} again without must-staple: most authorities no longer answer such questions (OCSP).`,
        );
      }
      // They may come beside the certificate too; where that was not seen, nothing is said.
      const published = (facts.timestamps ?? 1) > 0 || server?.timestamps !== 0 || server.stapled === true;
      if (facts.trusted && !facts.privateRoot && !published) {
        report(
          'noTimestamps',
          `Get a new certificate for ${host.host}; every public authority publishes those it issues today.`,
        );
      }
    }
    return judgeHosts(sorted, findings);
  },
});
