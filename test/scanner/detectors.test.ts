import assert from 'node:assert/strict';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import { scanText } from '../../src/scanner/scan.ts';
import { SURROUNDINGS } from '../support/token-surroundings.ts';
import { makeToken, TOKEN_KINDS } from '../support/tokens.ts';

describe('detectors', () => {
  const ids = DETECTORS.map(({ id }) => id);

  it('have unique ids', () => {
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it('are at least 130 kinds that are no public ones', () => {
    assert.ok(DETECTORS.filter(({ publicByDesign }) => !publicByDesign).length >= 130);
  });

  it('each have a template for tests', () => {
    assert.deepEqual(
      ids.filter((id) => !TOKEN_KINDS.includes(id)),
      [],
    );
  });

  for (const detector of DETECTORS) {
    it(`${detector.id}: the exact token is found in quotes, after = and in a line of text`, () => {
      const [head, tail] = SURROUNDINGS[detector.id] ?? ['', ''];
      for (const seed of [1, 2, 3, 4, 5]) {
        const token = makeToken(detector.id, seed);
        for (const [before, after] of [
          ["const x = '", "';\n"],
          ['X: ', '\n'],
          ['use ', ' here'],
        ] as const) {
          const text = before + head + token + tail + after;
          const start = before.length + head.length;
          const found = scanText('src/a.txt', text).filter(({ rule }) => rule === detector.id);
          assert.deepEqual(
            found.map((match) => [match.start, match.end]),
            [[start, start + token.length]],
            `seed ${seed}, ${before}…${after}`,
          );
          assert.equal(found[0]?.publicByDesign, detector.publicByDesign);
        }
      }
    });

    if (detector.boundary !== 'none' && !SURROUNDINGS[detector.id]) {
      it(`${detector.id}: inside a longer word it is not found`, () => {
        const token = makeToken(detector.id);
        const found = scanText('src/a.txt', `zqz${token}zqz`).filter(({ rule }) => rule === detector.id);
        assert.deepEqual(found, []);
      });
    }
  }
});
