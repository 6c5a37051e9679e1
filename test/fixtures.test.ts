import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Result } from '../src/model/report.ts';
import { fixtureCases, readJson, runFixture } from './support/fixtures.ts';

/** What a case must come to. `UPDATE_FIXTURES=1` writes it; then read the difference. */
function expectation({ outcome, reason, findings, observations }: Result): unknown {
  return JSON.parse(
    JSON.stringify({
      outcome,
      ...(reason && { reason }),
      findings: findings.map(({ checkId: _, fingerprint: __, ...finding }) => finding),
      ...(observations && { observations }),
    }),
  );
}

describe('fixtures', () => {
  for (const fixture of fixtureCases()) {
    it(`${fixture.check.id} ${fixture.outcome}: ${fixture.name}`, async () => {
      const actual = expectation(await runFixture(fixture)) as { outcome: string };
      const file = path.join(fixture.directory, 'expected.json');
      if (process.env.UPDATE_FIXTURES) fs.writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
      assert.equal(
        actual.outcome,
        fixture.outcome,
        `its folder says ${fixture.outcome}: ${JSON.stringify(actual)}`,
      );
      assert.deepEqual(actual, readJson(file), `${path.basename(fixture.directory)}/expected.json differs`);
    });
  }
});
