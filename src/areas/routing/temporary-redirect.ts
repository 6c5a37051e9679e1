import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import { hostOf, judgeChains, unseenPart } from './chains.ts';

/** RFC 9110, sections 15.4.2 to 15.4.9. A redirect to a page of the same host (a language, a login) is temporary with good reason. */
export const temporaryRedirect = defineCheck({
  id: 'routing/temporary-redirect',
  title: 'Redirects to the site’s one address are permanent',
  failureTitle: 'A redirect to the site’s one address is only temporary',
  severity: 'medium',
  requires: ['Target', 'HttpChains'],
  messages: {
    temporary:
      '{url} sends visitors to {location} only for now (status {status}): search engines keep the old address, and every visit makes the detour again.',
  },
  run({ artifacts: { Target, HttpChains } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    for (const chain of HttpChains.chains) {
      const unseen = unseenPart(chain);
      if (unseen) unmeasured.push(unseen);
      const [first] = chain.hops;
      // Loops have their own finding, and what leaves the domain is a link, not an address of the site.
      if (!first?.location || chain.end === 'loop' || chain.end === 'tooMany' || chain.end === 'elsewhere')
        continue;
      const isMove =
        hostOf(first.location) !== chain.host || first.location.split(':')[0] !== first.url.split(':')[0];
      if (![302, 303, 307].includes(first.status) || !isMove) continue;
      // A login on another host is where a members' area sends strangers.
      if (/^https?:\/\/(login|auth|accounts?|id|sso)\./.test(first.location)) continue;
      const target = Target.hosts.find(({ host }) => host === chain.host);
      findings.push({
        messageId: 'temporary',
        data: { url: first.url, location: first.location, status: first.status },
        anchor: first.url,
        location: atHost({ host: chain.host, declaredAt: target?.declaredAt }),
        remediation: {
          text: `Change the redirect of ${first.url} to status 308 (or 301) once you are sure of ${first.location}: browsers remember it.`,
        },
      });
    }
    return judgeChains(HttpChains.chains, findings, unmeasured);
  },
});
