import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Session } from '../../src/audit/session.ts';
import { createFolderSession } from '../../src/providers/folder-session.ts';

/** A session whose history takes until it is aborted, or until it fails. */
function folderSession(readHistory: Session['readHistory']) {
  const session = {
    readHistory,
    onDidChange: () => () => {},
    onDidFill() {},
    dispose() {},
  } as unknown as Session;
  const folder = { name: 'shop' } as vscode.WorkspaceFolder;
  return createFolderSession(
    folder,
    async () => session,
    () => {},
  );
}

describe('the git history of a folder', () => {
  it('can be cancelled, and is work until then', async () => {
    const controller = new AbortController();
    const folder = folderSession(
      (_, signal) =>
        new Promise((_done, fail) => signal.addEventListener('abort', () => fail(signal.reason))),
    );
    const reading = folder.readHistory(controller.signal);
    let isIdle = false;
    const idle = folder.whenIdle().then(() => {
      isIdle = true;
    });
    await new Promise((done) => setImmediate(done));
    assert.deepEqual([folder.activity(), isIdle], ['scanning', false]);
    controller.abort();
    assert.equal(await reading, false);
    await idle;
    assert.equal(folder.activity(), 'idle');
  });

  it('tells why it could not be read', async () => {
    const folder = folderSession(() => Promise.reject(new Error('no git here')));
    await assert.rejects(folder.readHistory(new AbortController().signal), /no git here/);
    assert.equal(folder.activity(), 'idle');
  });
});
