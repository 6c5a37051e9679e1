import { parseIpv4, parseIpv6 } from '../../formats/ip-address.ts';
import { defineCheck } from '../../model/check.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { at, judgeZones } from './zones.ts';

/** RFC 2182, section 3.1: the servers are not to fail together. */
export const nameServersInOneNetwork = defineCheck({
  id: 'dns/name-servers-in-one-network',
  title: 'Name servers are in different networks',
  failureTitle: 'All name servers are in one network',
  severity: 'low',
  requires: ['DnsZones'],
  messages: {
    together:
      'All name servers of {zone} are in {network}: when that network is unreachable, so are your site and your mail.',
  },
  run({ artifacts: { DnsZones } }) {
    return judgeZones(DnsZones, (zone, { findings, unmeasured }) => {
      const addresses = zone.nameServers.flatMap(({ looks }) => looks.map(({ address }) => address));
      if (addresses.length === 0)
        unmeasured.push(`${zone.zone}: ${zone.soa.reason ?? 'no address of a name server is known'}`);
      const networks = new Set(addresses.map(networkOf));
      const [network] = networks;
      // One server alone, whatever its names, is dns/lame-delegation's.
      if (new Set(addresses).size < 2 || networks.size !== 1 || network === undefined) return;
      findings.push({
        messageId: 'together',
        data: { zone: zone.zone, network, addresses: addresses.join(', ') },
        location: at(zone.zone, 'NS', zone.declaredAt),
        remediation: {
          text: 'Use a DNS provider that runs its name servers in several networks, or add a second provider.',
        },
      });
    });
  },
});

/** The /24 of an IPv4 address, the /48 of an IPv6 one. */
function networkOf(address: string): string {
  const four = parseIpv4(address);
  if (four) return `${four.slice(0, 3).join('.')}.0/24`;
  const six = parseIpv6(address);
  const groups =
    six && [0, 2, 4].map((index) => (((six[index] ?? 0) << 8) | (six[index + 1] ?? 0)).toString(16));
  return groups ? `${groups.join(':')}::/48` : address;
}
