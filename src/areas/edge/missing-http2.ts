import { couldNotCheck, defineCheck, judge, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type {} from '../../observe/domain/http-chains.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/tls-servers.ts';

/** RFC 9113 (HTTP/2) and RFC 9114 (HTTP/3). What a server chooses is to be seen under TLS 1.2 alone; from 1.3 on it is encrypted. */
export const missingHttp2 = defineCheck({
  id: 'edge/missing-http2',
  title: 'Pages come over HTTP/2',
  failureTitle: 'Pages come over HTTP/1.1 alone',
  severity: 'low',
  requires: ['Target', 'TlsServers', 'HttpChains'],
  messages: {
    missing:
      '{host} speaks HTTP/1.1 alone: browsers fetch the files of a page six at a time instead of all at once.',
  },
  run({ artifacts: { Target, TlsServers, HttpChains } }) {
    const findings: FindingDraft[] = [];
    const observations: Observation[] = [];
    const unmeasured: string[] = [];
    let seen = 0;
    for (const { host, declaredAt } of Target.hosts) {
      const look = TlsServers.hosts[host];
      if (!look?.ok) {
        if (look?.code !== 'unresolved' && look?.code !== 'refused')
          unmeasured.push(`${host}: ${look?.reason ?? 'it was not looked at'}`);
        continue;
      }
      seen++;
      const { protocol } = look.value;
      if (protocol !== undefined && protocol !== 'h2') {
        findings.push({
          messageId: 'missing',
          data: { host, protocol },
          location: atHost({ host, declaredAt }),
          remediation: {
            text: `Switch HTTP/2 on in the server of ${host}; in nginx with the line below.`,
            copy: 'http2 on;',
          },
        });
      }
      const first = HttpChains.chains.find((chain) => chain.host === host && chain.scheme === 'https')
        ?.hops[0];
      if (/\bh3\b/.test(first?.headers['alt-svc'] ?? ''))
        observations.push({ text: `${host} also offers HTTP/3.` });
    }
    return seen === 0
      ? couldNotCheck(unmeasured.slice(0, 4).join('; ') || 'no host could be looked at')
      : judge(findings, unmeasured, observations);
  },
});
