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

function hits(
  literals: string[],
  run: (onHit: (literal: number, end: number, length: number) => void) => void,
): string[] {
  const found: string[] = [];
  run((literal, end, length) => {
    assert.equal(length, literals[literal]?.length);
    found.push(`${end}:${literal}`);
  });
  return found.sort();
}

describe('buildAutomaton', () => {
  it('finds what a plain search finds, in text and in bytes', () => {
    const letter = fc.constantFrom(...'abAB-_1');
    const literals = fc.uniqueArray(fc.string({ unit: letter, minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 12,
      selector: (literal) => literal.toLowerCase(),
    });
    fc.assert(
      fc.property(literals, fc.string({ unit: letter, maxLength: 60 }), (words, text) => {
        const automaton = buildAutomaton(words);
        assert.deepEqual(
          hits(words, (onHit) => automaton.searchText(text, onHit)),
          naive(words, text),
        );
        const bytes = new TextEncoder().encode(text);
        assert.deepEqual(
          hits(words, (onHit) => automaton.searchBytes(bytes, onHit)),
          naive(words, text),
        );
      }),
    );
  });

  it('starts anew after characters that no literal can hold', () => {
    const automaton = buildAutomaton(['ab']);
    assert.deepEqual(
      hits(['ab'], (onHit) => automaton.searchText('aäb ab€AB', onHit)),
      ['6:0', '9:0'],
    );
  });

  it('refuses literals that it could not find', () => {
    assert.throws(() => buildAutomaton(['']), /printable ASCII/);
    assert.throws(() => buildAutomaton(['é']), /printable ASCII/);
  });
});
