import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Inventory, type InventoryArtifacts, inventoryOf } from '../../../src/areas/env/inventory.ts';
import { mentionedWords } from '../../../src/areas/env/mentions.ts';
import { envDeclarationsGatherer } from '../../../src/observe/repository/env-declarations.ts';
import { envReadsGatherer } from '../../../src/observe/repository/env-reads.ts';

const context = { signal: new AbortController().signal, now: 0 };
const readsOf = (path: string, text: string) => envReadsGatherer.gatherFile({ path, text }, context) as never;

function artifactsOf(files: Record<string, string>): InventoryArtifacts {
  const reads = Object.entries(files).flatMap(([path, text]) => {
    const facts = readsOf(path, text);
    return facts === undefined ? [] : [[path, facts]];
  });
  const template = { path: '.env.example', text: 'A_KEY=\nB_KEY=\nC_KEY=\n' };
  return {
    EnvReads: Object.fromEntries(reads),
    EnvDeclarations: { '.env.example': envDeclarationsGatherer.gatherFile(template, context) as never },
    EnvFiles: {},
    PackageManifests: {},
    Configuration: { value: {} } as never,
  };
}

const shown = ({ variables, dynamic }: Inventory) => ({
  variables: [...variables.values()]
    .map(({ name, reads, declarations, writes }) => ({
      name,
      reads: reads.map((read) => `${read.path} ${read.range.start.line} ${read.requirement}`),
      declarations: declarations.length,
      writes: writes.map(({ path }) => path),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
  dynamic: dynamic.map((one) => `${one.path} ${one.prefix}`).sort(),
});

const LINES = [
  'process.env.A_KEY!;',
  'process.env.B_KEY ?? "x";',
  'process.env.D_KEY = "x";',
  'import { env } from "./env";\nenv.C_KEY;',
  'process.env["PREFIX_" + name];',
  'const other = 1;',
];
const EXPORTS = [
  'export const env = process.env;',
  'export const env = createEnv({});',
  'export const a = 1;',
];

const edit = fc.oneof(
  fc.record({
    path: fc.constantFrom('a.ts', 'b.ts', 'lib/c.ts'),
    text: fc.subarray(LINES).map((l) => l.join('\n')),
  }),
  fc.record({ path: fc.constant('env.ts'), text: fc.constantFrom(...EXPORTS) }),
);

describe('areas/env/inventory', () => {
  it('is after any edits what it would be from the start', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const files: Record<string, string> = { 'a.ts': LINES.join('\n'), 'env.ts': EXPORTS[0] as string };
        let artifacts = artifactsOf(files);
        inventoryOf(artifacts);
        for (const { path, text } of edits) {
          files[path] = text;
          const { [path]: _, ...others } = artifacts.EnvReads;
          const facts = readsOf(path, text);
          const next = facts === undefined ? others : { ...others, [path]: facts };
          artifacts = { ...artifacts, EnvReads: next };
          const fresh = artifactsOf(files);
          assert.deepEqual(shown(inventoryOf(artifacts)), shown(inventoryOf(fresh)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the objects of what an edit leaves as it is', () => {
    const files = { 'a.ts': 'process.env.A_KEY!', 'b.ts': 'process.env.B_KEY!' };
    const before = artifactsOf(files);
    const old = inventoryOf(before);
    const changed = { ...before.EnvReads, 'b.ts': readsOf('b.ts', 'process.env.C_KEY!') };
    const now = inventoryOf({ ...before, EnvReads: changed });
    assert.equal(now.variables.get('A_KEY'), old.variables.get('A_KEY'));
    assert.deepEqual(now.variables.get('B_KEY')?.reads, []);
    assert.equal(now.variables.get('C_KEY')?.reads.length, 1);
  });

  it('counts the words of the files again after an edit', () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`${i}.sh`, ['SHARED_WORD', `WORD_${i}`]]),
    );
    assert.equal(mentionedWords(many).get('SHARED_WORD'), 30);
    const fewer: Record<string, string[]> = { ...many, '5.sh': ['OTHER_WORD'] };
    delete fewer['3.sh'];
    const words = mentionedWords(fewer);
    assert.deepEqual(
      ['SHARED_WORD', 'WORD_3', 'WORD_5', 'OTHER_WORD', 'WORD_4'].map((word) => words.get(word)),
      [28, undefined, undefined, 1, 1],
    );
  });
});
