import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import { isSecure, judgeChains, unseenPart } from './chains.ts';

export const insecureRedirect = defineCheck({
  id: 'routing/insecure-redirect',
  title: 'No redirect leaves https',
  failureTitle: 'A redirect leads from https back to http',
  severity: 'high',
  requires: ['Target', 'HttpChains'],
  messages: {
    downgrade:
      '{url} sends visitors from https to {location}: what they send next can be read and changed on the way.',
  },
  run({ artifacts: { Target, HttpChains } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const told = new Set<string>();
    for (const chain of HttpChains.chains) {
      const unseen = unseenPart(chain);
      if (unseen) unmeasured.push(unseen);
      for (const { url, location } of chain.hops) {
        if (location === undefined || !isSecure(url) || isSecure(location)) continue;
        const key = `${url} ${location}`;
        if (told.has(key)) continue;
        told.add(key);
        const target = Target.hosts.find((one) => one.host === chain.host);
        findings.push({
          messageId: 'downgrade',
          data: { url, location },
          anchor: key,
          location: atHost({ host: chain.host, declaredAt: target?.declaredAt }),
          remediation: {
            text: `Let ${url} redirect to the https address. Behind a proxy, the app often builds http addresses: let it trust the X-Forwarded-Proto header.`,
          },
        });
      }
    }
    return judgeChains(HttpChains.chains, findings, unmeasured);
  },
});
