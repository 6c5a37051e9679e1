import assert from 'node:assert/strict';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import { scanText } from '../../src/scanner/scan.ts';
import { makeToken, TOKEN_KINDS } from '../support/tokens.ts';

describe('detectors', () => {
  const ids = DETECTORS.map(({ id }) => id);

  it('have unique ids', () => {
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it('each have a template for tests', () => {
    assert.deepEqual(
      ids.filter((id) => !TOKEN_KINDS.includes(id)),
      [],
    );
  });

  for (const { id, publicByDesign } of DETECTORS) {
    it(`${id}: the exact token is found, in quotes, after = and in a line of text`, () => {
      for (const seed of [1, 2, 3]) {
        const token = makeToken(id, seed);
        for (const [before, after] of [
          ['const key = "', '";\n'],
          ['KEY=', '\n'],
          ['use ', ' here'],
          ['{"a":"\\n', '"}'],
        ] as const) {
          const text = `${before}${token}${after}`;
          const found = scanText('src/a.ts', text);
          assert.deepEqual(
            found.map(({ rule, start, end }) => ({ rule, start, end })),
            [{ rule: id, start: before.length, end: before.length + token.length }],
            `${before}…${after}`,
          );
          assert.equal(found[0]?.publicByDesign, publicByDesign);
        }
      }
    });

    it(`${id}: inside a longer word it is not found`, () => {
      const token = makeToken(id);
      assert.deepEqual(
        scanText('src/a.ts', `abc${token}`).filter(({ rule }) => rule === id),
        [],
      );
    });
  }
});
