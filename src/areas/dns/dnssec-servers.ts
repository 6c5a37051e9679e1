import type { FindingDraft } from '../../model/finding.ts';
import type { DnsSecurity } from '../../observe/domain/dns-security.ts';
import { at, listed, serversOf, type ZoneFacts } from './zones.ts';

/** A secondary with an unsigned copy, or a second provider with keys of its own: resolvers ask the next server, if they do. */
export function problemOfServers(
  zone: DnsSecurity['zones'][number],
  facts: ZoneFacts,
): FindingDraft | undefined {
  if (zone.ds.records.length === 0) return undefined;
  const seen = serversOf(facts).answered.filter(({ look }) => look.keys !== undefined);
  const isVouched = ({ look }: (typeof seen)[number]) =>
    look.keys?.some((key) =>
      zone.ds.records.some((ds) => ds.keyTag === key.keyTag && ds.algorithm === key.algorithm),
    );
  const without = seen.filter((one) => !isVouched(one));
  if (without.length === 0 || without.length === seen.length) return undefined;
  const labels = (some: typeof seen) =>
    listed(some.map(({ server, look }) => `${server.host} (${look.address})`));
  return {
    messageId: 'partly',
    severity: 'high',
    data: { zone: zone.zone, servers: labels(without), others: labels(seen.filter(isVouched)) },
    location: at(zone.zone, 'DNSKEY', zone.declaredAt),
    anchor: zone.zone,
    remediation: {
      text: `Make ${without[0]?.server.host} copy the signed zone again, or take it out of the name servers, at the registrar and in the zone.`,
    },
  };
}
