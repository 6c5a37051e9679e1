import { headerSettingPlatform } from '../../formats/network-platforms.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft, Remediation } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type { Severity } from '../../model/severity.ts';
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
      findings.push({
        messageId: 'tooLong',
        severity: severityOf(chain, redirects),
        data: { url: `${chain.scheme}://${host}/`, redirects, limit, path: pathOf(chain.hops) },
        location: atHost({ host, declaredAt }),
        remediation: remediationOf(chain),
      });
    }
    return judgeChains(HttpChains.chains, findings, unmeasured);
  },
});

function severityOf(chain: HttpChain, redirects: number): Severity {
  if (redirects >= 3) return 'high';
  // Both stops are the platform's own, and only its header is missing: the owner cannot change that.
  const isGiven = upgradesFirst(chain) && chain.hops.some(({ headers }) => headerSettingPlatform(headers));
  return isGiven ? 'low' : 'medium';
}

function redirectsOf(chain: HttpChain): number {
  return chain.hops.filter(isRedirect).length;
}

/**
 * One hop more for exactly http://X → https://X → https://canonical where https://X sends HSTS: the same host must answer
 * over https first, or browsers never learn its policy (RFC 6797, section 7.2; hstspreload.org).
 */
function allowance(chain: HttpChain): number {
  const policy = chain.hops[1]?.headers['strict-transport-security'] ?? '';
  return upgradesFirst(chain) && /max-age\s*=\s*"?[1-9]/i.test(policy) ? 1 : 0;
}

/** http://X → https://X → https://Y and no more. */
function upgradesFirst({ hops }: HttpChain): boolean {
  const [first, second] = hops;
  if (!first?.location || !second?.location || hops.filter(isRedirect).length !== 2) return false;
  const host = hostOf(first.url);
  const upgrades = !isSecure(first.url) && isSecure(first.location) && hostOf(first.location) === host;
  return upgrades && isSecure(second.location) && hostOf(second.location) !== host;
}

function remediationOf(chain: HttpChain): Remediation {
  const { host, scheme, hops } = chain;
  if (upgradesFirst(chain)) {
    return {
      text: `Let https://${host}/ send this header with its redirect: then the stop there protects visitors, and both hops are right.`,
      copy: 'Strict-Transport-Security: max-age=31536000',
    };
  }
  const final = hops.at(-1)?.location ?? hops.at(-1)?.url ?? '';
  if (scheme === 'https' || hostOf(final) === host) {
    return { text: `Let ${scheme}://${host}/ redirect straight to ${final}.` };
  }
  return { text: `Let http://${host}/ redirect to https://${host}/, and that straight to ${final}.` };
}
