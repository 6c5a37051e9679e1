import assert from 'node:assert/strict';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AREAS } from '../src/areas/index.ts';
import { COMMANDS } from '../src/commands/catalog.ts';
import { runCommandLine } from '../src/commands/main.ts';
import type { Report } from '../src/model/report.ts';
import { recordedStream, recordedTerminal } from './commands/terminal.ts';
import { sampleFiles } from './sample/files.ts';
import { makeSample, type Sample } from './sample/sample.ts';
import { type SampleServers, serveSample } from './sample/servers.ts';
import { ensureBuilt, runCli } from './support/built-cli.ts';
import { reportErrors, sarifErrors } from './support/schemas.ts';
import { type RunningDnsServer, startDnsServer } from './support/servers/dns-server.ts';
import { TOKEN_KINDS } from './support/tokens.ts';

describe('cli', function () {
  this.timeout(60_000);
  let sample: Sample;
  let empty: string;

  before(async () => {
    ensureBuilt();
    sample = await makeSample();
    empty = mkdtempSync(path.join(tmpdir(), 'launch-ready-test-'));
  });
  after(async () => {
    rmSync(empty, { recursive: true, force: true });
    await sample.remove();
  });

  const inSample = (...words: string[]) => runCli(words, { cwd: sample.folder });

  describe('help', () => {
    it('says its version and its commands', async () => {
      const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
      assert.deepEqual(await runCli(['--version']), { code: 0, out: `${version}\n`, err: '' });
      const { code, out, err } = await runCli([]);
      assert.deepEqual([code, err], [0, '']);
      for (const { name } of COMMANDS) assert.match(out, new RegExp(`^ {2}${name}\\b`, 'mu'));
      const wrong = await runCli(['audti']);
      assert.deepEqual([wrong.code, wrong.out], [2, '']);
      assert.match(wrong.err, /^launch-ready: there is no command audti\n/u);
    });

    for (const { name } of COMMANDS) {
      it(`explains ${name} with an example`, async () => {
        const { code, out } = await runHere([name, '--help']);
        assert.equal(code, 0);
        assert.match(out, new RegExp(`\\nExample:\\n {2}launch-ready ${name}\\b`, 'u'));
        assert.deepEqual(await runHere(['help', name]), { code: 0, out, err: '' });
        for (const line of out.split('\n')) assert.ok(line.length <= 110, line);
      });
    }
  });

  describe('wrong usage ends with 2, one clear sentence and nothing on standard output', () => {
    const mistakes: [words: string[], says: RegExp][] = [
      [['audti'], /there is no command audti\nDid you mean audit\?\nSee: launch-ready --help/u],
      [['--frmat', 'json'], /unknown option --frmat/u],
      [
        ['audit', '--ofline'],
        /unknown option --ofline\nDid you mean --offline\?\nSee: launch-ready audit --help/u,
      ],
      [['audit', 'no-such-folder'], /there is no folder no-such-folder/u],
      [['audit', 'package.json'], /package\.json is a file/u],
      [['audit', '--format', 'jsn'], /Did you mean json\?/u],
      [['audit', '--fail-on', 'blockers'], /Did you mean blocker\?/u],
      [['audit', '--only', 'secret'], /Did you mean secrets\?/u],
      [['audit', '--domain', 'https://acme.test/x'], /web address, not a domain name\nWrite acme\.test/u],
      [['audit', '--config', 'missing.yaml'], /there is no file missing\.yaml/u],
      [['audit', '--config', '../x.yaml'], /there is no file|outside the audited folder/u],
      [['domain'], /domain needs NAME/u],
      [['domain', 'localhost'], /has no ending/u],
      [['explain', 'secrets/hardcoded-secrt'], /Did you mean secrets\/hardcoded-secret\?/u],
      [['explain', 'unset-local'], /Did you mean env\/unset-local-variable\?/u],
      [['explain', 'undeclared'], /Perhaps env\/undeclared-variable, env\/[\w-]+\. All checks/u],
      [['explain', 'nonsense'], /All checks: launch-ready checks/u],
      [['replay', 'missing.json'], /cannot read missing\.json/u],
      [['replay', 'package.json'], /is not a recording/u],
      [['audit', '--offline', '--output', 'no/such/folder/x'], /cannot write .*there is no such folder/u],
    ];
    for (const [words, says] of mistakes) {
      it(words.join(' '), async () => {
        const { code, out, err } = await runHere(words);
        assert.deepEqual([code, out], [2, '']);
        assert.match(err, says);
        assert.doesNotMatch(err, /^\s+at /mu);
      });
    }
  });

  describe('audit', () => {
    it('says of the sample that it is not ready, the verdict at the end, nothing else in a pipe', async () => {
      const { code, out, err } = await inSample('audit', '--offline');
      assert.deepEqual([code, err], [1, '']);
      assert.match(out, /\nNOT READY \(\d+ blockers\)\n/u);
      assert.match(out, /src\/lib\/stripe\.ts:4:35/u);
      assert.match(out, /NOT CHECKED\n/u);
      assert.doesNotMatch(out, /\u001b/u);
    });

    it('shows paths from where the person stands', async () => {
      const { out } = await runCli(['audit', 'acme', '--offline', '--only', 'secrets'], {
        cwd: path.dirname(sample.folder),
      });
      assert.match(out, /\s+acme\/src\/lib\/stripe\.ts:4:35/u);
    });

    for (const format of ['text', 'json', 'sarif', 'markdown', 'html', 'junit', 'github']) {
      it(`shows no value of a secret as ${format}`, async () => {
        const { code, out } = await inSample('audit', '--offline', '--format', format);
        assert.equal(code, 1);
        assert.match(out, /hardcoded-secret|secrets\//u);
        for (const secret of sampleSecrets())
          assert.ok(!out.includes(secret), `a secret is in the ${format} report`);
      });
    }

    it('prints JSON that fits the published schema', async () => {
      const report = JSON.parse((await inSample('audit', '--offline', '--format', 'json')).out) as Report;
      assert.deepEqual(reportErrors(report), []);
      assert.equal(report.domain, 'acme.test');
      const areas = new Set(report.results.map(({ checkId }) => checkId.split('/')[0]));
      assert.deepEqual(
        [...areas],
        AREAS.filter(({ network }) => !network).map(({ id }) => id),
      );
      assert.deepEqual(
        report.notAsked.filter(({ check }) => !check).map(({ area }) => area),
        AREAS.filter(({ network }) => network).map(({ id }) => id),
      );
    });

    it('prints SARIF that fits the official schema, with help and exact places', async () => {
      const { out } = await inSample('audit', '--offline', '--format', 'sarif');
      const sarif = JSON.parse(out);
      assert.deepEqual(sarifErrors(sarif), []);
      const [run] = sarif.runs;
      for (const rule of run.tool.driver.rules)
        assert.match(rule.help?.markdown ?? '', /^# [a-z]+\//u, rule.id);
      assert.ok(run.results.length > 5);
      for (const { locations } of run.results) {
        const { artifactLocation, region } = locations[0].physicalLocation;
        const lines = sampleFiles()[decodeURIComponent(artifactLocation.uri)]?.split('\n');
        assert.ok(
          !lines || region.endColumn - 1 <= (lines[region.endLine - 1] ?? '').length,
          artifactLocation.uri,
        );
      }
    });

    it('writes to a file, whole, and says so', async () => {
      const file = path.join(empty, 'report.json');
      const { code, out, err } = await inSample('audit', '--offline', '--format', 'json', '-o', file);
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, /^NOT READY \(\d+ blockers\)\. The report is in /u);
      assert.deepEqual(reportErrors(JSON.parse(readFileSync(file, 'utf8'))), []);
    });

    it('writes through a link, and leaves it a link', async function () {
      if (process.platform === 'win32') this.skip();
      const target = path.join(empty, 'target.json');
      const link = path.join(empty, 'link.json');
      writeFileSync(target, 'old');
      symlinkSync(target, link);
      await inSample('audit', '--offline', '--only', 'handover', '--format', 'json', '--output', link);
      assert.ok(lstatSync(link).isSymbolicLink());
      assert.deepEqual(reportErrors(JSON.parse(readFileSync(target, 'utf8'))), []);
    });

    it('ends with 0 or 1 as --fail-on says', async () => {
      const folder = path.join(empty, 'tidy');
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'index.ts'), 'export const url = process.env.BILLING_URL;\n');
      const only = ['audit', folder, '--offline', '--only', 'env'];
      assert.equal((await runCli(only)).code, 0);
      const { code, out } = await runCli([...only, '--fail-on', 'medium']);
      assert.equal(code, 1);
      assert.match(out, /\nREADY WITH RISKS \(1 high/u);
    });

    it('ends with 2 on a mistake in launch-ready.yaml, and still audits the rest', async () => {
      const folder = path.join(empty, 'mistake');
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'launch-ready.yaml'), 'domian: acme.test\n');
      const { code, out, err } = await runCli(['audit', folder, '--offline']);
      assert.equal(code, 2);
      assert.match(out, /launch-ready\.yaml:1:1[\s\S]*domian/u);
      assert.match(
        err,
        /launch-ready\.yaml:\d+:\d+: 1 mistake in the configuration, .*The exit code is 2\.$/mu,
      );
    });

    it('is the same when recorded and replayed', async () => {
      const file = path.join(empty, 'acme.artifacts.json');
      const recorded = await inSample('record', '--offline', '-o', file);
      assert.deepEqual([recorded.code, recorded.out], [0, '']);
      for (const secret of sampleSecrets()) assert.ok(!readFileSync(file, 'utf8').includes(secret));
      const live = JSON.parse((await inSample('audit', '--offline', '--format', 'json')).out);
      const { code, out } = await runCli(['replay', file, '--format', 'json'], { cwd: empty });
      assert.equal(code, 1);
      assert.deepEqual(timeless(JSON.parse(out)), timeless(live));
    });
  });

  describe('init', () => {
    it('proposes what the project says of itself, and overwrites nothing', async () => {
      const folder = path.join(empty, 'init');
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'package.json'), '{\n  "homepage": "https://www.acme.com/"\n}\n');
      const first = await runCli(['init'], { cwd: folder });
      assert.equal(first.code, 0);
      const file = path.join(folder, 'launch-ready.yaml');
      assert.match(readFileSync(file, 'utf8'), /^domain: acme\.com$/mu);
      const second = await runCli(['init'], { cwd: folder });
      assert.deepEqual([second.code, second.out], [2, '']);
      assert.match(second.err, /there is a launch-ready\.yaml already/u);
      assert.deepEqual((await runCli(['audit', folder, '--offline'])).code, 0);
    });
  });

  describe('checks and explain', () => {
    it('lists every check for programs', async () => {
      const { code, out } = await runCli(['checks', '--format', 'json']);
      assert.equal(code, 0);
      const listed = JSON.parse(out) as {
        id: string;
        title: string;
        area: string;
        stage: string;
        severity: string;
        docs: string;
      }[];
      assert.deepEqual(
        listed.map(({ id }) => id),
        AREAS.flatMap(({ checks }) => checks.map(({ id }) => id)),
      );
      for (const { docs, title, stage, severity } of listed) {
        assert.ok(existsSync(docs), docs);
        assert.ok(title && stage && severity);
      }
    });

    it('explains every check', async () => {
      const out = recordedStream();
      for (const { id, checks } of AREAS) {
        for (const check of checks) {
          out.text = '';
          assert.equal(await runCommandLine(['explain', check.id], recordedTerminal({ out })), 0, id);
          assert.match(out.text, new RegExp(`^${check.id}\\n[\\s\\S]*\\nHow to fix\\n`, 'u'));
        }
      }
    });

    it('finds a check by its last part, and a kind of secret by its check', async () => {
      const page = await runCli(['explain', 'secrets/hardcoded-secret']);
      assert.equal(page.code, 0);
      assert.deepEqual(await runCli(['explain', 'hardcoded-secret']), page);
      assert.deepEqual(await runCli(['explain', 'secrets/stripe-secret-key']), page);
    });
  });

  describe('terminal', () => {
    const audit = async (words: string[], changes: Parameters<typeof recordedTerminal>[0] = {}) => {
      const terminal = recordedTerminal({
        cwd: sample.folder,
        out: recordedStream({ isTerminal: true, columns: 72 }),
        ...changes,
      });
      await runCommandLine(['audit', '--offline', ...words], terminal);
      return terminal.out.text;
    };

    it('colours on a terminal, unless the person says no', async () => {
      assert.match(await audit([]), /\u001b\[1;31m/u);
      assert.doesNotMatch(await audit(['--no-color']), /\u001b/u);
      assert.doesNotMatch(await audit([], { plain: true }), /\u001b/u);
      assert.doesNotMatch(await audit(['--format', 'json']), /\u001b/u);
    });

    it('takes the width of the window', async () => {
      const lines = (await audit(['--no-color'])).split('\n');
      const prose = lines.filter((line) => line.includes(' ') && !/^\s{13,}\S|\/|^\s*git /u.test(line));
      assert.ok(prose.length > 30);
      for (const line of prose) assert.ok([...line].length <= 72, line);
    });

    it('tells a mistake of its own in one sentence', async () => {
      const fail = () => {
        throw new TypeError('x is undefined');
      };
      for (const debug of [false, true]) {
        const terminal = recordedTerminal({ out: { ...recordedStream(), write: fail } as never, debug });
        assert.equal(await runCommandLine(['checks'], terminal), 2);
        assert.match(
          terminal.err.text,
          /^launch-ready stopped because of a mistake of its own: x is undefined\n/u,
        );
        assert.equal(/^\s+at /mu.test(terminal.err.text), debug);
      }
    });

    it('stops when interrupted, and says so', async () => {
      const controller = new AbortController();
      controller.abort();
      const terminal = recordedTerminal({ cwd: sample.folder, signal: controller.signal });
      assert.equal(await runCommandLine(['audit', '--offline'], terminal), 130);
      assert.deepEqual([terminal.out.text, terminal.err.text], ['', 'Stopped.\n']);
    });

    it('is quiet when the reader goes away', async () => {
      const { err } = await runCli(['audit', '--offline', '--format', 'json'], {
        cwd: sample.folder,
        onStart: (child) => child.stdout?.destroy(),
      });
      assert.equal(err, '');
    });
  });

  describe('network', () => {
    let servers: SampleServers;
    let silent: RunningDnsServer;
    before(async () => {
      servers = await serveSample(sample.directory);
      silent = await startDnsServer({ zone: {}, mode: 'silent' });
    });
    after(async () => {
      await servers.close();
      await silent.close();
    });

    it('looks at a domain alone, with nothing of a repository', async () => {
      const { code, out, err } = await runCli(
        ['domain', 'acme.test', ...servers.arguments, '--fail-on', 'high', '--format', 'json'],
        {
          cwd: empty,
        },
      );
      assert.deepEqual([code, err], [1, '']);
      const report = JSON.parse(out) as Report;
      assert.deepEqual(reportErrors(report), []);
      const areas = new Set(report.results.map(({ checkId }) => checkId.split('/')[0]));
      assert.deepEqual(
        [...areas],
        AREAS.filter(({ network }) => network).map(({ id }) => id),
      );
      assert.equal(report.domain, 'acme.test');
      assert.match(report.verdict.scope, /code not checked/u);
    });

    it('shows findings of the domain on the line that names it', async () => {
      const { out } = await inSample('audit', ...servers.arguments, '--format', 'github');
      assert.match(out, /^::(error|warning) file=launch-ready\.yaml,line=1,col=9,/mu);
    });

    it('asks nothing when offline', async () => {
      assert.equal((await inSample('audit', '--offline', '--dns', silent.address)).code, 1);
      assert.deepEqual(silent.log, []);
    });

    it('ends with 3 when what could stop the launch could not be looked at', async () => {
      const { code, out } = await runCli(
        ['domain', 'acme.test', '--dns', silent.address, '--allow-private'],
        { cwd: empty },
      );
      assert.equal(code, 3, out);
      assert.match(out, /\nINCOMPLETE \(\d+ checks could not run\)\n/u);
      assert.match(out, /Could not check(?: \(\d+ checks\))?: /u);
      assert.doesNotMatch(out, /^ +✓/mu);
    });

    it('stops at once when interrupted, without a word of blame', async function () {
      if (process.platform === 'win32') this.skip();
      const asked = silent.log.length;
      const { code, out, err } = await runCli(['domain', 'acme.test', '--dns', silent.address], {
        cwd: empty,
        onStart: (child) => {
          const watch = setInterval(() => {
            if (silent.log.length === asked) return;
            clearInterval(watch);
            child.kill('SIGINT');
          }, 10);
          child.once('close', () => clearInterval(watch));
        },
      });
      assert.deepEqual([code, out, err], [130, '', 'Stopped.\n']);
    });
  });

  it('leaves nothing behind in the audited folder', async () => {
    const before = statSync(sample.folder).mtimeMs;
    await inSample('audit', '--offline');
    assert.equal(statSync(sample.folder).mtimeMs, before);
  });
});

/** The same without a process of its own, for what is decided before anything runs. */
async function runHere(words: readonly string[]) {
  const terminal = recordedTerminal();
  const code = await runCommandLine(words, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}

/** The values that no report may show: every token of the sample, found by the prefix of its kind. */
function sampleSecrets(): string[] {
  assert.ok(TOKEN_KINDS.length > 0);
  const words = Object.values(sampleFiles()).flatMap((text) => text.match(/[\w-]{24,}/gu) ?? []);
  const secrets = words.filter((word) => /\d/u.test(word) && /[A-Z]/u.test(word) && /[a-z]/u.test(word));
  assert.ok(secrets.length >= 6, `${secrets.length} secrets in the sample`);
  return secrets;
}

function timeless({ durations: _, root: __, checkedAt: ___, results, ...report }: Report) {
  return { ...report, results: results.map(({ durationMs: ____, ...result }) => result) };
}
