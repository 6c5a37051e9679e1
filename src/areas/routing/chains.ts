import { type CheckResult, couldNotCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isToldElsewhere } from '../../model/host-looks.ts';
import type { Hop, HttpChain } from '../../observe/domain/http-chains.ts';

/** Why a chain was not seen to its end, in plain words; undefined when it was, or when it is another check's to say. */
export function unseenPart({ hops, failure }: HttpChain): string | undefined {
  const blocked = hops.find((hop) => hop.blocked);
  if (blocked) return `${blocked.url}: ${blocked.blocked}`;
  if (failure && !isToldElsewhere(failure.code)) return `${failure.url}: ${failure.reason}`;
  return undefined;
}

/** As `judge`, but nothing seen at all is no pass. */
export function judgeChains(
  chains: readonly HttpChain[],
  findings: FindingDraft[],
  unmeasured: readonly string[],
): CheckResult {
  if (findings.length === 0 && chains.every(({ hops }) => hops.length === 0)) {
    const reasons = [
      ...new Set(chains.flatMap(({ failure }) => (failure ? [`${failure.url}: ${failure.reason}`] : []))),
    ];
    return couldNotCheck(reasons.slice(0, 4).join('; ') || 'no host could be opened');
  }
  return judge(findings, unmeasured);
}

/** "http://acme.com/ → https://acme.com/ → https://www.acme.com/", the middle left out where it is long. */
export function pathOf(hops: readonly Hop[]): string {
  const urls = hops.map(({ url }) => url);
  const last = hops.at(-1)?.location;
  if (last !== undefined) urls.push(last);
  return (urls.length <= 6 ? urls : [...urls.slice(0, 4), '…', urls.at(-1)]).join(' → ');
}

export function isRedirect(hop: Hop): boolean {
  return hop.location !== undefined;
}

export function isSecure(url: string): boolean {
  return url.startsWith('https://');
}

export function hostOf(url: string): string {
  return /^https?:\/\/(\[[^\]]*\]|[^/:]*)/.exec(url)?.[1] ?? '';
}
