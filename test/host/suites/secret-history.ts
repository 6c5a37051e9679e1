import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Row } from '../../../src/providers/checklist-row.ts';
import { makeToken } from '../../support/tokens.ts';
import { actionsAt, api, file, folder, ours, problems, settled, until } from './support.ts';

const CHECKS = ['secrets/rotation-pending', 'secrets/secret-in-history'];
const VALUES = [
  makeToken('stripe-secret-key', 1),
  makeToken('sendgrid-api-key', 1),
  makeToken('openai-api-key', 1),
];
const LAUNCH_FILE = '# Ours\nignore:\n  - vendor/**\n';

const today = () => new Date().toISOString().slice(0, 10);
const launchFile = () => readFileSync(file('launch-ready.yaml').fsPath, 'utf8');

async function rows(): Promise<Row[]> {
  const flat = (all: readonly Row[]): Row[] => all.flatMap((row) => [row, ...flat(row.children)]);
  return flat((await api()).shown().rows as Row[]);
}

async function pending(start: string): Promise<Row> {
  const row = (await rows()).find(
    ({ finding, checkId }) => checkId === CHECKS[0] && String(finding?.data?.rule).startsWith(start),
  );
  assert.ok(row, `${start} is pending`);
  return row;
}

const pendingAt = (path: string) => problems(file(path)).filter((one) => one.endsWith(CHECKS[0] ?? ''));

async function run(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.command, 'the action is a command');
  await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

async function actionsOf(path: string): Promise<vscode.CodeAction[]> {
  const uri = file(path);
  await vscode.window.showTextDocument(uri, { preview: false });
  await settled();
  const diagnostic = ours(uri).find(
    ({ code }) => typeof code === 'object' && CHECKS.includes(String(code.value)),
  );
  assert.ok(diagnostic, `${path} has a problem of the history`);
  return actionsAt(uri, diagnostic.range);
}

async function undoIn(path: string): Promise<void> {
  await vscode.window.showTextDocument(file(path), { preview: false });
  await vscode.commands.executeCommand('undo');
  await vscode.workspace.saveAll(false);
  await settled();
}

