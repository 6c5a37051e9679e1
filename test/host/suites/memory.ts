import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { secretLine } from '../workspaces.ts';
import { api, file, folder, ours, settled, type, until } from './support.ts';

const CYCLES = 500;
const WARM = 50;
const MOST_MEGABYTES = 20;

/** What is still in use after a collection, outside of V8's heap as well: megabytes. */
function inUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 4; i++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

describe('memory', () => {
  before(async () => {
    await api();
    await settled();
  });

  it(`does not grow over ${CYCLES} rounds of work`, async () => {
    const uri = file('src/clean.ts');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const before = document.getText();
    const seen: number[] = [];
    for (let cycle = 1; cycle <= CYCLES; cycle++) {
      await type(document, `${before}${secretLine('typed', cycle)}`);
      await until('the problem shows', () => ours(uri).length === 1);
      await type(document, before);
      await until('the problem is gone', () => ours(uri).length === 0);
      if (cycle % 10 === 0) {
        await vscode.workspace.fs.writeFile(
          file(`src/made-${cycle}.ts`),
          Buffer.from(secretLine('made', cycle)),
        );
        await until('the new file has its problem', () => ours(file(`src/made-${cycle}.ts`)).length === 1);
        await vscode.workspace.fs.delete(file(`src/made-${cycle}.ts`));
      }
      if (cycle % 25 === 0) {
        await vscode.commands.executeCommand('launchReady.scanWorkspace', folder().uri.toString());
        await vscode.commands.executeCommand('launchReady.openReport', folder().uri.toString());
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        await vscode.window.showTextDocument(document);
      }
      if (cycle % WARM === 0) {
        await settled();
        seen.push(inUse());
      }
    }
    console.log(`      megabytes in use each ${WARM} rounds: ${seen.map((n) => n.toFixed(1)).join(' ')}`);
    const [first = 0] = seen;
    assert.ok((seen.at(-1) ?? 0) - first <= MOST_MEGABYTES, `${seen.at(-1)} after ${first}`);
  }).timeout(30 * 60_000);
});
