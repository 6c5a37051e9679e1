import assert from 'node:assert/strict';
import { runCli } from '../support/built-cli.ts';
import { described, type Expected } from './scenes.ts';

interface ListedCheck {
  id: string;
  network: boolean;
}

/** Facts for the report, without a fault to find. */
const NEVER_FAIL: ReadonlySet<string> = new Set(['served/security-contact']);
/** Only a person can pass them. */
const NEVER_PASS: ReadonlySet<string> = new Set([
  'edge/ddos-protection',
  'edge/cache-rules',
  'edge/bot-protection',
]);

const endings: Record<string, (expected: Expected, id: string) => boolean> = {
  'a failing case': (expected, id) => Array.isArray(expected) || expected === 'review' || NEVER_FAIL.has(id),
  'a passing case': (expected, id) => expected === (NEVER_PASS.has(id) ? 'notApplicable' : 'pass'),
};

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
