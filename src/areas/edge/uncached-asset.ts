import { browserMaxAge, parseCacheControl } from '../../formats/cache-control.ts';
import { recogniseEdge } from '../../formats/edges.ts';
import { defineCheck, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type { CachedAnswer } from '../../observe/domain/host-probes.ts';

const WEEK_SECONDS = 7 * 86_400;

/** RFC 9111; web.dev/articles/http-cache: what never changes under its name is kept for a year. */
export const uncachedAsset = defineCheck({
  id: 'edge/uncached-asset',
  title: 'Scripts and styles that never change are kept',
  failureTitle: 'Scripts and styles that never change are fetched again and again',
  severity: 'medium',
  requires: ['Target', 'WebPages', 'HostProbes'],
  messages: {
    notKept:
      '{path} on {host} never changes under its name, but browsers may keep it for {kept} only (cache-control: {header}): every visit loads it again, and a good launch day does so thousands of times.',
    notAtEdge:
      '{path} on {host} was asked for twice and came from your own server both times ({signs}): the edge does not take this load off it.',
  },
  run({ artifacts: { Target, WebPages, HostProbes } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    const observations: Observation[] = [];
    for (const { host } of sorted.seen) {
      const asset = HostProbes.hosts[host.host]?.asset;
      const last = asset?.answers.at(-1);
      if (!asset || last?.status !== 200) continue;
      const header = last.headers['cache-control'];
      const seconds = browserMaxAge(parseCacheControl(header));
      const report = (messageId: string, severity: 'medium' | 'low', data: Record<string, string>) =>
        findings.push({
          messageId,
          severity,
          data: { host: host.host, path: asset.path, ...data },
          location: atHost(host),
          remediation: {
            text: `Let ${host.host} send the header below with files whose name holds a hash of their content.`,
            copy: 'Cache-Control: public, max-age=31536000, immutable',
          },
        });
      // An edge that answers "not changed" takes most of the load; the detour stays.
      const isShort = asset.hashed && seconds < WEEK_SECONDS;
      if (isShort)
        report('notKept', isAnsweredByEdge(last) ? 'low' : 'medium', {
          kept: spanOf(seconds),
          header: header ?? 'none',
        });
      else if (asset.hashed && asset.answers.length > 1 && isFromOrigin(last))
        report('notAtEdge', 'low', { signs: signsOf(last) });
      observations.push({
        text: `${host.host}${asset.path}: ${header ?? 'no cache-control'}; asked twice: ${asset.answers.map(signsOf).join(', then ')}.`,
        data: { host: host.host },
      });
    }
    return judgeHosts(sorted, findings, observations);
  },
});

function isAnsweredByEdge({ headers }: CachedAnswer): boolean {
  const canBeCompared = headers.etag !== undefined || headers['last-modified'] !== undefined;
  return canBeCompared && recogniseEdge({ addresses: [], aliases: [], headers: [headers] }) !== undefined;
}

const CACHE_SIGNS = ['cf-cache-status', 'x-vercel-cache', 'x-cache', 'age'] as const;

function signsOf({ headers }: CachedAnswer): string {
  const signs = CACHE_SIGNS.flatMap((name) =>
    headers[name] === undefined ? [] : [`${name}: ${headers[name]}`],
  );
  return signs.join(' ') || 'no sign of a cache';
}

/** Only where an edge says so itself. */
function isFromOrigin({ headers }: CachedAnswer): boolean {
  if (Number(headers.age) > 0) return false;
  return /^(MISS|DYNAMIC|BYPASS|EXPIRED)$/i.test(
    headers['cf-cache-status'] ?? headers['x-vercel-cache'] ?? '',
  );
}

function spanOf(seconds: number): string {
  if (seconds === 0) return 'no time';
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} hours` : `${Math.floor(seconds / 86_400)} days`;
}
