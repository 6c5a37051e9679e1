import { EDGES, isInRange } from '../../formats/edges.ts';
import { couldNotCheck, defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { HttpChains } from '../../observe/domain/http-chains.ts';
import type { OriginProbes } from '../../observe/domain/origin-probes.ts';
import type {} from '../../observe/domain/target.ts';

/** developers.cloudflare.com/dns/proxy-status: one record that is "DNS only" beside proxied ones shows where the servers are. */
export const mixedProxying = defineCheck({
  id: 'edge/mixed-proxying',
  title: 'Hosts are behind the edge all together',
  failureTitle: 'Some hosts are behind the edge and some are not',
  severity: 'medium',
  requires: ['Target', 'OriginProbes', 'HttpChains'],
  messages: {
    besides:
      'Not all hosts are behind {edge}: {open} can be opened past it, while {proxied} cannot. The protection can be walked around, and two places hold the settings.',
    halfOfOne:
      '{host} has addresses at {edge} ({inside}) and others ({outside}): a part of its visitors goes past the edge.',
  },
  run({ artifacts: { Target, OriginProbes, HttpChains } }) {
    const { proxied } = OriginProbes;
    const findings: FindingDraft[] = [];
    const answering = HttpChains.chains.filter(({ scheme, hops }) => scheme === 'https' && hops.length > 0);
    if (answering.length === 0) return couldNotCheck(reasonOf(HttpChains) ?? 'no host could be opened');
    for (const site of Target.sites) {
      const hosts = Target.hosts.filter((host) => host.site === site.name);
      const behind = proxied.filter(({ host }) => hosts.some((one) => one.host === host));
      const open = hosts.filter(
        ({ host, expectation }) =>
          expectation?.proxied !== false &&
          !behind.some((one) => one.host === host) &&
          answering.some((chain) => chain.host === host),
      );
      if (behind.length === 0 || open.length === 0) continue;
      findings.push({
        messageId: 'besides',
        data: {
          open: listOf(open.map(({ host }) => host)),
          proxied: listOf(behind.map(({ host }) => host)),
          edge: behind[0]?.edge ?? '',
        },
        anchor: site.name,
        location: { kind: 'host', host: open[0]?.host ?? site.domain, declaredAt: open[0]?.declaredAt },
        remediation: {
          text: `Put ${listOf(open.map(({ host }) => host))} behind ${behind[0]?.edge ?? 'the edge'} too (in Cloudflare: the orange cloud of its DNS record), or say in launch-ready.yaml why not: proxied: false and a reason: under hosts.`,
        },
      });
    }
    for (const entry of proxied) {
      const split = splitAddresses(entry);
      if (!split) continue;
      findings.push({
        messageId: 'halfOfOne',
        data: { host: entry.host, edge: entry.edge, ...split },
        location: {
          kind: 'host',
          host: entry.host,
          declaredAt: Target.hosts.find(({ host }) => host === entry.host)?.declaredAt,
        },
        remediation: {
          text: `Take ${split.outside} out of the DNS records of ${entry.host}, or let the edge stand before all of them.`,
        },
      });
    }
    return judge(findings);
  },
});

/** Addresses inside and outside of the edge's published ranges; undefined where there are no ranges, or no mixture. */
function splitAddresses({ edge, addresses }: OriginProbes['proxied'][number]) {
  const ranges = EDGES.find(({ name }) => name === edge)?.ranges;
  if (!ranges) return undefined;
  const isInside = (address: string) => ranges.some((range) => isInRange(address, range));
  const inside = addresses.filter(isInside);
  const outside = addresses.filter((address) => !isInside(address));
  if (inside.length === 0 || outside.length === 0) return undefined;
  return { inside: inside.join(', '), outside: outside.join(', ') };
}

function listOf(hosts: readonly string[]): string {
  return hosts.length <= 3
    ? hosts.join(', ')
    : `${hosts.slice(0, 3).join(', ')} and ${hosts.length - 3} more`;
}

function reasonOf({ chains }: HttpChains): string | undefined {
  return chains.find(({ failure }) => failure)?.failure?.reason;
}
