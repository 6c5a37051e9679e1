import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Finding } from '../../../src/model/finding.ts';
import type { Row } from '../../../src/providers/checklist-row.ts';
import { secretLine } from '../workspaces.ts';
import { actionsAt, api, file, ours, probe, settled, type, until } from './support.ts';

const run = <T>(name: string, ...given: unknown[]) =>
  vscode.commands.executeCommand<T>(`launchReady.${name}`, ...given);
const textOf = async (uri: vscode.Uri) => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
const exists = (uri: vscode.Uri) =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
const launchFile = () => file('launch-ready.yaml');
const tabNames = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe('every day', () => {
  before(async () => {
    await api();
    await settled();
  });

  describe('Set Up', () => {
    it('writes nothing unless the person says so', async () => {
      assert.equal(await run('setUp', undefined, { domain: 'acme.com', write: false }), false);
      assert.equal(await exists(launchFile()), false);
    });

    it('shows the file that it would write, and closes it again when that is not wanted', async () => {
      const asked = run('setUp', undefined, { domain: 'acme.com' });
      await until('the preview is open', () => tabNames().some((name) => name.includes('launch-ready.yaml')));
      const preview = vscode.window.activeTextEditor?.document;
      assert.equal(preview?.uri.scheme, 'launch-ready-preview');
      assert.equal(preview?.languageId, 'yaml');
      assert.match(preview?.getText() ?? '', /^domain: acme\.com$/m);
      assert.equal(await exists(launchFile()), false);
      // The question outlives messages that are put away, and another editor.
      await vscode.commands.executeCommand('notifications.clearAll');
      await vscode.window.showTextDocument(file('src/pay.ts'), { preview: false });
      await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
      assert.equal(await Promise.race([asked, settled().then(() => 'open')]), 'open');
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      assert.equal(await asked, false);
      await until('the preview is closed', () => !tabNames().some((name) => name.includes('launch-ready')));
      assert.equal(await exists(launchFile()), false);
    });

    it('takes the preview being closed for a no', async () => {
      const asked = run('setUp', undefined, { domain: 'acme.com' });
      const preview = () =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .find(({ label }) => label.includes('launch-ready.yaml'));
      const tab = await until('the preview is open', preview);
      await vscode.window.tabGroups.close(tab);
      assert.equal(await asked, false);
      assert.equal(await exists(launchFile()), false);
    });

    it('writes the file when that is chosen beside the preview', async () => {
      const asked = run('setUp', undefined, { domain: 'acme.com' });
      await until('the preview is open', () => tabNames().some((name) => name.includes('launch-ready.yaml')));
      const accept = setInterval(
        () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
        300,
      );
      const isWritten = await asked;
      clearInterval(accept);
      assert.equal(isWritten, true);
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), launchFile().toString());
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.workspace.fs.delete(launchFile());
      await settled();
    });

    it('writes what the project says of itself, and the editor knows the domain at once', async () => {
      assert.equal(await run('setUp', undefined, { domain: 'acme.com', write: true }), true);
      const text = await textOf(launchFile());
      assert.match(text, /^domain: acme\.com$/m);
      assert.match(text, /^ {2}app: \{\} # \.env\.production$/m);
      assert.match(text, /- from: hello@acme\.com # lib\/mail\.ts\n {6}provider: resend/);
      assert.match(text, /^ {2}production:\n {4}files: \[\.env\.production\]/m);
      await settled();
      assert.match((await api()).shown().status, /blocker/);
      const { report } = await api();
      assert.equal(report()?.domain, 'acme.com');
      assert.deepEqual(ours(launchFile()), []);
    });

    it('adds to a file that is there without touching a word of it, in one edit that can be undone', async () => {
      const mine = '# ours\ndomain: acme.com # live\n\n# none yet\nignore: []\n';
      await vscode.workspace.fs.writeFile(launchFile(), Buffer.from(mine));
      const document = await vscode.workspace.openTextDocument(launchFile());
      await vscode.window.showTextDocument(document);
      await until('the text is the new one', () => document.getText() === mine);
      await settled();
      assert.equal(await run('setUp', undefined, { write: true }), true);
      assert.ok(document.getText().startsWith(mine), document.getText());
      assert.match(document.getText(), /^hosts:\n {2}app: \{\}$/m);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), mine);
      await document.save();
      await settled();
    });
  });

  describe('Show Next Fix', () => {
    it('goes through the findings from the gravest on, each on its line', async () => {
      const shown: Finding[] = [];
      for (let i = 0; i < 4; i++) {
        const finding = await run<Finding>('showNextFix');
        assert.ok(finding);
        shown.push(finding);
        const editor = vscode.window.activeTextEditor;
        if (finding.location.kind === 'file') {
          assert.ok(editor?.document.uri.path.endsWith(`/${finding.location.path}`));
          assert.equal(editor?.selection.active.line, finding.location.range.start.line);
        }
      }
      assert.equal(new Set(shown.map(({ fingerprint }) => fingerprint)).size, 4);
      const ranks = shown.map(({ severity }) => ['blocker', 'high', 'medium', 'low'].indexOf(severity));
      assert.deepEqual(ranks, [...ranks].sort());
      assert.equal(ranks[0], 0);
    });
  });

  describe('Fix, on a row', () => {
    it('opens the line that it speaks of', async () => {
      const rows = (list: readonly Row[]): Row[] => list.flatMap((row) => [row, ...rows(row.children)]);
      const row = rows((await api()).shown().rows as Row[]).find(({ words }) => words.includes('fixable'));
      assert.ok(row?.finding && row.finding.location.kind === 'file');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await run('fixFinding', row);
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor?.document.uri.path.endsWith(`/${row.finding.location.path}`));
      assert.equal(editor?.selection.active.line, row.finding.location.range.start.line);
      await vscode.commands.executeCommand('hideCodeActionWidget');
    });
  });

  describe('Accept This Risk', () => {
    it('takes out the one finding that is meant, and says whose it is', async () => {
      const before = await vscode.workspace.fs.readFile(launchFile());
      const uri = file('lib/two.ts');
      const text = 'export const two = [process.env.FIRST_TOKEN, process.env.SECOND_TOKEN];\n';
      await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
      await vscode.window.showTextDocument(uri);
      await until('both have a problem', () => ours(uri).length === 2);
      await settled();
      const [first] = ours(uri);
      const actions = await actionsAt(uri, first?.range ?? new vscode.Range(0, 0, 0, 0));
      const accept = actions.find(({ title }) => title === 'Accept this risk…')?.command;
      assert.ok(accept?.arguments);
      const answers = { reason: 'set by the host', owner: 'bo@acme.test' };
      await vscode.commands.executeCommand(accept.command, ...accept.arguments, answers);
      await until('one is quiet', () => ours(uri).length === 1);
      assert.match(ours(uri)[0]?.message ?? '', /SECOND_TOKEN/);
      const written = await textOf(launchFile());
      assert.match(
        written,
        /check: env\/undeclared-variable\n +reason: set by the host\n +owner: bo@acme\.test\n +until: \S+\n +path: \/lib\/two\.ts\n +name: FIRST_TOKEN\n/,
      );
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.writeFile(launchFile(), before);
      await vscode.workspace.fs.delete(uri);
      await settled();
    });
  });

  describe('CodeLens', () => {
    const titles = async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        launchFile(),
        10,
      );
      return lenses.map(({ range, command }) => `${range.start.line} ${command?.title}`);
    };

    it('is off until somebody switches it on, and then says the verdict above launch-ready.yaml', async () => {
      await vscode.workspace.openTextDocument(launchFile());
      assert.deepEqual(await titles(), []);
      const settings = vscode.workspace.getConfiguration('launchReady');
      await settings.update('codeLens', true, vscode.ConfigurationTarget.Workspace);
      const headline = (await api()).report()?.verdict.headline;
      assert.deepEqual(await titles(), [`0 ${headline}`, '0 Check the code', '1 Check the domain']);
      await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
      assert.deepEqual(await titles(), []);
    });
  });

  describe('Clear Results', () => {
    it('takes everything away, and what is edited next is looked at again', async () => {
      const uri = file('src/pay.ts');
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      await settled();
      assert.equal(ours(uri).length, 1);
      await run('clearResults');
      const { shown } = await api();
      assert.deepEqual(ours(uri), []);
      assert.deepEqual(shown().rows, []);
      assert.equal(shown().status, '$(circle-outline) Launch: not checked');
      const before = document.getText();
      await type(document, `// more\n${secretLine('stripeKey', 1)}`);
      await until('the problem of that file is back', () => ours(uri).length === 1);
      await type(document, before);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await run('scanWorkspace');
      await settled();
      assert.match(shown().status, /blocker/);
    });
  });

  describe('Forget Domain', () => {
    it('asks again before the next look, and opens no socket', async () => {
      const seen = probe().sockets.length;
      await run('forgetDomains');
      await settled();
      const rows = (await api()).shown().rows as Row[];
      assert.equal(rows.find(({ label }) => label === 'Live domain')?.standing, 'notAsked');
      assert.equal(probe().sockets.length, seen);
    });
  });
});
