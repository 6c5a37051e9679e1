import { parseCsp } from '../../formats/csp.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type { PageFacts } from '../../observe/domain/web-pages.ts';

/** W3C Mixed Content, Level 2; what is blocked and what is upgraded as Chromium does it. */
export const mixedContent = defineCheck({
  id: 'served/mixed-content',
  title: 'Pages load everything over https',
  failureTitle: 'A page loads something over plain http',
  severity: 'high',
  requires: ['Target', 'WebPages'],
  messages: {
    blocked:
      'The page of {host} loads {count} over http that browsers block ({first}): for visitors, that part is broken.',
    upgraded:
      'The page of {host} names {count} by http ({first}): browsers try https instead, and where that fails it stays empty.',
    form: 'A form on the page of {host} sends what visitors type over http ({first}): browsers warn before they send it, and it can be read on the way.',
  },
  run({ artifacts: { Target, WebPages } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: page } of sorted.seen) {
      const insecure = page.html?.insecure ?? [];
      const isMended = upgradesRequests(page);
      for (const effect of ['blocked', 'upgraded', 'form'] as const) {
        const found = insecure.filter((one) => one.effect === effect);
        const [first] = found;
        if (!first) continue;
        findings.push({
          messageId: effect,
          severity: effect === 'blocked' && !isMended ? 'high' : 'medium',
          data: {
            host: host.host,
            count: found.length === 1 ? 'one file' : `${found.length} files`,
            first: `${first.where}: ${first.url}`,
            files: found.length,
            upgradeInsecureRequests: isMended,
          },
          location: atHost(host),
          remediation: {
            text: `Write https:// in these addresses where the page is made. Until then, the header below lets browsers ask for all of them over https.`,
            copy: 'Content-Security-Policy: upgrade-insecure-requests',
          },
        });
      }
    }
    return judgeHosts(sorted, findings);
  },
});

function upgradesRequests({ headers, html }: PageFacts): boolean {
  const policies = [headers['content-security-policy'], html?.metaPolicy];
  return policies.some((policy) => policy !== undefined && parseCsp(policy).has('upgrade-insecure-requests'));
}
