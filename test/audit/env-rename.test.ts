import assert from 'node:assert/strict';
import { declarationsFor, placesOf, variableAt } from '../../src/audit/env-places.ts';
import { planRename } from '../../src/audit/env-rename.ts';
import { envProject } from '../support/env-project.ts';
import { edited, knowledgeOf, placed } from './env-support.ts';

async function renamed(contents: Record<string, string>, name: string, newName: string) {
  const plan = await planRename({
    ...(await knowledgeOf(contents)),
    name,
    newName,
    textOf: async (path) => contents[path],
  });
  assert.ok(plan.ok, plan.ok ? '' : plan.reason);
  const sure = edited(
    contents,
    plan.edits.filter(({ isMention }) => !isMention),
  );
  const changed = Object.entries(sure).filter(([path, text]) => text !== contents[path]);
  return { after: Object.fromEntries(changed), mentions: plan.edits.filter(({ isMention }) => isMention) };
}

async function refusal(contents: Record<string, string>, name: string, newName: string): Promise<string> {
  const known = await knowledgeOf(contents);
  const plan = await planRename({ ...known, name, newName, textOf: async (path) => contents[path] });
  assert.ok(!plan.ok, 'it was planned');
  return plan.reason;
}

describe('the places of a variable', () => {
  it('are its declarations, env files first, and its reads in every language', async () => {
    const contents = envProject();
    const { knowledge } = await knowledgeOf(contents);
    assert.deepEqual(
      placesOf(knowledge, 'DATABASE_URL').map((place) => `${place.kind} ${placed(contents, place)}`),
      [
        'declaration apps/web/.env.example:2:1 DATABASE_URL',
        'declaration apps/web/.env:1:1 DATABASE_URL',
        'declaration docker-compose.yml:5:7 DATABASE_URL',
        'declaration .github/workflows/ci.yml:6:7 DATABASE_URL',
        'read apps/web/src/db.ts:1:9 DATABASE_URL',
        'read apps/web/src/db.ts:4:34 DATABASE_URL',
        'read apps/worker/main.py:5:18 DATABASE_URL',
        'read .github/workflows/ci.yml:6:33 DATABASE_URL',
        'read docker-compose.yml:5:23 DATABASE_URL',
        'read scripts/backup.sh:3:11 DATABASE_URL',
      ],
    );
  });

  it('are found from any of them, and nowhere else', async () => {
    const contents = envProject();
    const { knowledge } = await knowledgeOf(contents);
    const at = (path: string, line: number, character: number) =>
      variableAt(knowledge, path, { line, character })?.variable.name;
    assert.equal(at('apps/web/src/db.ts', 3, 40), 'DATABASE_URL');
    assert.equal(at('apps/web/src/mail.ts', 3, 36), 'RESEND_API_KEY');
    assert.equal(at('apps/web/src/mail.ts', 2, 8), undefined);
    assert.equal(at('apps/web/.env', 0, 3), 'DATABASE_URL');
    assert.equal(at('apps/web/.env', 0, 20), undefined);
    assert.equal(at('apps/mailer/main.go', 5, 24), 'RESEND_API_KEY');
    assert.equal(at('docker-compose.yml', 4, 25), 'DATABASE_URL');
    assert.equal(at('nowhere.ts', 0, 0), undefined);
  });

  it('lead to what is nearest first', async () => {
    const { knowledge } = await knowledgeOf(envProject());
    const queue = knowledge.inventory.variables.get('QUEUE_URL');
    assert.ok(queue);
    const paths = (from: string) => declarationsFor(queue, from).map(({ path }) => path);
    assert.deepEqual(paths('apps/worker/main.py').slice(0, 2), [
      'apps/worker/.env.example',
      'apps/worker/.env',
    ]);
    assert.equal(paths('apps/web/src/db.ts')[0], 'apps/web/.env.production');
  });
});

