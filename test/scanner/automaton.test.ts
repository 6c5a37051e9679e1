import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildAutomaton } from '../../src/scanner/automaton.ts';

/** What the automaton must find, the slow way. */
function naive(literals: string[], text: string): string[] {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const found: string[] = [];
  literals.forEach((literal, index) => {
    for (
      let at = folded.indexOf(literal.toLowerCase());
      at >= 0;
      at = folded.indexOf(literal.toLowerCase(), at + 1)
    ) {
      found.push(`${at + literal.length}:${index}`);
    }
  });
  return found.sort();
}

function hits(literals: string[], text: string): string[] {
  const found: string[] = [];
  buildAutomaton(literals).search(new TextEncoder().encode(text), (literal, start, end) => {
    assert.equal(end - start, literals[literal]?.length);
    found.push(`${end}:${literal}`);
  });
  return found.sort();
}

describe('buildAutomaton', () => {
  it('finds what a plain search finds', () => {
    const letter = fc.constantFrom(...'abAB-_1');
    const literals = fc.uniqueArray(fc.string({ unit: letter, minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 12,
      selector: (literal) => literal.toLowerCase(),
    });
    fc.assert(
      fc.property(literals, fc.string({ unit: letter, maxLength: 60 }), (words, text) => {
        assert.deepEqual(hits(words, text), naive(words, text));
      }),
    );
  });

  it('starts anew after characters that no literal can hold', () => {
    assert.deepEqual(hits(['ab'], 'aäb ab€AB'), ['12:0', '7:0']);
  });

  it('finds what stands across the blocks in which bytes are read', () => {
    for (const before of [8189, 8190, 8191, 8192, 16_383]) {
      assert.deepEqual(hits(['abc'], `${'ab'.repeat(before).slice(0, before)}abc`), [`${before + 3}:0`]);
    }
  });

  it('refuses literals that it could not find', () => {
    assert.throws(() => buildAutomaton(['']), /printable ASCII/);
    assert.throws(() => buildAutomaton(['é']), /printable ASCII/);
  });
});
