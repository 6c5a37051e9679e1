import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Expected } from './scenes.ts';

/** B blocker, H high, M medium, L low, I a fact for the report. The first is the worst that a row can be. */
export type Grade = 'B' | 'H' | 'M' | 'L' | 'I';

export interface CatalogueRow {
  grade: Grade;
  /** What answers it. Rows of grade I are observations of the checks named. */
  checks: readonly string[];
  /** Where no check answers it: tests of a command, as file and words of the test's name. */
  tests?: readonly (readonly [file: string, name: string])[];
}

/** Every row of the catalogue for the DNS, routing, encryption and edge. */
export const CATALOGUE: Readonly<Record<string, CatalogueRow>> = {
  'dns.resolve': { grade: 'B', checks: ['dns/unresolved-host'] },
  'dns.delegation': { grade: 'H', checks: ['dns/lame-delegation', 'dns/mismatched-delegation'] },
  'dns.ns_consistency': { grade: 'H', checks: ['dns/inconsistent-name-servers'] },
  'dns.ns_diversity': {
    grade: 'H',
    checks: ['dns/aliased-name-server', 'dns/name-servers-in-one-network'],
  },
  'dns.soa': { grade: 'I', checks: ['dns/inconsistent-name-servers'] },
  'dns.lame_open': { grade: 'M', checks: ['dns/open-name-server'] },
  'dns.cname_apex': { grade: 'H', checks: ['dns/apex-cname', 'dns/alias-chain'] },
  'dns.dangling': { grade: 'B', checks: ['dns/dangling-record'] },
  'dns.stale_a': { grade: 'H', checks: ['dns/private-address', 'dns/unresponsive-address'] },
  'dns.wildcard': { grade: 'M', checks: ['dns/wildcard-record'] },
  'dns.caa': { grade: 'H', checks: ['dns/forbidding-caa', 'dns/invalid-caa', 'dns/missing-caa'] },
  'dns.dnssec': { grade: 'B', checks: ['dns/broken-dnssec', 'dns/weak-dnssec'] },
  'dns.ds_ns_move': { grade: 'B', checks: ['dns/unsigned-delegation'] },
  'dns.ipv6': { grade: 'H', checks: ['dns/unreachable-ipv6', 'dns/different-ipv6', 'dns/missing-ipv6'] },
  'dns.https_rr': { grade: 'M', checks: ['dns/inconsistent-https-record'] },
  'dns.ttl': { grade: 'I', checks: ['dns/unresolved-host'] },
  'dns.registry': { grade: 'H', checks: ['dns/expiring-domain'] },
  'dns.map, dns.diff': {
    grade: 'M',
    checks: [],
    tests: [
      ['test/rig/dns-map.rig.ts', 'tells the old copy of a zone from the new one, and the way back'],
      ['test/rig/dns-map.rig.ts', 'holds every record of the zone that has a usual name'],
    ],
  },
  /** What the repository says, compared with the outside. */
  expectation: { grade: 'M', checks: ['dns/unexpected-platform'] },
  'web.canonical': { grade: 'H', checks: ['routing/split-canonical'] },
  'web.https_redirect': { grade: 'B', checks: ['routing/missing-https-redirect'] },
  'web.hops': { grade: 'H', checks: ['routing/redirect-chain'] },
  'web.loop': { grade: 'B', checks: ['routing/redirect-loop'] },
  'web.downgrade': { grade: 'H', checks: ['routing/insecure-redirect'] },
  'web.redirect_type': {
    grade: 'M',
    checks: ['routing/temporary-redirect', 'routing/lost-method', 'routing/lost-path'],
  },
  'web.slash': { grade: 'L', checks: ['routing/inconsistent-slash'] },
  'web.old_links': { grade: 'H', checks: ['routing/broken-old-link'] },
  'web.404': { grade: 'M', checks: ['routing/soft-404', 'routing/indexable-staging'] },
  'web.mixed': { grade: 'H', checks: ['served/mixed-content'] },
  'web.host_confusion': { grade: 'M', checks: ['routing/unknown-host', 'routing/indexable-staging'] },
  'web.headers': {
    grade: 'M',
    checks: [
      'served/missing-security-header',
      'served/insecure-cookie',
      'served/open-cors',
      'served/hidden-site',
    ],
  },
  'web.securitytxt': { grade: 'I', checks: ['served/security-contact'] },
  'tls.valid': {
    grade: 'B',
    checks: ['tls/untrusted-certificate', 'tls/expired-certificate', 'tls/revoked-certificate'],
  },
  'tls.host': { grade: 'B', checks: ['tls/uncovered-host'] },
  'tls.chain': { grade: 'H', checks: ['tls/untrusted-certificate', 'tls/faulty-chain'] },
  'tls.expiry': { grade: 'H', checks: ['tls/certificate-expiry'] },
  'tls.lifetime': { grade: 'L', checks: ['tls/certificate-lifetime'] },
  'tls.versions': { grade: 'B', checks: ['tls/old-protocol', 'tls/untrusted-certificate'] },
  'tls.key': { grade: 'H', checks: ['tls/weak-key'] },
  'tls.cipher': { grade: 'M', checks: ['tls/weak-cipher'] },
  'tls.hsts': { grade: 'M', checks: ['tls/weak-hsts', 'tls/hsts-without-https'] },
  'tls.preload': { grade: 'H', checks: ['tls/hsts-without-https', 'tls/unready-preload'] },
  'tls.ocsp_ct': { grade: 'L', checks: ['tls/missing-certificate-proof'] },
  'edge.cloudflare': { grade: 'I', checks: ['edge/unprotected-host'] },
  /** No row of the catalogue, but of the launch's minimum bar. */
  'edge.unprotected': {
    grade: 'H',
    checks: ['edge/unprotected-host', 'edge/ddos-protection', 'edge/bot-protection', 'edge/cache-rules'],
  },
  'edge.proxied_mix': { grade: 'M', checks: ['edge/mixed-proxying'] },
  'edge.origin_exposed': { grade: 'H', checks: ['edge/exposed-origin'] },
  'edge.origin_lock': { grade: 'M', checks: ['edge/unlocked-origin'] },
  'edge.ssl_mode': { grade: 'H', checks: ['edge/unreachable-origin', 'routing/redirect-loop'] },
  'edge.cache': { grade: 'M', checks: ['edge/shared-private-page', 'edge/uncached-asset'] },
  'edge.compress': { grade: 'M', checks: ['edge/uncompressed-text'] },
  'edge.h2h3': { grade: 'L', checks: ['edge/missing-http2'] },
};

