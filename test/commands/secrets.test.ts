import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runCommandLine } from '../../src/commands/main.ts';
import { parseBaseline } from '../../src/config/baseline.ts';
import { parse } from '../../src/config/parse.ts';
import type { Report } from '../../src/model/report.ts';
import { ensureBuilt, runCli } from '../support/built-cli.ts';
import { reportErrors, sarifErrors } from '../support/schemas.ts';
import { makeToken } from '../support/tokens.ts';
import { createSandbox, type Sandbox } from '../workspace/git-sandbox.ts';
import { recordedTerminal } from './terminal.ts';

const secret = (seed = 1) => makeToken('stripe-secret-key', seed);
const code = (seed = 1) => `const key = '${secret(seed)}';\n`;

describe('launch-ready secrets', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let clock: number;
  before(() => ensureBuilt());
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.git('init', '-q', '-b', 'main');
    clock = Date.parse('2026-03-04T10:00:00Z') / 1000;
    commit('readme.txt', 'hello\n');
  });
  afterEach(() => sandbox.remove());

  function commit(name: string, text: string): string {
    sandbox.write(name, text);
    sandbox.git('add', '-A');
    clock += 60;
    sandbox.setDate(clock);
    sandbox.git('commit', '-q', '--allow-empty', '-m', name);
    return sandbox.git('rev-parse', 'HEAD').trim();
  }
  const outputs: string[] = [];
  async function run(...words: string[]) {
    return await launchReady('secrets', ...words);
  }
  /** In this process, which is much faster than one of its own. */
  async function launchReady(...words: string[]) {
    const terminal = recordedTerminal({ cwd: sandbox.root });
    const exit = await runCommandLine(words, terminal);
    outputs.push(terminal.out.text, terminal.err.text);
    return { code: exit, out: terminal.out.text, err: terminal.err.text };
  }
  async function report(
    ...words: string[]
  ): Promise<{ exit: number | null; report: Report; told: string[] }> {
    const { code: exit, out, err } = await run(...words, '--format', 'json');
    assert.notEqual(out, '', err);
    const read = JSON.parse(out) as Report;
    assert.deepEqual(reportErrors(read), []);
    const told = read.results.flatMap(({ checkId, findings }) =>
      findings.map(
        ({ messageId, severity, location }) =>
          `${checkId} ${messageId} ${severity} ${location.kind === 'file' ? `${location.path}:${location.range.start.line + 1}` : ''}`,
      ),
    );
    return { exit, report: read, told };
  }

  it('is the secrets area alone, with the formats and exit codes of the audit', async () => {
    assert.equal((await run()).code, 0);
    sandbox.write('a.ts', code());
    const { exit, told, report: read } = await report();
    assert.deepEqual([exit, told], [1, ['secrets/hardcoded-secret inCode blocker a.ts:1']]);
    assert.deepEqual([...new Set(read.results.map(({ checkId }) => checkId.split('/')[0]))], ['secrets']);
    assert.deepEqual(sarifErrors(JSON.parse((await run('--format', 'sarif')).out)), []);
    sandbox.write('a.ts', `const password = "${makeToken('openai-api-key', 5).slice(3, 30)}";\n`);
    assert.equal((await run('--fail-on', 'blocker')).code, 0);
  });

  it('knows the checks of the other areas, where launch-ready.yaml names them', async () => {
    sandbox.write('launch-ready.yaml', 'checks:\n  dns/caa: off\n  tls/weak-key: off\n');
    const { code: exit, err } = await run();
    assert.equal(exit, 2);
    assert.match(err, /^launch-ready\.yaml:2:3: 1 mistake in the configuration/mu);
  });

  it('ends with the same codes as a program of its own', async () => {
    commit('a.ts', code());
    const first = await runCli(['secrets', '--history', '--format', 'json'], { cwd: sandbox.root });
    assert.deepEqual([first.code, first.err], [1, '']);
    assert.deepEqual(reportErrors(JSON.parse(first.out)), []);
    outputs.push(first.out);
    assert.equal((await runCli(['secrets', '--since', 'HEAD'], { cwd: sandbox.root })).code, 0);
    assert.equal((await runCli(['secrets', '--since', 'nothing'], { cwd: sandbox.root })).code, 2);
  });

  it('starts no git and keeps nothing unless it is asked for', async () => {
    const { report: read } = await report();
    for (const id of ['secrets/secret-in-history', 'secrets/rotation-pending']) {
      assert.equal(
        read.results.some(({ checkId }) => checkId === id),
        false,
      );
      assert.ok(read.notAsked.some(({ check }) => check === id));
    }
    assert.equal(existsSync(sandbox.path('.git/launch-ready')), false);
    // Without git it works as well.
    const { code: exit } = await runCli(['secrets'], { cwd: sandbox.root, env: { PATH: '/nonexistent' } });
    assert.equal(exit, 0);
  });

  it('wrong usage ends with 2, a git that cannot look with 3, each with a sentence', async () => {
    commit('a.ts', 'x\n');
    for (const [words, says] of [
      [['--staged', '--history'], /--staged and --history do not go together/],
      [['--since', 'nothing'], /there is no commit nothing here/],
      [['--since=--output=x'], /is not a commit/],
      [['--since', 'a..b..c'], /is not a commit/],
      [['--since', 'main;touch ran'], /is not a commit/],
      [['--since', '$(touch ran)'], /is not a commit|no commit/],
      [['--staged', '--update-baseline'], /does not go with the baseline options/],
      [['--accept', 'nothing'], /no finding has the fingerprint nothing/],
      [['--accept-path', '**'], /would accept every secret/],
      [['--baseline', '../x.json'], /outside the audited folder/],
    ] as const) {
      const { code: exit, out, err } = await run(...words);
      assert.deepEqual([exit, out], [2, ''], words.join(' '));
      assert.match(err, says);
    }
    assert.deepEqual(readdirSync(sandbox.root).sort(), ['.git', 'a.ts', 'readme.txt']);
    const noGit = await runCli(['secrets', '--staged'], { cwd: sandbox.root, env: { PATH: '/nonexistent' } });
    assert.equal(noGit.code, 3);
    assert.match(noGit.err, /git was not found on this computer/);
    const noHistory = await runCli(['secrets', '--history'], {
      cwd: sandbox.root,
      env: { PATH: '/nonexistent' },
    });
    assert.equal(noHistory.code, 3);
    assert.match(noHistory.out, /Git was not found on this computer/);
    const plain = createSandbox();
    try {
      assert.equal((await run('--staged', plain.root)).code, 2);
      assert.equal((await run(plain.root)).code, 0);
    } finally {
      plain.remove();
    }
  });

  describe('--staged', () => {
    it('reads the index: not the files, not what was there before, with exact places', async () => {
      commit('old.ts', code(1));
      sandbox.write('old.ts', `${code(1)}\n// more\n${code(2)}`);
      sandbox.write('new.ts', code(3));
      sandbox.git('add', '-A');
      sandbox.write('new.ts', 'clean\n');
      sandbox.write('unstaged.ts', code(4));
      const { exit, told } = await report('--staged');
      assert.deepEqual(
        [exit, told],
        [
          1,
          [
            'secrets/hardcoded-secret inCode blocker new.ts:1',
            'secrets/hardcoded-secret inCode blocker old.ts:4',
          ],
        ],
      );
      sandbox.git('rm', '-q', '-f', '--cached', 'new.ts');
      sandbox.git('restore', '--staged', 'old.ts');
      assert.equal((await report('--staged')).exit, 0);
    });

    it('an env file that is about to be committed, UTF-16, a rename, a folder below the top', async () => {
      sandbox.write('.env', `STRIPE_KEY=${secret(1)}\n`);
      sandbox.write(
        'app/wide.ts',
        Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(code(2), 'utf16le')]),
      );
      sandbox.git('add', '-A');
      const { told } = await report('--staged');
      assert.deepEqual(told, [
        'secrets/hardcoded-secret inTrackedEnvFile blocker .env:1',
        'secrets/hardcoded-secret inCode blocker app/wide.ts:1',
      ]);
      assert.deepEqual((await report('--staged', sandbox.path('app'))).told, [
        'secrets/hardcoded-secret inCode blocker wide.ts:1',
      ]);
    });
  });

  describe('--since', () => {
    it('what still stands at its place now, what is gone at the commit that had it', async () => {
      const first = commit('old.ts', code(1));
      commit('kept.ts', code(2));
      commit('kept.ts', `// moved down\n${code(2)}`);
      commit('gone.ts', code(3));
      commit('gone.ts', 'clean\n');
      sandbox.write('uncommitted.ts', code(4));
      const { exit, told } = await report('--since', first);
      assert.deepEqual(
        [exit, told],
        [
          1,
          [
            'secrets/hardcoded-secret inCode blocker kept.ts:2',
            'secrets/secret-in-history onlyInHistory high gone.ts:1',
            'secrets/rotation-pending removed blocker gone.ts:1',
          ],
        ],
      );
      assert.deepEqual((await report('--since', `${first}..HEAD~2`)).told, [
        'secrets/hardcoded-secret inCode blocker kept.ts:2',
      ]);
      assert.equal((await report('--since', 'HEAD')).exit, 0);
      sandbox.git('tag', 'v1', first);
      assert.equal((await report('--since', 'v1')).told.length, 3);
    });
  });

  describe('--history', () => {
    it('a key that was deleted, moved, rotated: a blocker until launch-ready.yaml says so', async () => {
      commit('.gitignore', '.env\n');
      commit('src/pay.ts', code(1));
      assert.deepEqual((await report('--history')).told, [
        'secrets/hardcoded-secret inCode blocker src/pay.ts:1',
      ]);
      // Deleted in the files only: the newest commit still has it.
      sandbox.write('src/pay.ts', 'const key = process.env.KEY;\n');
      assert.deepEqual((await report('--history')).told, [
        'secrets/rotation-pending removed blocker src/pay.ts:1',
      ]);
      commit('src/pay.ts', 'const key = process.env.KEY;\n');
      const gone = await report('--history');
      assert.deepEqual(
        [gone.exit, gone.told],
        [
          1,
          [
            'secrets/secret-in-history onlyInHistory high src/pay.ts:1',
            'secrets/rotation-pending removed blocker src/pay.ts:1',
          ],
        ],
      );
      sandbox.write('.env', `KEY=${secret(1)}\n`);
      const moved = await report('--history');
      assert.deepEqual(moved.told, [
        'secrets/secret-in-history onlyInHistory high src/pay.ts:1',
        'secrets/rotation-pending moved blocker .env:1',
      ]);
      // What the finding offers to paste is what is needed.
      const finding = moved.report.results.flatMap(({ findings }) => findings).at(-1);
      const paste = String(finding?.remediation?.copy);
      assert.deepEqual(parse(paste).problems, []);
      sandbox.write('launch-ready.yaml', paste);
      assert.deepEqual((await report('--history')).told, [
        'secrets/rotation-pending stillInUse blocker .env:1',
      ]);
      sandbox.write('.env', `KEY=${secret(2)}\n`);
      const rotated = await report('--history');
      assert.deepEqual([rotated.exit, rotated.told], [0, []]);
      sandbox.write('launch-ready.yaml', paste.replace(/date: .*/, 'date: 2026-03-01'));
      assert.deepEqual((await report('--history')).told, [
        'secrets/secret-in-history onlyInHistory high src/pay.ts:1',
        'secrets/rotation-pending rotatedTooEarly blocker src/pay.ts:1',
      ]);
    });

    it('ignore, accept and checks of launch-ready.yaml hold for the history too', async () => {
      commit('fixtures/a.ts', code(1));
      commit('b.ts', code(2));
      commit('b.ts', 'clean\n');
      commit('fixtures/a.ts', 'clean\n');
      sandbox.write(
        'launch-ready.yaml',
        'ignore: [fixtures/**]\naccept:\n  - { check: secrets/stripe-secret-key, path: b.ts, reason: demo, owner: ana@acme.test, until: 2027-01-01 }\n',
      );
      const { told, report: read } = await report('--history');
      assert.deepEqual(told, []);
      assert.deepEqual(read.suppressed.map(({ suppression }) => suppression.kind).sort(), [
        'accept',
        'accept',
        'ignore',
        'ignore',
      ]);
    });

    it('a shallow clone is told in words, and is no pass', async () => {
      commit('a.ts', 'x\n');
      sandbox.git('clone', '-q', '--depth', '1', `file://${sandbox.root}`, sandbox.path('shallow'));
      const { code: exit, out } = await run('--history', sandbox.path('shallow'));
      assert.equal(exit, 3);
      assert.match(out, /shallow clone/);
    });
  });

  describe('baseline', () => {
    const read = (name = '.launch-ready/baseline.json') => {
      const parsed = parseBaseline(readFileSync(sandbox.path(name), 'utf8'));
      assert.ok(parsed.ok);
      return parsed.value;
    };

    it('accepts what is there by value: it may move, a new one on the same line is told', async () => {
      commit('a.ts', code(1));
      commit('b.ts', code(2));
      assert.equal((await run()).code, 1);
      const { code: exit, err } = await run('--update-baseline');
      assert.deepEqual(
        [exit, err.split('\n')[0]],
        [0, '2 lines added to .launch-ready/baseline.json; it holds 2.'],
      );
      assert.equal(
        parse(readFileSync(sandbox.path('launch-ready.yaml'), 'utf8')).value.baseline,
        '.launch-ready/baseline.json',
      );
      const accepted = await report();
      assert.deepEqual([accepted.exit, accepted.told], [0, []]);
      assert.deepEqual(
        accepted.report.suppressed.map(({ suppression }) => suppression.kind),
        ['baseline', 'baseline'],
      );
      rmSync(sandbox.path('a.ts'));
      sandbox.write('moved/elsewhere.ts', `\n\n// here now\n${code(1)}`);
      sandbox.write('b.ts', `const a = '${secret(2)}', key = '${secret(3)}';\n`);
      const after = await report();
      assert.equal(after.told.length, 1);
      assert.equal(after.exit, 1);
      // Again: what is there stays, byte by byte, but for the new line.
      const before = readFileSync(sandbox.path('.launch-ready/baseline.json'), 'utf8').split('\n');
      await run('--update-baseline');
      const now = readFileSync(sandbox.path('.launch-ready/baseline.json'), 'utf8').split('\n');
      assert.deepEqual(
        before.filter((line) => !now.includes(line)),
        [],
      );
      assert.equal(now.length, before.length + 1);
      assert.deepEqual(now.slice(4, -4), now.slice(4, -4).sort());
    });

    it('accepts by kind, by path and by the fingerprint of one finding', async () => {
      commit('a.ts', code(1));
      commit('fixtures/b.ts', code(2));
      const { report: first } = await report();
      const one = first.results
        .flatMap(({ findings }) => findings)
        .find(({ location }) => location.kind === 'file' && location.path === 'a.ts');
      await run('--accept', String(one?.fingerprint));
      assert.deepEqual((await report()).told, ['secrets/hardcoded-secret inCode high fixtures/b.ts:1']);
      await run('--accept-path', 'fixtures/**');
      assert.equal((await report()).exit, 0);
      assert.deepEqual(
        read().entries.map(({ hash, rule, path }) => [hash === '*', rule, path]),
        [
          [true, '*', 'fixtures/**'],
          [false, 'stripe-secret-key', '**'],
        ],
      );
      commit('c.ts', code(3));
      assert.equal((await report()).exit, 1);
      await run('--accept-rule', 'secrets/stripe-secret-key');
      assert.equal((await report()).exit, 0);
    });

    it('holds for the history, for a range and for what is staged', async () => {
      const first = commit('a.ts', code(1));
      commit('a.ts', 'clean\n');
      assert.equal((await run('--history')).code, 1);
      await run('--history', '--update-baseline');
      const accepted = await report('--history');
      assert.deepEqual([accepted.exit, accepted.told], [0, []]);
      assert.deepEqual((await report('--since', `${first}~1`)).told, []);
      sandbox.write('again.ts', code(1));
      sandbox.git('add', '-A');
      assert.deepEqual((await report('--staged')).told, []);
      // The audit reads it as well.
      assert.equal((await launchReady('audit', '--offline', '--only', 'secrets')).code, 0);
    });

    it('another file by --baseline; a damaged or missing one accepts nothing, and says so', async () => {
      commit('a.ts', code(1));
      await run('--update-baseline', '--baseline', 'known.json');
      assert.equal(existsSync(sandbox.path('launch-ready.yaml')), false);
      assert.equal((await run('--baseline', 'known.json')).code, 0);
      assert.equal((await run()).code, 1);
      writeFileSync(sandbox.path('known.json'), '<<<<<<< ours\n');
      const damaged = await run('--baseline', 'known.json');
      assert.deepEqual(
        [
          damaged.code,
          /accepts nothing: known\.json cannot be used: it holds a merge conflict/.test(damaged.err),
        ],
        [1, true],
      );
      assert.match((await run('--update-baseline', '--baseline', 'known.json')).err, /Mend it first/);
      const missing = await run('--baseline', 'missing.json');
      assert.deepEqual([missing.code, /There is no missing\.json/.test(missing.err)], [1, true]);
    });

    it('lines that two branches add merge by themselves where the lines of both are kept', async () => {
      commit('a.ts', Array.from({ length: 12 }, (_, i) => code(i + 1)).join(''));
      await run('--update-baseline');
      sandbox.write('.gitattributes', '.launch-ready/baseline.json merge=union\n');
      commit('launch-ready.yaml', readFileSync(sandbox.path('launch-ready.yaml'), 'utf8'));
      for (const [branch, seed] of [
        ['left', 21],
        ['right', 22],
      ] as const) {
        sandbox.git('switch', '-q', '-c', branch, 'main');
        sandbox.write(`${branch}.ts`, code(seed));
        await run('--update-baseline');
        commit('x', branch);
      }
      sandbox.git('merge', '-q', '-m', 'merge', '-X', 'theirs', 'left');
      assert.equal(read().entries.length, 14);
      assert.equal((await report()).exit, 0);
    });

    it('is itself no finding, and neither is what stands under rotated', async () => {
      commit('a.ts', Array.from({ length: 30 }, (_, i) => code(i + 1)).join(''));
      await run('--update-baseline');
      commit('a.ts', 'clean\n');
      const { report: read } = await report('--history');
      sandbox.write(
        'launch-ready.yaml',
        `${readFileSync(sandbox.path('launch-ready.yaml'), 'utf8')}rotated:\n${read.suppressed.map(({ finding }) => `  - secret: "${finding.data?.secret}"\n    date: 2026-11-01\n`).join('')}`,
      );
      sandbox.git('add', '-A');
      assert.deepEqual((await report()).told, []);
      assert.deepEqual((await report('--staged')).told, []);
    });

    it('holds no value, and has a salt of its own', async () => {
      commit('a.ts', code(1));
      await run('--update-baseline', '--baseline', 'one.json');
      await run('--update-baseline', '--baseline', 'two.json');
      const [one, two] = [read('one.json'), read('two.json')];
      assert.notEqual(one.salt, two.salt);
      assert.notEqual(one.entries[0]?.hash, two.entries[0]?.hash);
      outputs.push(readFileSync(sandbox.path('one.json'), 'utf8'));
    });
  });

  after(() => {
    const all = outputs.join('\n');
    for (let seed = 1; seed <= 40; seed++) {
      assert.ok(!all.includes(secret(seed).slice(8, 20)), `the value of ${seed} was shown`);
    }
  });
});
