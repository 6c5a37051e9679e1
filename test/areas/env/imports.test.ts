import assert from 'node:assert/strict';
import { readsThroughImports } from '../../../src/areas/env/imports.ts';
import { envReadsGatherer } from '../../../src/observe/repository/env-reads.ts';
import { packageManifestsGatherer } from '../../../src/observe/repository/package-manifests.ts';

async function readsOf(files: Record<string, string>): Promise<string[]> {
  const context = { signal: new AbortController().signal, now: 0 };
  const reads: Record<string, NonNullable<Awaited<ReturnType<typeof envReadsGatherer.gatherFile>>>> = {};
  const manifests: Record<
    string,
    NonNullable<Awaited<ReturnType<typeof packageManifestsGatherer.gatherFile>>>
  > = {};
  for (const [path, text] of Object.entries(files)) {
    const one = envReadsGatherer.appliesTo(path)
      ? await envReadsGatherer.gatherFile({ path, text }, context)
      : undefined;
    if (one) reads[path] = one;
    const other = packageManifestsGatherer.appliesTo(path)
      ? await packageManifestsGatherer.gatherFile({ path, text }, context)
      : undefined;
    if (other) manifests[path] = other;
  }
  return readsThroughImports(reads, manifests).map((read) => `${read.path} ${read.name} ${read.requirement}`);
}

const WRAPPER = 'export const need = (name: string) => process.env[name]!;';

describe('areas/env/imports', () => {
  const cases: [string, Record<string, string>, string[]][] = [
    [
      'a neighbour',
      { 'src/env.ts': WRAPPER, 'src/a.ts': "import { need } from './env.js'; need('A_B')" },
      ['src/a.ts A_B required'],
    ],
    [
      'an alias',
      { 'src/lib/env.ts': WRAPPER, 'src/a.ts': "import { need as must } from '@/lib/env'; must('A_B')" },
      ['src/a.ts A_B required'],
    ],
    [
      'an index file',
      { 'lib/config/index.ts': WRAPPER, 'a.ts': "import { need } from '~/config'; need('A_B')" },
      ['a.ts A_B required'],
    ],
    [
      'passed on twice',
      {
        'e.ts': WRAPPER,
        'f.ts': "export * from './e'",
        'g.ts': "export { need as must } from './f'",
        'a.ts': "import { must } from './g'; must('A_B')",
      },
      ['a.ts A_B required'],
    ],
    [
      'a package of the repository',
      {
        'packages/env/package.json': '{"name":"@acme/env"}',
        'packages/env/src/index.ts': WRAPPER,
        'apps/a.ts': "import { need } from '@acme/env'; need('A_B')",
      },
      ['apps/a.ts A_B required'],
    ],
    [
      'an environment checked by a schema',
      {
        'env.ts': 'export const env = createEnv({ server: { A_B: z.string() } });',
        'a.ts': "import { env } from './env'; use(env.A_B)",
      },
      ['a.ts A_B optional'],
    ],
    [
      'methods of an object',
      {
        'env.ts': 'export const env = { get(name: string) { return process.env[name] ?? 1 } };',
        'a.ts': "import { env } from './env'; env.get('A_B')",
      },
      ['a.ts A_B optional'],
    ],
    [
      'the nearest of two',
      {
        'apps/a/env.ts': 'export const other = 1; export const x = process.env;',
        'apps/b/env.ts': WRAPPER,
        'apps/b/c.ts': "import { need } from '@/env'; need('A_B')",
      },
      ['apps/b/c.ts A_B required'],
    ],
    [
      'a function that reads nothing',
      {
        'i18n.ts': 'export const t = (key: string) => texts[key]; export const x = process.env.Y',
        'a.ts': "import { t as envText } from './i18n'; envText('A_B')",
      },
      [],
    ],
    [
      'an import in a circle',
      {
        'a.ts': "export { env } from './b'; process.env.X",
        'b.ts': "export { env } from './a'; process.env.X",
        'c.ts': "import { env } from './a'; env.A_B",
      },
      [],
    ],
  ];
  for (const [title, files, expected] of cases) {
    it(title, async () => assert.deepEqual(await readsOf(files), expected));
  }
});
