import assert from 'node:assert/strict';
import { Tree } from '@lezer/common';
import { readEnvironment } from '../../../src/formats/javascript/environment.ts';
import { parseJavaScript } from '../../../src/formats/javascript/source.ts';

const LONG = Array.from(
  { length: 60 },
  (_, i) =>
    `export function step${i}(a: number) {\n  return process.env.STEP_${i} ?? [a, 'x', \`\${a}\`];\n}\n`,
).join('\n');

/** What a file comes to whose earlier text nobody knows. */
function afresh<T>(look: () => T): T {
  parseJavaScript('other.ts', '');
  return look();
}

function* partsOf(tree: Tree): Generator<Tree> {
  for (const child of tree.children) {
    if (!(child instanceof Tree)) continue;
    yield child;
    yield* partsOf(child);
  }
}

/** Units of text under nodes that are there already. */
function keptOf(tree: Tree, old: ReadonlySet<Tree>): number {
  let kept = 0;
  for (const child of tree.children) {
    if (child instanceof Tree) kept += old.has(child) ? child.length : keptOf(child, old);
  }
  return kept;
}

describe('formats/javascript/source', () => {
  it('of an edited file only what the edit touched is parsed again', () => {
    const after = LONG.replace('STEP_30', 'STEP_30_TYPED');
    parseJavaScript('other.ts', '');
    const old = new Set(partsOf(parseJavaScript('a.ts', LONG).tree));
    const { tree } = parseJavaScript('a.ts', after);
    const kept = keptOf(tree, old);
    assert.ok(kept > after.length / 2, `${kept} of ${after.length}`);
    assert.equal(
      tree.toString(),
      afresh(() => parseJavaScript('a.ts', after).tree.toString()),
    );
  });

  it('an edited file reads the same as one that was never seen before', () => {
    const edits: [at: number, cut: number, put: string][] = [];
    for (let i = 0; i < 20; i++) {
      const put = ["process.env.TYPED_NAME ?? ''", '', ';\n', ' /* */ ', "need('A_B')"][i % 5] as string;
      edits.push([(i * 7919) % LONG.length, i % 3 === 0 ? 2 : 0, put]);
    }
    let text = LONG;
    for (const [at, cut, put] of edits) {
      // Half of them leave broken code behind, the next one mends it.
      const broken = text.slice(0, at) + put + text.slice(at + cut);
      for (const next of [broken, text]) {
        parseJavaScript('a.ts', text);
        const edited = readEnvironment('a.ts', next);
        if (next === text)
          assert.deepEqual(
            edited,
            afresh(() => readEnvironment('a.ts', next)),
          );
      }
      if (!afresh(() => parseJavaScript('a.ts', broken).tree.toString()).includes('⚠')) text = broken;
    }
    assert.notEqual(text, LONG);
  });

  it('a component that is edited keeps its offsets', () => {
    const vue = (name: string) =>
      `<template>\n  <p>{{ a }}</p>\n</template>\n<script setup>\nconst a = import.meta.env.${name};\n</script>\n`;
    readEnvironment('a.vue', vue('VITE_A'));
    const [read] = readEnvironment('a.vue', vue('VITE_LONGER')).reads;
    assert.deepEqual(
      [read?.name, vue('VITE_LONGER').slice(read?.from, read?.to)],
      ['VITE_LONGER', 'VITE_LONGER'],
    );
  });
});
