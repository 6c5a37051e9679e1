import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mask } from '../../src/workspace/masking.ts';

describe('masking', () => {
  it('shows whose key it is, and no more', () => {
    const rest = 'x'.repeat(40);
    for (const prefix of [
      ['sk', 'live', ''].join('_'),
      ['ghp', ''].join('_'),
      ['AK', 'IA'].join(''),
      ['SG', ''].join('.'),
    ]) {
      assert.equal(mask(prefix + rest), `${prefix}…`);
    }
    assert.equal(mask(['github', 'pat', rest].join('_')), 'github_p…');
    assert.equal(mask(['sk', 'live', 'abcdefgh'].join('_')), 'sk_l…', 'a quarter of 16');
    assert.equal(mask('hunter2-is-my-password'), '…');
    assert.equal(mask(''), '…');
  });

  it('takes the prefix that a detector knows', () => {
    assert.equal(mask(`acme_${'x'.repeat(20)}`, 'acme_'), 'acme_…');
    assert.equal(mask(`other${'x'.repeat(20)}`, 'acme_'), '…');
    assert.equal(mask('\u{1f680}'.repeat(6), '\u{1f680}\u{1f680}'), '\u{1f680}…');
  });

  it('never shows more than 8 characters or a quarter', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(40), (value, length) => {
        const shown = mask(value, value.slice(0, length)).slice(0, -1);
        assert.ok(value.startsWith(shown));
        assert.ok(shown.length <= 8 && shown.length * 4 <= value.length);
      }),
    );
  });
});
