import { type CaaRecord, caaRule } from '../../formats/caa.ts';
import { authorityOf } from '../../formats/certificate-authorities.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isToldElsewhere } from '../../model/host-looks.ts';
import type {} from '../../observe/domain/dns-caa.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/tls-certificates.ts';
import { relevantCaa } from './caa-sets.ts';
import { at, listed } from './zones.ts';

/** The certificate in use goes on working until it expires; the next one is then refused, mostly at night. */
export const forbiddingCaa = defineCheck({
  id: 'dns/forbidding-caa',
  title: 'CAA records allow the certificates in use',
  failureTitle: 'CAA records forbid the certificate in use',
  severity: 'high',
  requires: ['Target', 'CaaRecords', 'TlsCertificates'],
  messages: {
    forbidden:
      'The certificate of {host} comes from {authority}, but the CAA records of {at} allow {allowed} only: the next renewal is refused, and when the certificate expires nobody can open the site.',
    nobody:
      'The CAA records of {at} allow nobody to issue a certificate for {host}: the renewal of the certificate from {authority} is refused, and when it expires nobody can open the site.',
  },
  run({ artifacts: { Target, CaaRecords, TlsCertificates } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    let judged = 0;
    for (const { host, declaredAt } of Target.hosts) {
      const look = TlsCertificates.hosts[host];
      if (!look?.ok) {
        if (look && !isToldElsewhere(look.code)) unmeasured.push(`${host}: ${look.reason}`);
        continue;
      }
      const authority = look.value.trusted ? authorityOf(look.value.issuer) : undefined;
      const covering = namesFor(host, look.value.names);
      const set = relevantCaa(covering, CaaRecords);
      if (!set.ok) {
        unmeasured.push(`${host}: ${set.reason}`);
        continue;
      }
      // Whoever it is, nothing forbids it.
      if (set.at === undefined) judged++;
      if (set.at === undefined) continue;
      const wildcard = covering.startsWith('*.');
      const { issuers, blockedBy } = caaRule(set.records, wildcard);
      if (!authority && issuers !== undefined) {
        unmeasured.push(`${host}: by which name CAA records call "${look.value.issuer}" is not known`);
        continue;
      }
      judged++;
      if (!authority || issuers === undefined || issuers.some((name) => authority.caa.includes(name)))
        continue;
      const [name] = authority.caa;
      findings.push({
        messageId: issuers.length === 0 ? 'nobody' : 'forbidden',
        data: {
          host,
          at: set.at,
          authority: authority.name,
          allowed: listed(issuers),
          records: textOf(set.records),
          server: set.server,
          ...(blockedBy !== undefined && { blockedBy }),
        },
        location: at(host, 'CAA', declaredAt),
        remediation:
          blockedBy !== undefined
            ? {
                text: `Delete the CAA record with the critical tag "${blockedBy}", which no authority knows.`,
              }
            : {
                text: `Add ${authority.name}, or move to a certificate from an authority that is allowed.`,
                copy: `${set.at}. 3600 IN CAA 0 ${wildcard && hasWild(set.records) ? 'issuewild' : 'issue'} "${name}"`,
              },
      });
    }
    if (judged === 0 && unmeasured.length === 0) return notApplicable('no host shows a certificate');
    return judge(findings, unmeasured);
  },
});

/** The certificate's name that covers the host: its own, or the wildcard above it. */
function namesFor(host: string, names: readonly string[]): string {
  const wildcard = `*.${host.slice(host.indexOf('.') + 1)}`;
  return !names.includes(host) && names.includes(wildcard) ? wildcard : host;
}

const hasWild = (records: readonly CaaRecord[]) => records.some(({ tag }) => tag === 'issuewild');

function textOf(records: readonly CaaRecord[]): string {
  return records.map(({ flags, tag, value }) => `${flags} ${tag} "${value}"`).join('; ');
}
