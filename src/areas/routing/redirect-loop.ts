import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import { judgeChains, pathOf, unseenPart } from './chains.ts';

export const redirectLoop = defineCheck({
  id: 'routing/redirect-loop',
  title: 'Redirects come to an end',
  failureTitle: 'Redirects never come to a page',
  severity: 'blocker',
  requires: ['Target', 'HttpChains'],
  messages: {
    loop: '{url} redirects in a circle ({path}): browsers give up with "too many redirects".',
    tooMany: '{url} redirects more than {redirects} times ({path}): browsers give up before they see a page.',
    nowhere:
      '{url} redirects to no usable address (status {status}): browsers show an error or an empty page.',
  },
  run({ artifacts: { Target, HttpChains } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const told = new Set<string>();
    for (const chain of HttpChains.chains) {
      const { host, hops, end } = chain;
      const unseen = unseenPart(chain);
      if (unseen) unmeasured.push(unseen);
      // http and https of one host usually run into the same circle.
      if ((end !== 'loop' && end !== 'tooMany' && end !== 'nowhere') || told.has(host)) continue;
      told.add(host);
      const target = Target.hosts.find((one) => one.host === host);
      const last = hops.at(-1);
      const url = end === 'nowhere' ? (last?.url ?? '') : `${chain.scheme}://${host}/`;
      const flexible =
        end === 'loop' && hops.every(({ headers }) => headers.server?.startsWith('cloudflare'));
      findings.push({
        messageId: end,
        data: { url, path: pathOf(hops), redirects: hops.length - 1, status: last?.status ?? 0 },
        location: atHost({ host, declaredAt: target?.declaredAt }),
        remediation: {
          text: flexible
            ? 'In Cloudflare, set SSL/TLS > Overview to Full (strict): with Flexible, your server redirects to https what Cloudflare asks over http, for ever.'
            : end === 'nowhere'
              ? `Let the redirect of ${url} name a full https address.`
              : 'Two rules send visitors back and forth, often one at the edge and one in the app. Keep one of them.',
        },
      });
    }
    return judgeChains(HttpChains.chains, findings, unmeasured);
  },
});
