import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { AddressReach } from '../../observe/domain/dns-reachability.ts';
import type {} from '../../observe/domain/dns-records.ts';
import type {} from '../../observe/domain/target.ts';
import { at } from './zones.ts';

type Reached = AddressReach['hosts'][string][number];

/** An old server's address that nobody took out: for every second visitor the site is down. */
export const unresponsiveAddress = defineCheck({
  id: 'dns/unresponsive-address',
  title: 'Every address of a host answers',
  failureTitle: 'One address of a host does not answer',
  severity: 'high',
  requires: ['Target', 'AddressReach', 'DnsRecords'],
  messages: {
    refused:
      '{host} has {count} addresses, and {address} refuses connections while {working} answers: part of your visitors wait or see an error.',
    silent:
      '{host} has {count} addresses, and {address} does not answer while {working} does: part of your visitors wait for seconds or see an error.',
  },
  run({ artifacts: { Target, AddressReach, DnsRecords } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    // Hosts that share an address share its fault.
    const told = new Set<string>();
    let several = false;
    for (const { host, declaredAt } of Target.hosts) {
      const reason = DnsRecords.answers[host]?.A?.reason;
      if (reason) unmeasured.push(`${host}: ${reason}`);
      const addresses = (AddressReach.hosts[host] ?? []).filter(({ family }) => family === 4);
      if (addresses.length < 2) continue;
      several = true;
      const working = addresses.find(({ open }) => open);
      if (!working) {
        unmeasured.push(`${host}: none of its addresses takes a connection`);
        continue;
      }
      for (const bad of addresses) {
        const messageId = messageOf(bad);
        if (messageId === undefined) {
          if (!bad.open) unmeasured.push(`${host}: ${bad.address}: ${bad.reason ?? ''}`);
          continue;
        }
        if (told.has(bad.address)) continue;
        told.add(bad.address);
        findings.push({
          messageId,
          data: { host, address: bad.address, working: working.address, count: addresses.length },
          location: at(host, 'A', declaredAt),
          anchor: bad.address,
          remediation: {
            text: `Delete the A record ${bad.address} of ${host} if that server is gone, or start it again.`,
          },
        });
      }
    }
    return several || unmeasured.length > 0
      ? judge(findings, unmeasured)
      : notApplicable('no host has more than one IPv4 address');
  },
});

function messageOf({ open, code }: Reached): 'refused' | 'silent' | undefined {
  if (open) return undefined;
  return code === 'refused' ? 'refused' : code === 'timeout' ? 'silent' : undefined;
}
