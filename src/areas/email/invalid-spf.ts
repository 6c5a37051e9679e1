import { isSpfRecord, parseSpf } from '../../formats/spf.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { SiteMail } from '../../observe/domain/mail-records.ts';
import { hostLocation, judgeSites, quoted, soleSpf, spfUnread } from './site.ts';
import { type SpfFault, summarizeSpf } from './spf-tree.ts';
import { problemText } from './spf-words.ts';

/** RFC 7208 sections 4.6 (an error anywhere spoils the whole record), 5.2 and 6.1 (includes and redirect must lead to a record). */
export const invalidSpf = defineCheck({
  id: 'email/invalid-spf',
  title: 'Receivers can read the SPF record',
  failureTitle: 'Receivers cannot read the SPF record',
  severity: 'blocker',
  requires: ['MailRecords'],
  messages: {
    syntax:
      'The SPF record of {domain} has a mistake: {problem}. Receivers then ignore the whole record, so no mail passes SPF.',
    lookalike:
      '{domain} has a TXT record {record} that looks like SPF but is not read as SPF, so it protects nothing.',
    brokenInclude:
      'The SPF record of {domain} leads to {target} ("{term}"), where {problem}. Receivers stop there with an error, so mail that is allowed further on fails.',
    loop: 'The SPF record of {domain} leads back to itself ("{term}"), so receivers stop with an error.',
    tooManyServers:
      'The entry "{term}" in the SPF record of {target} stands for more than 10 mail servers, at which receivers stop with an error.',
  },
  run: ({ artifacts }) =>
    judgeSites(artifacts.MailRecords, (site) => {
      const unmeasured = spfUnread(site);
      const findings = soleSpf(site.spf) === undefined ? [] : faultsOf(site, unmeasured);
      for (const record of site.spf.records.length === 0 ? site.spfLookalikes : []) {
        findings.push({
          messageId: 'lookalike',
          severity: 'high',
          data: { domain: site.domain, record: quoted(record, 60) },
          location: hostLocation(site, 'TXT'),
          remediation: lookalikeAdvice(record),
        });
      }
      return { findings, unmeasured };
    }),
});

function faultsOf(site: SiteMail, unmeasured: string[]): FindingDraft[] {
  const summary = summarizeSpf(site.spf);
  unmeasured.push(...summary.unmeasured);
  return summary.faults.map((fault) => draftOf(site, fault));
}

function draftOf(site: SiteMail, fault: SpfFault): FindingDraft {
  const { domain } = site;
  const location = hostLocation(site, 'TXT');
  const own = fault.domain === domain;
  if (fault.code === 'syntax' && fault.problem && own) {
    const { problem } = fault;
    // A stray character from copying is mended by leaving it out.
    const stray = problem.term.includes('\ufffd') ? problem.term.replace(/\ufffd/g, '') : undefined;
    const hint = problem.hint ?? stray;
    const fixed = hint && fixedRecord(soleSpf(site.spf) ?? '', problem.start, problem.term, hint);
    const shown = problem.term.replace(/\ufffd/g, '?');
    return {
      messageId: 'syntax',
      data: { domain, problem: problemText(problem), term: shown, position: problem.start },
      location,
      anchor: problem.term,
      remediation: {
        text: fixed
          ? `Write "${hint}" instead of "${shown}". The TXT record of ${domain} becomes:`
          : `Correct or remove "${shown}" in the TXT record of ${domain}.`,
        ...(fixed && { copy: fixed }),
      },
    };
  }
  const base = { domain, target: fault.domain, term: fault.term };
  if (fault.code === 'loop') {
    return {
      messageId: 'loop',
      data: base,
      location,
      remediation: { text: `Remove ${fault.term} from the record that holds it.` },
    };
  }
  if (fault.code === 'tooManyExchanges') {
    return {
      messageId: 'tooManyServers',
      severity: 'high',
      data: base,
      location,
      remediation: {
        text: `Replace ${fault.term} in the SPF record of ${fault.domain} by the addresses of the servers that really send.`,
      },
    };
  }
  const problem =
    fault.code === 'missing'
      ? 'there is no SPF record'
      : fault.code === 'multiple'
        ? 'there is more than one SPF record'
        : `the record has a mistake: ${fault.problem ? problemText(fault.problem) : fault.term}`;
  return {
    messageId: 'brokenInclude',
    severity: 'high',
    data: { ...base, problem },
    location,
    anchor: `${fault.domain} ${fault.code}`,
    remediation: {
      text: `Check the spelling of ${fault.domain} with the provider it belongs to. If you no longer use that provider, remove the entry that leads there from the TXT record of ${domain}.`,
    },
  };
}

/** Only offered when it mends the record: one of several mistakes does not make a record to paste. */
function fixedRecord(record: string, start: number, term: string, hint: string): string | undefined {
  const at = record.indexOf(term, Math.max(0, start - term.length));
  if (at < 0) return undefined;
  const fixed = record.slice(0, at) + hint + record.slice(at + term.length);
  return parseSpf(fixed).problems.length === 0 ? fixed : undefined;
}

function lookalikeAdvice(record: string): { text: string; copy?: string } {
  const body = record
    .replace(/^[\s"'“”\ufffd]*v?\s*=?\s*s[pf]{2}1?[\s;:]*/i, '')
    .replace(/["'“”\ufffd]+\s*$/, '');
  const copy = `v=spf1 ${body.replace(/[;,\s]+/g, ' ')}`.trim();
  return isSpfRecord(copy) && body !== '' && parseSpf(copy).problems.length === 0
    ? { text: 'An SPF record starts with exactly "v=spf1" and a space. Replace the TXT record by:', copy }
    : {
        text: 'An SPF record starts with exactly "v=spf1" and a space. Correct the TXT record, or delete it.',
      };
}
