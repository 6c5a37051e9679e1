import { parseSpf, type SpfMechanism } from '../../formats/spf.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import { hostLocation, judgeSites, soleSpf, spfNodes, spfUnread } from './site.ts';
import { withAll } from './spf-edit.ts';

/** Networks larger than this hold strangers: 1/256 of all IPv4 addresses. */
const HUGE_IPV4_PREFIX = 8;
const HUGE_IPV6_PREFIX = 20;

/** RFC 7208 sections 5.1, 10.3 and 11.4. */
export const permissiveSpf = defineCheck({
  id: 'email/permissive-spf',
  title: 'SPF allows only known senders',
  failureTitle: 'SPF allows strangers to send as the domain',
  severity: 'blocker',
  requires: ['MailRecords'],
  messages: {
    everybody:
      'The SPF record of {domain} ends with "{term}", which allows the whole internet to send as {domain}: phishing mail in your name passes.',
    everybodyIncluded:
      'The SPF record of {domain} includes {target}, whose record allows the whole internet: phishing mail in your name passes.',
    hugeNetwork:
      'The SPF record of {domain} allows "{term}", millions of addresses that are not yours, to send as {domain}.',
    neutral:
      'The SPF record of {domain} ends with "{term}", which says nothing about everybody else: it protects nothing.',
    openEnded:
      'The SPF record of {domain} does not end with "~all" or "-all", so it says nothing about everybody else: it protects nothing.',
  },
  run: ({ artifacts }) =>
    judgeSites(artifacts.MailRecords, (site) => {
      const unmeasured = spfUnread(site);
      const findings: FindingDraft[] = [];
      const record = soleSpf(site.spf);
      if (record === undefined) return { findings, unmeasured };
      const { domain } = site;
      const add = (
        messageId: string,
        severity: Severity,
        data: Record<string, string>,
        copy?: string,
      ): void => {
        findings.push({
          messageId,
          severity,
          data: { domain, ...data },
          location: hostLocation(site, 'TXT'),
          ...(data.term && messageId === 'hugeNetwork' && { anchor: data.term }),
          remediation: {
            text: copy
              ? `Replace the TXT record of ${domain} by this one. "~all" marks mail from everybody else as suspicious; once all your senders are in, "-all" refuses it.`
              : 'Remove that entry, and name the servers that really send.',
            ...(copy && { copy }),
          },
        });
      };

      const { terms, problems } = parseSpf(record);
      const mechanisms = terms.filter((term): term is SpfMechanism => term.kind === 'mechanism');
      const all = mechanisms.find((term) => term.name === 'all');
      const strict = problems.length === 0 ? withAll(record, '~all') : undefined;
      if (all?.qualifier === '+') add('everybody', 'blocker', { term: all.text }, strict);
      else if (all?.qualifier === '?') add('neutral', 'medium', { term: all.text }, strict);
      else if (!all && !terms.some((term) => term.kind === 'modifier' && term.name === 'redirect')) {
        // A record with a mistake is not read at all: saying how it ends would be noise.
        if (problems.length === 0) add('openEnded', 'medium', {}, strict);
      }
      for (const term of mechanisms) if (isHuge(term)) add('hugeNetwork', 'high', { term: term.text });
      for (const node of spfNodes(site.spf)) {
        if (node === site.spf) continue;
        const text = soleSpf(node);
        if (text !== undefined && allowsAll(text))
          add('everybodyIncluded', 'blocker', { target: node.domain });
      }
      return { findings, unmeasured };
    }),
});

function allowsAll(record: string): boolean {
  const all = parseSpf(record).terms.find((term) => term.kind === 'mechanism' && term.name === 'all');
  return all?.kind === 'mechanism' && all.qualifier === '+';
}

function isHuge(term: SpfMechanism): boolean {
  if (term.qualifier !== '+') return false;
  if (term.name === 'ip4') return (term.prefix4 ?? 32) <= HUGE_IPV4_PREFIX;
  if (term.name === 'ip6') return (term.prefix6 ?? 128) <= HUGE_IPV6_PREFIX;
  // `a/0` and `mx/0` allow everybody who has an address.
  return (
    (term.name === 'a' || term.name === 'mx') &&
    Math.min(term.prefix4 ?? 32, term.prefix6 ?? 128) <= HUGE_IPV4_PREFIX
  );
}
