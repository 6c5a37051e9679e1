import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLineIndex } from '../../src/workspace/line-index.ts';

describe('line index', () => {
  it('takes all three line breaks, and counts UTF-16 units', () => {
    const text = 'ab\r\n\u{1f680}x\rlast\n';
    const index = createLineIndex(text);
    assert.equal(index.lineCount, 4);
    assert.deepEqual([0, 1, 2, 3].map(index.lineText), ['ab', '\u{1f680}x', 'last', '']);
    assert.deepEqual(index.positionAt(text.indexOf('x')), { line: 1, character: 2 });
    assert.deepEqual(index.positionAt(text.indexOf('last')), { line: 2, character: 0 });
    assert.deepEqual(index.positionAt(text.length), { line: 3, character: 0 });
    assert.deepEqual(index.rangeOf(0, 2), {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 2 },
    });
  });

  it('clamps as VS Code does', () => {
    const index = createLineIndex('ab\r\ncd');
    assert.deepEqual(index.positionAt(3), { line: 0, character: 2 });
    assert.deepEqual(index.positionAt(-5), { line: 0, character: 0 });
    assert.deepEqual(index.positionAt(99), { line: 1, character: 2 });
    assert.equal(index.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(index.offsetAt({ line: 9, character: 0 }), 6);
    assert.equal(index.offsetAt({ line: -1, character: 3 }), 0);
    assert.equal(index.lineText(7), '');
    assert.equal(createLineIndex('').lineCount, 1);
  });

  it('comes back to where it started', () => {
    const text = fc
      .array(fc.constantFrom('a', '\r', '\n', '\r\n', '\u{1f680}', ''))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (value) => {
        const index = createLineIndex(value);
        const lines = value.split(/\r\n|\r|\n/);
        assert.equal(index.lineCount, lines.length);
        for (const [i, line] of lines.entries()) assert.equal(index.lineText(i), line);
        for (let offset = 0; offset <= value.length; offset++) {
          if (value[offset] === '\n' && value[offset - 1] === '\r') continue;
          assert.equal(index.offsetAt(index.positionAt(offset)), offset);
        }
      }),
    );
  });
});
