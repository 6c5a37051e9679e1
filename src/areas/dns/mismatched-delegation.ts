import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { at, judgeZones, listed, serversOf, type ZoneFacts } from './zones.ts';

/** The registrar says whom to ask; the zone says it too. When they differ, a move was left half done. */
export const mismatchedDelegation = defineCheck({
  id: 'dns/mismatched-delegation',
  title: 'The registrar and the zone name the same name servers',
  failureTitle: 'The registrar and the zone name different name servers',
  severity: 'high',
  requires: ['DnsZones'],
  messages: {
    onlyParent:
      'The registrar sends visitors of {zone} to {servers}, which the zone itself does not name: part of your visitors may get old answers.',
    onlyZone:
      '{zone} names {servers} as name servers, but the registrar does not: resolvers that refresh go to servers that you may have left.',
    glue: 'The registrar gives {given} as the address of {server}, but it is {seen}: part of the look-ups of {zone} go to the wrong machine.',
  },
  run({ artifacts: { DnsZones } }) {
    return judgeZones(DnsZones, (zone, { findings, unmeasured }) => {
      if (zone.blocked !== undefined || !zone.parent.ok) {
        unmeasured.push(
          `${zone.zone}: ${zone.blocked ?? (zone.parent.ok ? '' : `the zone above could not be asked (${zone.parent.reason})`)}`,
        );
        return;
      }
      const own = ownNames(zone);
      if (own.length === 0) {
        unmeasured.push(`${zone.zone}: no server of the zone tells its name servers`);
        return;
      }
      findings.push(...compare(zone, zone.parent.value, own));
    });
  },
});

/** What the zone's servers say; our resolver's word where none could be asked. */
function ownNames(zone: ZoneFacts): string[] {
  const told = serversOf(zone).answered.flatMap(({ look }) => look.answers[`${zone.zone} NS`] ?? []);
  const names = told.flatMap((text) => (text.startsWith('NS ') ? [text.slice(3)] : []));
  const seen =
    names.length > 0 ? names : zone.nameServers.flatMap(({ byZone, host }) => (byZone ? host : []));
  return [...new Set(seen)].sort();
}

function compare(
  zone: ZoneFacts,
  parent: Extract<ZoneFacts['parent'], { ok: true }>['value'],
  own: readonly string[],
): FindingDraft[] {
  const location = at(zone.zone, 'NS', zone.declaredAt);
  const findings: FindingDraft[] = [];
  const onlyParent = parent.nameServers.filter((name) => !own.includes(name));
  const onlyZone = own.filter((name) => !parent.nameServers.includes(name));
  const evidence = { zone: zone.zone, registrar: parent.nameServers.join(', '), askedOf: parent.server };
  if (onlyParent.length > 0) {
    findings.push({
      messageId: 'onlyParent',
      data: { ...evidence, servers: listed(onlyParent) },
      location,
      anchor: 'onlyParent',
      remediation: {
        text: `Enter exactly these name servers at the registrar. If one that you leave out is still in use, add its NS record to the zone instead.`,
        copy: own.join('\n'),
      },
    });
  }
  if (onlyZone.length > 0) {
    findings.push({
      messageId: 'onlyZone',
      data: { ...evidence, servers: listed(onlyZone) },
      location,
      anchor: 'onlyZone',
      remediation: {
        text: `Enter these name servers at the registrar, or take the old NS records out of the zone.`,
        copy: own.join('\n'),
      },
    });
  }
  for (const server of zone.nameServers) {
    const given = parent.glue[server.host];
    if (!given || server.address.status !== 'ok') continue;
    const seen = server.looks.map(({ address }) => address);
    const four = (addresses: readonly string[]) =>
      addresses.filter((address) => !address.includes(':')).sort();
    if (four(given).length === 0 || four(seen).length === 0 || four(given).join() === four(seen).join())
      continue;
    findings.push({
      messageId: 'glue',
      data: { ...evidence, server: server.host, given: listed(four(given)), seen: listed(four(seen)) },
      location,
      anchor: server.host,
      remediation: {
        text: `Correct the address of ${server.host} at the registrar (it is called host record, glue or child name server).`,
        copy: four(seen).join('\n'),
      },
    });
  }
  return findings;
}
