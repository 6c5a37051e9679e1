import { allowsInlineScripts, parseCsp } from '../../formats/csp.ts';
import { headerSettingPlatform } from '../../formats/network-platforms.ts';
import { defineCheck, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type { PageFacts } from '../../observe/domain/web-pages.ts';

/** CSP Level 3; owasp.org/www-project-secure-headers. Low: each is a second line behind code that is right. */
export const missingSecurityHeader = defineCheck({
  id: 'served/missing-security-header',
  title: 'Pages send the headers that limit an attack',
  failureTitle: 'A page lacks headers that limit an attack',
  severity: 'low',
  requires: ['Target', 'WebPages'],
  messages: {
    missing:
      'The page of {host} lacks {headers}: if an attacker gets a script or a frame in, nothing limits it.',
  },
  run({ artifacts: { Target, WebPages } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    const observations: Observation[] = [];
    for (const { host, value: page } of sorted.seen) {
      if (!page.html || page.status >= 400) continue;
      const missing = missingOf(page);
      const policy = page.headers['content-security-policy'];
      if (policy !== undefined && allowsInlineScripts(parseCsp(policy))) {
        observations.push({
          text: `The policy (CSP) of ${host.host} lets inline scripts run, which is most of what it is there to stop.`,
        });
      }
      if (missing.length === 0) continue;
      const platform = headerSettingPlatform(page.headers);
      if (platform !== undefined) {
        observations.push({
          text: `${host.host} lacks ${missing.map(([name]) => name).join(', ')}; ${platform} sets its headers itself.`,
        });
        continue;
      }
      findings.push({
        messageId: 'missing',
        data: { host: host.host, headers: missing.map(([name]) => name).join(', ') },
        location: atHost(host),
        remediation: {
          text: `Send these headers with every page of ${host.host}; try the policy with its report-only form first.`,
          copy: missing.map(([name, value]) => `${name}: ${value}`).join('\n'),
        },
      });
    }
    return judgeHosts(sorted, findings, observations);
  },
});

function missingOf({ headers, html }: PageFacts): [name: string, value: string][] {
  const policy = headers['content-security-policy'];
  const directives = parseCsp(policy ?? '');
  const missing: [string, string][] = [];
  const hasPolicy =
    policy !== undefined ||
    html?.hasMetaPolicy === true ||
    headers['content-security-policy-report-only'] !== undefined;
  if (!hasPolicy) missing.push(['Content-Security-Policy', "default-src 'self'; frame-ancestors 'self'"]);
  if (headers['x-content-type-options']?.toLowerCase() !== 'nosniff')
    missing.push(['X-Content-Type-Options', 'nosniff']);
  // A policy in a meta tag cannot forbid frames (CSP Level 3, section 6.4.2).
  if (!directives.has('frame-ancestors') && headers['x-frame-options'] === undefined)
    missing.push(['X-Frame-Options', 'SAMEORIGIN']);
  if (headers['referrer-policy']?.toLowerCase() === 'unsafe-url')
    missing.push(['Referrer-Policy', 'strict-origin-when-cross-origin']);
  return missing;
}
