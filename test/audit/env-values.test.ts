import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type EnvInventory, envEntries, envEntry } from '../../src/areas/env/inventory-entries.ts';
import { readEnvComments } from '../../src/audit/env-comments.ts';
import { completionNames } from '../../src/audit/env-completion.ts';
import { completionPlace } from '../../src/audit/env-completion-place.ts';
import { environmentsWithout } from '../../src/audit/env-environments.ts';
import { declarationsFor, placesOf } from '../../src/audit/env-places.ts';
import { planRename } from '../../src/audit/env-rename.ts';
import { formatEnvCsv } from '../../src/reporters/env-csv.ts';
import { formatEnvHover } from '../../src/reporters/env-hover.ts';
import { formatEnvHtml } from '../../src/reporters/env-html.ts';
import { formatEnvJson } from '../../src/reporters/env-json.ts';
import { formatEnvMarkdown } from '../../src/reporters/env-markdown.ts';
import { formatEnvText } from '../../src/reporters/env-text.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';
import { knowledgeOf } from './env-support.ts';

const NAMES = ['DATABASE_URL', 'RESEND_API_KEY', 'NEXT_PUBLIC_SITE', 'QUEUE', 'APP_SECRET', 'FLAG_ONE'];

/** A part that is in no output unless a value is. */
const core = fc.stringMatching(/^zq[a-z0-9]{10}$/);
const value = fc.tuple(core, fc.nat(7)).map(([word, shape]) => ({
  word,
  written: [
    word,
    `"${word}"`,
    `'${word} and more'`,
    `postgres://app:${word}@db.test/app`,
    `"first\n${word}\nlast"`,
    `${word} # what it is for`,
    `  ${word}  `,
    `{"key":"${word}"}`,
  ][shape] as string,
}));
const line = fc.record({ name: fc.constantFrom(...NAMES), value });

const project = fc.record({
  env: fc.array(line, { maxLength: 5 }),
  production: fc.array(line, { maxLength: 4 }),
  local: fc.array(line, { maxLength: 3 }),
  compose: fc.array(line, { maxLength: 2 }),
  commented: fc.boolean(),
});

type Project = typeof project extends fc.Arbitrary<infer T> ? T : never;

function filesOf({ env, production, local, compose, commented }: Project): Record<string, string> {
  const text = (lines: Project['env']) =>
    lines.map(({ name, value: { written } }) => `${name}=${written}\n`).join('');
  const all = [...env, ...production, ...local];
  // Somebody left a value in a comment of the template.
  const told =
    commented && all[0]
      ? `# such as ${all[0].value.written.split('\n')[0]}\n`
      : '# where it all is kept for us\n';
  return {
    'package.json': '{ "name": "acme", "dependencies": { "next": "15.0.0" } }',
    '.env': text(env),
    '.env.production': text(production),
    '.env.local': text(local),
    '.env.example': `${told}DATABASE_URL=\nRESEND_API_KEY= # ask Ana for it please\n`,
    'docker-compose.yml': `services:\n  web:\n    build: .\n    environment:\n${compose
      .map(({ name, value: { word } }) => `      ${name}: ${word}\n`)
      .join('')}`,
    'src/a.ts': `${NAMES.map((name) => `use(process.env.${name}!);`).join('\n')}\n`,
  };
}

function written(inventory: EnvInventory): string[] {
  return [
    formatEnvText(inventory, { pathPrefix: '', colour: false, width: 100 }),
    formatEnvMarkdown(inventory, ''),
    formatEnvCsv(inventory, ''),
    formatEnvJson(inventory, '0'),
    formatEnvHtml(inventory, { name: 'acme', editor: { nonce: 'n', folder: 'file:///acme' } }),
  ];
}

describe('what is shown of variables', function () {
  this.timeout(60_000);

  it('never holds a value', async () => {
    await fc.assert(
      fc.asyncProperty(project, async (made) => {
        const contents = filesOf(made);
        const { knowledge, mentions } = await knowledgeOf(contents);
        const comments = await readEnvComments(
          createMemoryFileSystem(contents),
          knowledge.artifacts.EnvFiles,
        );
        const options = { comments, environments: {}, all: true };
        const shown = written(envEntries(knowledge.inventory, options));
        for (const variable of knowledge.inventory.variables.values()) {
          const entry = envEntry(variable, options);
          const missing = environmentsWithout(knowledge, variable);
          shown.push(
            formatEnvHover({ entry, missing, isWhole: true }, (path, at) => `file:///${path}#L${at}`),
          );
          shown.push(
            JSON.stringify([placesOf(knowledge, variable.name), declarationsFor(variable, 'src/a.ts')]),
          );
          const plan = await planRename({
            knowledge,
            mentions,
            name: variable.name,
            newName: 'ANOTHER_NAME',
            textOf: async (path) => contents[path],
          });
          shown.push(JSON.stringify(plan));
        }
        for (const [path, text] of [
          ['src/b.ts', 'process.env.'],
          ['.env.staging', ''],
        ] as const) {
          const place = completionPlace(knowledge, path, text, text.length);
          assert.ok(place);
          shown.push(JSON.stringify(completionNames(knowledge, mentions, place, path)));
        }
        const values = [...made.env, ...made.production, ...made.local, ...made.compose];
        for (const {
          value: { word },
        } of values) {
          for (const text of shown) assert.ok(!text.includes(word), `${word} in ${text}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is a page in which names and comments are no markup', async () => {
    const { knowledge } = await knowledgeOf({
      '.env.example': 'A_B= # <script>alert(1)</script> [x](command:y) and words\n',
      'src/<img src=x>.ts': 'use(process.env.A_B);\n',
    });
    const comments = await readEnvComments(
      createMemoryFileSystem({
        '.env.example': 'A_B= # <script>alert(1)</script> [x](command:y) and words\n',
      }),
      knowledge.artifacts.EnvFiles,
    );
    const inventory = envEntries(knowledge.inventory, { comments, environments: {}, all: false });
    const html = written(inventory).at(-1) ?? '';
    assert.equal(html.split('<script').length, 2, 'our own');
    assert.ok(!html.includes('<img'));
    const variable = knowledge.inventory.variables.get('A_B');
    assert.ok(variable);
    const hover = formatEnvHover(
      { entry: envEntry(variable, { comments, environments: {} }), missing: [], isWhole: true },
      (path) => `file:///${encodeURIComponent(path)}`,
    );
    assert.doesNotMatch(hover, /(?<!\\)<|\[x\]\(command/);
  });
});
