import assert from 'node:assert/strict';
import { compileGlob } from '../../src/workspace/glob.ts';
import { parseIgnoreRules } from '../../src/workspace/ignore-rules.ts';

describe('glob', () => {
  it('needs time in proportion to pattern and text, whatever the pattern', () => {
    // Trying every way would take longer than the universe has been there.
    const glob = compileGlob(`${'*a'.repeat(300)}b`);
    assert.equal(glob.matches('a'.repeat(4000)), false);
    assert.equal(glob.matches(`${'a'.repeat(4000)}b`), true);
    const deep = compileGlob(`${'**/'.repeat(200)}x`);
    assert.equal(deep.matches(`${'a/'.repeat(1000)}y`), false);
    assert.equal(deep.matches(`${'a/'.repeat(1000)}x`), true);
  });

  it('folds letters where a repository does not tell case', () => {
    const rules = parseIgnoreRules(Buffer.from('Build/\n*.LOG\n[A-C]x?\n/Src/**/T*.ts\n'), true)!;
    assert.equal(rules.decide('build', 'build', true), true);
    assert.equal(rules.decide('a.log', 'a.log', false), true);
    assert.equal(rules.decide('bxy', 'bxy', false), true);
    assert.equal(rules.decide('src/a/b/test.ts', 'test.ts', false), true);
    assert.equal(rules.decide('src/a/b/best.ts', 'best.ts', false), undefined);
  });

  it('bounds an ignore file of a hundred thousand rules and a rule of a megabyte', () => {
    const rules = parseIgnoreRules(
      Buffer.from(`first\n${'*'.repeat(1_000_000)}\n${'x*y*z\n'.repeat(100_000)}last\n`),
    )!;
    assert.equal(rules.decide('first', 'first', false), true);
    assert.equal(rules.decide('other', 'other', false), undefined);
  });
});
