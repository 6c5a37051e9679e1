import { type CheckResult, judge, notApplicable, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { FileLocation, HostLocation } from '../../model/location.ts';
import type { DnsZones } from '../../observe/domain/dns-zones.ts';

export type ZoneFacts = DnsZones['zones'][number];
export type NameServer = ZoneFacts['nameServers'][number];
export type ServerLook = NameServer['looks'][number];

/** Why a zone's own servers say nothing to a check: in words. `answered`: those that can be compared. */
export function serversOf(zone: ZoneFacts): { answered: SeenServer[]; unmeasured: string[] } {
  if (zone.blocked !== undefined) return { answered: [], unmeasured: [`${zone.zone}: ${zone.blocked}`] };
  const answered: SeenServer[] = [];
  const unmeasured: string[] = [];
  for (const server of zone.nameServers) {
    for (const look of server.looks) {
      if (look.skipped !== undefined) unmeasured.push(`${server.host}: ${look.skipped}`);
      else if (look.soa !== undefined && look.authoritative) answered.push({ server, look });
    }
  }
  if (zone.nameServers.length === 0)
    unmeasured.push(
      `${zone.zone}: ${zone.soa.reason ?? (zone.parent.ok ? 'no name server is named' : zone.parent.reason)}`,
    );
  return { answered, unmeasured };
}

export interface SeenServer {
  server: NameServer;
  look: ServerLook;
}

/** What a check says of all zones, added to zone by zone. */
export interface ZoneNotes {
  findings: FindingDraft[];
  unmeasured: string[];
  observations: Observation[];
}

/** Looks at each zone that exists, and judges what was noted of all. That a domain does not exist is told by dns/unresolved-host. */
export function judgeZones(
  { zones }: DnsZones,
  look: (zone: ZoneFacts, notes: ZoneNotes) => void,
): CheckResult {
  const existing = zones.filter(
    ({ soa, nameServers }) => soa.status !== 'nxdomain' || nameServers.length > 0,
  );
  if (existing.length === 0) return notApplicable('the domain does not exist');
  const notes: ZoneNotes = { findings: [], unmeasured: [], observations: [] };
  for (const zone of existing) look(zone, notes);
  return judge(notes.findings, notes.unmeasured, notes.observations);
}

export function at(host: string, record: string, declaredAt?: FileLocation): HostLocation {
  return { kind: 'host', host, record, ...(declaredAt && { declaredAt }) };
}

/** "a", "a and b", "a, b and c", "a, b, c and 4 more". */
export function listed(items: readonly string[], most = 4): string {
  const shown =
    items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** Serial of an SOA record, and the server that it says all others copy. */
export function soaParts(soa: string): { primary: string; serial: number } {
  const [primary = '', , serial] = soa.split(' ');
  return { primary, serial: Number(serial) };
}
