import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { MAX_LOOKUPS, MAX_VOID_LOOKUPS, summarizeSpf } from '../../src/areas/email/spf-tree.ts';
import type { DnsAnswer, DnsStatus } from '../../src/net/dns-answer.ts';
import { type AskDns, walkSpf } from '../../src/observe/domain/mail-spf.ts';

const SUITE = new URL('../../../shared/conformance/spf/rfc7208-tests.yml', import.meta.url);

type ZoneEntry = 'TIMEOUT' | Record<string, unknown>;
interface Scenario {
  description: string;
  tests: Record<string, { mailfrom?: string; helo: string; result: string | string[] }>;
  zonedata: Record<string, ZoneEntry[]>;
}

/** Policy domains by what every message from them comes to. */
function expectations(scenario: Scenario): { broken: string[]; fine: string[] } {
  const byDomain = new Map<string, string[][]>();
  for (const test of Object.values(scenario.tests)) {
    const domain = (test.mailfrom ? (test.mailfrom.split('@').pop() ?? '') : test.helo).toLowerCase();
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), [test.result].flat()]);
  }
  const broken: string[] = [];
  const fine: string[] = [];
  for (const [domain, results] of byDomain) {
    const entries = zone(scenario).get(domain) ?? [];
    const hasRecord = texts(entries).some((text) => /^v=spf1/i.test(text));
    if (!hasRecord || entries.some((e) => e === 'TIMEOUT' || Object.values(e).includes('TIMEOUT'))) continue;
    if (results.every((r) => r.length === 1 && r[0] === 'permerror')) broken.push(domain);
    // Where the suite allows both, there is nothing to measure.
    else if (!results.flat().includes('permerror')) fine.push(domain);
  }
  return { broken, fine };
}

function zone(scenario: Scenario): Map<string, ZoneEntry[]> {
  return new Map(Object.entries(scenario.zonedata).map(([name, entries]) => [name.toLowerCase(), entries]));
}

/** Type SPF records stand for TXT where the zone has no TXT of its own (the suite's own rule). */
function texts(entries: ZoneEntry[]): string[] {
  const of = (type: string): unknown[] =>
    entries.flatMap((entry) => (typeof entry === 'object' && type in entry ? [entry[type]] : []));
  const own = of('TXT');
  return (own.length > 0 ? own.filter((value) => value !== 'NONE') : of('SPF'))
    .filter((value) => value !== 'TIMEOUT')
    .map((value) => [value].flat().join(''));
}

function resolver(scenario: Scenario): AskDns {
  const names = zone(scenario);
  return async (name, type) => {
    const entries = names.get(name.toLowerCase());
    const answer = (status: DnsStatus, data: string[] = []): DnsAnswer => ({
      name,
      type,
      status,
      records: data.map((text) => ({ name, type, ttl: 60, data: text })),
      server: '127.0.0.1:53',
      authenticated: false,
      ...(status === 'timeout' && { reason: 'the DNS server did not answer in time' }),
    });
    if (!entries) return answer(name.startsWith('error.') ? 'timeout' : 'nxdomain');
    if (type === 'TXT' && texts(entries).length > 0) return answer('ok', texts(entries));
    const data = entries.flatMap((entry) => {
      if (typeof entry !== 'object' || !(type in entry)) return [];
      const value = entry[type];
      return [Array.isArray(value) ? value.join(' ') : String(value)];
    });
    if (data.length > 0 && type !== 'TXT') return answer('ok', data);
    const alias = entries.find((entry) => typeof entry === 'object' && 'CNAME' in entry);
    if (typeof alias === 'object') return resolver(scenario)(String(alias.CNAME).replace(/\.$/, ''), type);
    return answer(entries.includes('TIMEOUT') ? 'timeout' : 'nodata');
  };
}

async function isBroken(domain: string, ask: AskDns): Promise<boolean> {
  const root = await walkSpf(domain, ask);
  const summary = summarizeSpf(root);
  return (
    summary.faults.length > 0 || summary.decisiveLookups > MAX_LOOKUPS || summary.voidIpv4 > MAX_VOID_LOOKUPS
  );
}

describe('SPF static lint against the openspf RFC 7208 suite', () => {
  it('calls the broken policies broken and the others fine', async function () {
    if (!existsSync(SUITE)) {
      console.log('      skipped: ../shared/conformance/spf is not here');
      this.skip();
    }
    const scenarios = parseAllDocuments(readFileSync(SUITE, 'utf8'))
      .map((document) => document.toJS() as Scenario | null)
      .filter((scenario): scenario is Scenario => scenario !== null);
    const wrong: string[] = [];
    const counts = { broken: 0, fine: 0 };
    for (const scenario of scenarios) {
      const { broken, fine } = expectations(scenario);
      const ask = resolver(scenario);
      counts.broken += broken.length;
      counts.fine += fine.length;
      for (const domain of broken) {
        if (!(await isBroken(domain, ask))) wrong.push(`${scenario.description}: ${domain} should be broken`);
      }
      for (const domain of fine) {
        if (await isBroken(domain, ask)) wrong.push(`${scenario.description}: ${domain} should be fine`);
      }
    }
    console.log(`      ${counts.broken} broken, ${counts.fine} fine, ${wrong.length} wrong`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(counts, { broken: 74, fine: 92 });
  });
});
