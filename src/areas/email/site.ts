import type { CheckResult } from '../../model/check.ts';
import { judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { HostLocation } from '../../model/location.ts';
import type { Asked } from '../../observe/domain/mail-exchanges.ts';
import type { MailRecords, SiteMail } from '../../observe/domain/mail-records.ts';
import type { SpfNode } from '../../observe/domain/mail-spf.ts';

/** What one look at one site came to. */
export interface Look {
  findings: FindingDraft[];
  unmeasured: string[];
}

export const NO_DOMAIN = 'the site has no domain of its own, so it has no mail of its own';

/** Judges every site that exists. A name that is not in the DNS at all is the DNS area's finding, not a question of mail. */
export function judgeSites(records: MailRecords, look: (site: SiteMail) => Look): CheckResult {
  if (records.sites.length === 0) return notApplicable(NO_DOMAIN);
  const sites = records.sites.filter((site) => site.spf.status !== 'nxdomain');
  if (sites.length === 0)
    return notApplicable('the domain does not exist in the DNS, so there is no mail to look at');
  const looks = sites.map(look);
  return judge(
    looks.flatMap((one) => one.findings),
    looks.flatMap((one) => one.unmeasured),
  );
}

export function hostLocation(site: SiteMail, record: 'MX' | 'TXT', host = site.domain): HostLocation {
  return { kind: 'host', host, record, ...(site.declaredAt && { declaredAt: site.declaredAt }) };
}

/** The site's one SPF record; undefined when there is none, more than one, or it could not be read. */
export function soleSpf(node: SpfNode): string | undefined {
  return node.records.length === 1 ? node.records[0] : undefined;
}

/** Why the SPF record could not be read, or nothing. */
export function spfUnread(site: SiteMail): string[] {
  return site.spf.reason === undefined
    ? []
    : [`the TXT records of ${site.domain} could not be read: ${site.spf.reason}`];
}

/** Why the MX records could not be read, or nothing. */
export function mxUnread(site: SiteMail): string[] {
  return site.mx.reason === undefined
    ? []
    : [`the MX records of ${site.domain} could not be read: ${site.mx.reason}`];
}

/** Every node of an SPF tree, the domain's own first. */
export function* spfNodes(node: SpfNode): Generator<SpfNode> {
  yield node;
  for (const { node: child } of node.lookups) if (child) yield* spfNodes(child);
}

/** There is nothing at the name, and we know it. */
export function isAbsent(asked: Asked): boolean {
  return asked.status === 'nxdomain' || asked.status === 'nodata';
}

/** The one MX record `0 .`: the domain takes no mail, on purpose (RFC 7505). */
export function hasNullMx(site: SiteMail): boolean {
  return site.mx.exchanges.length === 1 && site.mx.exchanges[0]?.host === '.';
}

/** True when mail to the domain can arrive by its MX records. */
export function receivesMail(site: SiteMail): boolean {
  return site.mx.exchanges.some((exchange) => exchange.addresses.length > 0);
}

/** A remote text in a sentence: short, in quotes. */
export function quoted(text: string, limit = 120): string {
  return `"${text.length > limit ? `${text.slice(0, limit - 1)}…` : text}"`;
}
