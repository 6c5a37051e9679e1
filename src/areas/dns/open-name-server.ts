import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { at } from './zones.ts';

/** Only of servers that are the domain's own: those of a provider are the provider's business, and are not tried. */
export const openNameServer = defineCheck({
  id: 'dns/open-name-server',
  title: 'Own name servers do nothing for strangers',
  failureTitle: 'A name server serves strangers',
  severity: 'medium',
  requires: ['DnsZones'],
  messages: {
    recursor:
      '{server} looks up any name for anybody: attackers use such servers to flood others, and then networks block yours.',
    transfer:
      '{server} hands out the whole zone {zone} to anybody: all your internal and staging names can be read at once.',
  },
  run({ artifacts: { DnsZones } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    let tried = 0;
    for (const zone of DnsZones.zones) {
      if (zone.blocked !== undefined) unmeasured.push(`${zone.zone}: ${zone.blocked}`);
      else if (zone.nameServers.length === 0 && zone.soa.reason)
        unmeasured.push(`${zone.zone}: ${zone.soa.reason}`);
      for (const { host, looks } of zone.nameServers) {
        const own = looks.flatMap(({ strangers }) => strangers ?? []);
        tried += own.length;
        const base = {
          location: at(zone.zone, 'NS', zone.declaredAt),
          data: { zone: zone.zone, server: host },
        };
        if (own.some(({ looksUp }) => looksUp)) {
          findings.push({
            ...base,
            messageId: 'recursor',
            anchor: `recursor ${host}`,
            remediation: {
              text: `Switch recursion off on ${host}, or allow it for your own networks only.`,
              copy: 'recursion no;',
            },
          });
        }
        if (own.some(({ transfer }) => transfer.status === 'ok')) {
          findings.push({
            ...base,
            messageId: 'transfer',
            anchor: `transfer ${host}`,
            remediation: {
              text: `Allow zone transfers on ${host} for your secondary servers only.`,
              copy: 'allow-transfer { none; };',
            },
          });
        }
      }
    }
    if (tried === 0 && unmeasured.length === 0)
      return notApplicable('its name servers are run by a DNS provider');
    return judge(findings, tried === 0 ? unmeasured : []);
  },
});
