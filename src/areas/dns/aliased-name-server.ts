import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { at, isMissing } from './zones.ts';

/** RFC 2181, section 10.3: the name of a name server is a host's own name. Many resolvers do not follow an alias here. */
export const aliasedNameServer = defineCheck({
  id: 'dns/aliased-name-server',
  title: 'Name servers have names of their own',
  failureTitle: 'A name server is an alias',
  severity: 'high',
  requires: ['DnsZones'],
  messages: {
    alias:
      'The name server {server} of {zone} is an alias of {alias}: many resolvers do not follow that, and do not find your domain.',
  },
  run({ artifacts: { DnsZones } }) {
    const zones = DnsZones.zones.filter((zone) => !isMissing(zone));
    if (zones.length === 0) return notApplicable('the domain does not exist');
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    for (const zone of zones) {
      if (zone.nameServers.length === 0)
        unmeasured.push(`${zone.zone}: ${zone.soa.reason ?? 'its name servers could not be found'}`);
      for (const { host, alias, address } of zone.nameServers) {
        if (address.reason) unmeasured.push(`${host}: ${address.reason}`);
        if (alias === undefined) continue;
        findings.push({
          messageId: 'alias',
          data: { zone: zone.zone, server: host, alias },
          location: at(zone.zone, 'NS', zone.declaredAt),
          anchor: host,
          remediation: {
            text: `Name ${alias} itself as the name server, at the registrar and in the zone.`,
            copy: `${zone.zone}. 86400 IN NS ${alias}.`,
          },
        });
      }
    }
    return judge(findings, unmeasured);
  },
});
