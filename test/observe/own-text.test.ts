import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTextKeeper } from '../../src/observe/own-text.ts';

const FILES = 100;
const LETTERS = 500_000;

function megabytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) collect();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Facts with names cut out of long texts, as a gatherer makes them. */
function factsOf(file: number): { reads: { name: string }[]; words: string[] } {
  const text = Buffer.from(
    `NAME_OF_VARIABLE_${file} ANOTHER_LONG_NAME_${file} ${'x'.repeat(LETTERS)}`,
  ).toString('latin1');
  const [first = '', second = ''] = [...text.matchAll(/[A-Z_]+\d+/g)].map(([word]) => word);
  return { reads: [{ name: first }], words: [second] };
}

describe('the texts in facts', () => {
  it('do not keep the files in memory that they were cut out of', () => {
    const before = megabytesInUse();
    const loosen = createTextKeeper();
    const all = Array.from({ length: FILES }, (_, file) => {
      const facts = factsOf(file);
      loosen(facts);
      return facts;
    });
    const grown = megabytesInUse() - before;
    assert.ok(grown < (FILES * LETTERS) / 1e6 / 5, `${grown} MB for a few names`);
    assert.deepEqual(all[7], { reads: [{ name: 'NAME_OF_VARIABLE_7' }], words: ['ANOTHER_LONG_NAME_7'] });
  });
});
