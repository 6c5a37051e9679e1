import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { leakPath } from '../big-workspace.ts';
import { secretLine } from '../workspaces.ts';
import { api, file, ours, settled, type, until } from './support.ts';

const EDITS = 40;

const round = (n: number) => Math.round(n * 10) / 10;

function megabytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 4; i++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** Figures for the table of budgets: printed, never judged, since they depend on what else the machine does. */
describe('budgets', () => {
  it('tell what the start and a scan of 4,000 files cost', async () => {
    const before = { rss: process.memoryUsage().rss, used: megabytesInUse() };
    const start = performance.now();
    let most = before.rss;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const { shown } = await api();
    await until('the first squiggle', () => ours(file(leakPath(0))).length === 10, 60_000);
    const first = performance.now() - start;
    await settled();
    clearInterval(watch);
    assert.ok(first > 0);
    console.log(
      `      activate(): ${shown().activationMs} ms; first squiggle ${round(first)} ms after the window was ready`,
    );
    console.log(
      `      resident while scanning: +${round((most - before.rss) / 1e6)} MB; in use at rest: +${round(megabytesInUse() - before.used)} MB`,
    );
  }).timeout(90_000);

  it('tell what a keystroke costs in a file of 2,000 lines', async () => {
    const uri = file('src/long.ts');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await settled();
    const rest = ours(uri).length;
    const text = document.getText();
    const costs: number[] = [];
    for (let i = 0; i < EDITS; i++) {
      const had = i % 2 === 1;
      await type(document, had ? text : `${text}${secretLine('typed', i + 1)}`);
      // What VS Code itself does with the edit is over long before the debounce is.
      await new Promise((done) => setTimeout(done, 250));
      const cpu = process.cpuUsage();
      await until('the squiggle follows', () => ours(uri).length === rest + (had ? 0 : 1));
      const { user, system } = process.cpuUsage(cpu);
      costs.push((user + system) / 1000);
    }
    costs.sort((a, b) => a - b);
    assert.equal(costs.length, EDITS);
    console.log(
      `      work from the debounce to the squiggle: median ${round(costs[EDITS / 2] ?? 0)} ms, p95 ${round(costs[Math.floor(EDITS * 0.95)] ?? 0)} ms of processor time`,
    );
  }).timeout(120_000);
});
