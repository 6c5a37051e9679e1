import { AREAS } from '../areas/index.ts';
import { createArtifactStore } from '../audit/artifact-store.ts';
import { runCheck } from '../audit/run.ts';
import type { Check } from '../model/check.ts';
import type { Result } from '../model/report.ts';
import { type DnsExpectation, formatDnsExpectations } from '../reporters/dns-verify-text.ts';
import { EXIT, type Input, type Terminal } from './command.ts';
import { gatherDns, noDomain } from './dns-project.ts';
import { textWidth } from './output.ts';

/** What launch-ready.yaml and the code expect of the DNS alone. */
const CHECKS = [
  ...['dns/unresolved-host', 'dns/private-address', 'dns/unexpected-platform', 'dns/lame-delegation'],
  ...['dns/mismatched-delegation', 'dns/unsigned-delegation', 'dns/broken-dnssec'],
  ...['email/missing-mx', 'email/missing-spf', 'email/unauthorized-mail-provider', 'email/missing-dmarc'],
];

/** Says of each expectation whether the DNS meets it. Ends with 1 when one is not met, with 3 when one could not be looked at. */
export async function verifyDns(input: Input, terminal: Terminal): Promise<number> {
  const checks = AREAS.flatMap((area) => area.checks as readonly Check[]).filter(({ id }) =>
    CHECKS.includes(id),
  );
  const needed = [...new Set(checks.flatMap(({ requires }) => requires))];
  const gathered = await gatherDns(input, terminal, needed, input.operands[1]);
  const target = gathered.Target;
  if (target?.status !== 'ready') throw noDomain(target?.reason ?? 'no domain is set');
  const store = createArtifactStore(gathered);
  const results = checks.map((check) => runCheck(check, store, terminal.now()));
  const records = gathered.DnsRecords?.status === 'ready' ? gathered.DnsRecords.value.answers : {};
  const expectations: DnsExpectation[] = [
    ...target.value.hosts.map(({ host }): DnsExpectation => {
      const { A, AAAA } = records[host] ?? {};
      const seen = [...(A?.records ?? []), ...(AAAA?.records ?? [])].map(({ data }) => data);
      const unknown = A?.reason ?? AAAA?.reason;
      const found = [...new Set(seen)].join(', ');
      if (A?.status === 'ok' || AAAA?.status === 'ok')
        return { what: `${host} has an address`, state: 'met', found };
      return unknown === undefined
        ? { what: `${host} has an address`, state: 'unmet', found: found || 'nothing' }
        : { what: `${host} has an address`, state: 'unknown', found: unknown };
    }),
    ...results
      .filter(({ checkId }) => checkId !== 'dns/unresolved-host')
      .flatMap((result) => rowsOf(result, checks)),
  ];
  const toTerminal = terminal.out.isTerminal;
  terminal.out.write(
    formatDnsExpectations(expectations, {
      domain: target.value.sites[0]?.domain ?? '',
      colour: toTerminal && !terminal.plain && !input.has('no-color'),
      width: textWidth(toTerminal, terminal),
    }),
  );
  if (expectations.some(({ state }) => state === 'unmet')) return EXIT.findings;
  return expectations.some(({ state }) => state === 'unknown') ? EXIT.incomplete : EXIT.ok;
}

function rowsOf(result: Result, checks: readonly Check[]): DnsExpectation[] {
  const what = checks.find(({ id }) => id === result.checkId)?.title ?? result.checkId;
  const facts = (result.observations ?? []).map(({ text }) => text).join('; ');
  switch (result.outcome) {
    case 'fail':
      return result.findings.map(({ message, remediation }) => ({
        what,
        state: 'unmet',
        found: message,
        ...(remediation?.copy !== undefined && { copy: remediation.copy }),
      }));
    case 'pass':
      return [{ what, state: 'met', found: facts }];
    case 'notApplicable':
      return [];
    default:
      return [{ what, state: 'unknown', found: result.reason ?? '' }];
  }
}
