import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArguments } from '../../src/commands/arguments.ts';
import { auditCommand } from '../../src/commands/audit.ts';
import type { Report } from '../../src/model/report.ts';
import { makeToken } from '../support/tokens.ts';
import { recordedTerminal } from './terminal.ts';

const HEAD = { name: 'audit', summary: '', operands: '[DIR]' };
const secret = (seed: number) => `export const key = '${makeToken('stripe-secret-key', seed)}';\n`;

describe('launch-ready audit, on what changed', () => {
  const base = mkdtempSync(join(tmpdir(), 'launch-ready-changes-'));
  after(() => rmSync(base, { recursive: true, force: true }));

  function project(files: Record<string, string>): string {
    const folder = mkdtempSync(join(base, 'case-'));
    for (const [path, text] of Object.entries(files)) put(folder, path, text);
    return folder;
  }

  function put(folder: string, path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  function git(folder: string, ...words: string[]): void {
    const who = ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.test', '-c', 'init.defaultBranch=main'];
    execFileSync('git', [...who, ...words], { cwd: folder, stdio: 'ignore' });
  }

  function commit(folder: string): void {
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '--message', 'x');
  }

  async function audit(folder: string, ...words: string[]) {
    const terminal = recordedTerminal({ cwd: folder });
    const input = parseArguments(HEAD, auditCommand, ['--offline', '--format', 'json', ...words]);
    const code = await auditCommand.run(input, terminal);
    const report = JSON.parse(terminal.out.text) as Report;
    const places = report.results.flatMap(({ outcome, findings }) =>
      outcome === 'fail'
        ? findings.map(
            ({ checkId, location }) => `${location.kind === 'file' ? location.path : ''} ${checkId}`,
          )
        : [],
    );
    return { code, report, places, err: terminal.err.text };
  }

  describe('--since', () => {
    const folder = project({
      'package.json': '{ "name": "shop" }\n',
      'old.ts': secret(1),
      'old env.ts': "if (!process.env.OLD_KEY) throw new Error('no key');\n",
    });
    before(() => {
      git(folder, 'init', '--quiet');
      commit(folder);
      git(folder, 'branch', 'base');
    });

    it('finds nothing where nothing changed, and says that it looked at no more', async () => {
      const { code, places, report } = await audit(folder, '--since', 'base');
      assert.deepEqual([code, places], [0, []]);
      assert.match(report.verdict.scope, /only files changed since base$/);
      assert.equal((await audit(folder)).code, 1);
    });

    it('counts what was committed since, is not committed and is new, and nothing else', async () => {
      put(folder, 'src/committed.ts', secret(2));
      commit(folder);
      put(folder, 'new \u00e4.ts', secret(3));
      put(folder, 'old env.ts', `${readFileSync(join(folder, 'old env.ts'), 'utf8')}// more\n`);
      const { code, places } = await audit(folder, '--since', 'base');
      assert.equal(code, 1);
      const of = (id: string) =>
        places.filter((place) => place.endsWith(id)).map((place) => place.slice(0, -id.length - 1));
      assert.deepEqual(of('secrets/hardcoded-secret').sort(), ['new \u00e4.ts', 'src/committed.ts']);
      assert.deepEqual(of('env/undeclared-variable'), ['old env.ts']);
    });

    it('judges the project as a whole: what a changed file lacks may stand in one that did not change', async () => {
      put(folder, '.env.example', 'OLD_KEY=\n');
      commit(folder);
      git(folder, 'branch', '-f', 'base');
      put(folder, 'fresh.ts', "if (!process.env.OLD_KEY) throw new Error('no key');\n");
      const { places } = await audit(folder, '--since', 'base');
      assert.deepEqual(
        places.filter((place) => place.includes('undeclared')),
        [],
      );
    });

    it('means what changed on this branch, not on the other', async () => {
      commit(folder);
      git(folder, 'checkout', '--quiet', 'base');
      put(folder, 'old.ts', `${secret(1)}// changed over there\n`);
      commit(folder);
      git(folder, 'checkout', '--quiet', '-');
      const { places } = await audit(folder, '--since', 'base');
      assert.deepEqual(
        places.filter((place) => place.startsWith('old.ts')),
        [],
      );
    });

    it('works in a folder of the repository', async () => {
      put(folder, 'apps/web/page.ts', secret(4));
      const { places } = await audit(join(folder, 'apps/web'), '--since', 'base');
      assert.deepEqual(
        places.filter((place) => place.includes('hardcoded')),
        ['page.ts secrets/hardcoded-secret'],
      );
    });

    it('says what is wrong with a commit that is not there, and where there is no repository', async () => {
      await assert.rejects(audit(folder, '--since', 'nowhere'), /there is no commit nowhere here/);
      await assert.rejects(audit(folder, '--since', '--output=x'), /--since/);
      await assert.rejects(audit(project({ 'a.ts': '' }), '--since', 'main'), /--since: /);
    });
  });

  describe('--fix', () => {
    const files = {
      'package.json': '{ "name": "shop" }\n',
      '.env.example': 'DATABASE_URL=',
      'src/a.ts':
        "if (!process.env.FIRST_KEY || !process.env.SECOND_KEY || !process.env.DATABASE_URL) throw new Error('no');\n",
    };

    it('makes the safe fixes, says each, and reports what is left', async () => {
      const folder = project(files);
      chmodSync(join(folder, '.env.example'), 0o600);
      const { places, err } = await audit(folder, '--fix');
      assert.match(
        readFileSync(join(folder, '.env.example'), 'utf8'),
        /^DATABASE_URL=\n(?:FIRST|SECOND)_KEY=\n(?:FIRST|SECOND)_KEY=\n$/,
      );
      assert.equal(statSync(join(folder, '.env.example')).mode & 0o777, 0o600);
      assert.match(err, /Fixed: Add FIRST_KEY to \.env\.example \(env\/undeclared-variable\)/);
      assert.deepEqual(
        places.filter((place) => place.includes('undeclared')),
        [],
      );
      assert.equal(readFileSync(join(folder, 'src/a.ts'), 'utf8'), files['src/a.ts']);
    });

    it('only tells what it would do with --dry-run', async () => {
      const folder = project(files);
      const { places, err } = await audit(folder, '--fix', '--dry-run');
      assert.equal(readFileSync(join(folder, '.env.example'), 'utf8'), files['.env.example']);
      assert.match(err, /Would fix: Add SECOND_KEY/);
      assert.match(err, /^ {2}\+ SECOND_KEY=$/m);
      assert.equal(places.filter((place) => place.includes('undeclared')).length, 2);
      await assert.rejects(audit(folder, '--dry-run'), /--dry-run goes with --fix/);
    });

    it('writes through no link', async () => {
      const folder = project({ 'package.json': files['package.json'], 'src/a.ts': files['src/a.ts'] });
      const outside = join(project({ outside: 'A=\n' }), 'outside');
      symlinkSync(outside, join(folder, '.env.example'));
      const { err } = await audit(folder, '--fix');
      assert.equal(readFileSync(outside, 'utf8'), 'A=\n');
      assert.match(err, /Not fixed: .*\.env\.example is no plain file/);
    });
  });
});
