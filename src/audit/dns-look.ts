import type { DnsMap } from '../formats/dns-map.ts';
import type { GatheredArtifacts } from './artifact-store.ts';

/** The DNS could not be looked at: no answer, which is not a good one. */
export class DnsNotSeen extends Error {}

/** The map that was gathered. Throws `DnsNotSeen` with a reason in plain words. */
export function seenDnsMap({ DnsMap: map }: GatheredArtifacts): DnsMap {
  if (map?.status !== 'ready') throw new DnsNotSeen(map?.reason ?? 'it was not looked at');
  const { records, unanswered } = map.value;
  if (records.length === 0 && unanswered.length > 0) throw new DnsNotSeen(unanswered[0]?.reason ?? '');
  return map.value;
}
