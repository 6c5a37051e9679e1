import { reservedEnding } from '../../formats/reserved-names.ts';
import { defineCheck, judge, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { DnsRecords, HostAnswers } from '../../observe/domain/dns-records.ts';
import type { TargetHost } from '../../observe/domain/target.ts';

type State =
  | { kind: 'resolved' | 'nxdomain' | 'nodata'; alias?: string }
  | { kind: 'unknown'; reason: string };

/** No such name, no address and "the server failed" are three different things: only the first two are findings. */
export const unresolvedHost = defineCheck({
  id: 'dns/unresolved-host',
  title: 'Every host has an address',
  failureTitle: 'A host has no address',
  severity: 'high',
  minimumBar: true,
  requires: ['Target', 'DnsRecords'],
  messages: {
    noDomain: '{host} does not exist in the DNS: nobody can open the site, and mail to it bounces.',
    reserved:
      '{host} cannot exist on the internet: names that end in .{ending} are reserved for {use} ({source}), and nobody can register one.',
    noAddress: '{host} exists in the DNS but has no address (no A or AAAA record): browsers cannot open it.',
    noWww: '{host} leads nowhere: visitors who type www, and old links with it, get a browser error.',
    noHost: '{host} does not exist in the DNS: whoever opens it gets a browser error.',
    danglingAlias:
      '{host} is an alias of {alias}, which does not exist: visitors get a browser error, and whoever can claim that name answers in your place.',
  },
  run({ artifacts: { Target, DnsRecords } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const observations: Observation[] = [];
    const missing = new Set<string>();
    for (const host of Target.hosts) {
      // Nothing exists below a name that does not exist (RFC 8020): one finding says it.
      if ([...missing].some((domain) => host.host.endsWith(`.${domain}`))) continue;
      const state = stateOf(DnsRecords.answers[host.host]);
      observations.push(...lifetimeOf(host.host, DnsRecords.answers[host.host]));
      if (state.kind === 'unknown') unmeasured.push(`${host.host}: ${state.reason}`);
      if (state.kind === 'unknown' || state.kind === 'resolved') continue;
      if (state.kind === 'nxdomain' && host.role === 'apex' && !state.alias) missing.add(host.host);
      const finding = findingOf(host, state, Target.sites[0]?.domain);
      const reserved = finding.messageId === 'noDomain' ? reservedIn(host.host, DnsRecords) : undefined;
      findings.push(reserved ? { ...finding, ...reserved } : finding);
    }
    return judge(findings, unmeasured, observations);
  },
});

/** Said only where the resolver does not have the ending either: a test network may. */
function reservedIn(host: string, { answers }: DnsRecords): Partial<FindingDraft> | undefined {
  const reserved = reservedEnding(host);
  if (!reserved || answers[reserved.ending]?.NS?.status !== 'nxdomain') return undefined;
  return {
    messageId: 'reserved',
    data: { host, ...reserved },
    remediation: { text: 'Name the domain that people will open, as domain: in launch-ready.yaml.' },
  };
}

const DAY_S = 86_400;

/** RFC 1912, section 2.2: how long resolvers keep an answer decides how fast a move reaches everybody. */
function lifetimeOf(host: string, { A }: HostAnswers = {}): Observation[] {
  const times = (A?.records ?? []).map(({ ttl }) => ttl);
  if (times.length === 0) return [];
  const longest = Math.max(...times);
  const words =
    longest > DAY_S
      ? `may be kept for ${Math.ceil(longest / DAY_S)} days: lower its TTL to 300 seconds that long before you move`
      : Math.max(...times) === 0
        ? 'may not be kept at all (TTL 0): every visit asks your name servers again'
        : undefined;
  return words === undefined
    ? []
    : [{ text: `The address of ${host} ${words}.`, data: { host, ttl: longest } }];
}

function stateOf(answers: HostAnswers = {}): State {
  const asked = [answers.A, answers.AAAA];
  if (asked.some((answer) => answer?.status === 'ok')) return { kind: 'resolved' };
  for (const answer of asked) {
    if (!answer) return { kind: 'unknown', reason: 'it was not looked up' };
    if (answer.status !== 'nxdomain' && answer.status !== 'nodata') {
      return { kind: 'unknown', reason: answer.reason ?? answer.status };
    }
  }
  const alias = answers.A?.records.findLast((record) => record.type === 'CNAME')?.data;
  const kind = answers.A?.status === 'nxdomain' ? 'nxdomain' : 'nodata';
  return { kind, ...(alias !== undefined && { alias }) };
}

function findingOf(
  host: TargetHost,
  state: { kind: string; alias?: string },
  production?: string,
): FindingDraft {
  const { host: name, role, declaredAt } = host;
  const base = {
    location: { kind: 'host' as const, host: name, record: 'A', declaredAt },
    severity: name === production ? ('blocker' as const) : ('high' as const),
  };
  if (state.alias !== undefined && state.kind === 'nxdomain') {
    return {
      ...base,
      messageId: 'danglingAlias',
      data: { host: name, alias: state.alias },
      remediation: { text: `Delete the CNAME record of ${name}, or let it point to a name that exists.` },
    };
  }
  if (role === 'www') {
    const apex = name.replace(/^www\./, '');
    return {
      ...base,
      messageId: 'noWww',
      data: { host: name },
      remediation: {
        text: `Add this record, then add ${name} as a domain at your host, so that it gets a certificate and redirects to ${apex}.`,
        copy: `${name}. 3600 IN CNAME ${apex}.`,
      },
    };
  }
  if (state.kind === 'nodata') {
    const text = `Add the A or CNAME record that your host names for ${name}.`;
    return { ...base, messageId: 'noAddress', data: { host: name }, remediation: { text } };
  }
  const text =
    role === 'apex'
      ? `Check the spelling of ${name}, that it is registered and paid for, and that its name servers are set at the registrar.`
      : `Add the A or CNAME record that your host names for ${name}, or take it out of launch-ready.yaml.`;
  return {
    ...base,
    messageId: role === 'apex' ? 'noDomain' : 'noHost',
    data: { host: name },
    remediation: { text },
  };
}
