import type { Finding } from '../model/finding.ts';

/** A DNS record as the form of a provider asks for it. */
export interface RecordToCopy {
  type: string;
  /** As most forms want it: `_dmarc`, not `_dmarc.acme.com`; `@` for the domain itself. */
  name: string;
  value: string;
}

const TYPES = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'TXT'];
/** As in a zone file: a name, maybe a class, a type, the rest. RFC 1035, section 5.1. */
const ZONE_LINE = /^(\S+)\s+(?:\d+\s+)?(?:IN\s+)?(A|AAAA|CAA|CNAME|MX|NS|TXT)\s+(.+)$/i;

/** The records that a finding says to set; none when what it has to copy is something else. */
export function recordsToCopy(finding: Finding, domain: string | null): RecordToCopy[] {
  const { location, remediation } = finding;
  const lines = (remediation?.copy ?? '').split(/\r?\n/).filter((line) => line.trim());
  if (location.kind !== 'host' || lines.length === 0) return [];
  const zone = lines.map((line) => ZONE_LINE.exec(line.trim()));
  if (zone.every((match) => match !== null)) {
    return zone.map((match) => ({
      type: (match?.[2] ?? '').toUpperCase(),
      name: relativeName(match?.[1] ?? '', domain),
      value: (match?.[3] ?? '').trim(),
    }));
  }
  const [value = ''] = lines;
  const type = location.record ?? '';
  if (lines.length > 1 || !TYPES.includes(type)) return [];
  return [{ type, name: relativeName(location.host, domain), value: value.trim() }];
}

function relativeName(name: string, domain: string | null): string {
  const own = name.replace(/\.$/, '').toLowerCase();
  if (domain === null) return own;
  if (own === domain) return '@';
  return own.endsWith(`.${domain}`) ? own.slice(0, -domain.length - 1) : own;
}
