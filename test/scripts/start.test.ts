import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AREAS } from '../../src/areas/index.ts';
import type { Report } from '../../src/model/report.ts';
import { reportErrors } from '../support/schemas.ts';

/** Runs scripts/start.ts with a temporary folder of its own, so that nothing left behind goes unseen. */
async function start(words: string[], temporary: string, onOutput: (pid: number) => void = () => {}) {
  const child = spawn(process.execPath, ['--import=tsx', 'scripts/start.ts', ...words], {
    env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const watch = setInterval(() => {
    if (leftIn(temporary).length > 0 && child.pid) onOutput(child.pid);
  }, 20);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  return { code, out, err };
}

/** Without what tsx keeps there. */
function leftIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('launch-ready-'));
}

describe('scripts/start', function () {
  this.timeout(90_000);
  let temporary: string;
  beforeEach(() => {
    temporary = mkdtempSync(path.join(tmpdir(), 'start-test-'));
  });
  afterEach(() => rmSync(temporary, { recursive: true, force: true }));

  it('shows findings in every area of the sample, ends with 0 and leaves nothing behind', async () => {
    let mode = 0;
    const { code, out, err } = await start(['--format', 'json'], temporary, () => {
      const [name] = leftIn(temporary);
      if (name) mode ||= statSync(path.join(temporary, name), { throwIfNoEntry: false })?.mode ?? 0;
    });
    assert.equal(code, 0, err);
    assert.match(err, /The sample is meant to be not ready/u);
    const report = JSON.parse(out) as Report;
    assert.deepEqual(reportErrors(report), []);
    assert.equal(report.verdict.state, 'NOT READY');
    const found = new Set(
      report.results
        .filter(({ findings }) => findings.length > 0)
        .map(({ checkId }) => checkId.split('/')[0]),
    );
    assert.deepEqual(
      AREAS.map(({ id }) => id as string).filter((id) => !found.has(id)),
      [],
      'areas without a finding',
    );
    assert.deepEqual(
      report.results.filter(({ reason }) => /the check itself failed/u.test(reason ?? '')),
      [],
    );
    if (process.platform !== 'win32') assert.equal(mode & 0o777, 0o700);
    assert.deepEqual(leftIn(temporary), []);
  });

  it('audits another folder with all options passed on, and ends as the audit does', async () => {
    const folder = path.join(temporary, 'mine');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'index.ts'), 'export const url = process.env.BILLING_URL;\n');
    const words = [folder, '--offline', '--only', 'env', '--fail-on', 'medium', '--format', 'github'];
    const { code, out } = await start(words, temporary);
    assert.equal(code, 1);
    assert.match(out, /^::(warning|notice|error) file=index\.ts,line=1,/mu);
  });

  it('stops its servers and removes the sample when interrupted', async function () {
    if (process.platform === 'win32') this.skip();
    let sent = false;
    const { code } = await start([], temporary, (pid) => {
      if (!sent) process.kill(pid, 'SIGINT');
      sent = true;
    });
    assert.ok(sent);
    assert.equal(code, 130);
    assert.deepEqual(leftIn(temporary), []);
  });
});
