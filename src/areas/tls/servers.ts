import { type CheckResult, couldNotCheck, judge, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Target, TargetHost } from '../../observe/domain/target.ts';
import type { TlsServer, TlsServers } from '../../observe/domain/tls-servers.ts';

/** Told by tls/untrusted-certificate, or by the dns area. */
const FACTS: ReadonlySet<string> = new Set(['refused', 'tls', 'oldTls', 'notTls', 'protocol', 'unresolved']);

export interface SeenServers {
  seen: { host: TargetHost; server: TlsServer }[];
  unmeasured: string[];
  /** Why those that are no matter of these checks showed nothing. */
  without: string[];
}

export function sortServers(target: Target, { hosts }: TlsServers): SeenServers {
  const sorted: SeenServers = { seen: [], unmeasured: [], without: [] };
  for (const host of target.hosts) {
    const look = hosts[host.host];
    if (look?.ok) sorted.seen.push({ host, server: look.value });
    else {
      const list = look && FACTS.has(look.code) ? sorted.without : sorted.unmeasured;
      list.push(`${host.host}: ${look?.reason ?? 'it was not looked at'}`);
    }
  }
  return sorted;
}

/** As `judge`, but no server seen at all is no pass. */
export function judgeServers(
  sorted: SeenServers,
  findings: FindingDraft[],
  observations: readonly Observation[] = [],
): CheckResult {
  if (findings.length === 0 && sorted.seen.length === 0) {
    const reasons = [...sorted.unmeasured, ...sorted.without];
    return couldNotCheck(reasons.slice(0, 4).join('; ') || 'no host could be looked at');
  }
  const result = judge(findings, sorted.unmeasured);
  return observations.length > 0 ? { ...result, observations: [...observations] } : result;
}

/** "TLS 1.0" of `TLSv1`. */
export function versionWords(version: string): string {
  if (version === 'SSLv3') return 'SSL 3.0';
  return `TLS ${version === 'TLSv1' ? '1.0' : version.slice('TLSv'.length)}`;
}
