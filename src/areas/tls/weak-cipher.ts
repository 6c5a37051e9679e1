import { defineCheck, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** RFC 9325, sections 4.1 and 4.2; RFC 7465 (RC4). */
export const weakCipher = defineCheck({
  id: 'tls/weak-cipher',
  title: 'Encryption is strong, and stays secret when a key is lost',
  failureTitle: 'A server agrees to weak encryption',
  severity: 'medium',
  requires: ['Target', 'TlsServers'],
  messages: {
    broken:
      'The server of {host} agrees to broken encryption ({ciphers}): whoever sits in between can read along.',
    noForwardSecrecy:
      'The server of {host} has no forward secrecy: whoever records the traffic today and gets its key later reads all of it.',
  },
  run({ artifacts: { Target, TlsServers } }) {
    const sorted = sortHosts(Target.hosts, TlsServers.hosts);
    const findings: FindingDraft[] = [];
    const observations: Observation[] = [];
    for (const { host, value: server } of sorted.seen) {
      const { brokenCiphers, forwardSecrecy, staticKeys } = server;
      const report = (messageId: string, data: Record<string, string>) =>
        findings.push({
          messageId,
          data: { host: host.host, address: server.address, askedAs: server.askedAs, ...data },
          location: atHost(host),
          remediation: {
            text: `Let the server of ${host.host} offer modern ciphers alone; in nginx with the line below.`,
            copy: 'ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;',
          },
        });
      if (brokenCiphers === undefined) {
        sorted.unmeasured.push(`${host.host}: it could not be asked for weak ciphers`);
        continue;
      }
      if (brokenCiphers.length > 0) report('broken', { ciphers: brokenCiphers.join(', ') });
      if (forwardSecrecy === false && staticKeys) report('noForwardSecrecy', {});
      else if (staticKeys) {
        observations.push({
          text: `The server of ${host.host} also serves old visitors without forward secrecy (RSA key exchange); all others get it.`,
        });
      }
    }
    return judgeHosts(sorted, findings, observations);
  },
});
