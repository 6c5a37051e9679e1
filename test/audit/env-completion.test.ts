import assert from 'node:assert/strict';
import { completionNames } from '../../src/audit/env-completion.ts';
import { completionPlace } from '../../src/audit/env-completion-place.ts';
import { envProject } from '../support/env-project.ts';
import { knowledgeOf } from './env-support.ts';

/** Completes at `|` in a file of the project. */
async function complete(path: string, written: string, contents = envProject()) {
  const { knowledge, mentions } = await knowledgeOf(contents);
  const offset = written.indexOf('|');
  const text = written.slice(0, offset) + written.slice(offset + 1);
  const place = completionPlace(knowledge, path, text, offset);
  if (!place) return undefined;
  const names = completionNames(knowledge, mentions, place, path);
  return {
    place,
    typed: text.slice(place.from, place.to),
    names: names.map(({ newText }) => newText),
    items: names,
  };
}

const CODE = [
  ['a.ts', 'const a = process.env.|'],
  ['a.ts', 'const a = process.env.RES|'],
  ['a.ts', 'const a = process.env.|\nconst b = foo();\n'],
  ['a.ts', 'if (process.env?.|) {\n'],
  ['a.js', "module.exports = { a: process.env['|'] };"],
  ['a.js', "module.exports = { a: process.env['|"],
  ['a.js', 'const a = process.env["|"];'],
  ['a.ts', 'Bun.env.|'],
  ['a.ts', "Deno.env.get('|')"],
  ['a.ts', "Deno.env.get('|"],
  ['a.ts', 'const e = process.env;\nexport const a = e.|;\n'],
  ['a.ts', 'const { | } = process.env;\n'],
  ['a.ts', 'const { A_B, | } = process.env;\n'],
  ['a.ts', "const need = (n: string) => process.env[n]!;\nneed('|');\n"],
  ['App.vue', '<script setup lang="ts">\nconst a = process.env.|\n</script>\n<template/>'],
  ['a.py', "import os\na = os.environ['|']\n"],
  ['a.py', "import os\na = os.environ['|\nb = 1\n"],
  ['a.py', "import os\na = os.environ.get('|')\n"],
  ['a.py', "import os\na = os.getenv('|')\n"],
  ['a.rb', "a = ENV['|']\n"],
  ['a.rb', "a = ENV.fetch('|"],
  ['main.go', 'package main\nvar a = os.Getenv("|")\n'],
  ['main.go', 'package main\nvar a = os.Getenv("|\n'],
  ['config/app.php', "<?php return ['a' => env('|')];"],
  ['Main.java', 'class Main { String a = System.getenv("|"); }'],
  ['main.rs', 'fn main() { std::env::var("|"); }'],
  ['a.exs', 'System.get_env("|")'],
  ['Program.cs', 'var a = Environment.GetEnvironmentVariable("|");'],
  ['schema.prisma', 'url = env("|")'],
] as const;

const QUOTED = [
  ['a.ts', 'const a = process.env[|]', "'"],
  ['a.ts', 'Deno.env.get(|)', "'"],
  ['a.py', 'import os\na = os.environ[|]\n', "'"],
  ['a.py', 'import os\na = os.getenv(|\n', "'"],
  ['a.rb', 'a = ENV[|]\n', "'"],
  ['main.go', 'package main\nvar a = os.Getenv(|)\n', '"'],
] as const;

const NOTHING = [
  ['a.ts', 'const a = foo.|'],
  ['a.ts', "const a = '|';"],
  ['a.ts', '// process.env.|'],
  ['a.ts', 'const environmentName = x.|'],
  ['a.py', "a = '|'"],
  ['a.py', "# os.environ['|']"],
  ['main.go', 'package main\nvar a = os.Open("|")\n'],
  ['.env', 'A=|'],
  ['.env', 'A="one\n|\ntwo"\n'],
  ['.env', '# |'],
  ['a.md', 'process.env.|'],
] as const;

