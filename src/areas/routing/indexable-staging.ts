import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import { isStaging } from './probes.ts';

/** developers.google.com/search/docs/crawling-indexing/block-indexing: a robots.txt alone does not keep a page out. */
export const indexableStaging = defineCheck({
  id: 'routing/indexable-staging',
  title: 'Search engines leave staging out',
  failureTitle: 'Staging is open to search engines',
  severity: 'medium',
  requires: ['Target', 'WebPages'],
  messages: {
    indexable:
      '{host} is open to everybody and to search engines: customers find the unfinished site, and Google sees your pages twice.',
  },
  run({ artifacts: { Target, WebPages } }) {
    const staging = Target.hosts.filter(isStaging);
    if (staging.length === 0) return notApplicable('no host is named as staging, preview or test');
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    for (const { host, declaredAt } of staging) {
      const look = WebPages.hosts[host];
      if (!look?.ok) {
        if (look?.code === 'unresolved' || look?.code === 'refused') continue;
        unmeasured.push(`${host}: ${look?.reason ?? 'it was not looked at'}`);
        continue;
      }
      const { status, html, headers, blocked } = look.value;
      if (blocked) unmeasured.push(`${host}: ${blocked}`);
      // A login, a refusal or a redirect shows nothing to index.
      if (status !== 200 || blocked) continue;
      const isLeftOut = html?.noindex || /\b(noindex|none)\b/i.test(headers['x-robots-tag'] ?? '');
      if (isLeftOut || !html) continue;
      findings.push({
        messageId: 'indexable',
        data: { host },
        location: atHost({ host, declaredAt }),
        remediation: {
          text: `Put ${host} behind a password, or let it send the header below with every answer.`,
          copy: 'X-Robots-Tag: noindex',
        },
      });
    }
    return judge(findings, unmeasured);
  },
});
