import { defineCheck, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** Below this, packing gains nothing: it all fits into the first packets (RFC 6928). */
const SMALL_BYTES = 1400;

/** RFC 9110, sections 8.4 and 12.5.3; RFC 7932 (Brotli). */
export const uncompressedText = defineCheck({
  id: 'edge/uncompressed-text',
  title: 'Text is packed on its way',
  failureTitle: 'Text is sent unpacked',
  severity: 'medium',
  requires: ['Target', 'WebPages', 'HostProbes'],
  messages: {
    page: 'The page of {host} is sent unpacked ({kilobytes} KB): on a phone it takes several times as long to arrive.',
    asset: '{path} on {host} is sent unpacked ({kilobytes} KB): the page waits for it on every first visit.',
    notSmaller:
      'The page of {host} is packed ({encoding}) and no smaller for it: the server works for nothing.',
  },
  run({ artifacts: { Target, WebPages, HostProbes } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    const observations: Observation[] = [];
    for (const { host, value: page } of sorted.seen) {
      const encoding = page.headers['content-encoding'];
      const report = (messageId: string, severity: 'medium' | 'low', data: Record<string, string | number>) =>
        findings.push({
          messageId,
          severity,
          data: { host: host.host, ...data },
          location: atHost(host),
          remediation: {
            text: `Let the server of ${host.host} pack text; in nginx with the line below. An edge such as Cloudflare does it by itself.`,
            copy: 'gzip on; gzip_types text/css application/javascript application/json image/svg+xml;',
          },
        });
      const { sent, unpacked } = page.size ?? { sent: 0, unpacked: 0 };
      if (page.status === 200 && encoding === undefined && unpacked > SMALL_BYTES)
        report('page', 'medium', { kilobytes: Math.ceil(unpacked / 1000) });
      else if (encoding !== undefined && unpacked > SMALL_BYTES && sent >= unpacked)
        report('notSmaller', 'low', { encoding });
      const asset = HostProbes.hosts[host.host]?.asset;
      const answer = asset?.answers[0];
      const isPacked = answer?.headers['content-encoding'] !== undefined;
      if (asset && answer?.status === 200 && !isPacked && (answer.bytes ?? 0) > SMALL_BYTES)
        report('asset', 'medium', { path: asset.path, kilobytes: Math.ceil((answer.bytes ?? 0) / 1000) });
      if (encoding === 'gzip')
        observations.push({
          text: `${host.host} packs with gzip where br (Brotli) was offered too; br is about a fifth smaller.`,
        });
      if (encoding !== undefined && !/accept-encoding|\*/i.test(page.headers.vary ?? ''))
        observations.push({
          text: `${host.host} packs its page without saying so to caches (vary: accept-encoding).`,
        });
    }
    return judgeHosts(sorted, findings, observations);
  },
});
