import assert from 'node:assert/strict';
import { runCli } from '../support/built-cli.ts';
import { isFailing, isPassing } from './catalogue.ts';
import { described } from './scenes.ts';

interface ListedCheck {
  id: string;
  network: boolean;
}

const endings = { 'a failing case': isFailing, 'a passing case': isPassing };

describe('the rig: what it covers', () => {
  for (const [words, isSuch] of Object.entries(endings)) {
    it(`has ${words} for every check that asks the network`, async () => {
      const { out } = await runCli(['checks', '--format', 'json']);
      const ids = (JSON.parse(out) as ListedCheck[]).filter(({ network }) => network).map(({ id }) => id);
      assert.ok(ids.length > 0);
      const covered = new Set(
        described.flatMap(({ expect }) =>
          Object.entries(expect).flatMap(([id, expected]) => (isSuch(expected, id) ? [id] : [])),
        ),
      );
      assert.deepEqual(
        ids.filter((id) => !covered.has(id)),
        [],
        `these have no scene with ${words} in test/rig`,
      );
    });
  }
});
