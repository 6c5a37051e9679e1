import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { AREAS } from '../../../src/areas/index.ts';
import { createArtifactStore } from '../../../src/audit/artifact-store.ts';
import { gatherInProcess } from '../../../src/audit/gather.ts';
import { artifactsFor } from '../../../src/audit/plan.ts';
import { runCheck } from '../../../src/audit/run.ts';
import type { Check } from '../../../src/model/check.ts';
import { GATHERERS } from '../../../src/observe/index.ts';
import { envDeclarationsGatherer } from '../../../src/observe/repository/env-declarations.ts';
import { useIdentityKey } from '../../../src/scanner/identity.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';

const checks = AREAS.filter((area) => area.id === 'env' || area.id === 'deploy').flatMap(
  (area) => area.checks,
) as Check[];

async function everythingSaidOf(files: Record<string, string>): Promise<string> {
  const gather = gatherInProcess(createMemoryFileSystem(files), GATHERERS);
  const names = artifactsFor(checks, GATHERERS);
  const request = { names, given: {}, configPath: 'launch-ready.yaml', now: 0 };
  const gathered = await gather(request, new AbortController().signal);
  const store = createArtifactStore(gathered);
  return JSON.stringify([gathered, checks.map((check) => runCheck(check, store, 0))]);
}

/** Long enough not to occur by chance, of the characters that values are made of. */
const values = fc
  .tuple(
    fc.constantFrom('sk_live_', 'pk_test_', '', 'ghp_', 'eyJ', 'AKIA', 'SECRET_'),
    fc.stringMatching(/^[A-Za-z0-9]{16,40}$/),
  )
  .map(([prefix, rest]) => prefix + rest);
const names = fc.constantFrom('STRIPE_SECRET_KEY', 'NEXT_PUBLIC_API_KEY', 'DATABASE_URL', 'PASSWORD', 'A_B');
const writers: ((name: string, value: string) => Record<string, string>)[] = [
  (name, value) => ({ '.env': `${name}=${value}\n` }),
  (name, value) => ({ '.env.production': `${name}="${value}"\nX=1\n`, '.env': `${name}=${value}` }),
  (name, value) => ({ '.env.example': `# ${name}=${value}\n` }),
  (name, value) => ({ '.env': `${name}=postgres://user:${value}@host.test/db\n` }),
  (name, value) => ({ 'compose.yaml': `services:\n  a:\n    environment:\n      ${name}: ${value}\n` }),
  (name, value) => ({ 'compose.prod.yaml': `services:\n  a:\n    environment:\n      - ${name}=${value}\n` }),
  (name, value) => ({ Dockerfile: `FROM node:22\nARG ${name}=${value}\nENV ${name}=${value}\n` }),
  (name, value) => ({ 'fly.toml': `[env]\n${name} = "${value}"\n` }),
  (name, value) => ({ 'wrangler.toml': `[vars]\n${name} = "${value}"\n` }),
  (name, value) => ({ 'vercel.json': `{"env":{"${name}":"${value}"}}` }),
  (name, value) => ({
    'render.yaml': `services:\n  - envVars:\n      - key: ${name}\n        value: ${value}\n`,
  }),
  (name, value) => ({
    '.github/workflows/a.yml': `env:\n  ${name}: ${value}\njobs:\n  a:\n    steps:\n      - run: echo "${name}=${value}" >> $GITHUB_ENV\n`,
  }),
  (name, value) => ({ 'package.json': `{"scripts":{"start":"${name}=${value} node ."}}` }),
  (name, value) => ({ 'src/a.ts': `const a = process.env.${name} || '${value}';` }),
  (name, value) => ({ 'src/a.py': `import os\na = os.getenv('${name}', '${value}')\n` }),
];

describe('observe/repository, environment', () => {
  it('lets no value out of the gatherers, nor into any finding', async () => {
    await fc.assert(
      fc.asyncProperty(names, values, fc.constantFrom(...writers), async (name, value, write) => {
        const said = await everythingSaidOf({
          ...write(name, value),
          'src/use.ts': `use(process.env.${name}!);`,
        });
        assert.ok(!said.includes(value), 'a value got out');
        assert.ok(said.includes(name), 'the name was not seen: the test looks at nothing');
      }),
      { numRuns: 300 },
    );
  });

  it('marks equal values as equal, and only within its own run', async () => {
    const mark = (text: string) => [...text.matchAll(/"equality":"(\w+)"/g)].map((match) => match[1]);
    const [a, b, c] = mark(
      await everythingSaidOf({ '.env': 'A_KEY=abcdefgh1\nB_KEY=abcdefgh1\nC_KEY=abcdefgh2\n' }),
    );
    assert.equal(a, b);
    assert.notEqual(a, c);
  });
});

describe('the equality mark of a value', () => {
  after(() => useIdentityKey(randomBytes(32)));

  it('is made with the key that a window and its worker share, so that typed and read lines can be compared', async () => {
    const mark = async () => {
      const text = 'SHARED_TOKEN=one-value-in-two-places\n';
      const context = { signal: new AbortController().signal, now: 0 };
      const found = await envDeclarationsGatherer.gatherFile({ path: '.env', text }, context);
      return found?.[0]?.equality;
    };
    const [window, other] = [randomBytes(32), randomBytes(32)];
    useIdentityKey(window);
    const first = await mark();
    assert.ok(first);
    useIdentityKey(other);
    assert.notEqual(await mark(), first);
    useIdentityKey(window);
    assert.equal(await mark(), first);
  });
});
