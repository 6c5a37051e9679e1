import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { parseCaa } from '../../src/formats/caa.ts';

const VECTORS = new URL('../../../shared/conformance/caa/internetnl-caa.json', import.meta.url);

interface Vector {
  flags: number;
  tag: string;
  value: string;
}

describe('CAA against the vectors of Internet.nl', () => {
  it('agrees with every vector', function () {
    if (!existsSync(VECTORS)) {
      console.log('      skipped: ../shared/conformance/caa is not here');
      this.skip();
    }
    const { valid, invalid } = JSON.parse(readFileSync(VECTORS, 'utf8')) as Record<string, Vector[]>;
    const all = [
      ...(valid ?? []).map((vector) => ({ ...vector, fine: true })),
      ...(invalid ?? []).map((vector) => ({ ...vector, fine: false })),
    ];
    const wrong = all.filter(
      ({ flags, tag, value, fine }) => (parseCaa(flags, tag, value).problem === undefined) !== fine,
    );
    console.log(`      ${all.length} vectors, ${wrong.length} differences`);
    assert.ok(all.length > 0);
    assert.deepEqual(wrong, []);
  });
});
