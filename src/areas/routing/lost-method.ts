import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type { TargetHost } from '../../observe/domain/target.ts';
import { hostOf, isSecure, unseenPart } from './chains.ts';
import { judgeProbes, sortProbes } from './probes.ts';

/** Kept by 307 and 308; the others turn POST into GET (RFC 9110, sections 15.4.2 to 15.4.9). Read from the answer to a GET: nothing is posted. */
const LOSES_METHOD: ReadonlySet<number> = new Set([301, 302, 303]);

export const lostMethod = defineCheck({
  id: 'routing/lost-method',
  title: 'What programs send to an API arrives as it was sent',
  failureTitle: 'Redirects of an API drop what programs send',
  severity: 'medium',
  requires: ['Target', 'HttpChains', 'HostProbes'],
  messages: {
    moved:
      'Every address of https://{host} redirects to {location} with status {status}: programs then repeat a POST as a GET without its contents, so that webhooks and sign-ups get lost.',
    upgraded:
      'http://{host} redirects to https with status {status}: a program that was given the http address sends its POST again as a GET without its contents.',
  },
  run({ artifacts: { Target, HttpChains, HostProbes } }) {
    const hosts = Target.hosts.filter(isApi);
    if (hosts.length === 0) return { outcome: 'notApplicable', findings: [], reason: NO_API };
    const sorted = sortProbes({ ...Target, hosts }, HostProbes);
    const findings: FindingDraft[] = [];
    const report = (
      { host, declaredAt }: TargetHost,
      messageId: string,
      severity: 'medium' | 'low',
      data: { location: string; status: number },
    ) =>
      findings.push({
        messageId,
        severity,
        data: { host, ...data },
        location: atHost({ host, declaredAt }),
        remediation: {
          text: `Redirect ${host} with status 308, which keeps method and contents; better still, give programs the last address and let the others answer with an error.`,
          copy: 'return 308 https://$host$request_uri;',
        },
      });
    for (const { host, probe } of sorted.seen) {
      const { status = 0, location, keepsPath } = probe.unknownPath ?? {};
      // A start page that leads to the documentation is no move of the whole host.
      if (location !== undefined && keepsPath && LOSES_METHOD.has(status))
        report(host, 'moved', 'medium', { location: `https://${hostOf(location)}`, status });
    }
    for (const host of hosts) {
      const chain = HttpChains.chains.find((one) => one.host === host.host && one.scheme === 'http');
      const [first] = chain?.hops ?? [];
      const unseen = chain && unseenPart(chain);
      if (unseen !== undefined) sorted.unmeasured.push(unseen);
      if (!first?.location || !isSecure(first.location) || hostOf(first.location) !== host.host) continue;
      if (LOSES_METHOD.has(first.status))
        report(host, 'upgraded', 'low', { location: first.location, status: first.status });
    }
    return judgeProbes(sorted, findings);
  },
});

const NO_API = 'no host is named as an API';

/** By its name: `api`, `webhooks` and the like are for programs. */
function isApi({ host }: TargetHost): boolean {
  return /(^|[.-])(api|graphql|rpc|webhooks?|hooks|ingest)\d*[.-]/i.test(host);
}
