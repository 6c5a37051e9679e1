import assert from 'node:assert/strict';
import { mask } from '../../src/scanner/mask.ts';

describe('scanner/mask', () => {
  it('shows what all keys of a kind begin with, and nothing that was drawn', () => {
    const drawn = 'QudH06'.repeat(12);
    assert.equal(mask(`sk_live_${drawn}`), 'sk_live_…');
    assert.equal(mask(`SG.${drawn}`), 'SG.…');
    assert.equal(mask(`pcsk_QudH06_${drawn}`), 'pcsk_…');
    assert.equal(mask(`pcsk_EEQWX8_${drawn}`), 'pcsk_…');
    assert.equal(mask(`pcsk_abcdef_${drawn}`), 'pcsk_…');
    assert.equal(mask(`sk-ant-api03-${drawn}`), 'sk-ant-…');
    assert.equal(mask(drawn), '••••');
  });
});
