import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { AREAS } from '../../../src/areas/index.ts';

/** Every rule of the catalogue's sections A to C that a check answers, and the runtime rules of section D so far. */
const CATALOGUE: Record<string, string> = {
  ENV001: 'env/undeclared-variable',
  ENV002: 'env/undeclared-variable',
  ENV003: 'env/unused-variable',
  ENV004: 'env/near-miss-variable',
  ENV006: 'env/undocumented-variable',
  ENV007: 'env/empty-variable',
  ENV008: 'env/missing-template',
  ENV009: 'env/undeclared-variable',
  ENV010: 'env/duplicate-variable',
  ENV011: 'env/uninlined-public-variable',
  ENV012: 'env/server-variable-in-client-code',
  ENV014: 'env/late-public-variable',
  ENV017: 'env/undefined-reference',
  ENV018: 'env/unset-compose-variable',
  ENV020: 'env/hardcoded-secret-fallback',
  ENV021: 'env/unreadable-line',
  ENV022: 'env/unreadable-line',
  SEC101: 'env/public-secret',
  SEC102: 'env/public-secret',
  SEC103: 'env/public-secret',
  SEC104: 'env/exposed-environment',
  SEC201: 'env/unignored-env-file',
  SEC203: 'env/unignored-env-file',
  SEC204: 'env/secret-in-template',
  SEC205: 'env/empty-variable',
  SEC206: 'deploy/literal-secret',
  SEC207: 'deploy/literal-secret',
  SEC208: 'deploy/literal-secret',
  KEY101: 'env/test-key-in-production',
  KEY102: 'env/live-key-outside-production',
  KEY103: 'env/test-key-in-production',
  URL101: 'env/local-address-in-production',
  URL103: 'env/local-address-in-production',
  URL104: 'env/local-address-in-production',
  DRF101: 'env/variable-missing-in-production',
  DRF104: 'env/local-address-in-production',
  WRK101: 'deploy/uninherited-worker-variable',
  WRK103: 'deploy/literal-secret',
  RT101: 'deploy/node-version-mismatch',
};

/** Known and not answered yet: a rule is in exactly one of the two lists. */
const OPEN = [
  ...[
    'ENV005',
    'ENV013',
    'ENV015',
    'ENV016',
    'ENV019',
    'ENV023',
    'ENV024',
    'ENV025',
    'ENV026',
    'SEC202',
    'URL102',
  ],
  ...[
    'URL105',
    'DRF102',
    'DRF103',
    'DRF105',
    'DRF106',
    'DRF107',
    'DRF108',
    'DRF109',
    'WRK102',
    'WRK104',
    'NFN101',
  ],
  ...['SUP101', 'SUP102', 'CI101', 'CI102', 'CI103', 'CI104', 'SEC209', 'SEC210'],
];

const ids = new Set(AREAS.flatMap((area) => area.checks.map((check) => check.id as string)));
const page = (id: string) =>
  fs.readFileSync(path.join(import.meta.dirname, `../../../docs/checks/${id}.md`), 'utf8');

describe('the catalogue of the environment rules', () => {
  for (const [rule, id] of Object.entries(CATALOGUE)) {
    it(`${rule} is answered by ${id}, whose page says so`, () => {
      assert.ok(ids.has(id), `there is no check ${id}`);
      assert.match(page(id), new RegExp(`\\b${rule}\\b`));
      assert.ok(!OPEN.includes(rule), `${rule} is listed as open as well`);
    });
  }

  it('knows every check of the environment', () => {
    const answered = new Set(Object.values(CATALOGUE));
    const unknown = [...ids].filter((id) => id.startsWith('env/') && !answered.has(id));
    assert.deepEqual(unknown, []);
  });
});