/** Facts for the report, without a fault to find. */
export const NEVER_FAIL: ReadonlySet<string> = new Set(['served/security-contact']);
/** Only a person can pass them. */
export const NEVER_PASS: ReadonlySet<string> = new Set([
  'edge/ddos-protection',
  'edge/cache-rules',
  'edge/bot-protection',
]);

export function isFailing(expected: Expected, check: string): boolean {
  return Array.isArray(expected) || expected === 'review' || NEVER_FAIL.has(check);
}

export function isPassing(expected: Expected, check: string): boolean {
  return expected === (NEVER_PASS.has(check) ? 'notApplicable' : 'pass');
}

/** A test of the rig that expects something of a check. */
export interface RigCase {
  file: string;
  /** As mocha names it. */
  test: string;
  expected: Expected;
}

/**
 * Every case of the rig by check, read from the suites without a server: their scenes are described to nobody. To be called where
 * no suite of the rig was loaded.
 */
export async function rigCases(): Promise<Map<string, RigCase[]>> {
  const suites = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.rig.ts'));
  const cases = new Map<string, RigCase[]>();
  const titles: string[] = [];
  const nothing = () => {};
  const stand = {
    describe(title: string, body: (this: unknown) => void) {
      titles.push(title);
      body.call({ timeout: nothing, slow: nothing, retries: nothing });
      titles.pop();
    },
    ...{ it: nothing, before: nothing, after: nothing, beforeEach: nothing, afterEach: nothing },
  };
  const globals = globalThis as unknown as Record<string, unknown>;
  const kept = Object.fromEntries(Object.keys(stand).map((name) => [name, globals[name]]));
  const { described, titleOf } = await import('./scenes.ts');
  Object.assign(globals, stand);
  try {
    for (const file of suites.sort()) {
      const from = described.length;
      await import(pathToFileURL(path.join(import.meta.dirname, file)).href);
      for (const one of described.slice(from)) {
        for (const [check, expected] of Object.entries(one.expect)) {
          const list = cases.get(check) ?? [];
          list.push({ file: `test/rig/${file}`, test: titleOf(one), expected });
          cases.set(check, list);
        }
      }
    }
  } finally {
    Object.assign(globals, kept);
  }
  return cases;
}
