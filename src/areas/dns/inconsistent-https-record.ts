import { defineCheck, judge, notApplicable, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-records.ts';
import type { ServiceBindings } from '../../observe/domain/dns-service-bindings.ts';
import type {} from '../../observe/domain/target.ts';
import { at, listed } from './zones.ts';

type Binding = ServiceBindings[string]['records'][number];

/** RFC 9460: browsers believe the hints before they know the addresses. */
export const inconsistentHttpsRecord = defineCheck({
  id: 'dns/inconsistent-https-record',
  title: 'HTTPS records agree with the addresses',
  failureTitle: 'An HTTPS record disagrees with the addresses',
  severity: 'medium',
  requires: ['Target', 'ServiceBindings', 'DnsRecords'],
  messages: {
    unreadable: 'The HTTPS record of {host} cannot be read ({what}): browsers ignore it, or fail to connect.',
    hint: 'The HTTPS record of {host} hints at {hints}, but the host is at {addresses}: browsers that believe the hint connect to the wrong server.',
  },
  run({ artifacts: { Target, ServiceBindings, DnsRecords } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const observations: Observation[] = [];
    // An alias has the records of the name that it leads to.
    const told = new Set<string>();
    let some = false;
    for (const { host, role, declaredAt } of Target.hosts) {
      const seen = ServiceBindings[host];
      // Old resolvers do not know the type: that is theirs, not the domain's.
      if (seen?.reason && seen.status !== 'servfail') unmeasured.push(`${host}: ${seen.reason}`);
      const location = at(host, 'HTTPS', declaredAt);
      if (seen && seen.unreadable > 0) {
        findings.push({
          messageId: 'unreadable',
          data: { host, what: 'its bytes are cut' },
          location,
          remediation: { text: ADVICE },
        });
      }
      for (const binding of seen?.records ?? []) {
        some = true;
        if (binding.problem !== undefined) {
          findings.push({
            messageId: 'unreadable',
            data: { host, what: binding.problem },
            location,
            remediation: { text: ADVICE },
          });
          continue;
        }
        const wrong = strayHints(binding, DnsRecords.answers[host] ?? {});
        const key = `${wrong?.hints} ${wrong?.addresses}`;
        if (wrong && !told.has(key))
          findings.push({
            messageId: 'hint',
            data: { host, ...wrong },
            location,
            remediation: { text: ADVICE },
          });
        told.add(key);
        if (role !== 'www') observations.push(factsOf(host, binding));
      }
    }
    const result =
      findings.length > 0 || unmeasured.length > 0 || some
        ? judge(findings, unmeasured)
        : notApplicable('there is no HTTPS record');
    return observations.length > 0 ? { ...result, observations } : result;
  },
});

const ADVICE =
  'Delete the HTTPS record, or let your DNS provider make it: it is a speed-up, and no browser needs it.';

/** Hints of which not one is an address of the host; hints for another target are its own business. */
function strayHints(
  { target, ipv4hint }: Binding,
  answers: { A?: { status: string; records: readonly { type: string; data: string }[] } },
): { hints: string; addresses: string } | undefined {
  const addresses = (answers.A?.records ?? []).filter(({ type }) => type === 'A').map(({ data }) => data);
  if (target !== '.' || ipv4hint.length === 0 || addresses.length === 0) return undefined;
  if (ipv4hint.some((hint) => addresses.includes(hint))) return undefined;
  return { hints: listed(ipv4hint), addresses: listed(addresses) };
}

function factsOf(host: string, { alpn, ech, priority, target }: Binding): Observation {
  const offers =
    priority === 0 ? `an alias of ${target}` : `it offers ${listed(alpn) || 'no further protocol'}`;
  return {
    text: `${host} has an HTTPS record: ${offers}${ech ? ', and hides the host name from the network (ECH)' : ''}.`,
    data: { host, ech, priority },
  };
}
