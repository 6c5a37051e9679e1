import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as vscode from 'vscode';
import type { MoveOutcome } from '../../../src/providers/move-to-environment.ts';
import { DETECTORS } from '../../../src/scanner/detectors/index.ts';
import { makeToken } from '../../support/tokens.ts';
import { publicKeyLines } from '../workspaces.ts';
import { actionsAt, api, file, folder, ours, probe, settled, until } from './support.ts';

const TOKEN = makeToken('stripe-secret-key', 1);
const REVOKE = 'Open where to revoke it: dashboard.stripe.com';

/** Every file of the folder but git's own, as bytes. */
function snapshot(): Map<string, string> {
  const root = folder().uri.fsPath;
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !path.startsWith('.git/'))
      .sort()
      .map((path) => [path, readFileSync(join(root, path)).toString('latin1')]),
  );
}

async function shown(path: string): Promise<{ uri: vscode.Uri; actions: vscode.CodeAction[] }> {
  const uri = file(path);
  await vscode.window.showTextDocument(uri, { preview: false });
  await settled();
  const [diagnostic] = ours(uri);
  assert.ok(diagnostic, `${path} has a problem`);
  return { uri, actions: await actionsAt(uri, diagnostic.range) };
}

const titles = (actions: vscode.CodeAction[]) =>
  actions.map(({ title, isPreferred }) => (isPreferred ? `${title} (preferred)` : title));

