import { defineCheck, judge } from '../../model/check.ts';
import type {} from '../../observe/domain/origin-probes.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/web-pages.ts';
import { originFinding, withoutEdge } from './origins.ts';

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
    const findings = OriginProbes.probes
      .filter(({ outcome }) => outcome === 'same' || outcome === 'plain')
      .map((probe) =>
        originFinding(
          Target,
          probe,
          probe.outcome === 'same' ? 'exposed' : 'exposedPlain',
          `Let the server at ${probe.address} take connections from ${probe.edge} alone (its published addresses in the firewall, or a tunnel), then move it to a new address: the old one is known.`,
        ),
      );
    return withoutEdge(Target, OriginProbes, WebPages) ?? judge(findings, OriginProbes.unseen);
  },
});
