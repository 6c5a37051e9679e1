import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type { DnsRecords } from '../../observe/domain/dns-records.ts';

type AddressKind = DnsRecords['addressKinds'][string];

const WORDS: Record<Exclude<AddressKind, 'public'>, string> = {
  private: 'an address of a private network',
  loopback: "the visitor's own computer",
  linkLocal: 'an address that only works inside one network',
  carrierNat: "an address inside a carrier's network",
  metadata: "a cloud's internal service",
  multicast: 'an address that no website can have',
  documentation: 'an example address from documentation',
  translated: 'an IPv4 address written as IPv6',
  reserved: 'a reserved address',
};

/** A test value that was left in the zone, or an internal name that leaks how the network is built. */
export const privateAddress = defineCheck({
  id: 'dns/private-address',
  title: 'Hosts point to public addresses',
  failureTitle: 'A host points to an address that visitors cannot reach',
  severity: 'high',
  requires: ['Target', 'DnsRecords'],
  messages: {
    unreachable: '{host} points to {address}, {what}: no visitor can open it.',
    partly: '{host} points to {address} too, {what}: for some visitors it loads slowly or not at all.',
  },
  run({ artifacts: { Target, DnsRecords } }) {
    if (DnsRecords.privateAllowed) return notApplicable('private addresses are allowed in this run');
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    for (const { host, role, declaredAt } of Target.hosts) {
      const { A, AAAA } = DnsRecords.answers[host] ?? {};
      for (const answer of [A, AAAA]) {
        if (answer?.reason) unmeasured.push(`${host}: ${answer.reason}`);
      }
      const records = [...(A?.records ?? []), ...(AAAA?.records ?? [])].filter(
        ({ type }) => type === 'A' || type === 'AAAA',
      );
      const isPublic = (address: string) => DnsRecords.addressKinds[address] === 'public';
      const reachable = records.some(({ data }) => isPublic(data));
      for (const { data: address, type } of records) {
        const kind = DnsRecords.addressKinds[address] ?? 'reserved';
        if (kind === 'public') continue;
        findings.push({
          messageId: reachable ? 'partly' : 'unreachable',
          severity: !reachable && role === 'apex' ? 'blocker' : 'high',
          data: { host, address, what: WORDS[kind], kind },
          anchor: address,
          location: atHost({ host, declaredAt }, type),
          remediation: {
            text: `Replace the ${type} record ${address} of ${host} with the address that your host names, or delete it.`,
          },
        });
      }
    }
    const seen = Object.keys(DnsRecords.addressKinds).length > 0;
    return seen || unmeasured.length > 0
      ? judge(findings, unmeasured)
      : notApplicable('no host has an address');
  },
});