async function run(actions: vscode.CodeAction[], start: string): Promise<unknown> {
  const action = actions.find(({ title }) => title.startsWith(start));
  assert.ok(action?.command, `${start} is a command`);
  return vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

const move = async (path: string) =>
  (await run((await shown(path)).actions, 'Move to an environment variable')) as MoveOutcome;

async function hoverAt(path: string, word: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(file(path));
  await settled();
  const position = document.positionAt(document.getText().indexOf(word) + 3);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((one) => (typeof one === 'string' ? one : one.value))
    .join('\n');
}

/** What the move wrote: nothing in it may be a new problem. */
const changedFiles = (outcome: MoveOutcome) =>
  outcome.ok ? outcome.files.map((path) => ({ document: file(path) })) : [];
const messages = (uri: vscode.Uri) =>
  ours(uri).map(({ message }) => `${uri.path.split('/').at(-1)}: ${message}`);

describe('a secret in the code', () => {
  before(async () => {
    await api();
    await settled();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  describe('quick fixes', () => {
    it('are these in code, in this order, and hold no value', async () => {
      const { actions } = await shown('lib/pay.ts');
      assert.deepEqual(titles(actions), [
        'Move to an environment variable (preferred)',
        REVOKE,
        'Not a secret: ignore this line',
        'Accept this risk…',
        'Accept in the baseline',
        'Open docs: secrets/hardcoded-secret',
      ]);
      assert.ok(!JSON.stringify(actions).includes(TOKEN));
    });

    it('begin in what the browser downloads with why, and move nothing into a variable', async () => {
      const { uri, actions } = await shown('app/client.tsx');
      assert.deepEqual(titles(actions), [
        'Why this key cannot stay in the browser, and where it goes',
        REVOKE,
        'Not a secret: ignore this line',
        'Accept this risk…',
        'Accept in the baseline',
        'Open docs: secrets/hardcoded-secret',
      ]);
      const [problem] = ours(uri);
      assert.match(
        problem?.message ?? '',
        /part of what the browser downloads.*move the call.*server function/s,
      );
      assert.doesNotMatch(problem?.message ?? '', /process\.env|\.env\.example/);
    });

    it('are these in a file without comments', async () => {
      const { actions } = await shown('data/keys.json');
      assert.deepEqual(titles(actions), [
        REVOKE,
        'Not a secret: ignore this file in launch-ready.yaml',
        'Accept this risk…',
        'Accept in the baseline',
        'Open docs: secrets/hardcoded-secret',
      ]);
    });

    it('put no comment into a text of several lines', async () => {
      const { actions } = await shown('lib/long.ts');
      assert.ok(titles(actions).includes('Not a secret: ignore this file in launch-ready.yaml'));
    });
  });

  describe('that is moved', () => {
    const roundTrip = async (
      path: string,
      check: (outcome: MoveOutcome, after: Map<string, string>) => void,
    ) => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const before = snapshot();
      const outcome = await move(path);
      assert.ok(outcome.ok, JSON.stringify(outcome));
      await vscode.workspace.saveAll(false);
      check(outcome, snapshot());
      await until('the problem is gone', () => ours(file(path)).length === 0);
      await settled();
      for (const { document } of [...changedFiles(outcome)]) assert.deepEqual(messages(document), []);
      await vscode.window.showTextDocument(file(path));
      await vscode.commands.executeCommand('undo');
      await settled();
      await vscode.workspace.saveAll(false);
      assert.deepEqual(Object.fromEntries(snapshot()), Object.fromEntries(before));
      await until('the problem is back', () => ours(file(path)).length === 1);
    };

    it('leaves the code for new files, and one undo takes all of it back', async () => {
      await roundTrip('lib/pay.ts', (outcome, after) => {
        assert.deepEqual(outcome, {
          ok: true,
          name: 'STRIPE_SECRET_KEY',
          envFile: '.env.local',
          files: ['lib/pay.ts', '.gitignore', '.env.example', '.env.local'],
        });
        assert.equal(
          after.get('lib/pay.ts'),
          "import Stripe from 'stripe';\n\nexport const stripe = new Stripe(process.env.STRIPE_SECRET_KEY!);\n",
        );
        assert.equal(after.get('.env.local'), `STRIPE_SECRET_KEY=${TOKEN}\n`);
        assert.equal(after.get('.env.example'), 'DATABASE_URL=\nSTRIPE_SECRET_KEY=\n');
        assert.equal(after.get('.gitignore'), '# mine\r\nnode_modules/\r\n.env.local\r\n');
        const holders = [...after].filter(([, text]) => text.includes(TOKEN)).map(([path]) => path);
        assert.deepEqual(holders, ['.env.local', 'lib/again.ts']);
      });
    });

    it('leaves the code for files that are there, and one undo takes all of it back', async () => {
      await roundTrip('jobs/run.py', (outcome, after) => {
        assert.equal(outcome.ok && outcome.envFile, 'jobs/.env');
        assert.equal(
          after.get('jobs/run.py'),
          'import os\nimport sys\n\nheaders = {"Authorization": f"Bearer {os.environ[\'OPENAI_API_KEY\']}"}\n',
        );
        assert.equal(
          after.get('jobs/.env'),
          `# jobs\nDEBUG=1\nOPENAI_API_KEY=${makeToken('openai-api-key', 1)}\n`,
        );
      });
    });

    it('stays where it is in what the browser downloads', async () => {
      const before = snapshot();
      const { actions } = await shown('app/client.tsx');
      const [, finding] = actions[0]?.command?.arguments ?? [];
      // As the palette offers it.
      const outcome = await vscode.commands.executeCommand<MoveOutcome>(
        'launchReady.moveToEnvironment',
        folder().uri.toString(),
        finding,
      );
      assert.ok(!outcome.ok);
      assert.match(outcome.reason, /no browser or phone app can keep a secret.*server function/);
      assert.deepEqual(snapshot(), before);
      assert.equal((await vscode.workspace.openTextDocument(file('app/client.tsx'))).isDirty, false);
    });

    it('stays where it is when git has the env file', async () => {
      const before = snapshot();
      const outcome = await move('services/mail/send.py');
      assert.ok(!outcome.ok);
      assert.equal(outcome.copy, 'git rm --cached services/mail/.env');
      assert.deepEqual(snapshot(), before);
    });

    it('stays where it is when the text has changed since', async () => {
      const { uri, actions } = await shown('lib/again.ts');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, new vscode.Position(0, 0), '// a new line\n');
      await vscode.workspace.applyEdit(edit);
      await settled();
      const outcome = (await run(actions, 'Move to an environment variable')) as MoveOutcome;
      assert.ok(!outcome.ok);
      assert.match(outcome.reason, /changed meanwhile/);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });
  });

  it('in JSON is called none in launch-ready.yaml', async () => {
    const { actions } = await shown('data/keys.json');
    await run(actions, 'Not a secret');
    await until('the problem is gone', () => ours(file('data/keys.json')).length === 0);
    const text = readFileSync(file('launch-ready.yaml').fsPath, 'utf8');
    assert.match(text, /^ignore:\n +- \/data\/keys\.json$/m);
    await vscode.workspace.fs.delete(file('launch-ready.yaml'));
    await until('the problem is back', () => ours(file('data/keys.json')).length === 1);
  });

  it('is accepted in the baseline by its value, wherever it stands', async () => {
    const { actions } = await shown('lib/again.ts');
    await run(actions, 'Accept in the baseline');
    await until('both places are quiet', () =>
      ['lib/again.ts', 'lib/pay.ts'].every((path) => ours(file(path)).length === 0),
    );
    assert.equal(ours(file('data/keys.json')).length, 1);
    const baseline = readFileSync(file('.launch-ready/baseline.json').fsPath, 'utf8');
    assert.match(baseline, /^\["[\w-]{32}","stripe-secret-key","\*\*"\],$/m);
    assert.match(
      readFileSync(file('launch-ready.yaml').fsPath, 'utf8'),
      /^baseline: \.launch-ready\/baseline\.json$/m,
    );
    for (const [path, text] of snapshot())
      assert.equal(text.includes(TOKEN), /^lib\/(?:pay|again)\.ts$/.test(path), path);
    await vscode.workspace.fs.delete(file('launch-ready.yaml'));
    await vscode.workspace.fs.delete(file('.launch-ready'), { recursive: true });
    await until('the problems are back', () => ours(file('lib/again.ts')).length === 1);
  });

  describe('hover', () => {
    it('tells the kind, where else it stands and where to revoke it, and no value', async () => {
      const text = await hoverAt('lib/pay.ts', TOKEN);
      assert.match(text, /\*\*Stripe live secret key\*\* `sk_live_…` · Stripe/);
      assert.match(text, /Whoever reads it can /);
      assert.match(text, /The same secret stands in \[lib\/again\\?\.ts:1\]\(\S+lib\/again\.ts#L1\)/);
      assert.match(text, /\[Make a new key and revoke this one\]\(https:\/\/dashboard\.stripe\.com/);
      assert.ok(!text.includes(TOKEN));
    });

    it('tells of a public key why it is none, without a problem', async () => {
      const text = await hoverAt('lib/public.ts', makeToken('supabase-anon-key', 1));
      assert.match(text, /Public by design/);
      assert.match(text, /row level security/);
      assert.deepEqual(ours(file('lib/public.ts')), []);
    });

    it('tells of every public kind its own sentence, and shows no problem for any', async () => {
      const lines = publicKeyLines();
      assert.ok(lines.length > 30);
      for (const { kind, key } of lines) {
        const sentence = DETECTORS.find(({ id }) => id === kind)?.publicByDesign ?? '';
        const text = (await hoverAt('notes/keys.txt', key)).replaceAll('\\', '');
        assert.ok(text.includes(sentence), `${kind}: ${text}`);
      }
      assert.deepEqual(messages(file('notes/keys.txt')), []);
    });

    it("decides by the role inside Supabase's signed keys", async () => {
      const open = await hoverAt('notes/roles.txt', makeToken('supabase-anon-key'));
      assert.match(open, /Supabase anon key.*\n*.*row level security/);
      const secret = await hoverAt('notes/roles.txt', makeToken('supabase-service-role-key'));
      assert.match(secret, /Supabase service role key.*\n*.*past row level security/);
      assert.equal(ours(file('notes/roles.txt')).length, 1);
    });

    it('loads no module', async () => {
      await hoverAt('lib/pay.ts', TOKEN);
      const before = probe().modules.length;
      await hoverAt('lib/pay.ts', TOKEN);
      await hoverAt('lib/public.ts', makeToken('supabase-anon-key', 1));
      assert.equal(probe().modules.length, before);
    });

    it('is none where there is no key', async () => assert.equal(await hoverAt('lib/pay.ts', 'import'), ''));
  });
});
