import { couldNotCheck, defineCheck, judge, notApplicable, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/origin-probes.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/web-pages.ts';

/** A server that serves the very page is edge/exposed-origin's finding. developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull */
export const unlockedOrigin = defineCheck({
  id: 'edge/unlocked-origin',
  title: 'Servers behind the edge turn others away',
  failureTitle: 'A server behind the edge talks to everybody',
  severity: 'medium',
  requires: ['Target', 'OriginProbes', 'WebPages'],
  messages: {
    answers:
      'The server at {address} ({shownBy}) knows {host} and answers visitors that do not come through {edge} (status {status}): rules and limits of the edge can be walked around.',
  },
  run({ artifacts: { Target, OriginProbes, WebPages } }) {
    const { probes, proxied, unseen } = OriginProbes;
    if (proxied.length === 0) {
      const looks = Target.hosts.map(({ host }) => WebPages.hosts[host]);
      if (looks.some((look) => look?.ok)) return notApplicable('no host is behind an edge that we know');
      const reason = looks.map((look) => (look?.ok === false ? look.reason : undefined)).find(Boolean);
      return couldNotCheck(reason ?? 'no host could be opened');
    }
    const findings: FindingDraft[] = [];
    const observations: Observation[] = [];
    for (const { host, edge, address, shownBy, outcome, status, reason } of probes) {
      if (outcome === 'refuses')
        observations.push({
          text: `${address} (${shownBy.join(', ')}) turns visitors of ${host} away${reason ? `: ${reason}` : ''}.`,
        });
      if (outcome !== 'answers') continue;
      findings.push({
        messageId: 'answers',
        data: { host, edge, address, shownBy: shownBy.join(', '), status: status ?? 0 },
        anchor: `${host} ${address}`,
        location: {
          kind: 'host',
          host,
          declaredAt: Target.hosts.find((one) => one.host === host)?.declaredAt,
        },
        remediation: {
          text: `Let the server at ${address} take connections from ${edge} alone: its published addresses in the firewall, or its client certificate (in Cloudflare: Authenticated Origin Pulls).`,
        },
      });
    }
    return judge(findings, unseen, observations);
  },
});
