import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/unknown-names.ts';

/** OWASP WSTG-INPV-17 (Host header injection); RFC 9110, section 7.2. */
export const unknownHost = defineCheck({
  id: 'routing/unknown-host',
  title: 'Servers answer for their own names alone',
  failureTitle: 'A server answers for names that are not yours',
  severity: 'medium',
  requires: ['Target', 'UnknownNames'],
  messages: {
    same: 'The server of {host} serves the site under any name that leads to it: strangers can show it under a domain of theirs, and links that the app builds from the name of the request (log-in, new password) lead there.',
    echoed:
      'The server of {host} sends visitors of any name on to that name: links that the app builds from the name of the request (log-in, new password) can be led to a stranger.',
  },
  run({ artifacts: { Target, UnknownNames } }) {
    const asked = Target.hosts.filter(({ host }) => UnknownNames.hosts[host]);
    if (asked.length === 0)
      return notApplicable('every host is behind an edge or at a platform, which knows its own names');
    const sorted = sortHosts(asked, UnknownNames.hosts);
    const findings: FindingDraft[] = [];
    const told = new Set<string>();
    for (const { host, value } of sorted.seen) {
      // One server's default is told once.
      const key = `${value.address} ${value.outcome}`;
      if (value.outcome === 'other' || told.has(key)) continue;
      told.add(key);
      findings.push({
        messageId: value.outcome,
        data: { host: host.host, address: value.address, status: value.status },
        location: atHost(host),
        remediation: {
          text: `Let the server turn away names that it does not know, in nginx with the block below before all others; and let the app build links from a fixed address, not from the request.`,
          copy: 'server {\n  listen 80 default_server;\n  listen 443 ssl default_server;\n  ssl_reject_handshake on;\n  return 444;\n}',
        },
      });
    }
    return sorted.seen.length === 0 && sorted.unmeasured.length === 0
      ? judge([])
      : judgeHosts(sorted, findings);
  },
});
