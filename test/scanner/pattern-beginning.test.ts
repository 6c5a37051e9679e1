import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import { mayHoldValue } from '../../src/scanner/first-look.ts';
import { beginningOf } from '../../src/scanner/pattern-beginning.ts';
import { compileDetector } from '../../src/scanner/run-detector.ts';
import { makeToken } from '../support/tokens.ts';

const PATTERNS = [
  /ab[0-9]{2,3}c/,
  /a(?:b|cd|[0-9]{2})?e/i,
  /(?:a|b){1,3}c/,
  /[^a]b/,
  /a.c/,
  /\d{2}-\w/,
  /a\s?b/,
  /(?<!x)a(?=b)b{0,2}c/,
  /a{2}|b*c|[éa]1/,
  /(a|b)\1c/,
];

describe('the beginning of a pattern', () => {
  it('fits wherever the pattern does', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aAbBcCdDeE019-x éü'), maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...PATTERNS), text, (pattern, sample) => {
        if (new RegExp(pattern.source, `${pattern.flags}y`).test(sample)) {
          assert.notEqual(
            beginningOf(pattern)?.fits(Buffer.from(sample), 0),
            false,
            `${pattern} in ${sample}`,
          );
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('tells most texts apart', () => {
    const fits = (pattern: RegExp, text: string) => beginningOf(pattern)?.fits(Buffer.from(text), 0);
    assert.equal(fits(/AB[0-9]{3}c/, 'AB123c'), true);
    for (const text of ['ab123c', 'AB12', 'AB123d', '']) assert.equal(fits(/AB[0-9]{3}c/, text), false, text);
    assert.equal(beginningOf(/a?b/)?.fits(Buffer.from('c'), 0), false);
    assert.equal(beginningOf(/[a-z]*b/), undefined);
    assert.equal(beginningOf(/ab|ac/)?.setAt(1)?.[99], 1);
    assert.equal(beginningOf(/ab|a/)?.setAt(1), undefined);
  });
});

describe('what was looked at in vain', () => {
  const word = fc.constantFrom(
    'key',
    ' ',
    '\n',
    '=',
    '"',
    ': {',
    'value',
    'abcdefgh',
    'a1b2c3',
    '<',
    ',',
    'é',
    '    ',
  );
  const text = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(''));

  it('hides no value behind a later name', () => {
    fc.assert(
      fc.property(text, (sample) => {
        const bytes = Buffer.from(sample);
        const file = { path: 'a', code: false };
        for (let at = bytes.indexOf('key'); at >= 0; at = bytes.indexOf('key', at + 1)) {
          const fresh = mayHoldValue(bytes, at + 3, { ...file });
          assert.equal(mayHoldValue(bytes, at + 3, file), fresh, `${at} of ${JSON.stringify(sample)}`);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('hides no token behind a later word', () => {
    for (const detector of DETECTORS.filter(({ reach }) => reach !== undefined)) {
      const [literal = ''] = detector.literals;
      const token = makeToken(detector.id);
      const { mayMatch } = compileDetector(detector);
      for (let gap = 0; gap < 4 * (detector.reach ?? 0); gap += 13) {
        const text = `${`${literal} `.repeat(9)}${' '.repeat(gap)}${token}`;
        const bytes = Buffer.from(text);
        const folded = text.toLowerCase();
        const word = literal.toLowerCase();
        const file = { path: 'a', code: false };
        for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
          const look = (seen: typeof file) => mayMatch?.(bytes, at, at + literal.length, seen);
          assert.equal(look(file), look({ ...file }), `${detector.id} at ${at} with ${gap} between`);
        }
      }
    }
  });
});
