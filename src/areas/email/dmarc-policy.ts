import { dmarcEffect, isDmarcRecord } from '../../formats/dmarc.ts';
import { type DmarcDiscovery, discoverDmarc } from '../../formats/dmarc-discovery.ts';
import type { DmarcAnswer, SiteMail } from '../../observe/domain/mail-records.ts';

/** The policy that governs mail from the site (RFC 9989 section 4.10). */
export function dmarcOf(site: SiteMail): DmarcDiscovery {
  const byDomain = new Map(site.dmarc.map((answer) => [answer.domain, answer.texts]));
  return discoverDmarc(site.domain, (domain) => byDomain.get(domain) ?? []);
}

/**
 * Why the policy cannot be known: a name below the top-level domain could not be looked up. Top-level domains do not
 * matter, unless one runs a registry.
 */
export function dmarcUnread(site: SiteMail): string[] {
  return ownAnswers(site)
    .filter((answer) => answer.reason !== undefined)
    .map((answer) => `_dmarc.${answer.domain} could not be looked up: ${answer.reason}`);
}

/** The answers for names that the project can publish at. */
export function ownAnswers(site: SiteMail): DmarcAnswer[] {
  return site.dmarc.filter((answer) => answer.domain.includes('.'));
}

export function dmarcRecords(answer: DmarcAnswer): string[] {
  return answer.texts.filter(isDmarcRecord);
}

/** TXT strings at `_dmarc` that were meant as DMARC, but that receivers do not take for it. */
export function dmarcLookalikes(answer: DmarcAnswer): string[] {
  return answer.texts.filter((text) => !isDmarcRecord(text));
}

/** True when receivers are told to refuse mail that fails. */
export function refusesFailures(site: SiteMail): boolean {
  const { policy } = dmarcOf(site);
  const effect = policy && dmarcEffect(policy.record);
  if (!policy || !effect || policy.record.testing) return false;
  return (policy.domain === site.domain ? effect.p : effect.sp) === 'reject';
}
