import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import { judgeProbes, sortProbes } from './probes.ts';

/** RFC 3986, section 6: /x and /x/ are two addresses, and so two pages to search engines and caches. */
export const inconsistentSlash = defineCheck({
  id: 'routing/inconsistent-slash',
  title: 'Pages have one address, with or without a slash at the end',
  failureTitle: 'Pages answer with and without a slash at the end',
  severity: 'low',
  requires: ['Target', 'HostProbes', 'WebPages'],
  messages: {
    both: 'https://{host}{path} and {other} both answer: search engines and caches count one page twice.',
  },
  run({ artifacts: { Target, HostProbes, WebPages } }) {
    const sorted = sortProbes(Target, HostProbes);
    const findings: FindingDraft[] = [];
    for (const { host, probe } of sorted.seen) {
      const { slash, unknownPath } = probe;
      // A host that answers everything alike is told as that.
      if (slash?.status !== 200 || slash.otherStatus !== 200 || unknownPath?.status === 200) continue;
      // A canonical link settles it for search engines.
      const look = WebPages.hosts[host.host];
      if (look?.ok && look.value.html?.canonical) continue;
      const { path } = slash;
      const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
      findings.push({
        messageId: 'both',
        data: { host: host.host, path, other },
        location: atHost(host),
        remediation: {
          text: `Let one of the two redirect to the other with status 308, in your framework's setting for trailing slashes.`,
        },
      });
    }
    return judgeProbes(sorted, findings);
  },
});
