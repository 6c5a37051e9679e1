import type { CaaProblem, CaaRecord } from '../../formats/caa.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import type {} from '../../observe/domain/dns-caa.ts';
import type {} from '../../observe/domain/target.ts';
import { relevantCaa } from './caa-sets.ts';
import { at } from './zones.ts';

export const invalidCaa = defineCheck({
  id: 'dns/invalid-caa',
  title: 'CAA records can be read',
  failureTitle: 'A CAA record cannot be read as it was meant',
  severity: 'medium',
  requires: ['Target', 'CaaRecords'],
  messages: {
    unknownCritical:
      'The CAA record {record} of {at} has a tag that no certificate authority knows and is marked critical: none of them may issue a certificate for {host}.',
    issuer:
      'The CAA record {record} of {at} names no valid authority: it counts as "nobody", so renewals may be refused.',
    parameter:
      'The CAA record {record} of {at} has an option that does not fit the standard: it may count as "nobody", and renewals are refused.',
    flags: 'The CAA record {record} of {at} has flags that have no meaning (only 0 and 128 have one).',
    tag: 'The CAA record {record} of {at} has a tag that is no word.',
    contact: 'The CAA record {record} of {at} holds no address that a report could be sent to.',
  },
  run({ artifacts: { Target, CaaRecords } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const told = new Set<string>();
    let some = false;
    for (const { host, declaredAt } of Target.hosts) {
      const set = relevantCaa(host, CaaRecords);
      if (!set.ok) unmeasured.push(`${host}: ${set.reason}`);
      if (!set.ok || set.at === undefined) continue;
      some = true;
      // Hosts share the records of the name above them.
      if (told.has(set.at)) continue;
      told.add(set.at);
      for (const record of set.records) {
        if (!record.problem) continue;
        const text = `${record.flags} ${record.tag} "${record.value}"`;
        findings.push({
          messageId: record.problem,
          severity: SEVERITIES[record.problem],
          data: { host, at: set.at, record: text, server: set.server },
          location: at(set.at, 'CAA', declaredAt),
          anchor: `${record.tag} ${record.value}`,
          remediation: {
            text: adviceOf(record),
            copy: `${set.at}. 3600 IN CAA ${correctedOf(record, set.at)}`,
          },
        });
      }
    }
    if (!some && unmeasured.length === 0) return notApplicable('there is no CAA record');
    return judge(findings, unmeasured);
  },
});

const SEVERITIES: Record<CaaProblem, Severity> = {
  unknownCritical: 'high',
  issuer: 'medium',
  parameter: 'medium',
  flags: 'low',
  tag: 'low',
  contact: 'low',
};

function adviceOf({ problem }: CaaRecord): string {
  if (problem === 'unknownCritical') return 'Delete the record, or correct its tag.';
  if (problem === 'contact') return 'Give a mail address (mailto:) or a web address (https:).';
  return 'Correct the record; this is the form.';
}

function correctedOf({ tag, problem, value }: CaaRecord, domain: string): string {
  if (problem === 'contact') return `0 ${tag} "${tag === 'iodef' ? 'mailto:' : ''}security@${domain}"`;
  if (problem === 'flags') return `0 ${tag} "${value}"`;
  return `0 ${/^issue/u.test(tag) ? tag : 'issue'} "letsencrypt.org"`;
}
