import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { HttpChain } from '../../observe/domain/http-chains.ts';
import { hostOf, isRedirect, isSecure, judgeChains, pathOf, unseenPart } from './chains.ts';

/** Hops each visitor may be sent over, unless launch-ready.yaml says otherwise (`thresholds.redirectHops`). */
const DEFAULT_HOPS = 1;

export const redirectChain = defineCheck({
  id: 'routing/redirect-chain',
  title: 'Visitors reach the site in one redirect',
  failureTitle: 'Visitors are redirected more than once',
  severity: 'medium',
  requires: ['Target', 'HttpChains', 'Configuration'],
  messages: {
    tooLong:
      '{url} takes {redirects} redirects to reach the page ({path}): each costs a mobile visitor up to half a second, and ads charge for the click all the same.',
  },
  run({ artifacts: { Target, HttpChains, Configuration } }) {
    const limit = Configuration.value.thresholds?.redirectHops ?? DEFAULT_HOPS;
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    for (const { host, declaredAt } of Target.hosts) {
      const chains = HttpChains.chains.filter((chain) => chain.host === host);
      unmeasured.push(...chains.flatMap((chain) => unseenPart(chain) ?? []));
      // A circle is another check's finding. The longest entry tells all of this host's.
      const worst = chains
        .filter(({ end }) => end !== 'loop' && end !== 'tooMany')
        .map((chain) => ({ chain, redirects: redirectsOf(chain) }))
        .filter(({ chain, redirects }) => redirects > limit + allowance(chain))
        .sort((a, b) => b.redirects - a.redirects)[0];
      if (!worst) continue;
      const { chain, redirects } = worst;
      const final = chain.hops.at(-1)?.location ?? chain.hops.at(-1)?.url ?? '';
      findings.push({
        messageId: 'tooLong',
        severity: redirects >= 3 ? 'high' : 'medium',
        data: { url: `${chain.scheme}://${host}/`, redirects, limit, path: pathOf(chain.hops) },
        location: { kind: 'host', host, declaredAt },
        remediation: {
          text: `Let https://${host}/ redirect to ${final} directly, without stops in between.`,
        },
      });
    }
    return judgeChains(HttpChains.chains, findings, unmeasured);
  },
});

function redirectsOf(chain: HttpChain): number {
  return chain.hops.filter(isRedirect).length;
}

/**
 * One hop more for exactly http://X → https://X → https://canonical where https://X sends HSTS: the same host must answer
 * over https first, or browsers never learn its policy (RFC 6797, section 7.2; hstspreload.org).
 */
function allowance({ hops }: HttpChain): number {
  const [first, second] = hops;
  if (!first?.location || !second?.location || hops.filter(isRedirect).length !== 2) return 0;
  const host = hostOf(first.url);
  const upgrades = !isSecure(first.url) && isSecure(first.location) && hostOf(first.location) === host;
  const policy = /max-age\s*=\s*"?[1-9]/i.test(second.headers['strict-transport-security'] ?? '');
  return upgrades && policy && isSecure(second.location) && hostOf(second.location) !== host ? 1 : 0;
}
