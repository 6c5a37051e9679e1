import { defineCheck } from '../../model/check.ts';
import type {} from '../../observe/domain/dns-records.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { at, judgeZones, serversOf } from './zones.ts';

/** RFC 1034, section 3.6.2: where an alias stands nothing else may, and at the top of a zone there always is something else. */
export const apexCname = defineCheck({
  id: 'dns/apex-cname',
  title: 'The domain itself is no alias',
  failureTitle: 'The domain itself is an alias',
  severity: 'high',
  requires: ['DnsZones', 'DnsRecords'],
  messages: {
    alias:
      '{zone} itself is an alias (CNAME) of {target}: an alias hides all other records of the name, so mail and verification records get lost, for some visitors and not for others.',
  },
  run({ artifacts: { DnsZones, DnsRecords } }) {
    return judgeZones(DnsZones, (zone, { findings, unmeasured }) => {
      const { answered } = serversOf(zone);
      const asked = DnsRecords.answers[zone.zone]?.CNAME;
      const own = answered.flatMap(({ look, server }) =>
        (look.answers[`${zone.zone} CNAME`] ?? []).map((text) => ({ text, server: server.host })),
      );
      const resolved = (asked?.records ?? [])
        .filter(({ type, name }) => type === 'CNAME' && name === zone.zone)
        .map(({ data }) => ({ text: `CNAME ${data}`, server: asked?.server ?? '' }));
      const found = [...own, ...resolved].find(({ text }) => text.startsWith('CNAME '));
      if (!found) {
        if (answered.length === 0 && asked?.reason) unmeasured.push(`${zone.zone}: ${asked.reason}`);
        return;
      }
      const target = found.text.slice('CNAME '.length);
      findings.push({
        messageId: 'alias',
        data: { zone: zone.zone, target, server: found.server },
        location: at(zone.zone, 'CNAME', zone.declaredAt),
        remediation: {
          text: `Replace the CNAME record of ${zone.zone} with the A and AAAA records that your host names, or with the ALIAS, ANAME or flattened record of your DNS provider.`,
          copy: `${zone.zone}. 3600 IN ALIAS ${target}.`,
        },
      });
    });
  },
});