describe('completion of names', () => {
  for (const [path, written] of CODE) {
    it(`is offered in ${path}: ${JSON.stringify(written)}`, async () => {
      const found = await complete(path, written);
      assert.ok(found);
      assert.ok(found.names.includes('RESEND_API_KEY'), JSON.stringify(found.names));
      assert.equal(new Set(found.names).size, found.names.length);
    });
  }
  for (const [path, written, quote] of QUOTED) {
    it(`brings the quotes in ${path}: ${JSON.stringify(written)}`, async () => {
      const found = await complete(path, written);
      assert.ok(found?.names.includes(`${quote}RESEND_API_KEY${quote}`), JSON.stringify(found));
    });
  }
  for (const [path, written] of NOTHING) {
    it(`is not offered in ${path}: ${JSON.stringify(written)}`, async () => {
      assert.equal(await complete(path, written), undefined);
    });
  }

  it('replaces the name that is there, and no more', async () => {
    const found = await complete('a.ts', 'foo(process.env.RES|_KEY, 1);');
    assert.equal(found?.typed, 'RES_KEY');
  });

  it('says where each is declared, or that it is not', async () => {
    const found = await complete('apps/web/src/x.ts', 'process.env.|');
    const details = Object.fromEntries(found?.items.map(({ newText, detail }) => [newText, detail]) ?? []);
    assert.equal(details.RESEND_API_KEY, 'in apps/web/.env.example, apps/web/.env and 2 more');
    assert.equal(details.FEATURE_MAIL_ON, 'read in apps/web/src/flags.ts:2, declared nowhere');
    // The project gives this one a type, and NODE_ENV has one: the language offers them.
    assert.equal('DATABASE_URL' in details, false);
    assert.equal('NODE_ENV' in details, false);
  });

  it('puts public names first in what the browser runs', async () => {
    const client = await complete('a.tsx', "'use client';\nprocess.env.|");
    assert.match(client?.names[0] ?? '', /^NEXT_PUBLIC_/);
    const server = await complete('a.tsx', 'process.env.|');
    assert.doesNotMatch(server?.names[0] ?? '', /^NEXT_PUBLIC_/);
  });

  it('keeps public and private names of SvelteKit apart', async () => {
    const contents = { '.env.example': 'PUBLIC_SITE=\nAPI_KEY=\n', 'package.json': '{}' };
    const of = async (module: string) =>
      (await complete('src/a.ts', `import { | } from '${module}';\n`, contents))?.names;
    assert.deepEqual(await of('$env/static/private'), ['API_KEY']);
    assert.deepEqual(await of('$env/static/public'), ['PUBLIC_SITE']);
    assert.deepEqual(await of('astro:env/server'), ['API_KEY']);
    assert.deepEqual(await of('svelte'), undefined);
  });

  it('is left to the language where a schema gives types', async () => {
    const { 'apps/web/src/env.ts': schema = '', ...rest } = envProject();
    const contents = { ...rest, 'apps/web/src/env.ts': schema };
    assert.equal(
      await complete(
        'apps/web/src/x.ts',
        "import { env } from './env';\nexport const a = env.|;\n",
        contents,
      ),
      undefined,
    );
  });

  it('knows the look-up functions of other files', async () => {
    const contents = {
      ...envProject(),
      'lib/need.ts': 'export const need = (n: string) => process.env[n]!;\n',
    };
    const found = await complete('lib/a.ts', "import { need } from './need';\nneed('|');\n", contents);
    assert.ok(found?.names.includes('RESEND_API_KEY'));
    assert.equal(
      await complete('lib/a.ts', "import { need } from './other';\nneed('|');\n", contents),
      undefined,
    );
  });

  it('brings into an env file what is read and missing there, nearest first', async () => {
    const found = await complete('apps/worker/.env', 'QUEUE_URL=x\nSHARED_TOKEN=y\n|');
    assert.deepEqual(found?.names.slice(0, 1), ['DATABASE_URL=']);
    assert.ok(found?.names.includes('RESEND_API_KEY='));
    assert.ok(!found.names.some((name) => /^(?:QUEUE_URL|SHARED_TOKEN|NODE_ENV)=/.test(name)));
    const withSign = await complete('apps/worker/.env', 'export D|=x\n');
    assert.ok(withSign?.names.includes('DATABASE_URL'));
  });
});
