import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ENV_VALUES, envProject } from '../../support/env-project.ts';
import { actionsAt, api, file, folder, ours, probe, settled, type, until } from './support.ts';

const ACME = 'acme';

/** Nothing that the editor shows may hold a value. */
function withoutValues<T>(shown: T): T {
  const text = JSON.stringify(shown);
  for (const value of ENV_VALUES) assert.ok(!text.includes(value), value);
  return shown;
}

async function open(path: string, name = ACME): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file(path, name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** The `nth` place of `word`, a little into it. */
function at(document: vscode.TextDocument, word: string, nth = 0): vscode.Position {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = document.getText().indexOf(word, offset + 1);
  assert.ok(offset >= 0, `${word} is in ${document.uri.path}`);
  return document.positionAt(offset + 2);
}

async function hover(path: string, word: string, nth = 0, name = ACME): Promise<string> {
  const document = await open(path, name);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at(document, word, nth),
  );
  const text = hovers
    .flatMap(({ contents }) => contents)
    .map((one) => (typeof one === 'string' ? one : one.value))
    .join('\n');
  return withoutValues(text.replace(/\(file:[^)]*\/(?:acme|other)\//g, '(').replaceAll('\\', ''));
}

type Found = vscode.Location | vscode.LocationLink;

function placeOf(one: Found): string {
  const [uri, range] =
    'targetUri' in one ? [one.targetUri, one.targetSelectionRange ?? one.targetRange] : [one.uri, one.range];
  const path = vscode.workspace.asRelativePath(uri, true);
  return `${path}:${range.start.line + 1}:${range.start.character + 1}-${range.end.character + 1}`;
}

async function found(command: string, path: string, word: string, nth = 0, name = ACME): Promise<string[]> {
  const document = await open(path, name);
  const places = await vscode.commands.executeCommand<Found[]>(
    command,
    document.uri,
    at(document, word, nth),
  );
  return withoutValues(places.map(placeOf));
}

const definition = (...where: [string, string, number?, string?]) =>
  found('vscode.executeDefinitionProvider', ...where);
const references = (...where: [string, string, number?, string?]) =>
  found('vscode.executeReferenceProvider', ...where);

/** What is offered at `|` in unsaved text: labels of ours, and all labels. */
async function complete(path: string, written: string) {
  const document = await open(path);
  const offset = written.indexOf('|');
  await type(document, written.slice(0, offset) + written.slice(offset + 1));
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(offset),
    undefined,
    100,
  );
  await vscode.commands.executeCommand('workbench.action.files.revert');
  const label = ({ label: one }: vscode.CompletionItem) => (typeof one === 'string' ? one : one.label);
  const own = list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Constant);
  withoutValues(own);
  return { names: own.map(label), all: list.items.map(label), items: own };
}

async function rename(path: string, word: string, newName: string, nth = 0): Promise<vscode.WorkspaceEdit> {
  const document = await open(path);
  return vscode.commands.executeCommand(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    at(document, word, nth),
    newName,
  );
}

const titles = (actions: vscode.CodeAction[]) =>
  withoutValues(actions).map(({ title, isPreferred }) => (isPreferred ? `${title} (preferred)` : title));

const titlesOf = ({ title }: vscode.CodeAction, expected: readonly string[]) =>
  expected.includes(`${title} (preferred)`);

/** The actions of one finding, which are exactly these. */
async function fixes(path: string, checkId: string, first: string[], name = ACME) {
  const others = ['Not a problem: ignore this line', 'Accept this risk…', `Open docs: ${checkId}`];
  const expected = [...first, ...others];
  await open(path, name);
  const uri = file(path, name);
  const mine = () => ours(uri).find(({ code }) => typeof code === 'object' && code.value === checkId);
  const diagnostic = await until(`${checkId} shows in ${path}`, mine);
  await settled();
  const actions = await actionsAt(uri, diagnostic.range);
  // Of several findings in one place each has its docs last, and VS Code puts what is preferred of all of them first.
  const last = actions.findIndex(({ title }) => title === `Open docs: ${checkId}`);
  const isDocs = ({ title }: vscode.CodeAction) => title.startsWith('Open docs: ');
  const group = actions.slice(actions.slice(0, last).findLastIndex(isDocs) + 1, last + 1);
  const isOwn = (one: vscode.CodeAction) => (one.isPreferred ? titlesOf(one, expected) : group.includes(one));
  const own = actions.filter(isOwn);
  assert.deepEqual(titles(own), expected);
  return own;
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action);
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command) {
    assert.ok(
      await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? [])),
    );
  }
}

