import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { Report } from '../../../src/model/report.ts';
import type { Row } from '../../../src/providers/checklist-row.ts';
import { BIG, leakPath } from '../big-workspace.ts';
import { secretLine } from '../workspaces.ts';
import { api, file, folder, ours, settled, type, until } from './support.ts';

const WHOLE = 120_000;

async function report(): Promise<Report> {
  const found = (await api()).report();
  assert.ok(found, 'there is a report');
  return found;
}

function leaksIn(of: Report): number {
  return of.results.find(({ checkId }) => checkId === 'secrets/hardcoded-secret')?.findings.length ?? 0;
}

/** What the work cost this host: its own CPU and how long it held up everything else. Printed, never judged. */
async function watched(what: string, work: () => Promise<void>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  delay.enable();
  await work();
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  const ms = (n: number) => Math.round(n);
  console.log(
    `      ${what}: ${ms(performance.now() - start)} ms, CPU ${ms((user + system) / 1000)} ms, ` +
      `longest hold-up ${ms(delay.max / 1e6)} ms, resident ${ms(process.memoryUsage().rss / 1e6)} MB`,
  );
}

describe(`${BIG.files} files and ${BIG.findings} findings`, () => {
  before(async function () {
    this.timeout(WHOLE);
    await watched('from the window to the first whole report', async () => {
      await api();
      await settled();
    });
  });

  it('are all found, and what was left out is counted', async () => {
    const found = await report();
    assert.equal(leaksIn(found), BIG.findings);
    assert.equal(ours(file(leakPath(7))).length, 10);
    assert.equal(found.skipped.binary, 1);
    assert.equal(found.skipped.oversized, 1);
  });

  it('open a checklist that fits on a screen, and no list in it is endless', async () => {
    const widest = (rows: readonly Row[]): number =>
      Math.max(rows.length, ...rows.map(({ children }) => widest(children)));
    const rows = (await api()).shown().rows as Row[];
    assert.ok(rows.length <= 30, `${rows.length} rows`);
    assert.ok(widest(rows) <= 101, `${widest(rows)} rows in one list`);
  });

  it('keep up with somebody who types', async () => {
    const uri = file('packages/p3/src/module-3.ts');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const before = document.getText();
    await watched('200 edits', async () => {
      for (let i = 0; i < 200; i++) {
        await type(document, `${before}${'\n'.repeat(i)}${i % 2 ? secretLine('typed', 3) : ''}`);
        await new Promise((done) => setTimeout(done, i % 40 === 0 ? 350 : 5));
      }
      await until('the last text has its problem', () => ours(uri).length === 1);
    });
    assert.equal(ours(uri)[0]?.range.start.line, before.split('\n').length - 1 + 199);
    await watched('one edit', async () => {
      await type(document, before);
      await until('the problem is gone', () => ours(uri).length === 0);
    });
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(leaksIn(await report()), BIG.findings);
  }).timeout(WHOLE);

  it('follow a switch to another branch and back', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: folder().uri.fsPath, stdio: 'ignore' });
    const leaking = file(leakPath(0));
    assert.equal(ours(leaking).length, 10);
    await watched(`${BIG.changed} files changed`, async () => {
      git('checkout', '--quiet', 'other');
      await until('its keys are gone', () => ours(leaking).length === 0, WHOLE);
      await settled();
    });
    assert.equal(leaksIn(await report()), BIG.findings - 10);
    await watched('and back', async () => {
      git('checkout', '--quiet', 'main');
      await until('its keys are back', () => ours(leaking).length === 10, WHOLE);
      await settled();
    });
    assert.equal(leaksIn(await report()), BIG.findings);
  }).timeout(2 * WHOLE);

  it('lose nothing when a run is replaced by another', async () => {
    const runs = [0, 1, 2].map(() =>
      vscode.commands.executeCommand('launchReady.runFullAudit', folder().uri.toString()),
    );
    await Promise.all(runs);
    await settled();
    assert.equal(leaksIn(await report()), BIG.findings);
    assert.equal(ours(file(leakPath(7))).length, 10);
  }).timeout(WHOLE);
});
