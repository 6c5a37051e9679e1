import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Row } from '../../../src/providers/checklist-row.ts';
import { secretLine } from '../workspaces.ts';
import { api, file, folder, ours, problems, settled, type, until } from './support.ts';

describe('several folders', () => {
  before(async () => {
    await api();
    await settled();
  });

  it('have a report each', async () => {
    const { report } = await api();
    assert.equal(report(folder('shop').uri)?.domain, 'acme.test');
    assert.equal(report(folder('blog').uri)?.domain, 'blog.test');
    assert.equal(report(folder('inner').uri)?.domain, null);
  });

  it('have a row each, with their stages below', async () => {
    const rows = (await api()).shown().rows as Row[];
    assert.deepEqual(
      rows.map(({ kind, label }) => `${kind} ${label}`),
      ['folder shop', 'folder blog', 'folder inner'],
    );
    assert.equal(rows[0]?.children[0]?.label, 'Code');
  });

  it('show the problems of a folder within a folder once', () => {
    const uri = file('src/inner.ts', 'inner');
    assert.equal(uri.toString(), file('packages/inner/src/inner.ts', 'shop').toString());
    assert.equal(problems(uri).length, 1, problems(uri).join('\n'));
  });

  it('are looked at apart while somebody types', async () => {
    const uri = file('src/clean.ts', 'blog');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await type(document, secretLine('typed', 2));
    await until('the problem shows', () => ours(uri).length === 1);
    assert.deepEqual(problems(file('src/clean.ts', 'shop')), []);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the problem is gone', () => ours(uri).length === 0);
  });

  it('lose their problems when they leave the window, and get them back when they return', async () => {
    const uri = file('src/pay.ts', 'blog');
    const { index, uri: blog } = folder('blog');
    assert.equal(ours(uri).length, 1);
    assert.ok(vscode.workspace.updateWorkspaceFolders(index, 1));
    await until('the problems are gone', () => ours(uri).length === 0);
    assert.equal(ours(file('src/pay.ts', 'shop')).length, 1);
    const rows = (await api()).shown().rows as Row[];
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['shop', 'inner'],
    );
    assert.ok(vscode.workspace.updateWorkspaceFolders(index, 0, { uri: blog, name: 'blog' }));
    await until('the problems are back', () => ours(uri).length === 1);
  });
});