describe('renaming a variable', () => {
  it('changes reads and declarations, and neither values, comments nor local names', async () => {
    const { after, mentions } = await renamed(envProject(), 'DATABASE_URL', 'POSTGRES_URL');
    const before = envProject();
    assert.deepEqual(Object.keys(after).sort(), [
      '.github/workflows/ci.yml',
      'apps/web/.env',
      'apps/web/.env.example',
      'apps/web/env.d.ts',
      'apps/web/src/db.ts',
      'apps/worker/main.py',
      'docker-compose.yml',
      'scripts/backup.sh',
    ]);
    assert.equal(
      after['apps/web/src/db.ts'],
      'const { POSTGRES_URL: DATABASE_URL, QUEUE_URL: queue } = process.env;\n\nexport const db = connect(DATABASE_URL!, queue!);\nexport const again = process.env.POSTGRES_URL!;\n',
    );
    for (const path of [
      'apps/web/.env',
      'apps/web/.env.example',
      'apps/web/env.d.ts',
      'docker-compose.yml',
    ]) {
      assert.equal(after[path], before[path]?.replaceAll('DATABASE_URL', 'POSTGRES_URL'), path);
    }
    assert.equal(after['apps/worker/main.py']?.includes("os.environ['POSTGRES_URL']"), true);
    assert.equal(
      after['scripts/backup.sh'],
      '#!/bin/sh\n# DATABASE_URL is read here\npg_dump "$POSTGRES_URL" > backup.sql\n',
    );
    // The secret at the repository's host keeps its name.
    assert.match(after['.github/workflows/ci.yml'] ?? '', /POSTGRES_URL: \$\{\{ secrets\.DATABASE_URL \}\}/);
    assert.deepEqual(
      mentions.map((edit) => placed(before, edit)),
      ['infra/main.tf:1:3 DATABASE_URL', 'infra/main.tf:2:11 DATABASE_URL'],
    );
  });

  it('follows a schema module and the files that read through it', async () => {
    const { after } = await renamed(envProject(), 'RESEND_API_KEY', 'MAIL_KEY');
    assert.match(after['apps/web/src/env.ts'] ?? '', /server: \{ MAIL_KEY: z\.string\(\) \}/);
    assert.match(after['apps/web/src/env.ts'] ?? '', /^ {4}MAIL_KEY: process\.env\.MAIL_KEY,$/m);
    assert.doesNotMatch(after['apps/web/src/env.ts'] ?? '', /RESEND_API_KEY/);
    assert.match(after['apps/web/src/mail.ts'] ?? '', /\/\/ RESEND_API_KEY is Ana's\n.*env\.MAIL_KEY/);
    assert.match(after['apps/mailer/main.go'] ?? '', /os\.Getenv\("MAIL_KEY"\)/);
  });

  it('keeps local names of patterns and imports', async () => {
    const contents = {
      'package.json': '{ "name": "kit", "dependencies": { "@sveltejs/kit": "2.0.0" } }',
      '.env.example': `API_KEY=\nAPI_HOST=\nAPI_TWO=\${API_KEY}/$API_KEY\n`,
      'src/a.ts':
        "import { API_KEY, API_HOST as host } from '$env/static/private';\nexport const a = API_KEY + host;\n",
      'src/b.ts': "const { API_KEY = 'x', 'API_HOST': h } = process.env;\nexport const b = [API_KEY, h];\n",
      'src/c.ts': "export const c = process.env['API_KEY'] ?? process.env?.API_KEY;\n",
    };
    const { after } = await renamed(contents, 'API_KEY', 'MAIL_KEY');
    assert.equal(
      after['src/a.ts'],
      "import { MAIL_KEY as API_KEY, API_HOST as host } from '$env/static/private';\nexport const a = API_KEY + host;\n",
    );
    assert.equal(
      after['src/b.ts'],
      "const { MAIL_KEY: API_KEY = 'x', 'API_HOST': h } = process.env;\nexport const b = [API_KEY, h];\n",
    );
    assert.equal(after['src/c.ts'], "export const c = process.env['MAIL_KEY'] ?? process.env?.MAIL_KEY;\n");
    assert.equal(after['.env.example'], `MAIL_KEY=\nAPI_HOST=\nAPI_TWO=\${MAIL_KEY}/$MAIL_KEY\n`);
    const host = await renamed(contents, 'API_HOST', 'MAIL_HOST');
    assert.match(host.after['src/a.ts'] ?? '', /\{ API_KEY, MAIL_HOST as host \}/);
    assert.match(host.after['src/b.ts'] ?? '', /'MAIL_HOST': h \}/);
  });

  it('finds the name in scripts and in lists of names', async () => {
    const { after } = await renamed(
      {
        'package.json':
          '{ "scripts": { "dev": "DB_FILE=a.db node x.js && echo $DB_FILE", "x": "DB_FILE=b run" } }',
        'turbo.json': '{ "globalEnv": ["DB_FILE", "DB_FILES"] }',
        'launch-ready.yaml': '# DB_FILE is a file\nenvironments: { production: { provided: [DB_FILE] } }\n',
        'x.js': 'open(process.env.DB_FILE);\n',
      },
      'DB_FILE',
      'DATA_FILE',
    );
    assert.match(after['package.json'] ?? '', /"DATA_FILE=a\.db node x\.js && echo \$DATA_FILE"/);
    assert.match(after['package.json'] ?? '', /"DATA_FILE=b run"/);
    assert.equal(
      after['launch-ready.yaml'],
      '# DB_FILE is a file\nenvironments: { production: { provided: [DATA_FILE] } }\n',
    );
    assert.equal(after['turbo.json'], '{ "globalEnv": ["DATA_FILE", "DB_FILES"] }');
  });

  it('is refused, with the reason', async () => {
    const contents = envProject();
    assert.match(await refusal(contents, 'DATABASE_URL', '1ST'), /^"1ST" is no name for a variable/);
    assert.match(await refusal(contents, 'DATABASE_URL', 'A-B'), /no name for a variable/);
    assert.equal(
      await refusal(contents, 'DATABASE_URL', 'QUEUE_URL'),
      'QUEUE_URL exists already, in apps/web/.env.production:2.',
    );
    assert.match(
      await refusal(contents, 'FEATURE_MAIL_ON', 'FEATURE_MAIL'),
      /^apps\/web\/src\/flags\.ts reads variables whose names are put together while it runs \(FEATURE_…_ON\)/,
    );
    assert.match(
      await refusal(
        {
          'a.ts': "const KEY = 'DB_FILE';\nexport const a = process.env[KEY];\n",
          '.env.example': 'DB_FILE=\n',
        },
        'DB_FILE',
        'DATA_FILE',
      ),
      /^a\.ts:2 takes DB_FILE by a name that is not written out there/,
    );
    assert.match(
      await refusal({ 'a.ts': 'export const p = process.env.NODE_ENV;\n' }, 'NODE_ENV', 'MODE_NAME'),
      /set by the platform/,
    );
    assert.match(await refusal(contents, 'NOBODY', 'SOMEBODY'), /no environment variable/);
  });
});
