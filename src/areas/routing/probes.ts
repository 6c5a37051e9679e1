import { type CheckResult, couldNotCheck, judge, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { HostProbe, HostProbes } from '../../observe/domain/host-probes.ts';
import type { Target, TargetHost } from '../../observe/domain/target.ts';

export interface SortedProbes {
  seen: { host: TargetHost; probe: HostProbe }[];
  unmeasured: string[];
}

/** Hosts that answered over https; what was blocked or cut off is told. */
export function sortProbes(target: Target, { hosts }: HostProbes): SortedProbes {
  const sorted: SortedProbes = { seen: [], unmeasured: [] };
  for (const host of target.hosts) {
    const probe = hosts[host.host];
    if (!probe) sorted.unmeasured.push(`${host.host}: it was not looked at`);
    else if (probe.unknownPath?.blocked) sorted.unmeasured.push(`${host.host}: ${probe.unknownPath.blocked}`);
    else {
      if (probe.reason) sorted.unmeasured.push(`${host.host}: ${probe.reason}`);
      if (probe.unknownPath) sorted.seen.push({ host, probe });
    }
  }
  return sorted;
}

/** As `judge`, but no host seen at all is no pass; one that is not there is another area's to say. */
export function judgeProbes(
  { seen, unmeasured }: SortedProbes,
  findings: FindingDraft[],
  observations: readonly Observation[] = [],
): CheckResult {
  if (findings.length > 0) return judge(findings, unmeasured, observations);
  if (seen.length === 0) return couldNotCheck(unmeasured.slice(0, 4).join('; ') || 'no host could be opened');
  return judge(
    [],
    unmeasured.filter((reason) => !NO_SITE.test(reason)),
    observations,
  );
}

/** Told by the dns and tls areas. */
const NO_SITE =
  /: (the name has no address|the server refuses the connection|the secure connection fails.*|the server speaks only old versions of TLS|the server answers without encryption)$/;

/** A name that says that the host is not for the public. */
export function isStaging(host: TargetHost): boolean {
  return host.site !== 'production' && /^(staging|development|dev|preview|test|qa|uat)/i.test(host.site)
    ? true
    : /(^|[.-])(staging|stage|stg|dev|develop|preview|test|testing|qa|uat|preprod)(\d*)([.-])/i.test(
        host.host.split('.').slice(0, -2).join('.').concat('.'),
      );
}

/** A host behind a login: what strangers see there is no page of the site. */
export function isApp(host: string): boolean {
  return /^(app|admin|dashboard|members?|portal|my|console|account|login|auth|api)\./i.test(host);
}
