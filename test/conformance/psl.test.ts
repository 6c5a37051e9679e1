import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { registrableDomain } from '../../src/formats/registrable-domain.ts';

const VECTORS = new URL('../../../shared/conformance/psl/tests.txt', import.meta.url);

describe('the registrable domain against the vectors of publicsuffix.org', () => {
  it('agrees with every vector', function () {
    if (!existsSync(VECTORS)) {
      console.log('      skipped: ../shared/conformance/psl is not here');
      this.skip();
    }
    const lines = readFileSync(VECTORS, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('//'));
    const wrong = lines.flatMap((line) => {
      const [name = '', expected] = line.split(' ');
      const got = registrableDomain(name === 'null' ? '' : name) ?? 'null';
      return got === expected ? [] : [`${name}: ${got}, not ${expected}`];
    });
    console.log(`      ${lines.length} vectors, ${wrong.length} differences`);
    assert.ok(lines.length > 0);
    assert.deepEqual(wrong, []);
  });
});
