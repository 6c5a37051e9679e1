import { couldNotCheck, defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type { Severity } from '../../model/severity.ts';
import type { HttpChain } from '../../observe/domain/http-chains.ts';
import type { TargetSite } from '../../observe/domain/target.ts';
import type { PageFacts } from '../../observe/domain/web-pages.ts';
import { hostOf, isSecure, unseenPart } from './chains.ts';

/** http and https, with and without www: four ways in, one address. RFC 9110, section 15.4; RFC 6596 (rel=canonical). */
export const splitCanonical = defineCheck({
  id: 'routing/split-canonical',
  title: 'Every way into the site ends at one https address',
  failureTitle: 'The site has more than one address',
  severity: 'high',
  requires: ['Target', 'HttpChains', 'WebPages', 'SiteFiles', 'Configuration'],
  messages: {
    split:
      '{domain} and its www end at different addresses ({ends}): logins, carts and search ranking are split between two sites.',
    notAsConfigured: '{domain} ends at {end}, but launch-ready.yaml says that {canonical} is its address.',
    otherCanonical:
      'The page at {end} names {link} as its own address (rel=canonical): search engines show that one, or neither.',
    otherShareAddress:
      'The page at {end} names {link} as its own address for sharing (og:url): likes and previews go to that one.',
    otherSitemap:
      'The sitemap of {domain} lists addresses at {hosts}, not at {end}: search engines index addresses that redirect, or another site.',
  },
  run({ artifacts: { Target, HttpChains, WebPages, SiteFiles, Configuration } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    let seen = 0;
    for (const [index, site] of Target.sites.entries()) {
      const chains = HttpChains.chains.filter(
        ({ host }) => host === site.domain || host === `www.${site.domain}`,
      );
      unmeasured.push(...chains.flatMap((chain) => unseenPart(chain) ?? []));
      const ends = [...new Set(chains.flatMap((chain) => endOf(chain) ?? []))].sort();
      if (ends.length === 0) continue;
      seen++;
      const report = (messageId: string, severity: Severity, data: Record<string, string>, text: string) =>
        findings.push({
          messageId,
          severity,
          data: { domain: site.domain, ...data },
          location: atHost({ host: site.domain, declaredAt: site.declaredAt }),
          remediation: { text },
        });
      const [end = ''] = ends;
      if (ends.length > 1) {
        // Pages that agree on their address leave search engines no doubt; logins and cookies are still split.
        const links = new Set(ends.map((one) => originOf(pageAt(one)?.html?.canonical ?? one)));
        report(
          'split',
          links.size === 1 ? 'medium' : 'high',
          { ends: ends.join(', ') },
          `Choose one of ${ends.join(' and ')}, and redirect the other one to it with status 301 or 308.`,
        );
        continue;
      }
      judgeSite(site, end, index === 0 ? Configuration.value.canonical : undefined, report);
    }
    if (seen === 0 && findings.length === 0)
      return couldNotCheck([...new Set(unmeasured)].slice(0, 4).join('; ') || 'no host could be opened');
    return judge(findings, unmeasured);

    function pageAt(origin: string): PageFacts | undefined {
      const look = WebPages.hosts[hostOf(origin)];
      return look?.ok && !look.value.blocked ? look.value : undefined;
    }

    function judgeSite(
      { name, domain }: TargetSite,
      end: string,
      canonical: string | undefined,
      report: (messageId: string, severity: Severity, data: Record<string, string>, text: string) => void,
    ) {
      if (canonical !== undefined && originOf(canonical) !== end) {
        const text = `Let ${end} redirect to ${originOf(canonical)}, or correct canonical: in launch-ready.yaml.`;
        report('notAsConfigured', 'high', { end, canonical: originOf(canonical) }, text);
      }
      const html = pageAt(end)?.html;
      const elsewhere = (link: string | undefined) => link !== undefined && originOf(link) !== end;
      if (elsewhere(html?.canonical)) {
        const link = originOf(html?.canonical ?? '');
        report(
          'otherCanonical',
          'high',
          { end, link },
          `Let the canonical link of every page begin with ${end}.`,
        );
      }
      if (elsewhere(html?.ogUrl)) {
        const link = originOf(html?.ogUrl ?? '');
        report('otherShareAddress', 'medium', { end, link }, `Let og:url of every page begin with ${end}.`);
      }
      const sitemap = SiteFiles.sites[name]?.sitemap;
      if (sitemap?.state !== 'found') return;
      const hosts = Object.keys(sitemap.value.hosts).filter(
        (host) => host !== hostOf(end) && isSameSite(host, domain),
      );
      if (hosts.length > 0 || sitemap.value.plainHttp > 0) {
        const listed = hosts.length > 0 ? hosts.join(', ') : `http://${hostOf(end)}`;
        report(
          'otherSitemap',
          'medium',
          { end, hosts: listed },
          `Set the site's address to ${end} where the sitemap is made.`,
        );
      }
    }
  },
});

/** Only the two names that are meant to be one site: a shop or a blog of its own may stand in a sitemap. */
function isSameSite(host: string, domain: string): boolean {
  return host === domain || host === `www.${domain}`;
}

/** Origin of the page that visitors end at over https; a plain http end is told by routing/missing-https-redirect. */
function endOf({ hops, end }: HttpChain): string | undefined {
  const last = hops.at(-1);
  if (end !== 'final' || !last || last.blocked || last.status >= 400) return undefined;
  return isSecure(last.url) ? originOf(last.url) : undefined;
}

function originOf(url: string): string {
  return /^https?:\/\/[^/?#]*/i.exec(url)?.[0].toLowerCase() ?? url;
}
