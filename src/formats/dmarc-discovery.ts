import { type DmarcRecord, isDmarcRecord, parseDmarc } from './dmarc.ts';

/** A record and the domain it stands at (without `_dmarc.`). */
export interface PublishedDmarc {
  domain: string;
  record: DmarcRecord;
}

export interface DmarcDiscovery {
  /** The record that governs mail from the domain. */
  policy?: PublishedDmarc;
  /** The domain that answers for all its subdomains; the domain itself where nothing is published. */
  organizationalDomain: string;
  /** Names that were looked at, in order, ending where the walk stopped. */
  queried: string[];
}

/** How many queries a walk may take (RFC 9989 section 4.10). */
const MAX_QUERIES = 8;

/**
 * The domains of the DNS tree walk, the given one first (RFC 9989 section 4.10): more than eight labels are cut to
 * seven, then one is taken off at a time. They can be asked all at once; the walk itself may stop earlier.
 */
export function dmarcWalk(domain: string): string[] {
  const labels = normalize(domain).split('.');
  const walk = [labels.join('.')];
  let rest = labels.length > MAX_QUERIES ? labels.slice(-(MAX_QUERIES - 1)) : labels.slice(1);
  while (rest.length > 0) {
    walk.push(rest.join('.'));
    rest = rest.slice(1);
  }
  return walk;
}

/** The one DMARC record among the TXT strings at a name; more than one counts as none (RFC 9989 section 4.10, step 2). */
export function soleDmarc(texts: readonly string[]): DmarcRecord | undefined {
  const records = texts.filter(isDmarcRecord);
  return records.length === 1 ? parseDmarc(records[0] ?? '') : undefined;
}

/**
 * Finds the policy and the organizational domain (RFC 9989 sections 4.10.1 and 4.10.2). `textsAt` gives the TXT strings at
 * `_dmarc.` plus a domain.
 */
export function discoverDmarc(
  domain: string,
  textsAt: (domain: string) => readonly string[],
): DmarcDiscovery {
  const start = normalize(domain);
  const queried: string[] = [];
  const found: PublishedDmarc[] = [];
  for (const name of dmarcWalk(start)) {
    queried.push(name);
    const record = soleDmarc(textsAt(name));
    if (!record) continue;
    found.push({ domain: name, record });
    if (record.psd !== 'u') break;
  }
  const organizationalDomain = organizationOf(start, found);
  const at = (name: string): PublishedDmarc | undefined => found.find((entry) => entry.domain === name);
  const policy = at(start) ?? at(organizationalDomain) ?? found.find((entry) => entry.record.psd === 'y');
  return { organizationalDomain, queried, ...(policy && { policy }) };
}

function organizationOf(start: string, found: readonly PublishedDmarc[]): string {
  for (const { domain, record } of found) {
    if (record.psd === 'n') return domain;
    if (record.psd === 'y' && domain !== start) {
      const below = start
        .slice(0, -(domain.length + 1))
        .split('.')
        .pop();
      return `${below}.${domain}`;
    }
  }
  // Walks go upwards: the last one has the fewest labels.
  return found.at(-1)?.domain ?? start;
}

function normalize(domain: string): string {
  return domain.toLowerCase().replace(/\.$/, '');
}
