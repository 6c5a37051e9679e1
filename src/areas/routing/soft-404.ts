import { defineCheck, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import { hostOf } from './chains.ts';
import { isApp, isStaging, judgeProbes, sortProbes } from './probes.ts';

/** RFC 9110, section 15.5.5. */
export const soft404 = defineCheck({
  id: 'routing/soft-404',
  title: 'Pages that do not exist say so',
  failureTitle: 'Pages that do not exist look as if they did',
  severity: 'medium',
  requires: ['Target', 'HostProbes'],
  messages: {
    found:
      '{host} answers "found" (status 200) for a page that does not exist: dead links in ads go unnoticed, and search engines index rubbish.',
    toStart:
      '{host} sends visitors of a page that does not exist to its start page: dead links in ads go unnoticed.',
  },
  run({ artifacts: { Target, HostProbes } }) {
    const sorted = sortProbes(Target, HostProbes);
    const findings: FindingDraft[] = [];
    const observations: Observation[] = [];
    for (const { host, probe } of sorted.seen) {
      const { status, location } = probe.unknownPath ?? { status: 0 };
      const toStart =
        location !== undefined && hostOf(location) === host.host && /^https?:\/\/[^/]*\/?$/.test(location);
      const messageId = status === 200 ? 'found' : toStart ? 'toStart' : undefined;
      if (messageId === undefined) continue;
      if (isApp(host.host) || isStaging(host)) {
        observations.push({ text: `${host.host} answers every address alike, as apps behind a login do.` });
        continue;
      }
      findings.push({
        messageId,
        data: { host: host.host, status },
        location: atHost(host),
        remediation: {
          text: `Let ${host.host} answer unknown addresses with a page of its own and status 404. Single-page apps: rewrite only the routes that exist to index.html.`,
        },
      });
    }
    return judgeProbes(sorted, findings, observations);
  },
});
