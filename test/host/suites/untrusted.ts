import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Row } from '../../../src/providers/checklist-row.ts';
import { api, file, ours, probe, problems, settled } from './support.ts';

describe('a folder that is not trusted', () => {
  before(async () => {
    await api();
    await settled();
  });

  it('is one', () => assert.equal(vscode.workspace.isTrusted, false));

  it('has its code checked', () => {
    assert.equal(problems(file('src/pay.ts')).length, 1);
    assert.deepEqual(problems(file('src/clean.ts')), []);
  });

  it('has no network area in its report, whatever launch-ready.yaml names', async () => {
    const report = (await api()).report();
    assert.equal(report?.domain, 'acme.test');
    const network = ['dns', 'routing', 'tls', 'edge', 'email', 'served'];
    const asked = report?.results
      .map(({ checkId }) => checkId)
      .filter((id) => network.includes(id.split('/')[0] ?? ''));
    assert.deepEqual(asked, []);
  });

  it('says in the checklist why', async () => {
    const rows = (await api()).shown().rows as Row[];
    const [live, ...others] = rows.filter(({ kind }) => kind === 'live');
    assert.equal(live?.description, 'Not checked: the workspace is not trusted');
    assert.deepEqual(live.words, ['live', 'untrusted'], 'nothing asks the network, nor for a domain');
    assert.deepEqual([...others, ...live.children], []);
  });

  it('has no git started for its old commits, even on command', async () => {
    void vscode.commands.executeCommand('launchReady.searchHistory');
    await settled();
    const { report, shown } = await api();
    assert.ok(!report()?.results.some(({ checkId }) => checkId === 'secrets/rotation-pending'));
    const flat = (rows: readonly Row[]): Row[] => rows.flatMap((row) => [row, ...flat(row.children)]);
    const row = flat(shown().rows as Row[]).find(({ kind }) => kind === 'history');
    assert.deepEqual(row?.words, ['history']);
    assert.equal(row?.description, 'Not searched: the workspace is not trusted');
  });

  it('is not asked about on the network, even on command', async () => {
    // It ends with a message; nobody is there to close it.
    void vscode.commands.executeCommand('launchReady.checkDomain');
    void vscode.commands.executeCommand('launchReady.runFullAudit');
    await settled();
    assert.deepEqual(probe().sockets, []);
    assert.ok(probe().workers > 0);
    assert.equal(ours(file('src/pay.ts')).length, 1);
  });
});
