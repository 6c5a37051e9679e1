// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts under test
import assert from 'node:assert/strict';
import { readEnvironment } from '../../../src/formats/javascript/environment.ts';
import { importedMembers } from '../../../src/formats/javascript/imported-members.ts';
import { mayReadEnvironment } from '../../../src/formats/javascript/prefilter.ts';

const shown = (text: string, path = 'a.ts') => {
  const found = readEnvironment(path, text);
  return found.reads.map(
    (r) =>
      `${text.slice(r.from, r.to)}${text.slice(r.from, r.to) === r.name ? '' : `=${r.name}`} ${r.requirement}`,
  );
};

describe('formats/javascript/environment', () => {
  const cases: [string, string, string[]][] = [
    ['a member', 'use(process.env.A)', ['A required']],
    ['a quoted member', "use(process.env['A'], process.env[`B`])", ['A required', 'B required']],
    ['optional chaining', 'process?.env?.A', ['A required']],
    ['globals', 'globalThis.process.env.A + window.process.env.B', ['A required', 'B required']],
    ['a cast', '(process.env as any).A', ['A required']],
    ['a non-null mark', 'const a = process.env.A!', ['A required']],
    ['defaults', "const a = process.env.A || 'x', b = process.env.B ?? 'y'", ['A optional', 'B optional']],
    [
      'destructuring',
      "const { A, B: b, C = 'd', ...rest } = process.env",
      ['A required', 'B required', 'C optional'],
    ],
    ['nested destructuring', 'const { env: { A } } = process', ['A required']],
    ['an alias', 'const env = process.env; use(env.A); { const env = {}; env.B }', ['A required']],
    ['an alias destructured', 'const { env } = process; use(env.A)', ['A required']],
    [
      'the rest of a destructuring',
      'const { A, ...rest } = process.env; use(rest.B)',
      ['A required', 'B required'],
    ],
    ['an import', "import { env as e } from 'node:process'; use(e.A)", ['A required']],
    ['a required module', "const { env } = require('process'); use(env.A)", ['A required']],
    ['a copy', 'const all = { ...process.env }; use(all.A)', ['A required']],
    ['Vite', 'const u = import.meta.env.VITE_A', ['VITE_A required']],
    ['Bun', 'use(Bun.env.A)', ['A required']],
    ['Deno', "use(Deno.env.get('A'), Deno.env.get(\"B\") ?? '')", ['A required', 'B optional']],
    ['a membership test', "if ('A' in process.env) go()", ['A tested']],
    ['a constant key', "const K = 'A'; use(process.env[K])", ['K=A required']],
    ['an enum key', "enum E { One = 'A' } use(process.env[E.One])", ['E.One=A required']],
    [
      'a list of keys',
      "for (const k of ['A','B'] as const) need(process.env[k])",
      ['process.env[k]=A required', 'process.env[k]=B required'],
    ],
    [
      'a list of keys, by callback',
      "['A'].forEach((k) => { if (!process.env[k]) throw new Error(k) })",
      ['process.env[k]=A required'],
    ],
    [
      'a local wrapper',
      "function need(k: string) { const v = process.env[k]; if (!v) throw 1; return v } need('A')",
      ['A required'],
    ],
    ['a typed parameter', 'function f(env: NodeJS.ProcessEnv) { return env.A }', ['A required']],
    ['a default parameter', 'const f = (env = process.env) => env.A', ['A required']],
    ['a check that throws', "if (!process.env.A) { throw new Error('A') }", ['A required']],
    ['a check that does not', 'if (process.env.A) start(process.env.A)', ['A tested', 'A tested']],
    ['a comparison', "const p = process.env.A === 'x'", ['A optional']],
    ['a comparison of secrets', 'if (token !== process.env.A) deny()', ['A required']],
    ['a conditional', 'const p = process.env.A ? process.env.A : 1', ['A tested', 'A tested']],
    ['a variable tested later', 'const a = process.env.A; if (a) use(a)', ['A tested']],
    ['an absence that is borne', 'const a = process.env.A; if (!a) return null', ['A tested']],
    [
      'an absence that is an error',
      "if (!process.env.A) { return new Response('no', { status: 500 }) }",
      ['A required'],
    ],
    ['a switch', 'if (!process.env.A && other) return', ['A tested']],
    ['a double negation', 'const on = !!process.env.A', ['A tested']],
    ['a variable that must be there', 'const a = process.env.A; if (!a) throw new Error()', ['A required']],
    ['a template', 'fetch(`https://${process.env.A}/x`)', ['A required']],
    ['a write', "process.env.A = 'x'; delete process.env.B", []],
    ['comments and strings', "// process.env.A\n/* process.env.B */ const s = 'process.env.C'", []],
    ['another env', "import { env } from './other'; const my = { env: {} }; use(my.env.A)", []],
    [
      'broken code',
      "function f( { const a = process.env.A; \n const b = process.env.B || 'x'\n if (",
      ['A required', 'B optional'],
    ],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => {
      assert.ok(mayReadEnvironment(text) || expected.length === 0);
      assert.deepEqual(shown(text), expected);
    });
  }

  it('finds members of an imported environment without walking the tree', () => {
    const text =
      "import { env as e, serverEnv } from '@/env';\nimport env from './x';\nuse(e.A, serverEnv.B ?? 1, env.C, `${e.D}`, other.env.NO, 'e.NO');\n// e.NO\n";
    const uses = importedMembers(text).map(
      (u) => `${text.slice(u.from, u.to)} ${u.source} ${u.imported} ${u.requirement}`,
    );
    assert.deepEqual(uses, ['B @/env serverEnv optional', 'C ./x default required']);
  });

  it('knows what the build puts into the code', () => {
    const found = readEnvironment(
      'next.config.ts',
      "const a = { env: { cloudUrl, B: 'x' }, define: { 'process.env.C': 1 } }",
    );
    assert.deepEqual(found.writes.map((w) => w.name).sort(), ['B', 'C', 'cloudUrl']);
  });

  it('comes to an end on texts of nothing but nesting, and never throws', () => {
    const open = [
      '(',
      '{',
      '[',
      '/*',
      '`${',
      'x => ',
      '<div>',
      '"',
      'if (process.env.A) {',
      'const {',
      'process.env[`',
    ];
    for (const piece of open) {
      assert.doesNotThrow(() => readEnvironment('a.tsx', `${piece.repeat(20_000)}process.env.A`));
    }
  });

  it('keeps the prefix of a computed name', () => {
    const found = readEnvironment('a.ts', 'const v = process.env[`STRIPE_${plan}_ID`]');
    assert.deepEqual(
      found.dynamic.map((d) => [d.prefix, d.suffix]),
      [['STRIPE_', '_ID']],
    );
  });

  it('reads script blocks and templates of component files at their own offsets', () => {
    const vue =
      '<template>process.env.NO_1 {{ x }}</template>\n<!-- process.env.NO -->\n<script setup lang="ts">\nconst a = import.meta.env.VITE_A\n</script>\n<style>.env { }</style>';
    assert.deepEqual(
      shown(vue, 'a.vue').filter((r) => r.startsWith('VITE')),
      ['VITE_A required'],
    );
    const astro = '---\nconst a = import.meta.env.A;\n---\n<a href={import.meta.env.PUBLIC_B}>x</a>';
    assert.deepEqual(shown(astro, 'a.astro'), ['A required', 'PUBLIC_B optional']);
  });

  it('tells what is handed on and what is used of other files', () => {
    const found = readEnvironment(
      'env.ts',
      "import { env } from '@/env'; import { must } from './must'; use(env.A, must('B_C'));\nexport function need(k: string) { return process.env[k]! }\nexport const all = process.env; export { env } from './x'; export * from './y';",
    );
    assert.deepEqual(
      found.uses.map((u) => [u.source, u.imported, u.name, u.argument]),
      [
        ['@/env', 'env', 'A', -1],
        ['./must', 'must', 'B_C', 0],
      ],
    );
    assert.deepEqual(found.exports, [
      { name: 'need', kind: 'wrapper', argument: 0, requirement: 'required' },
      { name: 'all', kind: 'environment', isChecked: false },
      { name: 'env', kind: 'again', source: './x', imported: 'env' },
      { name: '*', kind: 'again', source: './y', imported: '*' },
    ]);
  });
});
