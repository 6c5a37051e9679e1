import { type CheckResult, couldNotCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Target, TargetHost } from '../../observe/domain/target.ts';
import type { TlsCertificates, TlsLook } from '../../observe/domain/tls-certificates.ts';

export type CertificateFacts = Extract<TlsLook, { ok: true }>['value'];

/** `refused`, `protocol` and all kinds of failed TLS are facts, told by tls/untrusted-certificate; `unresolved` is told by the dns area. */
const FACTS: ReadonlySet<string> = new Set(['refused', 'tls', 'oldTls', 'notTls', 'protocol', 'unresolved']);

export interface SeenCertificates {
  seen: { host: TargetHost; facts: CertificateFacts }[];
  /** Hosts that show no certificate, and how. */
  without: { host: TargetHost; code: string; reason: string }[];
  unmeasured: string[];
}

export function sortCertificates(target: Target, { hosts }: TlsCertificates): SeenCertificates {
  const sorted: SeenCertificates = { seen: [], without: [], unmeasured: [] };
  for (const host of target.hosts) {
    const look = hosts[host.host];
    if (look?.ok) sorted.seen.push({ host, facts: look.value });
    else if (look && FACTS.has(look.code))
      sorted.without.push({ host, code: look.code, reason: look.reason });
    else sorted.unmeasured.push(`${host.host}: ${look?.reason ?? 'it was not looked at'}`);
  }
  return sorted;
}

/** As `judge`, but no certificate seen at all is no pass. */
export function judgeCertificates(sorted: SeenCertificates, findings: FindingDraft[]): CheckResult {
  if (findings.length === 0 && sorted.seen.length === 0) {
    const reasons = [
      ...sorted.unmeasured,
      ...sorted.without.map(({ host, reason }) => `${host.host}: ${reason}`),
    ];
    return couldNotCheck(reasons.slice(0, 4).join('; ') || 'no host could be looked at');
  }
  return judge(findings, sorted.unmeasured);
}

/** `2026-11-21`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export const DAY_MS = 86_400_000;

/** "13 days", "1 day", "5 hours". */
export function spanOf(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY_MS);
  if (days >= 1) return `${days} ${days === 1 ? 'day' : 'days'}`;
  const hours = Math.max(1, Math.floor(milliseconds / 3_600_000));
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}
