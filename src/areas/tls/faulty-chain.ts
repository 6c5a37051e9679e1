import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** A certificate that is left out altogether is tls/untrusted-certificate's finding. RFC 5246, section 7.4.2; RFC 8446, section 4.4.2. */
export const faultyChain = defineCheck({
  id: 'tls/faulty-chain',
  title: 'Servers send their chain of certificates in order',
  failureTitle: 'A server sends its chain of certificates in a wrong form',
  severity: 'high',
  requires: ['Target', 'TlsServers'],
  messages: {
    wrongOrder:
      'The server of {host} sends its {count} certificates in a wrong order: browsers sort them, while payment webhooks, older apps and devices fail.',
    rootSent:
      'The server of {host} sends the root certificate along: nobody needs it, and every new visitor waits for it.',
  },
  run({ artifacts: { Target, TlsServers } }) {
    const sorted = sortHosts(Target.hosts, TlsServers.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: server } of sorted.seen) {
      const chain = server.chain ?? [];
      // Shared answers are about another host's certificate.
      if (server.askedAs !== host.host || chain.length < 2) continue;
      const report = (messageId: string, severity: 'high' | 'low', text: string) =>
        findings.push({
          messageId,
          severity,
          data: { host: host.host, count: chain.length, address: server.address },
          location: atHost(host),
          remediation: { text },
        });
      if (chain.some(({ follows }) => follows === false)) {
        report(
          'wrongOrder',
          'high',
          `Put the certificates of ${host.host} into one file: its own first, then its issuer's, then that one's issuer's. With certbot that is fullchain.pem as it is.`,
        );
      } else if (chain.some(({ isRoot }) => isRoot)) {
        report(
          'rootSent',
          'low',
          `Take the last certificate (the root) out of the file that the server of ${host.host} sends.`,
        );
      }
    }
    return judgeHosts(sorted, findings);
  },
});
