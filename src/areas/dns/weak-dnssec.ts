import { algorithmName, isWeakAlgorithm } from '../../formats/dnssec.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-security.ts';
import { at } from './zones.ts';

/** Above this, resolvers treat the zone as unsigned or fail it (BIND, Unbound and others; RFC 9276, section 3.2). */
const ITERATIONS_IGNORED = 50;
const RSA_BITS = 2048;
const SHA1 = 1;

export const weakDnssec = defineCheck({
  id: 'dns/weak-dnssec',
  title: 'DNSSEC uses methods that count',
  failureTitle: 'DNSSEC uses a method that no longer counts',
  severity: 'medium',
  requires: ['DnsSecurity'],
  messages: {
    algorithm:
      '{zone} is signed with {algorithm}, which resolvers stop accepting: it then counts as not signed, or fails.',
    digest:
      'The DS record of {zone} uses SHA-1 only, which resolvers stop accepting: the domain then counts as not signed.',
    shortKey:
      'The key {keyTag} that all signatures of {zone} hang on is {algorithm} with {bits} bits: fewer than 2,048 can be forged with enough money.',
    tooManyIterations:
      '{zone} hashes names {iterations} times more than needed (NSEC3): resolvers do not take part in that, and treat it as not signed or fail.',
    iterations:
      '{zone} hashes names {iterations} times more than needed (NSEC3): it makes look-ups slower and protects nothing.',
  },
  run({ artifacts: { DnsSecurity } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    let signed = false;
    for (const zone of DnsSecurity.zones) {
      const reason = zone.ds.reason ?? (zone.ds.records.length > 0 ? zone.keys.reason : undefined);
      if (reason) unmeasured.push(`${zone.zone}: ${reason}`);
      if (zone.ds.records.length === 0) continue;
      signed = true;
      const base = { location: at(zone.zone, 'DNSKEY', zone.declaredAt) };
      const roll =
        'Change the signing method at your DNS provider to ECDSA P-256 (algorithm 13) with a key rollover, then replace the DS record at the registrar.';
      const used = [...new Set(zone.keys.records.map(({ algorithm }) => algorithm))];
      if (used.length > 0 && used.every(isWeakAlgorithm)) {
        findings.push({
          ...base,
          messageId: 'algorithm',
          data: { zone: zone.zone, algorithm: used.map(algorithmName).join(', ') },
          remediation: { text: roll },
        });
      }
      if (zone.ds.records.every(({ digestType }) => digestType === SHA1)) {
        findings.push({
          ...base,
          messageId: 'digest',
          data: { zone: zone.zone },
          remediation: {
            text: 'Enter the DS record with SHA-256 (digest type 2) at the registrar, then delete the one with SHA-1.',
          },
        });
      }
      for (const { keyTag, bits, algorithm, flags } of zone.keys.records) {
        // Short keys that change every few months sign single records in well-run zones.
        if (bits === undefined || bits >= RSA_BITS || (flags & 1) === 0) continue;
        findings.push({
          ...base,
          messageId: 'shortKey',
          data: { zone: zone.zone, keyTag, bits, algorithm: algorithmName(algorithm) },
          anchor: String(keyTag),
          remediation: { text: roll },
        });
      }
      const iterations = zone.nsec3Iterations ?? 0;
      if (iterations > 0) {
        findings.push({
          ...base,
          messageId: iterations > ITERATIONS_IGNORED ? 'tooManyIterations' : 'iterations',
          severity: iterations > ITERATIONS_IGNORED ? 'medium' : 'low',
          data: { zone: zone.zone, iterations },
          location: at(zone.zone, 'NSEC3PARAM', zone.declaredAt),
          remediation: {
            text: 'Sign the zone again with no extra iterations and no salt (RFC 9276), or with NSEC.',
            copy: `${zone.zone}. 0 IN NSEC3PARAM 1 0 0 -`,
          },
        });
      }
    }
    if (!signed && unmeasured.length === 0) return notApplicable('the domain is not signed');
    return judge(findings, unmeasured);
  },
});