describe('the git history', () => {
  before(async () => {
    await api();
    await settled();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is not read by itself, and one row says so', async () => {
    const all = await rows();
    const found = all.filter(({ kind }) => kind === 'history');
    assert.deepEqual(
      found.map(({ label, words }) => ({ label, words })),
      [{ label: 'Old commits', words: ['history', 'searchable'] }],
    );
    assert.ok(!all.some(({ checkId }) => checkId && CHECKS.includes(checkId)));
    assert.deepEqual(pendingAt('lib/pay.ts'), []);
  });

  it('is read on command, and what is found stands in the checklist', async () => {
    await vscode.commands.executeCommand('launchReady.searchHistory', folder().uri.toString());
    await settled();
    const all = await rows();
    assert.ok(!all.some(({ kind }) => kind === 'history'));
    const checks = all.filter(({ kind, checkId }) => kind === 'check' && CHECKS.includes(String(checkId)));
    assert.deepEqual(
      checks.map(({ checkId, standing }) => [checkId, standing]),
      CHECKS.map((id) => [id, 'fail']),
    );
    const keys = checks[0]?.children.map(({ finding }) => [finding?.data?.rule, finding?.messageId]);
    assert.deepEqual(keys?.sort(), [
      ['openai-api-key', 'moved'],
      ['sendgrid-api-key', 'removed'],
      ['stripe-secret-key', 'removed'],
    ]);
    const text = JSON.stringify(all);
    for (const value of VALUES) assert.ok(!text.includes(value));
  });

  it('has its problems where a file is left to show them', () => {
    assert.deepEqual(pendingAt('lib/pay.ts'), ['0:0-0 Error secrets/rotation-pending']);
    assert.deepEqual(pendingAt('.env'), [
      `0:15-${15 + (VALUES[2]?.length ?? 0)} Error secrets/rotation-pending`,
    ]);
    assert.equal(existsSync(file('lib/mail.ts').fsPath), false);
    assert.deepEqual(ours(file('lib/mail.ts')), []);
  });

  it('leads to the page of the check where no file is left', async () => {
    const { folder: of, finding } = await pending('sendgrid');
    await vscode.commands.executeCommand('launchReady.openFinding', of, finding);
    await until('the page is open', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label }) => label.includes('rotation-pending')),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is kept by a scan', async () => {
    await vscode.commands.executeCommand('launchReady.scanWorkspace', folder().uri.toString());
    await settled();
    assert.equal(pendingAt('lib/pay.ts').length, 1);
  });

  it('offers to revoke the key and to say that it was rotated', async () => {
    const actions = await actionsOf('lib/pay.ts');
    const expected = [
      'Open where to revoke it: dashboard.stripe.com',
      'I have rotated this key',
      'Accept this risk…',
    ];
    const titles = actions.map(({ title }) => title);
    for (const check of CHECKS) assert.ok(titles.includes(`Open docs: ${check}`), titles.join());
    assert.deepEqual(
      titles.filter((title) => !title.startsWith('Open docs')),
      [...expected, ...expected],
    );
    const row = await pending('stripe');
    assert.ok(row.words.includes('rotatable') && row.words.includes('revocable'), row.words.join());
  });

  it('writes the rotation into launch-ready.yaml, and one undo takes it back', async () => {
    const actions = await actionsOf('lib/pay.ts');
    await run(actions.find(({ title }) => title === 'I have rotated this key'));
    await until('the problems are gone', () => pendingAt('lib/pay.ts').length === 0);
    const text = launchFile();
    assert.ok(text.startsWith(LAUNCH_FILE), text);
    assert.match(text, /rotated:\n {2}- secret: "?stripe-secret-key@lib\/pay\.ts@2026-03-04T\S+\n {4}date: /);
    assert.ok(text.includes(`date: ${today()}`), text);
    await undoIn('launch-ready.yaml');
    assert.equal(launchFile(), LAUNCH_FILE);
    await until('the problem is back', () => pendingAt('lib/pay.ts').length === 1);
  });

  it('is told by the palette of the key at the cursor', async () => {
    const editor = await vscode.window.showTextDocument(file('lib/pay.ts'), { preview: false });
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await settled();
    await vscode.commands.executeCommand('launchReady.markRotated');
    await until('the problems are gone', () => pendingAt('lib/pay.ts').length === 0);
    await undoIn('launch-ready.yaml');
    await until('the problem is back', () => pendingAt('lib/pay.ts').length === 1);
  });

  it('says of a key that was moved that it is still in use', async () => {
    await vscode.commands.executeCommand('launchReady.markRotated', await pending('openai'));
    await settled();
    const row = await pending('openai');
    assert.equal(row.finding?.messageId, 'stillInUse');
    assert.ok(!row.words.includes('rotatable') && row.words.includes('revocable'), row.words.join());
    await undoIn('launch-ready.yaml');
    assert.equal((await pending('openai')).finding?.messageId, 'moved');
  });

  it('has a day that is too early shown and corrected where it is written', async () => {
    const uri = file('launch-ready.yaml');
    const secret = String((await pending('stripe')).finding?.data?.secret);
    const early = `${LAUNCH_FILE}rotated:\n  - secret: ${JSON.stringify(secret)}\n    date: 2026-01-01\n`;
    await vscode.workspace.fs.writeFile(uri, Buffer.from(early));
    await until('the problem moves', () => pendingAt('launch-ready.yaml').length === 1);
    assert.deepEqual(pendingAt('launch-ready.yaml'), ['5:10-20 Error secrets/rotation-pending']);
    const actions = await actionsOf('launch-ready.yaml');
    await run(actions.find(({ title }) => title === 'I have rotated this key'));
    await until('the problem is gone', () => pendingAt('launch-ready.yaml').length === 0);
    assert.equal(launchFile(), early.replace('2026-01-01', today()));
    await vscode.workspace.fs.writeFile(uri, Buffer.from(LAUNCH_FILE));
    await until('the problem is back', () => pendingAt('lib/pay.ts').length === 1);
  });

  it('gets a launch-ready.yaml where there is none', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(file('launch-ready.yaml'));
    await settled();
    await vscode.commands.executeCommand('launchReady.markRotated', await pending('sendgrid'));
    await settled();
    assert.match(launchFile(), /rotated:\n {2}- secret: "?sendgrid-api-key@lib\/mail\.ts@/);
    const isTold = async () =>
      (await rows()).some(({ finding }) => finding?.data?.rule === 'sendgrid-api-key');
    assert.equal(await isTold(), false);
    await undoIn('launch-ready.yaml');
    assert.equal(existsSync(file('launch-ready.yaml').fsPath), false);
    assert.equal(await isTold(), true);
  });
});
