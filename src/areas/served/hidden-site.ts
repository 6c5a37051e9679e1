import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** developers.google.com/search/docs/crawling-indexing/block-indexing */
export const hiddenSite = defineCheck({
  id: 'served/hidden-site',
  title: 'Search engines may show the site',
  failureTitle: 'The site asks search engines to leave it out',
  severity: 'high',
  requires: ['Target', 'WebPages'],
  messages: {
    noindex:
      'The start page of {host} asks search engines to leave it out (noindex, by {by}): nobody will find it by searching. Most often it is left over from before the launch.',
  },
  run({ artifacts: { Target, WebPages } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    const main = Target.sites[0]?.name;
    for (const { host, value: page } of sorted.seen) {
      // Apps behind a login and staging may well be left out.
      if (host.role === 'configured' || host.site !== main || page.status !== 200) continue;
      const byHeader = /\b(noindex|none)\b/i.test(page.headers['x-robots-tag'] ?? '');
      if (!byHeader && !page.html?.noindex) continue;
      findings.push({
        messageId: 'noindex',
        data: { host: host.host, by: byHeader ? 'the X-Robots-Tag header' : 'a robots meta tag' },
        location: atHost(host),
        remediation: {
          text: byHeader
            ? `Take X-Robots-Tag out of the answers of ${host.host}; some hosts send it for every address but the production domain.`
            : `Take <meta name="robots" content="noindex"> out of the pages of ${host.host}.`,
        },
      });
    }
    return judgeHosts(sorted, findings);
  },
});
