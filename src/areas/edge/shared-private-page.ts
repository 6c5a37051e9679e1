import { parseCacheControl, sharedMaxAge } from '../../formats/cache-control.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** RFC 9111, sections 3 and 7.3: what a cache keeps for one visitor it gives to the next. */
export const sharedPrivatePage = defineCheck({
  id: 'edge/shared-private-page',
  title: 'No cache shares what is meant for one visitor',
  failureTitle: 'A cache may share what is meant for one visitor',
  severity: 'medium',
  requires: ['Target', 'WebPages', 'HostProbes'],
  messages: {
    cookieShared:
      'The start page of {host} sets the cookie {cookies} and lets caches keep it ({header}): one visitor may get the login of another.',
    cookieServed:
      'The edge serves the start page of {host} from its cache together with a cookie ({signs}): one visitor may get the login of another.',
    apiShared:
      '{host} lets caches keep its answers for everybody ({header}): one customer may see the data of another.',
  },
  run({ artifacts: { Target, WebPages, HostProbes } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: page } of sorted.seen) {
      const header = page.headers['cache-control'] ?? '';
      const shared = sharedMaxAge(parseCacheControl(header));
      const report = (messageId: string, severity: 'high' | 'medium', data: Record<string, string>) =>
        findings.push({
          messageId,
          severity,
          data: { host: host.host, ...data },
          location: atHost(host),
          remediation: {
            text: `Let ${host.host} send the header below with everything that depends on who asks; set cookies on pages that no cache keeps.`,
            copy: 'Cache-Control: private, no-store',
          },
        });
      const cookies = page.cookies.filter(({ isSession }) => isSession).map(({ name }) => name);
      const again = HostProbes.hosts[host.host]?.again;
      const served =
        again?.headers['cf-cache-status'] ?? again?.headers['x-vercel-cache'] ?? again?.headers['x-cache'];
      if (again?.setsCookie && cookies.length > 0 && /^(HIT|STALE|Hit from cloudfront)/i.test(served ?? ''))
        report('cookieServed', 'high', { signs: served ?? '' });
      else if (cookies.length > 0 && shared > 0)
        report('cookieShared', 'medium', { cookies: cookies.join(', '), header });
      else if (/^api\./.test(host.host) && shared > 60 && page.status === 200 && !page.html)
        report('apiShared', 'medium', { header });
    }
    return judgeHosts(sorted, findings);
  },
});
