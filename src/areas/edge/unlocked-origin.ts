import { defineCheck, judge } from '../../model/check.ts';
import type {} from '../../observe/domain/origin-probes.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/web-pages.ts';
import { originFinding, withoutEdge } from './origins.ts';

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
    const { probes, unseen } = OriginProbes;
    const findings = probes
      .filter(({ outcome }) => outcome === 'answers')
      .map((probe) =>
        originFinding(
          Target,
          probe,
          'answers',
          `Let the server at ${probe.address} take connections from ${probe.edge} alone: its published addresses in the firewall, or its client certificate (in Cloudflare: Authenticated Origin Pulls).`,
        ),
      );
    const refusals = probes
      .filter(({ outcome }) => outcome === 'refuses')
      .map(({ host, address, shownBy, reason }) => ({
        text: `${address} (${shownBy.join(', ')}) turns visitors of ${host} away${reason ? `: ${reason}` : ''}.`,
      }));
    return withoutEdge(Target, OriginProbes, WebPages) ?? judge(findings, unseen, refusals);
  },
});
