import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nameProbe } from '../../src/scanner/context/name-probe.ts';
import { providerProbes } from '../../src/scanner/context/provider-probe.ts';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import type { Candidate, Probe } from '../../src/scanner/engine.ts';
import { mayHoldAccount, mayStartToken } from '../../src/scanner/first-look.ts';
import { compileDetector, isTokenStart } from '../../src/scanner/run-detector.ts';
import { makeToken } from '../support/tokens.ts';

/** Literals of the probe where it finds something although its first look said that it could not. */
function overlooked(probe: Probe, text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  const file = { path: 'a.txt', code: false };
  const folded = text.toLowerCase();
  const wrong: string[] = [];
  for (const literal of probe.literals) {
    const word = literal.toLowerCase();
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      const found: Candidate[] = [];
      const start = new TextEncoder().encode(text.slice(0, at)).length;
      probe.run(text, at, word.length, found, { ...file });
      const looked = probe.mayMatch?.(bytes, start, start + word.length, file) ?? true;
      if (found.length > 0 && !looked) wrong.push(`${literal} in ${text.length} characters`);
    }
  }
  return wrong;
}

describe('first looks', () => {
  it('hide no token of any kind, whatever stands before it', () => {
    for (const detector of DETECTORS) {
      const probe = compileDetector(detector);
      const token = makeToken(detector.id);
      for (const before of ['', 'é ', '"', '\\n', '%3D', '\\u003d', 'x=']) {
        assert.deepEqual(overlooked(probe, `${before}${token}`), [], detector.id);
        assert.deepEqual(overlooked(probe, `${before}${token}"\n`), [], detector.id);
      }
    }
  });

  it('hide no value behind a name', () => {
    const letter = fc.constantFrom(...'aBcXyZ0189!#$_-.=+/: "\'`\n\t,(){}<>é');
    const text = fc.tuple(
      fc.constantFrom('api_key', 'TOKEN', 'password', 'dbSecret', 'heroku', 'algoliaKey', 'authorization'),
      fc.constantFrom(' = "', ': ', '=', "': '", '", "', ' => `', '\nvalue: "', '"\n  value: '),
      fc.string({ unit: letter, minLength: 4, maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, (parts) => {
        for (const probe of [
          nameProbe,
          ...providerProbes.filter(({ literals }) => literals.includes('heroku')),
        ]) {
          assert.deepEqual(overlooked(probe, `${parts.join('')}"\n`), []);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('know a beginning of a token where the text has one', () => {
    const piece = fc.constantFrom('a', 'Z', '0', '\\', 'n', 'u', '%', '3D', 'e', '00', ' ', 'é', '😀');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        const bytes = new TextEncoder().encode(text);
        if (isTokenStart(text, text.length)) assert.ok(mayStartToken(bytes, bytes.length));
      }),
    );
  });

  it('tell addresses with an account from others', () => {
    const holds = (address: string) => mayHoldAccount(address, 0);
    assert.ok(holds('user:pass@host'));
    assert.ok(holds(':p@ss@host'));
    assert.ok(!holds('host:80/user@x'));
    assert.ok(!holds('user@host'));
    assert.ok(!holds('user:"@'));
    assert.ok(!holds('user:pass'));
  });
});
