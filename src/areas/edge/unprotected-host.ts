import { isEdgeListStale, recogniseEdge } from '../../formats/edges.ts';
import { couldNotCheck, defineCheck, judge, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type { DnsRecords } from '../../observe/domain/dns-records.ts';
import type { HttpChains } from '../../observe/domain/http-chains.ts';
import type {} from '../../observe/domain/target.ts';

/** Without an edge every request lands on the one server: a cheap flood, or a good launch day, takes it down. */
export const unprotectedHost = defineCheck({
  id: 'edge/unprotected-host',
  title: 'A known edge stands in front of every host',
  failureTitle: 'A host answers without an edge in front',
  severity: 'high',
  minimumBar: true,
  requires: ['Target', 'DnsRecords', 'HttpChains'],
  messages: {
    unprotected:
      '{host} ({address}) answers by itself, no CDN or protection that we know is in front: a cheap flood of requests, or a good launch day, can take it down.',
    unexplained:
      '{host} is declared to need no edge (proxied: false), but without a reason: nobody will remember why.',
  },
  run({ artifacts: { Target, DnsRecords, HttpChains }, now }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const observations: Observation[] = [];
    for (const { host, declaredAt, expectation } of Target.hosts) {
      const location = atHost({ host, declaredAt });
      const signs = signsOf(host, DnsRecords, HttpChains);
      // Somebody in our own network answers: who stands before the site cannot be seen from here.
      if (signs.inspected !== undefined) {
        unmeasured.push(`${host}: ${signs.inspected}`);
        continue;
      }
      const found = recogniseEdge(signs);
      if (found?.listOf !== undefined && isEdgeListStale(found.listOf, now)) {
        unmeasured.push(
          `${host}: its address was ${found.edge.name}'s on ${found.listOf}, and that list is too old to go by; update Launch Ready`,
        );
        continue;
      }
      if (found) {
        observations.push({
          text: `${host}: ${found.edge.name}, by ${found.by}.`,
          data: { host, edge: found.edge.name },
        });
        continue;
      }
      if (expectation?.proxied === false && expectation.reason) {
        observations.push({
          text: `${host} has no edge in front, on purpose: ${expectation.reason}`,
          data: { host },
        });
        continue;
      }
      if (signs.headers.length === 0) {
        if (signs.unseen) unmeasured.push(`${host}: ${signs.unseen}`);
        continue;
      }
      const unexplained = expectation?.proxied === false;
      findings.push({
        messageId: unexplained ? 'unexplained' : 'unprotected',
        severity: unexplained ? 'medium' : 'high',
        data: { host, address: signs.addresses[0] ?? '' },
        location,
        remediation: unexplained
          ? { text: `Write why under hosts in launch-ready.yaml, as reason: beside proxied: false.` }
          : {
              text: `Put a CDN in front of ${host} (Cloudflare's free plan is enough to begin with), or say in launch-ready.yaml why it needs none: proxied: false and a reason: under hosts.`,
            },
      });
    }
    const nothingSeen = findings.length === 0 && observations.length === 0 && unmeasured.length === 0;
    return nothingSeen ? couldNotCheck('no host could be opened') : judge(findings, unmeasured, observations);
  },
});

/** What shows who answers for a host; `unseen`: why we saw no answer, where that is not the DNS area's to say. */
function signsOf(host: string, dns: DnsRecords, { chains }: HttpChains) {
  const { A, AAAA } = dns.answers[host] ?? {};
  const records = [...(A?.records ?? []), ...(AAAA?.records ?? [])];
  const own = chains.filter((chain) => chain.host === host);
  // The chain's first answer is the host's own word; later ones may be another host's.
  const headers = own.flatMap(({ hops }) => (hops[0] ? [hops[0].headers] : []));
  const failure = own.map((chain) => chain.failure).find((one) => one && one.code !== 'unresolved');
  return {
    addresses: records.filter(({ type }) => type === 'A' || type === 'AAAA').map(({ data }) => data),
    aliases: records.filter(({ type }) => type === 'CNAME').map(({ data }) => data),
    headers,
    inspected: own.find((chain) => chain.hops.length === 0 && chain.failure?.code === 'inspected')?.failure
      ?.reason,
    unseen: failure?.reason ?? A?.reason ?? AAAA?.reason,
  };
}
