import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import { hostOf } from './chains.ts';
import { judgeProbes, sortProbes } from './probes.ts';

/** An address that nobody made is asked for with a campaign's query: a redirect to the site's one address must carry both over. */
export const lostPath = defineCheck({
  id: 'routing/lost-path',
  title: 'Redirects keep the page and the campaign of an address',
  failureTitle: 'A redirect forgets which page or campaign was asked for',
  severity: 'medium',
  requires: ['Target', 'HostProbes'],
  messages: {
    path: 'Every page of {from} redirects to {location}: links to pages end at the start page.',
    query:
      'Redirects of {from} drop what follows the question mark: paid clicks (utm_source, gclid) are no longer counted for their campaign.',
  },
  run({ artifacts: { Target, HostProbes } }) {
    const sorted = sortProbes(Target, HostProbes);
    const findings: FindingDraft[] = [];
    for (const { host, probe } of sorted.seen) {
      for (const [scheme, answer] of [
        ['http', probe.unknownPathHttp],
        ['https', probe.unknownPath],
      ] as const) {
        if (answer?.location === undefined || answer.blocked) continue;
        const from = `${scheme}://${host.host}`;
        const isMove = hostOf(answer.location) !== host.host || !answer.location.startsWith(`${scheme}://`);
        // A page of its own for what does not exist, or a login, is not a move of the site.
        if (!isMove || !isSibling(hostOf(answer.location), host.host)) continue;
        const messageId =
          answer.keepsPath === false ? 'path' : answer.keepsQuery === false ? 'query' : undefined;
        if (messageId === undefined) continue;
        findings.push({
          messageId,
          data: { from, location: answer.location, status: answer.status },
          anchor: `${from} ${messageId}`,
          location: atHost(host),
          remediation: {
            text: `Let the redirect of ${from} carry the path and the query over; in nginx with the line below, in Cloudflare by "Preserve query string".`,
            copy: `return 301 https://${hostOf(answer.location)}$request_uri;`,
          },
        });
      }
    }
    return judgeProbes(sorted, findings);
  },
});

/** The same name with and without www, or over http: those are meant to be one site. */
function isSibling(one: string, other: string): boolean {
  return one.replace(/^www\./, '') === other.replace(/^www\./, '');
}
