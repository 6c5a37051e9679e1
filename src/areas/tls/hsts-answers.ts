import { type CheckResult, couldNotCheck, judge, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isToldElsewhere } from '../../model/host-looks.ts';
import type { Hop, HttpChains } from '../../observe/domain/http-chains.ts';
import type { Target, TargetHost } from '../../observe/domain/target.ts';

export const HSTS_HEADER = 'strict-transport-security';

export interface FirstAnswers {
  /** What each host itself says first over https. */
  seen: { host: TargetHost; hop: Hop }[];
  unmeasured: string[];
}

/** A host's own word is its first answer over https; an edge's refusal and a failing server's page are not. */
export function firstAnswers(target: Target, { chains }: HttpChains): FirstAnswers {
  const answers: FirstAnswers = { seen: [], unmeasured: [] };
  for (const host of target.hosts) {
    const chain = chains.find((one) => one.host === host.host && one.scheme === 'https');
    const hop = chain?.hops[0];
    if (hop?.blocked) answers.unmeasured.push(`${host.host}: ${hop.blocked}`);
    else if (hop && hop.status >= 500)
      answers.unmeasured.push(`${host.host}: the server failed (${hop.status})`);
    else if (hop) answers.seen.push({ host, hop });
    else if (chain?.failure && !isToldElsewhere(chain.failure.code))
      answers.unmeasured.push(`${host.host}: ${chain.failure.reason}`);
  }
  return answers;
}

/** As `judge`, but nothing seen at all is no pass. */
export function judgeAnswers(
  { seen, unmeasured }: FirstAnswers,
  findings: FindingDraft[],
  observations: readonly Observation[] = [],
): CheckResult {
  if (findings.length === 0 && seen.length === 0 && unmeasured.length === 0)
    return couldNotCheck('no host answers over https');
  return judge(findings, unmeasured, observations);
}
