import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** fetch.spec.whatwg.org, section 3.3 (CORS protocol). */
export const openCors = defineCheck({
  id: 'served/open-cors',
  title: 'Other sites cannot read what only a customer may',
  failureTitle: 'A host opens its answers to other sites in a wrong way',
  severity: 'medium',
  requires: ['Target', 'WebPages'],
  messages: {
    nobody:
      '{host} allows all sites to read its answers with logins (access-control-allow-origin: *, with credentials): browsers refuse that, so calls of your own app fail too.',
    nullOrigin:
      '{host} allows "null" to read its answers with logins: any site can pretend to be that, in a sandboxed frame.',
  },
  run({ artifacts: { Target, WebPages } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: page } of sorted.seen) {
      const origin = page.headers['access-control-allow-origin']?.trim();
      if (page.headers['access-control-allow-credentials']?.trim() !== 'true') continue;
      const messageId = origin === '*' ? 'nobody' : origin === 'null' ? 'nullOrigin' : undefined;
      if (messageId === undefined) continue;
      findings.push({
        messageId,
        data: { host: host.host, origin: origin ?? '' },
        location: atHost(host),
        remediation: {
          text: `Let ${host.host} name your app's address in that header, from a list of those you allow, and add "Vary: Origin".`,
          copy: `Access-Control-Allow-Origin: https://app.${host.host.split('.').slice(-2).join('.')}`,
        },
      });
    }
    return judgeHosts(sorted, findings);
  },
});
