import { type DmarcProblemCode, dmarcEffect, parseDmarc } from '../../formats/dmarc.ts';
import { soleDmarc } from '../../formats/dmarc-discovery.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { dmarcLookalikes, dmarcRecords, dmarcUnread, ownAnswers } from './dmarc-policy.ts';
import { hostLocation, judgeSites, quoted } from './site.ts';

/** RFC 9989 sections 4.7 and 4.10.1. */
export const invalidDmarc = defineCheck({
  id: 'email/invalid-dmarc',
  title: 'Receivers can read the DMARC record',
  failureTitle: 'Receivers cannot read the DMARC record as it was meant',
  severity: 'high',
  requires: ['MailRecords'],
  messages: {
    lookalike:
      'The TXT record {record} at _dmarc.{domain} is not read as DMARC, because it does not start with exactly "v=DMARC1;": it protects nothing.',
    ignored:
      'The DMARC record of {domain} has a mistake: {problem}. Receivers then ignore the whole record, so it protects nothing.',
    weakened:
      'The DMARC record of {domain} has a mistake: {problem}. Receivers then act as if it said "p=none", so it protects nothing.',
    tagIgnored: 'The DMARC record of {domain} has a mistake: {problem}. Receivers ignore that part.',
  },
  run: ({ artifacts }) =>
    judgeSites(artifacts.MailRecords, (site) => {
      const findings: FindingDraft[] = [];
      for (const answer of ownAnswers(site)) {
        const { domain } = answer;
        const location = hostLocation(site, 'TXT', `_dmarc.${domain}`);
        const record = soleDmarc(answer.texts);
        for (const text of dmarcRecords(answer).length === 0 ? dmarcLookalikes(answer) : []) {
          const copy = text.replace(/^\s*["'“”]?\s*v?\s*=?\s*dmarc\s*1?\s*[;,\s]*/i, 'v=DMARC1; ').trim();
          const mends = parseDmarc(copy).problems.length === 0;
          findings.push({
            messageId: 'lookalike',
            data: { domain, record: quoted(text, 60) },
            location,
            remediation: {
              text: `Replace the TXT record at _dmarc.${domain}; it must start with "v=DMARC1;", in capital letters.`,
              ...(mends && { copy }),
            },
          });
        }
        if (!record) continue;
        const effect = dmarcEffect(record);
        for (const problem of record.problems) {
          const decides = problem.code === 'missingPolicy' || problem.code === 'badPolicy';
          findings.push({
            messageId: !decides ? 'tagIgnored' : effect ? 'weakened' : 'ignored',
            severity: decides ? 'high' : 'medium',
            data: {
              domain,
              problem: PROBLEMS[problem.code](problem.tag, problem.value),
              position: problem.start,
            },
            location,
            anchor: `${problem.code} ${problem.tag}`,
            remediation: {
              text: `Correct the TXT record at _dmarc.${domain}. ${ADVICE[problem.code] ?? ''}`.trim(),
            },
          });
        }
      }
      return { findings, unmeasured: dmarcUnread(site) };
    }),
});

const PROBLEMS: Record<DmarcProblemCode, (tag: string, value: string) => string> = {
  notDmarc: () => 'it does not start with "v=DMARC1"',
  malformedTag: (tag) => `${quoted(tag, 40)} is not of the form name=value`,
  duplicateTag: (tag) => `"${tag}" stands there more than once`,
  badPolicy: (tag, value) => `"${tag}=${value.slice(0, 40)}" is not one of none, quarantine and reject`,
  badValue: (tag, value) => `"${tag}=${value.slice(0, 40)}" is not a value that "${tag}" can have`,
  badUri: (tag, value) => `${quoted(value, 60)} in "${tag}" is not a report address (mailto:name@domain)`,
  missingPolicy: () => 'it has no policy ("p=")',
};

const ADVICE: Partial<Record<DmarcProblemCode, string>> = {
  badPolicy: 'Write p=none, p=quarantine or p=reject.',
  missingPolicy: 'Put "p=none;" after "v=DMARC1;" to start by watching.',
  badUri: 'Write the address as mailto:name@domain, several with commas between.',
};
