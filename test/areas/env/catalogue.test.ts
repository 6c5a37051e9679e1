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
  ENV005: 'env/unset-local-variable',
  ENV006: 'env/undocumented-variable',
  ENV007: 'env/empty-variable',
  ENV008: 'env/missing-template',
  ENV009: 'env/undeclared-variable',
  ENV010: 'env/duplicate-variable',
  ENV011: 'env/uninlined-public-variable',
  ENV012: 'env/server-variable-in-client-code',
  ENV013: 'env/wrong-environment-object',
  ENV014: 'env/late-public-variable',
  ENV015: 'env/missing-build-argument',
  ENV016: 'env/malformed-value',
  ENV017: 'env/undefined-reference',
  ENV018: 'env/unset-compose-variable',
  ENV019: 'env/conflicting-default',
  ENV020: 'env/hardcoded-secret-fallback',
  ENV021: 'env/unreadable-line',
  ENV022: 'env/unreadable-line',
  ENV023: 'env/near-miss-variable',
  ENV024: 'env/variable-in-other-template',
  ENV025: 'env/unlisted-turbo-variable',
  SEC101: 'env/public-secret',
  SEC102: 'env/public-secret',
  SEC103: 'env/public-secret',
  SEC104: 'env/exposed-environment',
  SEC201: 'env/unignored-env-file',
  SEC202: 'secrets/secret-in-history',
  SEC203: 'env/unignored-env-file',
  SEC204: 'env/secret-in-template',
  SEC205: 'env/empty-variable',
  SEC206: 'deploy/literal-secret',
  SEC207: 'deploy/literal-secret',
  SEC208: 'deploy/literal-secret',
  SEC209: 'deploy/printed-secret',
  SEC210: 'deploy/published-private-file',
  KEY101: 'env/test-key-in-production',
  KEY102: 'env/live-key-outside-production',
  KEY103: 'env/test-key-in-production',
  URL101: 'env/local-address-in-production',
  URL102: 'env/local-address-in-code',
  URL103: 'env/local-address-in-production',
  URL104: 'env/local-address-in-production',
  URL105: 'env/local-address-in-production',
  DRF101: 'env/variable-missing-in-production',
  DRF102: 'env/variable-missing-in-development',
  DRF103: 'env/variable-missing-in-container',
  DRF104: 'env/local-address-in-production',
  DRF105: 'env/conflicting-default',
  DRF106: 'deploy/compose-difference',
  DRF107: 'deploy/overlay-difference',
  DRF108: 'env/variable-missing-in-host-file',
  DRF109: 'env/variable-missing-in-host-file',
  WRK101: 'deploy/uninherited-worker-variable',
  WRK102: 'env/undeclared-variable',
  WRK103: 'deploy/literal-secret',
  WRK104: 'deploy/worker-compatibility',
  NFN101: 'env/unreachable-function-variable',
  SUP101: 'env/undeclared-variable',
  SUP102: 'env/undeclared-supabase-variable',
  CI101: 'deploy/undocumented-workflow-secret',
  CI102: 'env/variable-missing-in-workflow',
  CI103: 'env/unused-workflow-variable',
  CI104: 'env/variable-missing-in-workflow',
  RT101: 'deploy/node-version-mismatch',
};

/** Rules without a check, and why. */
const LEFT_OUT: Record<string, string> = {
  ENV026:
    'What a comment says of a variable is not compared with the code: the inventory tells what the code needs.',
};

/** Checks that go beyond the catalogue. */
const BEYOND = ['env/ignored-env-template'];

const ids = new Set(AREAS.flatMap((area) => area.checks.map((check) => check.id as string)));
const page = (id: string) =>
  fs.readFileSync(path.join(import.meta.dirname, `../../../docs/checks/${id}.md`), 'utf8');

const numbers = (group: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${group}${String(from + i).padStart(3, '0')}`);

describe('the catalogue of the environment rules', () => {
  for (const [rule, id] of Object.entries(CATALOGUE)) {
    it(`${rule} is answered by ${id}, whose page says so`, () => {
      assert.ok(ids.has(id), `there is no check ${id}`);
      assert.match(page(id), new RegExp(`\\b${rule}\\b`));
      assert.ok(!(rule in LEFT_OUT), `${rule} is listed as left out as well`);
    });
  }

  it('has an answer or a reason for every rule of the sections A to C', () => {
    const rules = [
      ...numbers('ENV', 1, 26),
      ...[numbers('SEC', 101, 104), numbers('SEC', 201, 210), numbers('KEY', 101, 103)].flat(),
      ...[numbers('URL', 101, 105), numbers('DRF', 101, 109), numbers('WRK', 101, 104)].flat(),
      ...['NFN101', 'SUP101', 'SUP102', ...numbers('CI', 101, 104)],
    ];
    assert.deepEqual(
      rules.filter((rule) => !(rule in CATALOGUE) && !LEFT_OUT[rule]),
      [],
    );
  });

  it('knows every check of the environment', () => {
    const answered = new Set([...Object.values(CATALOGUE), ...BEYOND]);
    const unknown = [...ids].filter((id) => id.startsWith('env/') && !answered.has(id));
    assert.deepEqual(unknown, []);
  });
});
