import { defineCheck, judge, notApplicable, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { DnsSecurity } from '../../observe/domain/dns-security.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { problemOfServers } from './dnssec-servers.ts';
import { at, listed } from './zones.ts';

type Zone = DnsSecurity['zones'][number];

/** Resolvers that validate (Google, Cloudflare, Quad9, many providers) answer "failure" for a domain with a broken proof. */
export const brokenDnssec = defineCheck({
  id: 'dns/broken-dnssec',
  title: 'DNSSEC proves the domain genuine, or is off',
  failureTitle: 'DNSSEC makes the domain unreachable',
  severity: 'blocker',
  requires: ['DnsSecurity', 'DnsZones'],
  messages: {
    expired:
      'The DNSSEC signatures of {zone} ended on {day}: for everybody whose resolver checks them, many people today, your domain does not exist.',
    notYet:
      'The DNSSEC signatures of {zone} only count from {day}: until then your domain does not exist for everybody whose resolver checks them.',
    wrongKey:
      'The registrar vouches for a DNSSEC key that {zone} does not have (DS {keyTag}): for everybody whose resolver checks it, many people today, your domain does not exist.',
    unfit:
      'The DNSSEC signature of the {types} records of {zone} does not fit them: for everybody whose resolver checks them, many people today, your domain does not exist.',
    partly:
      'For everybody whose resolver checks DNSSEC, look-ups of {zone} that reach {servers} fail or take longer: the key that the registrar vouches for is missing there, while {others} has it.',
    bogus:
      'The resolver {server} rejects {zone} because its DNSSEC proof is broken, and answers when told not to check: for many people your domain does not exist.',
  },
  run({ artifacts: { DnsSecurity, DnsZones }, now }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const observations: Observation[] = [];
    let exists = false;
    for (const zone of DnsSecurity.zones) {
      if (zone.unchecked.status === 'nxdomain') continue;
      exists = true;
      const facts = DnsZones.zones.find((one) => one.zone === zone.zone);
      const finding = problemOf(zone, now) ?? (facts && problemOfServers(zone, facts));
      if (finding) findings.push(finding);
      else if (zone.unchecked.reason) unmeasured.push(`${zone.zone}: ${zone.unchecked.reason}`);
      else if (zone.ds.reason ?? zone.keys.reason)
        unmeasured.push(`${zone.zone}: ${zone.ds.reason ?? zone.keys.reason}`);
      // A DS record without any key is dns/unsigned-delegation's.
      else if (zone.ds.records.length === 0 || zone.keys.status === 'ok') observations.push(stateOf(zone));
    }
    if (!exists && unmeasured.length === 0) return notApplicable('the domain does not exist');
    return judge(findings, unmeasured, observations);
  },
});

function problemOf(zone: Zone, now: number): FindingDraft | undefined {
  // A zone whose parent vouches for nothing is not checked by anybody.
  if (zone.ds.records.length === 0 || zone.keys.status === 'nodata') return undefined;
  const base = { location: at(zone.zone, 'DS', zone.declaredAt), anchor: zone.zone };
  const facts = { zone: zone.zone, server: zone.server };
  const known = zone.ds.records.filter(({ key }) => key !== 'unknown');
  if (
    zone.keys.status === 'ok' &&
    known.length === zone.ds.records.length &&
    known.every(({ key }) => key === 'missing')
  ) {
    return {
      ...base,
      messageId: 'wrongKey',
      data: {
        ...facts,
        keyTag: known.map(({ keyTag }) => keyTag).join(', '),
        keys: zone.keys.records.map(({ keyTag }) => keyTag).join(', '),
      },
      remediation: {
        text: 'Replace the DS record at the registrar with the one that your DNS provider shows for the zone; or delete it, and set it up again after a day.',
      },
    };
  }
  const ended = zone.signatures.filter(({ expiration }) => expiration < now);
  const early = zone.signatures.filter(({ inception }) => inception > now);
  const covered = (bad: Zone['signatures']) =>
    bad.some(
      ({ covers }) =>
        !zone.signatures.some(
          (one) => one.covers === covers && one.expiration >= now && one.inception <= now,
        ),
    );
  if (covered(ended) || covered(early)) {
    const isEnded = covered(ended);
    const times = isEnded
      ? Math.max(...ended.map(({ expiration }) => expiration))
      : Math.min(...early.map(({ inception }) => inception));
    return {
      ...base,
      messageId: isEnded ? 'expired' : 'notYet',
      data: { ...facts, day: new Date(times).toISOString().slice(0, 10) },
      remediation: {
        text: 'Have the zone signed again: start the signer, or switch DNSSEC off and on at your DNS provider. To be reachable at once, delete the DS record at the registrar; it takes as long as its TTL.',
      },
    };
  }
  if (zone.checked.status === 'servfail' && zone.unchecked.status === 'ok') {
    return {
      ...base,
      messageId: 'bogus',
      data: facts,
      remediation: {
        text: 'Look the zone up at dnsviz.net to see which part is broken. To be reachable at once, delete the DS record at the registrar; it takes as long as its TTL.',
      },
    };
  }
  if (zone.brokenSignatures !== undefined) {
    return {
      ...base,
      messageId: 'unfit',
      data: { ...facts, types: listed(zone.brokenSignatures) },
      remediation: {
        text: 'Have the zone signed again: a record was changed without its signature. To be reachable at once, delete the DS record at the registrar; it takes as long as its TTL.',
      },
    };
  }
  return undefined;
}

function stateOf(zone: Zone): Observation {
  const signed = zone.ds.records.length > 0;
  const text = signed
    ? `${zone.zone} is signed with DNSSEC${zone.authenticated ? ', and the resolver vouches for it' : ''}.`
    : `${zone.zone} is not signed with DNSSEC.`;
  return { text, data: { zone: zone.zone, signed, authenticated: zone.authenticated } };
}
