import { couldNotCheck, defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/origin-probes.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/web-pages.ts';

/** Only addresses that the domain's own DNS names lead to are tried. developers.cloudflare.com/fundamentals/security/protect-your-origin-server */
export const exposedOrigin = defineCheck({
  id: 'edge/exposed-origin',
  title: 'The server behind the edge cannot be reached past it',
  failureTitle: 'The server behind the edge can be reached past it',
  severity: 'high',
  requires: ['Target', 'OriginProbes', 'WebPages'],
  messages: {
    exposed:
      '{host} is behind {edge}, but its server at {address} can be found by {shownBy} and serves the same page to everybody: whoever attacks you goes there, past all protection.',
    exposedPlain:
      '{host} is behind {edge}, but its server at {address} can be found by {shownBy} and serves the same page, without encryption: what travels between edge and server can be read too.',
  },
  run({ artifacts: { Target, OriginProbes, WebPages } }) {
    const { probes, proxied, unseen } = OriginProbes;
    if (proxied.length === 0) {
      const unseenPage = Target.hosts
        .map(({ host }) => WebPages.hosts[host])
        .find((look) => look && !look.ok && look.code !== 'unresolved');
      const seen = Target.hosts.some(({ host }) => WebPages.hosts[host]?.ok);
      return seen
        ? notApplicable('no host is behind an edge that we know')
        : couldNotCheck(unseenPage?.ok === false ? unseenPage.reason : 'no host could be opened');
    }
    const findings: FindingDraft[] = [];
    for (const { host, edge, address, shownBy, outcome, status } of probes) {
      if (outcome !== 'same' && outcome !== 'plain') continue;
      findings.push({
        messageId: outcome === 'same' ? 'exposed' : 'exposedPlain',
        data: { host, edge, address, shownBy: shownBy.join(', '), status: status ?? 0 },
        anchor: `${host} ${address}`,
        location: {
          kind: 'host',
          host,
          declaredAt: Target.hosts.find((one) => one.host === host)?.declaredAt,
        },
        remediation: {
          text: `Let the server at ${address} take connections from ${edge} alone (its published addresses in the firewall, or a tunnel), then move it to a new address: the old one is known.`,
        },
      });
    }
    return judge(findings, unseen);
  },
});