/** The folder as it is in the window. */
async function textOf(path: string, name = ACME): Promise<string> {
  return (await vscode.workspace.openTextDocument(file(path, name))).getText();
}

async function revertAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document, { preview: false });
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await settled();
}

describe('environment variables in the editor', () => {
  before(async () => {
    await api();
    await settled();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  afterEach(revertAll);

  describe('hover', () => {
    it('on a read tells what it is for, where it is declared, set and read', async () => {
      assert.equal(
        await hover('apps/web/src/db.ts', 'DATABASE_URL', 2),
        [
          '**DATABASE_URL** · server · needed to run',
          'Where invoices are kept for the accountant',
          [
            '- Declared in [apps/web/.env.example:2](apps/web/.env.example#L2), [apps/web/.env:1](apps/web/.env#L1), [docker-compose.yml:5](docker-compose.yml#L5), [.github/workflows/ci.yml:6](.github/workflows/ci.yml#L6)',
            '- Set for every environment; passed in from outside for compose web, ci',
            '- Also read in [apps/web/src/db.ts:1](apps/web/src/db.ts#L1), [apps/worker/main.py:5](apps/worker/main.py#L5), [.github/workflows/ci.yml:6](.github/workflows/ci.yml#L6), [docker-compose.yml:5](docker-compose.yml#L5), [scripts/backup.sh:3](scripts/backup.sh#L3)',
          ].join('\n'),
        ].join('\n\n'),
      );
    });

    it('on a declaration tells where it is read, and that it is empty somewhere', async () => {
      const text = await hover('apps/worker/.env', 'QUEUE_URL');
      assert.match(text, /^\*\*QUEUE_URL\*\* · server · needed to run\n/);
      assert.match(
        text,
        /- Set for every environment; empty for production; \*\*missing for development\*\*\n/,
      );
      assert.match(
        text,
        /- Read in \[apps\/web\/src\/db\.ts:1\]\(apps\/web\/src\/db\.ts#L1\), \[apps\/worker\/main\.py:3\]/,
      );
    });

    it('tells what public means', async () => {
      assert.match(
        await hover('apps/web/src/page.tsx', 'NEXT_PUBLIC_ADMIN_SECRET'),
        /\*\*NEXT_PUBLIC_ADMIN_SECRET\*\* · client · needed to run\n\n\*\*Public\*\*: Next\.js copies every variable that begins with NEXT_PUBLIC_ into the pages, so each visitor can read it\. Its name sounds like a secret: call it ADMIN_SECRET\./,
      );
      assert.match(await hover('apps/web/.env', 'NEXT_PUBLIC_POSTHOG_KEY'), /Never put a secret in it\./);
    });

    it('tells what is missing, and what the platform gives', async () => {
      assert.match(
        await hover('apps/web/src/flags.ts', 'FEATURE_MAIL_ON'),
        /- \*\*Declared nowhere\*\* in this folder\n- \*\*Missing for development, production\*\*\n- Read nowhere else$/,
      );
      const dsn = await hover('apps/web/src/page.tsx', 'SENTRY_DSN');
      assert.match(dsn, /\n- Provided by the platform for production; \*\*missing for development\*\*\n/);
      assert.doesNotMatch(dsn, /nowhere\*\*/);
    });

    it('knows other languages, a schema and what a file hands on', async () => {
      for (const [path, word, nth] of [
        ['apps/worker/main.py', 'QUEUE_URL', 0],
        ['apps/mailer/main.go', 'RESEND_API_KEY', 0],
        ['apps/web/src/env.ts', 'RESEND_API_KEY', 0],
        ['apps/web/src/mail.ts', 'RESEND_API_KEY', 1],
        ['docker-compose.yml', 'CACHE_URL', 0],
        ['docker-compose.yml', 'DATABASE_URL', 1],
        ['.github/workflows/ci.yml', 'DATABASE_URL', 0],
      ] as const) {
        assert.ok((await hover(path, word, nth)).startsWith(`**${word}**`), path);
      }
    });

    it('says nothing of a value, a comment, a local name or another file', async () => {
      assert.equal(await hover('apps/web/.env', 'postgres:'), '');
      assert.equal(await hover('apps/web/src/mail.ts', 'RESEND_API_KEY', 0), '');
      assert.equal(await hover('apps/web/src/db.ts', 'DATABASE_URL', 1), '');
      assert.equal(await hover('README.md', 'DATABASE_URL'), '');
    });

    it('knows only its own folder', async () => {
      const text = await hover('main.js', 'DATABASE_URL', 0, 'other');
      assert.match(text, /Declared in \[\.env\.example:1\]\(\.env\.example#L1\)\n/);
      assert.doesNotMatch(text, /accountant|apps\//);
    });

    it('loads nothing more the second time', async () => {
      await hover('apps/web/src/db.ts', 'DATABASE_URL', 2);
      const before = probe().modules.length;
      await hover('apps/web/src/db.ts', 'DATABASE_URL', 2);
      await hover('apps/worker/main.py', 'QUEUE_URL');
      assert.deepEqual(probe().modules.slice(before), []);
    });
  });

  describe('navigation', () => {
    it('leads from a read to the declarations', async () => {
      assert.deepEqual(await definition('apps/web/src/db.ts', 'DATABASE_URL', 2), [
        'acme/.github/workflows/ci.yml:6:7-19',
        'acme/apps/web/.env:1:1-13',
        'acme/apps/web/.env.example:2:1-13',
        'acme/docker-compose.yml:5:7-19',
      ]);
      assert.deepEqual(await definition('apps/worker/main.py', 'SHARED_TOKEN'), [
        'acme/apps/worker/.env:2:1-13',
      ]);
      assert.deepEqual(await definition('main.js', 'DATABASE_URL', 0, 'other'), [
        'other/.env.example:1:1-13',
      ]);
      assert.deepEqual(await definition('apps/web/src/page.tsx', 'page'), []);
    });

    it('leads from a declaration to every read and declaration', async () => {
      assert.deepEqual(await references('apps/worker/.env', 'QUEUE_URL'), [
        'acme/apps/web/.env.production:2:1-10',
        'acme/apps/web/src/db.ts:1:23-32',
        'acme/apps/worker/.env:1:1-10',
        'acme/apps/worker/.env.example:1:1-10',
        'acme/apps/worker/main.py:3:21-30',
      ]);
      assert.deepEqual(await references('apps/web/src/mail.ts', 'RESEND_API_KEY', 1), [
        'acme/apps/mailer/main.go:6:21-35',
        'acme/apps/web/.env:2:1-15',
        'acme/apps/web/.env.development:1:1-15',
        'acme/apps/web/.env.example:3:1-15',
        'acme/apps/web/.env.production:1:1-15',
        'acme/apps/web/src/env.ts:5:13-27',
        'acme/apps/web/src/env.ts:8:33-47',
        'acme/apps/web/src/mail.ts:4:30-44',
      ]);
      assert.deepEqual(await references('main.js', 'DATABASE_URL', 0, 'other'), [
        'other/.env.example:1:1-13',
        'other/main.js:1:17-29',
      ]);
    });

    it('follows the text that is typed, also while it is broken', async () => {
      const document = await open('apps/web/src/flags.ts');
      await type(document, 'export function x() {\n  if (process.env.DATABASE_URL\n');
      const places = await references('apps/web/src/flags.ts', 'DATABASE_URL');
      assert.ok(places.includes('acme/apps/web/src/flags.ts:2:19-31'), String(places));
      assert.match(await hover('apps/web/src/flags.ts', 'DATABASE_URL'), /accountant/);
    });
  });

  describe('completion', () => {
    const CODE = [
      'CACHE_URL',
      'NEXT_PUBLIC_ADMIN_SECRET',
      'NEXT_PUBLIC_POSTHOG_KEY',
      'QUEUE_URL',
      'RESEND_API_KEY',
      'SHARED_TOKEN',
      'FEATURE_MAIL_ON',
      'SENTRY_DSN',
      'OLD_MAIL_KEY',
    ];

    it('offers every name of the folder in code that is not whole, each once', async () => {
      const { names, all } = await complete('apps/web/src/db.ts', 'const a = process.env.|\nconst b = (\n');
      // DATABASE_URL has a type in env.d.ts, so TypeScript offers it.
      assert.deepEqual(names, CODE);
      assert.equal(new Set(all).size, all.length);
    });

    it('offers public names first in what the browser runs', async () => {
      const { names } = await complete('apps/web/src/page.tsx', "'use client';\nconst a = process.env.|\n");
      assert.deepEqual(names.slice(0, 2), ['NEXT_PUBLIC_ADMIN_SECRET', 'NEXT_PUBLIC_POSTHOG_KEY']);
    });

    it('offers them in other languages, with the quotes that are missing', async () => {
      const python = await complete('apps/worker/main.py', "import os\na = os.environ['|\n");
      assert.deepEqual(python.names.slice(0, 2), ['CACHE_URL', 'DATABASE_URL']);
      const go = await complete('apps/mailer/main.go', 'package main\n\nvar a = os.Getenv(|)\n');
      assert.equal(go.items[1]?.insertText, '"DATABASE_URL"');
    });

    it('offers in an env file what is read and not there', async () => {
      const { names, items } = await complete('apps/worker/.env', 'QUEUE_URL=x\n|\n');
      assert.deepEqual(names, [
        'DATABASE_URL',
        'SHARED_TOKEN',
        'FEATURE_MAIL_ON',
        'NEXT_PUBLIC_ADMIN_SECRET',
        'NEXT_PUBLIC_POSTHOG_KEY',
        'RESEND_API_KEY',
        'SENTRY_DSN',
      ]);
      assert.equal(items[0]?.insertText, 'DATABASE_URL=');
      assert.equal(items[0]?.detail, 'in apps/web/.env.example, apps/web/.env and 2 more');
      const { value } = (items[0]?.documentation ?? {}) as vscode.MarkdownString;
      assert.match(value, /Where invoices are kept for the accountant/);
    });

    it('keeps quiet elsewhere', async () => {
      assert.deepEqual((await complete('apps/web/src/db.ts', 'const a = foo.|\n')).names, []);
      assert.deepEqual((await complete('apps/worker/.env', 'QUEUE_URL=|\n')).names, []);
      assert.deepEqual((await complete('apps/worker/main.py', "a = open('|')\n")).names, []);
    });

    it('does not wait for a long file to be walked', async () => {
      const long = `${'export const text = "process.env is not read here";\n'.repeat(20_000)}const a = process.env.|\n`;
      const { names } = await complete('apps/web/src/db.ts', long);
      assert.deepEqual(names, CODE);
    });
  });

  describe('renaming', () => {
    it('changes every place at once, and one undo takes it back', async () => {
      const before = new Map<string, string>();
      for (const path of Object.keys(envProject())) before.set(path, await textOf(path));
      const edit = await rename('apps/web/src/db.ts', 'DATABASE_URL', 'POSTGRES_URL', 2);
      const root = `${folder(ACME).uri.path}/`;
      const changes = edit.entries().map(([uri, edits]) => {
        return `${uri.path.replace(root, '')} ${edits.map(({ range: { start } }) => `${start.line + 1}:${start.character + 1}`)}`;
      });
      assert.deepEqual(withoutValues(changes), [
        'apps/web/.env.example 2:1',
        'apps/web/.env 1:1',
        'docker-compose.yml 5:7,5:23',
        '.github/workflows/ci.yml 6:7',
        'apps/web/src/db.ts 1:9,4:34',
        'apps/worker/main.py 5:18',
        'scripts/backup.sh 3:11',
        'apps/web/env.d.ts 3:5',
      ]);
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.match(
        await textOf('apps/web/src/db.ts'),
        /^const \{ POSTGRES_URL: DATABASE_URL, QUEUE_URL: queue \}/,
      );
      assert.match(await textOf('apps/web/.env'), /^POSTGRES_URL=postgres:\/\/app:/);
      await settled();
      assert.match(await hover('apps/web/src/db.ts', 'POSTGRES_URL', 1), /Where invoices are kept/);
      await open('apps/web/src/db.ts');
      await vscode.commands.executeCommand('undo');
      for (const [path, text] of before) assert.equal(await textOf(path), text, path);
    });

    it('starts with the exact name', async () => {
      const document = await open('apps/web/src/db.ts');
      const given = await vscode.commands.executeCommand<{ range: vscode.Range; placeholder: string }>(
        'vscode.prepareRename',
        document.uri,
        at(document, 'DATABASE_URL', 2),
      );
      assert.equal(given.placeholder, 'DATABASE_URL');
      assert.equal(document.getText(given.range), 'DATABASE_URL');
    });

    it('is refused with the reason', async () => {
      const refused = (path: string, word: string, newName: string, nth = 0) =>
        rename(path, word, newName, nth).then(
          () => 'it was renamed',
          (error: Error) => error.message,
        );
      assert.match(
        await refused('apps/web/src/db.ts', 'DATABASE_URL', '1X', 2),
        /"1X" is no name for a variable/,
      );
      assert.match(
        await refused('apps/web/src/db.ts', 'DATABASE_URL', 'QUEUE_URL', 2),
        /QUEUE_URL exists already, in apps\/web\/\.env\.production:2/,
      );
      assert.match(
        await refused('apps/web/src/flags.ts', 'FEATURE_MAIL_ON', 'MAIL_ON'),
        /reads variables whose names are put together while it runs \(FEATURE_…_ON\)/,
      );
      assert.match(
        await refused('apps/web/src/db.ts', 'connect', 'join'),
        /not the name of an environment variable/,
      );
    });
  });

  describe('quick fixes', () => {
    it('take a secret out of its public prefix, in code and env files together', async () => {
      const actions = await fixes('apps/web/.env', 'env/public-secret', [
        'Rename NEXT_PUBLIC_ADMIN_SECRET to ADMIN_SECRET in code and env files (preferred)',
      ]);
      await apply(actions[0]);
      assert.match(await textOf('apps/web/.env'), /^ADMIN_SECRET=/m);
      assert.match(await textOf('apps/web/src/page.tsx'), /= process\.env\.ADMIN_SECRET!;/);
      await until('the problem is gone', () => !idsOf('apps/web/.env').includes('env/public-secret'));
      await vscode.commands.executeCommand('undo');
    });

    it('add a name to the template', async () => {
      const actions = await fixes('apps/web/src/flags.ts', 'env/undeclared-variable', [
        'Add FEATURE_MAIL_ON to apps/web/.env.example (preferred)',
      ]);
      await apply(actions[0]);
      assert.match(await textOf('apps/web/.env.example'), /\nFEATURE_MAIL_ON=\n$/);
    });

    it('mend a slip at either end', async () => {
      const inCode = await fixes(
        'main.js',
        'env/undeclared-variable',
        [
          'Rename RESEND_API_KEY to RESEND_APIKEY in the code (preferred)',
          'Add RESEND_API_KEY to .env.example',
        ],
        'other',
      );
      await apply(inCode[0]);
      assert.match(await textOf('main.js', 'other'), /process\.env\.RESEND_APIKEY\)/);
      await revertAll();
      const inFile = await fixes(
        '.env.example',
        'env/near-miss-variable',
        ['Rename RESEND_APIKEY to RESEND_API_KEY (preferred)'],
        'other',
      );
      await apply(inFile[0]);
      assert.equal(await textOf('.env.example', 'other'), 'DATABASE_URL=\nRESEND_API_KEY=\n');
      await until('both problems are gone', () => ours(file('main.js', 'other')).length === 0);
    });

    it('add a name to the file for production, with an empty value', async () => {
      await type(await open('apps/web/.env.development'), 'STRIPE_KEY=abc\nRESEND_API_KEY=x\n');
      await type(
        await open('apps/web/src/flags.ts'),
        'export const key = process.env.STRIPE_KEY!;\nkey.trim();\n',
      );
      const actions = await fixes('apps/web/.env.development', 'env/variable-missing-in-production', [
        'Add STRIPE_KEY to apps/web/.env.production, with an empty value (preferred)',
      ]);
      await apply(actions[0]);
      assert.match(await textOf('apps/web/.env.production'), /\nQUEUE_URL=\nSTRIPE_KEY=\n$/);
    });

    it('keep an env file out of git', async () => {
      const document = await open('.gitignore');
      await type(document, 'node_modules/\n');
      await vscode.workspace.saveAll(false);
      const actions = await fixes('apps/web/.env', 'env/unignored-env-file', [
        'Add .env to .gitignore (preferred)',
      ]);
      await apply(actions[0]);
      assert.equal(await textOf('.gitignore'), 'node_modules/\n.env\n');
      await type(document, envProject()['.gitignore'] ?? '');
      await vscode.workspace.saveAll(false);
      await until('the problem is gone', () => !idsOf('apps/web/.env').includes('env/unignored-env-file'));
    });
  });

  describe('problems', () => {
    it('come and go with unsaved text', async () => {
      const code = await open('apps/web/src/db.ts');
      await type(code, 'export const x = need(process.env.NEW_NAME);\n');
      await until('the new name shows', () =>
        idsOf('apps/web/src/db.ts').includes('env/undeclared-variable'),
      );
      assert.ok(code.isDirty);
      const template = await open('apps/web/.env.example');
      await type(template, `${template.getText()}NEW_NAME=\n`);
      await until('it is declared', () => !idsOf('apps/web/src/db.ts').includes('env/undeclared-variable'));
      assert.ok(template.isDirty);
    });
  });

  describe('the inventory', () => {
    it('opens as a page of its own, and its copies hold no value', async () => {
      await vscode.commands.executeCommand('launchReady.showEnvironment', folder(ACME).uri.toString());
      const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
      await until('the page is there', () => labels().includes('Environment Variables'));
    });
  });
});

function idsOf(path: string, name = ACME): string[] {
  return ours(file(path, name)).map(({ code }) => (typeof code === 'object' ? String(code.value) : ''));
}
