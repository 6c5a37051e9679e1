import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { secretLine } from '../workspaces.ts';
import { api, ours, settled } from './support.ts';

describe('no folder', () => {
  before(async () => {
    await api();
    await settled();
  });

  it('has no report, no rows and a calm status', async () => {
    const { report, shown } = await api();
    assert.equal(report(), undefined);
    assert.deepEqual(shown().rows, []);
    console.log(`      status: ${shown().status || '(none)'}`);
  });

  it('leaves a loose document alone', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'typescript',
      content: secretLine('loose', 1),
    });
    await vscode.window.showTextDocument(document);
    await settled();
    assert.deepEqual(ours(document.uri), []);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('answers every command of the palette without an error', async () => {
    const manifest = vscode.extensions.getExtension('launch-ready.launch-ready')?.packageJSON as {
      contributes: {
        commands: { command: string }[];
        menus: { commandPalette: { command: string; when: string }[] };
      };
    };
    const hidden = new Set(
      manifest.contributes.menus.commandPalette
        .filter(({ when }) => when === 'false')
        .map(({ command }) => command),
    );
    const commands = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((command) => !hidden.has(command));
    assert.ok(commands.length > 5);
    for (const command of commands) {
      // A question or a message waits for a person: what counts is that nothing is thrown.
      const answered = vscode.commands.executeCommand(command).then(
        () => undefined,
        (error) => error,
      );
      const error = await Promise.race([answered, new Promise((done) => setTimeout(done, 400))]);
      assert.equal(error, undefined, `${command}: ${error}`);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await vscode.commands.executeCommand('notifications.clearAll');
    }
  });
});
