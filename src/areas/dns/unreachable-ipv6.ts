import { couldNotCheck, defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { AddressReach } from '../../observe/domain/dns-reachability.ts';
import type {} from '../../observe/domain/dns-records.ts';
import type {} from '../../observe/domain/target.ts';
import { at } from './zones.ts';

type Reached = AddressReach['hosts'][string][number];

/** RFC 8305: browsers try IPv6 first. A dead address there costs each of them a wait; programs without that trick fail. */
export const unreachableIpv6 = defineCheck({
  id: 'dns/unreachable-ipv6',
  title: 'IPv6 addresses answer',
  failureTitle: 'An IPv6 address does not answer',
  severity: 'high',
  requires: ['Target', 'AddressReach', 'DnsRecords'],
  messages: {
    dead: '{host} has the IPv6 address {address}, and nobody answers there ({what}): visitors with IPv6 wait or see an error, while you with IPv4 see nothing of it.',
  },
  run({ artifacts: { Target, AddressReach, DnsRecords } }) {
    const all = Object.values(AddressReach.hosts).flat();
    // A time-out proves something only where IPv6 is known to work from here.
    const works = all.some(({ family, open }) => family === 6 && open);
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    // Hosts that share an address share its fault.
    const told = new Set<string>();
    for (const { host, declaredAt } of Target.hosts) {
      const reason = DnsRecords.answers[host]?.AAAA?.reason;
      if (reason) unmeasured.push(`${host}: ${reason}`);
      const addresses = AddressReach.hosts[host] ?? [];
      for (const one of addresses.filter(({ family, open }) => family === 6 && !open)) {
        const isDown = addresses.every(({ open }) => !open);
        if (isDown || !isFact(one, works)) {
          unmeasured.push(`${host}: ${isDown ? 'it does not answer over IPv4 either' : reasonOf(one)}`);
          continue;
        }
        if (told.has(one.address)) continue;
        told.add(one.address);
        findings.push({
          messageId: 'dead',
          data: { host, address: one.address, what: one.reason ?? '' },
          location: at(host, 'AAAA', declaredAt),
          anchor: one.address,
          remediation: {
            text: `Delete the AAAA record of ${host}, or let the server listen at ${one.address}, port 443, and open its firewall for IPv6.`,
          },
        });
      }
    }
    if (findings.length > 0 || unmeasured.length > 0) return judge(findings, unmeasured);
    if (all.some(({ family }) => family === 6)) return judge([]);
    return Target.hosts.length > 0 ? notApplicable('no host has an IPv6 address') : couldNotCheck('no host');
  },
});

function isFact({ code }: Reached, works: boolean): boolean {
  return code === 'refused' || (code === 'timeout' && works);
}

function reasonOf({ code, reason }: Reached): string {
  return code === 'guarded'
    ? (reason ?? '')
    : `its IPv6 address could not be reached, perhaps because this computer has no IPv6 (${reason})`;
}
