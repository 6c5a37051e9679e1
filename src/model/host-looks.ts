import { type CheckResult, couldNotCheck, judge, type Observation } from './check.ts';
import type { FindingDraft } from './finding.ts';

/**
 * Why a host showed nothing.
 * `unresolved`: the DNS says there is nothing (a fact). `refused`: the server's machine said no (a fact).
 * `tls`, `oldTls`, `notTls`, `protocol`: it answered with something else than was asked for (a fact); `oldTls`: it speaks only
 * versions of TLS that browsers refuse, `notTls`: what it speaks is not TLS at all.
 * `dns`, `timeout`, `unreachable`, `reset`, `guarded`: we could not look. `inspected`: the network we look from answers in
 * the place of the server.
 */
export type NetworkFailure =
  | 'unresolved'
  | 'dns'
  | 'guarded'
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'reset'
  | 'tls'
  | 'oldTls'
  | 'notTls'
  | 'inspected'
  | 'protocol';

const FACTS: ReadonlySet<NetworkFailure> = new Set([
  'unresolved',
  'refused',
  'tls',
  'oldTls',
  'notTls',
  'protocol',
]);

/** The failure is a fact of the site, which dns/unresolved-host or tls/untrusted-certificate tells: all other checks pass over it. */
export function isToldElsewhere(code: NetworkFailure): boolean {
  return FACTS.has(code);
}

/** What a host showed, or why it showed nothing: in plain words, without the host. */
export type HostLook<T> = { ok: true; value: T } | { ok: false; code: NetworkFailure; reason: string };

/** Every host in one of three lists. */
export interface SortedHosts<H, T> {
  seen: { host: H; value: T }[];
  /** Showed nothing, for a reason that is told elsewhere. */
  without: { host: H; code: NetworkFailure; reason: string }[];
  /** Could not be looked at: the reasons, with the host. */
  unmeasured: string[];
}

/** A value's own `blocked` says, in plain words, who answered in the host's place: such an answer is not the host's word. */
export function sortHosts<H extends { host: string }, T>(
  hosts: readonly H[],
  looks: Record<string, HostLook<T & { blocked?: string }>>,
): SortedHosts<H, T> {
  const sorted: SortedHosts<H, T> = { seen: [], without: [], unmeasured: [] };
  for (const host of hosts) {
    const look = looks[host.host];
    if (!look) sorted.unmeasured.push(`${host.host}: it was not looked at`);
    else if (look.ok && look.value.blocked) sorted.unmeasured.push(`${host.host}: ${look.value.blocked}`);
    else if (look.ok) sorted.seen.push({ host, value: look.value });
    else if (isToldElsewhere(look.code)) sorted.without.push({ host, code: look.code, reason: look.reason });
    else sorted.unmeasured.push(`${host.host}: ${look.reason}`);
  }
  return sorted;
}

/** As `judge`, but no host seen at all is no pass. */
export function judgeHosts<H extends { host: string }>(
  { seen, without, unmeasured }: SortedHosts<H, unknown>,
  findings: FindingDraft[],
  observations: readonly Observation[] = [],
): CheckResult {
  if (findings.length > 0 || seen.length > 0) return judge(findings, unmeasured, observations);
  const reasons = [...unmeasured, ...without.map(({ host, reason }) => `${host.host}: ${reason}`)];
  return couldNotCheck(reasons.slice(0, 4).join('; ') || 'no host could be looked at');
}
