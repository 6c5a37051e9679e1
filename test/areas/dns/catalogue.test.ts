import assert from 'node:assert/strict';
import { dnsArea } from '../../../src/areas/dns/index.ts';

/**
 * The catalogue's rows for the DNS, and the checks that answer them. Rows of grade I are observations of the checks named, a
 * command, or both.
 */
const CATALOGUE: Record<string, readonly string[]> = {
  'dns.resolve': ['dns/unresolved-host'],
  'dns.delegation': ['dns/lame-delegation', 'dns/mismatched-delegation'],
  'dns.ns_consistency': ['dns/inconsistent-name-servers'],
  'dns.ns_diversity': ['dns/name-servers-in-one-network', 'dns/aliased-name-server'],
  'dns.soa': ['dns/inconsistent-name-servers'],
  'dns.lame_open': ['dns/open-name-server'],
  'dns.cname_apex': ['dns/apex-cname', 'dns/alias-chain'],
  'dns.dangling': ['dns/dangling-record'],
  'dns.stale_a': ['dns/private-address', 'dns/unresponsive-address'],
  'dns.wildcard': ['dns/wildcard-record'],
  'dns.caa': ['dns/missing-caa', 'dns/forbidding-caa', 'dns/invalid-caa'],
  'dns.dnssec': ['dns/broken-dnssec', 'dns/weak-dnssec'],
  'dns.ds_ns_move': ['dns/unsigned-delegation'],
  'dns.ipv6': ['dns/missing-ipv6', 'dns/unreachable-ipv6', 'dns/different-ipv6'],
  'dns.https_rr': ['dns/inconsistent-https-record'],
  'dns.ttl': ['dns/unresolved-host'],
  'dns.registry': ['dns/expiring-domain'],
  /** launch-ready dns snapshot, diff, verify, rollback-plan. */
  'dns.map': [],
  /** What the repository says, compared with the outside. */
  expectation: ['dns/unexpected-platform'],
};

describe('areas/dns: the catalogue', () => {
  it('has a check for every row, and a row for every check', () => {
    const listed = new Set(Object.values(CATALOGUE).flat());
    const ids = dnsArea.checks.map(({ id }) => id as string);
    assert.deepEqual(
      [...listed].filter((id) => !ids.includes(id)),
      [],
    );
    assert.deepEqual(
      ids.filter((id) => !listed.has(id)),
      [],
    );
  });
});
