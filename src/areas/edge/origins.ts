import { type CheckResult, couldNotCheck, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { OriginProbe, OriginProbes } from '../../observe/domain/origin-probes.ts';
import type { Target } from '../../observe/domain/target.ts';
import type { WebPages } from '../../observe/domain/web-pages.ts';

/** What there is to say where no host is behind an edge; nothing where one is. */
export function withoutEdge(
  { hosts }: Target,
  { proxied }: OriginProbes,
  pages: WebPages,
): CheckResult | undefined {
  if (proxied.length > 0) return undefined;
  const looks = hosts.map(({ host }) => pages.hosts[host]);
  if (looks.some((look) => look?.ok)) return notApplicable('no host is behind an edge that we know');
  const failed = looks.find((look) => look && !look.ok && look.code !== 'unresolved');
  return couldNotCheck(failed?.ok === false ? failed.reason : 'no host could be opened');
}

/** What a probe of the server behind an edge proves. */
export function originFinding(
  { hosts }: Target,
  { host, edge, address, shownBy, status }: OriginProbe,
  messageId: string,
  text: string,
): FindingDraft {
  return {
    messageId,
    data: { host, edge, address, shownBy: shownBy.join(', '), status: status ?? 0 },
    anchor: `${host} ${address}`,
    location: { kind: 'host', host, declaredAt: hosts.find((one) => one.host === host)?.declaredAt },
    remediation: { text },
  };
}
