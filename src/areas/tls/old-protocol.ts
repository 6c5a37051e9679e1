import { defineCheck } from '../../model/check.ts';
import type { FindingDraft, Remediation } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type { HttpChains } from '../../observe/domain/http-chains.ts';
import { versionWords } from './versions.ts';

const OLD = ['SSLv3', 'TLSv1', 'TLSv1.1'] as const;

/** A server that has nothing newer is tls/untrusted-certificate's finding: browsers cannot open it at all. */
export const oldProtocol = defineCheck({
  id: 'tls/old-protocol',
  title: 'Only TLS 1.2 and 1.3 are spoken',
  failureTitle: 'A server still speaks versions of TLS that are given up',
  severity: 'high',
  requires: ['Target', 'TlsServers', 'HttpChains'],
  messages: {
    accepted:
      'The server of {host} still accepts {versions}: attacks on them are known, and payment and security reviews (PCI DSS) fail a site for it.',
  },
  run({ artifacts: { Target, TlsServers, HttpChains } }) {
    const sorted = sortHosts(Target.hosts, TlsServers.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: server } of sorted.seen) {
      const { versions } = server;
      if (versions['TLSv1.2'] === false && versions['TLSv1.3'] === false) continue;
      const old = OLD.filter((version) => versions[version]);
      if (old.length > 0) {
        findings.push({
          messageId: 'accepted',
          data: {
            host: host.host,
            versions: old.map(versionWords).join(', '),
            address: server.address,
            askedAs: server.askedAs,
          },
          location: atHost(host),
          remediation: remediationFor(host.host, HttpChains),
        });
      } else if (OLD.some((version) => versions[version] === undefined)) {
        sorted.unmeasured.push(`${host.host}: not every version of TLS could be asked for`);
      }
    }
    return judgeHosts(
      sorted,
      findings,
      sorted.seen
        .filter(({ value: server }) => server.postQuantum)
        .map(({ host }) => ({
          text: `${host.host} has the key exchange that quantum computers do not break (X25519MLKEM768).`,
        })),
    );
  },
});

function remediationFor(host: string, { chains }: HttpChains): Remediation {
  const first = chains.find((chain) => chain.host === host && chain.scheme === 'https')?.hops[0];
  if (first?.headers.server?.toLowerCase().startsWith('cloudflare')) {
    return { text: 'In Cloudflare, set SSL/TLS > Edge Certificates > Minimum TLS Version to TLS 1.2.' };
  }
  return {
    text: `Let the server of ${host} speak TLS 1.2 and 1.3 alone; in nginx with the line below. Every browser since 2014 has TLS 1.2.`,
    copy: 'ssl_protocols TLSv1.2 TLSv1.3;',
  };
}
