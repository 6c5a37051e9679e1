import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AREAS } from '../src/areas/index.ts';
import { runAudit } from '../src/audit/audit.ts';
import { gatherInProcess } from '../src/audit/gather.ts';
import type { Report } from '../src/model/report.ts';
import { GATHERERS } from '../src/observe/index.ts';
import { FileError, type FileSystem } from '../src/workspace/file-system.ts';
import { createNodeFileSystem } from '../src/workspace/node-file-system.ts';
import { ensureBuilt, runCli } from './support/built-cli.ts';
import { makeToken } from './support/tokens.ts';

/** A project with one leaked key that must be found whatever else is wrong with it. */
function makeProject(): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'launch-ready-bad-'));
  fs.mkdirSync(path.join(root, 'src'));
  fs.writeFileSync(
    path.join(root, 'src', 'pay.ts'),
    `export const key = '${makeToken('stripe-secret-key')}';\n`,
  );
  return root;
}

const secretPaths = ({ results }: Report): string[] =>
  results
    .filter(({ checkId }) => checkId === 'secrets/hardcoded-secret')
    .flatMap(({ findings }) => findings)
    .map(({ location }) => (location.kind === 'file' ? location.path : location.host));

async function audit(root: string): Promise<{ report: Report; code: number | null }> {
  const { out, err, code } = await runCli(['audit', root, '--offline', '--format', 'json']);
  assert.doesNotMatch(err + out, /\n\s+at .+:\d+:\d+/, 'a stack trace reached the person');
  return { report: JSON.parse(out) as Report, code };
}

describe('bad input', () => {
  let root = '';
  before(ensureBuilt);
  beforeEach(() => {
    root = makeProject();
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  it('a broken launch-ready.yaml is told with its line, and the audit goes on', async () => {
    fs.writeFileSync(path.join(root, 'launch-ready.yaml'), 'domain: acme.com\nhosts: { app: [\n');
    const { report, code } = await audit(root);
    assert.equal(code, 2);
    assert.deepEqual(secretPaths(report), ['src/pay.ts']);
    const problem = report.results.find(({ checkId }) => checkId === 'deploy/invalid-configuration')
      ?.findings[0];
    assert.equal(problem?.location.kind === 'file' && problem.location.path, 'launch-ready.yaml');
    assert.ok(problem?.location.kind === 'file' && problem.location.range.start.line >= 1);
  });

  it('an env file of 5 MB on one line is read within bounds', async () => {
    fs.writeFileSync(path.join(root, '.env'), `CERTIFICATE=${'QUJD'.repeat(1_310_720)}`);
    fs.writeFileSync(path.join(root, 'huge.json'), `{"a":"${'x'.repeat(6_000_000)}"}`);
    const { report } = await audit(root);
    assert.ok(secretPaths(report).includes('src/pay.ts'));
    assert.equal(report.skipped.oversized, 1);
  });

  it('a damaged repository is told, and its files are still read', async () => {
    execFileSync('git', ['init', '-q', root]);
    fs.writeFileSync(path.join(root, '.git', 'index'), Buffer.from('DIRC\0\0\0\x09garbage'));
    const { report, code } = await audit(root);
    assert.equal(code, 1);
    assert.deepEqual(secretPaths(report), ['src/pay.ts']);
    const envFiles = report.results.find(({ checkId }) => checkId === 'env/unignored-env-file');
    assert.ok(envFiles);
    assert.notEqual(envFiles.outcome, 'pass');
  });

  it('nothing that a hostile .git/config says is executed', async () => {
    execFileSync('git', ['init', '-q', root]);
    const mark = path.join(root, 'executed');
    const run = `touch ${mark}`;
    fs.appendFileSync(
      path.join(root, '.git', 'config'),
      `[core]\n\tfsmonitor = ${run}\n\tpager = ${run}\n\tsshCommand = ${run}\n[diff]\n\texternal = ${run}\n[filter "x"]\n\tclean = ${run}\n\tsmudge = ${run}\n`,
    );
    fs.writeFileSync(path.join(root, '.gitattributes'), '* filter=x diff=x\n');
    const { report } = await audit(root);
    assert.deepEqual(secretPaths(report), ['src/pay.ts']);
    assert.equal(fs.existsSync(mark), false);
  });

  it('a .git that leads nowhere, loops of links and strange names harm nothing', async () => {
    fs.writeFileSync(path.join(root, '.git'), 'gitdir: /nowhere/at/all\n');
    fs.symlinkSync('..', path.join(root, 'src', 'loop'));
    fs.symlinkSync('/etc/passwd', path.join(root, 'passwd'));
    if (process.platform !== 'win32') fs.writeFileSync(path.join(root, 'a\n\u001b[31m"b.ts'), 'export {};\n');
    const { report } = await audit(root);
    assert.deepEqual(secretPaths(report), ['src/pay.ts']);
  });

  it('files that vanish or may not be read are counted, and the rest is audited', async () => {
    fs.writeFileSync(path.join(root, 'src', 'gone.ts'), 'export {};\n');
    fs.mkdirSync(path.join(root, 'locked'));
    fs.writeFileSync(path.join(root, 'locked', 'a.ts'), 'export {};\n');
    const disk = createNodeFileSystem(root);
    // As root nothing is forbidden, so the refusal is played here; the vanishing is real.
    const files: FileSystem = {
      ...disk,
      readDirectory(directory) {
        if (directory === 'locked') throw new FileError('noPermission', directory, 'locked may not be read');
        return disk.readDirectory(directory);
      },
      readFile(file, maxBytes) {
        if (file === 'src/gone.ts') fs.rmSync(path.join(root, file), { force: true });
        return disk.readFile(file, maxBytes);
      },
    };
    const { report } = await runAudit({
      areas: AREAS,
      gatherers: GATHERERS,
      files,
      gather: gatherInProcess(files, GATHERERS),
      version: '0.0.0',
      now: () => Date.parse('2026-11-21T12:00:00Z'),
      signal: new AbortController().signal,
    });
    assert.deepEqual(secretPaths(report), ['src/pay.ts']);
    assert.equal(report.skipped.unreadable, 2, 'the folder and the file');
  });

  it('a folder that is not there is one clear sentence', async () => {
    const { code, err, out } = await runCli(['audit', path.join(root, 'nowhere')]);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, /nowhere/);
    assert.equal(err.trim().split('\n').length <= 2, true, err);
  });
});
