import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { EDGES, isEdgeListStale, isInRange, recogniseEdge } from '../../src/formats/edges.ts';

const NOTHING = { addresses: [], aliases: [], headers: [] };

describe('areas/edge/edges', () => {
  it('compares addresses with ranges bit by bit', () => {
    for (const [address, range, expected] of [
      ['104.16.0.0', '104.16.0.0/13', true],
      ['104.23.255.255', '104.16.0.0/13', true],
      ['104.24.0.0', '104.16.0.0/13', false],
      ['131.0.75.255', '131.0.72.0/22', true],
      ['131.0.76.0', '131.0.72.0/22', false],
      ['2606:4700::6810:1', '2606:4700::/32', true],
      ['2606:4701::1', '2606:4700::/32', false],
      ['2a06:98c7:ffff::1', '2a06:98c0::/29', true],
      ['2a06:98c8::1', '2a06:98c0::/29', false],
      ['75.2.60.5', '75.2.60.5/32', true],
      ['75.2.60.6', '75.2.60.5/32', false],
      ['1.2.3.4', '2606:4700::/32', false],
      ['not an address', '104.16.0.0/13', false],
    ] as const) {
      assert.equal(isInRange(address, range), expected, `${address} in ${range}`);
    }
  });

  it('has readable ranges and a source for each edge', () => {
    for (const { name, ranges = [], rangesAsOf, source } of EDGES) {
      assert.match(source, /^https:\/\//, name);
      assert.equal(
        rangesAsOf !== undefined,
        ranges.length > 0,
        `${name}: ranges and the day they were compared`,
      );
      assert.ok(rangesAsOf === undefined || !Number.isNaN(Date.parse(rangesAsOf)), name);
      for (const range of ranges) assert.ok(isInRange(range.replace(/\/.*/, ''), range), `${name} ${range}`);
    }
  });

  it('names the day of a list of addresses, and has it go stale 180 days after', () => {
    const found = recogniseEdge({ ...NOTHING, addresses: ['104.16.1.1'] });
    const { listOf = '', by } = found ?? {};
    assert.match(by ?? '', /^its address 104\.16\.1\.1 \(in the list of \d{4}-\d\d-\d\d\)$/);
    const day = Date.parse(listOf);
    assert.equal(isEdgeListStale(listOf, day + 180 * 86_400_000), false);
    assert.equal(isEdgeListStale(listOf, day + 181 * 86_400_000), true);
    const shown = { ...NOTHING, addresses: ['104.16.1.1'], headers: [{ 'cf-ray': '1-FRA' }] };
    assert.equal(recogniseEdge(shown)?.listOf, undefined, 'its header is proof enough');
  });

  it('tells an edge by header, alias or addresses', () => {
    const name = (signs: Partial<typeof NOTHING> | object) =>
      recogniseEdge({ ...NOTHING, ...signs })?.edge.name;
    assert.equal(name({ headers: [{ server: 'nginx' }, { 'cf-ray': '1-FRA' }] }), 'Cloudflare');
    assert.equal(name({ aliases: ['d1.cloudfront.net'] }), 'Amazon CloudFront');
    assert.equal(name({ aliases: ['evilcloudfront.net'] }), undefined);
    assert.equal(name({ addresses: ['104.16.1.1', '2606:4700::1'] }), 'Cloudflare');
    assert.equal(name({ addresses: ['104.16.1.1', '93.184.215.14'] }), undefined);
    assert.equal(name({}), undefined);
  });

  it("knows exactly Cloudflare's published ranges", function () {
    const file = path.resolve('../shared/conformance/edge/cloudflare-ips.json');
    if (!existsSync(file)) {
      console.log('    SKIPPED: no list of Cloudflare addresses is here to compare with');
      this.skip();
    }
    const list = JSON.parse(readFileSync(file, 'utf8')) as Record<'ipv4_cidrs' | 'ipv6_cidrs', string[]>;
    const ours = EDGES.find(({ name }) => name === 'Cloudflare')?.ranges ?? [];
    assert.deepEqual([...ours].sort(), [...list.ipv4_cidrs, ...list.ipv6_cidrs].sort());
  });

  it('names the platform, not the edge that it is built on', () => {
    const headers = [{ server: 'cloudflare', 'cf-ray': '1-FRA', 'rndr-id': 'x' }];
    assert.equal(recogniseEdge({ ...NOTHING, headers })?.edge.name, 'Render');
    const pages = [{ server: 'GitHub.com', 'x-served-by': 'cache-fra1', 'x-fastly-request-id': 'x' }];
    assert.equal(recogniseEdge({ ...NOTHING, headers: pages })?.edge.name, 'GitHub Pages');
  });
});
