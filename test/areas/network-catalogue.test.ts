import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dnsArea } from '../../src/areas/dns/index.ts';
import { edgeArea } from '../../src/areas/edge/index.ts';
import { routingArea } from '../../src/areas/routing/index.ts';
import { servedArea } from '../../src/areas/served/index.ts';
import { tlsArea } from '../../src/areas/tls/index.ts';
import { CATALOGUE, isFailing, isPassing, type RigCase, rigCases } from '../rig/catalogue.ts';

const HOME = path.resolve(import.meta.dirname, '..', '..');
/** Grades of rows that need a failing and a passing case on real servers. */
const WEIGHTY = ['B', 'H', 'M'];

/** `npm run catalogue` prints it. */
describe('areas: the catalogue of the network', () => {
  let cases: Map<string, RigCase[]>;
  before(async () => {
    cases = await rigCases();
  });

  it('has a check for every row, and a row for every check', () => {
    const listed = new Set(Object.values(CATALOGUE).flatMap(({ checks }) => checks));
    const ids = [dnsArea, routingArea, tlsArea, servedArea, edgeArea].flatMap(({ checks }) =>
      checks.map(({ id }) => id as string),
    );
    assert.deepEqual([...listed].filter((id) => !ids.includes(id)).sort(), []);
    assert.deepEqual(ids.filter((id) => !listed.has(id)).sort(), []);
  });

  for (const [row, { grade, checks, tests = [] }] of Object.entries(CATALOGUE)) {
    if (!WEIGHTY.includes(grade)) continue;
    it(`${row} (${grade}): real servers that fail ${checks.join(', ') || 'it'} and servers that pass`, () => {
      assert.ok(checks.length + tests.length > 0);
      for (const check of checks) {
        const found = cases.get(check) ?? [];
        assert.ok(
          found.some(({ expected }) => isFailing(expected, check)),
          `${check} fails nowhere`,
        );
        assert.ok(
          found.some(({ expected }) => isPassing(expected, check)),
          `${check} passes nowhere`,
        );
      }
      for (const [file, name] of tests)
        assert.ok(readFileSync(path.join(HOME, file), 'utf8').includes(name), `${file}: ${name}`);
    });
  }
});
