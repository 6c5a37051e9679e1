import { defineCheck } from '../../model/check.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { at, judgeZones } from './zones.ts';

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
    return judgeZones(DnsZones, (zone, { findings, unmeasured }) => {
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
    });
  },
});
