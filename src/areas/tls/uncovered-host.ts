import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

export const uncoveredHost = defineCheck({
  id: 'tls/uncovered-host',
  title: 'The certificate names every host',
  failureTitle: 'A certificate does not name its host',
  severity: 'blocker',
  requires: ['Target', 'TlsCertificates'],
  messages: {
    uncovered:
      'The certificate that {host} shows is for {names}, not for {host}: visitors see a full-page warning, even where the host only redirects.',
  },
  run({ artifacts: { Target, TlsCertificates } }) {
    const sorted = sortHosts(Target.hosts, TlsCertificates.hosts);
    const findings = sorted.seen
      .filter(({ value: facts }) => !facts.covers)
      .map(
        ({ host, value: facts }): FindingDraft => ({
          messageId: 'uncovered',
          data: { host: host.host, names: shortList(facts.names), issuer: facts.issuer },
          location: atHost(host),
          remediation: {
            text: `Add ${host.host} as a domain at your host, or issue a certificate that names it beside the others.`,
          },
        }),
      );
    return judgeHosts(sorted, findings);
  },
});

function shortList(names: readonly string[]): string {
  if (names.length === 0) return 'no name at all';
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
