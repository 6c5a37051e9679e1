import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { insertLines, KEPT, MARK, removeLines, startOfScript } from '../../src/commands/hook-script.ts';
import { runCommandLine } from '../../src/commands/main.ts';
import { BUILT_CLI, ensureBuilt, runCli } from '../support/built-cli.ts';
import { makeToken } from '../support/tokens.ts';
import { createSandbox, type Sandbox } from '../workspace/git-sandbox.ts';
import { recordedTerminal } from './terminal.ts';

const secret = (seed = 1) => makeToken('stripe-secret-key', seed);
const code = (seed = 1) => `const key = '${secret(seed)}';\n`;

describe('hook', function () {
  this.timeout(120_000);
  let sandbox: Sandbox;
  before(() => ensureBuilt());
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.git('init', '-q', '-b', 'main', 'work');
    sandbox.git('init', '-q', '--bare', 'remote.git');
    git('remote', 'add', 'origin', sandbox.path('remote.git'));
    file('readme.txt', 'hello\n');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
  });
  afterEach(() => sandbox.remove());

  const work = (...parts: string[]) => sandbox.path('work', ...parts);
  const file = (name: string, text: string | Buffer) => sandbox.write(`work/${name}`, text);
  const git = (...words: string[]) => sandbox.git('-C', work(), ...words);
  async function hook(...words: string[]) {
    const terminal = recordedTerminal({ cwd: work() });
    const exit = await runCommandLine(['hook', ...words], terminal);
    return { code: exit, out: terminal.out.text, err: terminal.err.text };
  }

  /** git as a person runs it, with what it says. PATH holds node and git, and no launch-ready. */
  function plainGit(
    words: string[],
    { cwd = work(), env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  ) {
    const clean = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
    );
    return spawnSync('git', words, {
      cwd,
      encoding: 'utf8',
      env: {
        ...clean,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.test',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.test',
        ...env,
      },
    });
  }
  const push = (...words: string[]) => plainGit(['push', ...words]);
  const isSilent = (run: SpawnSyncReturns<string>) =>
    assert.ok(!(run.stdout + run.stderr).includes(secret().slice(8, 22)));
  function commit(name: string, text: string): void {
    file(name, text);
    git('add', '-A');
    git('commit', '-q', '--no-verify', '-m', name);
  }

  describe('pre-push', () => {
    beforeEach(async () => {
      const { code: exit, out } = await hook('install');
      assert.deepEqual([exit, out], [0, 'pre-push: .git/hooks/pre-push\n']);
    });

    it('lets a push without a secret go on, quietly', () => {
      const run = push('-u', 'origin', 'main');
      assert.equal(run.status, 0, run.stderr);
      assert.doesNotMatch(run.stderr, /Launch Ready/);
      assert.equal(git('rev-parse', 'origin/main'), git('rev-parse', 'main'));
    });

    it('stops a push with a secret, says where, and shows no value', () => {
      commit('src/pay.ts', code());
      const run = push('origin', 'main');
      assert.equal(run.status, 1, run.stderr);
      assert.match(run.stderr, /src\/pay\.ts:1:14/);
      assert.match(run.stderr, /Launch Ready stopped this push/);
      isSilent(run);
      assert.throws(() => git('rev-parse', '--verify', '-q', 'origin/main'));
      assert.equal(push('--no-verify', 'origin', 'main').status, 0);
    });

    it('stops a push of a secret that a later commit took out again', () => {
      push('origin', 'main');
      commit('src/pay.ts', code());
      commit('src/pay.ts', 'const key = process.env.KEY;\n');
      const run = push('origin', 'main');
      assert.equal(run.status, 1, run.stderr);
      assert.match(run.stderr, /secrets\/secret-in-history/);
      assert.match(run.stderr, /git rebase --interactive/);
      isSilent(run);
    });

    it('looks only at what the remote does not have: not at what was pushed before, not at the files', () => {
      commit('src/pay.ts', code());
      assert.equal(push('--no-verify', 'origin', 'main').status, 0);
      commit('other.ts', 'clean\n');
      file('uncommitted.ts', code(2));
      assert.equal(push('origin', 'main').status, 0);
      rmSync(work('uncommitted.ts'));
      // A new branch on top of what is there.
      git('switch', '-q', '-c', 'topic');
      commit('more.ts', 'clean\n');
      assert.equal(push('origin', 'topic').status, 0);
      commit('bad.ts', code(3));
      assert.equal(push('origin', 'topic').status, 1);
    });

    it('new branches, several at once, tags, deletions, forced pushes, another branch than the one checked out', () => {
      push('origin', 'main');
      git('branch', 'clean');
      git('switch', '-q', '-c', 'bad');
      commit('bad.ts', code());
      git('tag', '-a', '-m', 'tag', 'v1');
      git('switch', '-q', 'main');
      assert.equal(push('origin', 'clean').status, 0);
      assert.equal(push('origin', 'bad').status, 1);
      assert.equal(push('origin', 'clean:other', 'bad').status, 1);
      assert.equal(push('origin', 'v1').status, 1);
      assert.equal(push('origin', '--delete', 'clean').status, 0);
      commit('x.ts', 'one\n');
      push('origin', 'main');
      git('commit', '-q', '--amend', '-m', 'again');
      assert.equal(push('--force', 'origin', 'main').status, 0);
      commit('y.ts', code(2));
      assert.equal(push('--force', 'origin', 'main').status, 1);
      // A forced push over commits that this clone never had.
      const other = sandbox.path('other');
      sandbox.git('clone', '-q', '-b', 'main', sandbox.path('remote.git'), other);
      sandbox.write('other/z.ts', 'z\n');
      sandbox.git('-C', other, 'add', '.');
      sandbox.git('-C', other, 'commit', '-q', '-m', 'z');
      sandbox.git('-C', other, 'push', '-q', 'origin', 'HEAD:main');
      git('reset', '-q', '--hard', 'HEAD~1');
      commit('clean.ts', 'clean\n');
      assert.equal(push('--force', 'origin', 'main').status, 0);
      // By address instead of by name.
      commit('z.ts', code(4));
      assert.equal(push(sandbox.path('remote.git'), 'main').status, 1);
    });

    it('honours launch-ready.yaml, comments and the baseline', async () => {
      commit('fixtures/pay.ts', code());
      file('launch-ready.yaml', 'ignore: [fixtures/**]\n');
      assert.equal(push('origin', 'main').status, 0);
      commit(
        'src/a.ts',
        `// launch-ready-ignore-next-line secrets/stripe-secret-key -- a test key\n${code(2)}`,
      );
      assert.equal(push('origin', 'main').status, 0);
      commit('src/b.ts', code(3));
      assert.equal(push('origin', 'main').status, 1);
      const { code: exit } = await runCli(['secrets', '--update-baseline'], { cwd: work() });
      assert.equal(exit, 0);
      assert.equal(push('origin', 'main').status, 0);
    });

    it('a mistake in launch-ready.yaml hides no secret', () => {
      file('launch-ready.yaml', 'domian: acme.test\n');
      commit('src/pay.ts', code());
      assert.equal(push('origin', 'main').status, 1);
    });

    it('works from a folder below the top and from a work tree', () => {
      push('origin', 'main');
      git('worktree', 'add', '-q', '-b', 'side', sandbox.path('tree'));
      sandbox.write('tree/deep/pay.ts', code());
      sandbox.git('-C', sandbox.path('tree'), 'add', '.');
      sandbox.git('-C', sandbox.path('tree'), 'commit', '-q', '-m', 'x');
      const run = plainGit(['push', 'origin', 'side'], { cwd: sandbox.path('tree/deep') });
      assert.equal(run.status, 1, run.stderr);
      assert.match(run.stderr, /deep\/pay\.ts/);
    });

    it('takes the one in node_modules first, then the one on the PATH, then the one it was installed from', () => {
      push('origin', 'main');
      commit('src/pay.ts', code());
      const bin = sandbox.path('bin');
      sandbox.write('bin/launch-ready', '#!/bin/sh\ncat >/dev/null\necho "from the PATH $*" >&2\n');
      chmodSync(path.join(bin, 'launch-ready'), 0o755);
      const env = { PATH: `${bin}${path.delimiter}${process.env.PATH}` };
      let run = plainGit(['push', 'origin', 'main'], { env });
      assert.deepEqual(
        [run.status, /from the PATH secrets --pre-push origin --quiet/.test(run.stderr)],
        [0, true],
      );
      git('reset', '-q', '--hard', 'HEAD');
      commit('b.ts', code(2));
      mkdirSync(work('node_modules/.bin'), { recursive: true });
      symlinkSync(BUILT_CLI, work('node_modules/.bin/launch-ready'));
      run = plainGit(['push', 'origin', 'main'], { env });
      assert.equal(run.status, 1, run.stderr);
    });

    it('says so and stops nothing when it is not to be found or cannot look', () => {
      const installed = work('.git/hooks/pre-push');
      const script = readFileSync(installed, 'utf8');
      assert.ok(script.includes(BUILT_CLI));
      writeFileSync(installed, script.replaceAll(BUILT_CLI, '/nowhere/cli.mjs'));
      commit('src/pay.ts', code());
      let run = push('origin', 'main');
      assert.equal(run.status, 0);
      assert.match(run.stderr, /Launch Ready was not found.*npm install --save-dev launch-ready/);
      sandbox.write('broken.mjs', 'process.exit(7)');
      writeFileSync(installed, script.replaceAll(BUILT_CLI, sandbox.path('broken.mjs')));
      commit('b.ts', code(2));
      run = push('origin', 'main');
      assert.equal(run.status, 0);
      assert.match(run.stderr, /could not look for secrets; the push goes on/);
    });
  });

  describe('pre-commit', () => {
    beforeEach(async () => {
      const { code: exit, out } = await hook('install', '--pre-commit');
      assert.deepEqual(
        [exit, out],
        [0, 'pre-push: .git/hooks/pre-push\npre-commit: .git/hooks/pre-commit\n'],
      );
    });

    it('looks at the index, not at the files', () => {
      file('a.ts', code());
      file('clean.ts', 'clean\n');
      git('add', 'clean.ts');
      assert.equal(plainGit(['commit', '-m', 'clean']).status, 0);
      git('add', 'a.ts');
      file('a.ts', 'const key = process.env.KEY;\n');
      const run = plainGit(['commit', '-m', 'bad']);
      assert.equal(run.status, 1);
      assert.match(run.stderr, /a\.ts:1:14[\s\S]*stopped this commit/);
      isSilent(run);
      git('add', 'a.ts');
      assert.equal(plainGit(['commit', '-m', 'good']).status, 0);
    });

    it('sees what commit -a and commit FILE are about to commit', () => {
      commit('a.ts', 'one\n');
      commit('b.ts', 'two\n');
      file('a.ts', code());
      assert.equal(plainGit(['commit', '-a', '-m', 'all']).status, 1);
      assert.equal(plainGit(['commit', '-m', 'one', 'a.ts']).status, 1);
      file('b.ts', 'clean\n');
      assert.equal(plainGit(['commit', '-m', 'one', 'b.ts']).status, 0);
    });

    it('a line that was there before stops nothing, the first commit of a repository is looked at', async () => {
      commit('a.ts', code());
      file('a.ts', `${code()}// another line\n`);
      assert.equal(plainGit(['commit', '-a', '-m', 'more']).status, 0);
      sandbox.git('init', '-q', '-b', 'main', 'new');
      await runCli(['hook', 'install', '--pre-commit', sandbox.path('new')]);
      sandbox.write('new/a.ts', code());
      sandbox.git('-C', sandbox.path('new'), 'add', '.');
      assert.equal(plainGit(['commit', '-m', 'first'], { cwd: sandbox.path('new') }).status, 1);
    });
  });

  describe('beside other hooks', () => {
    const OLD = Buffer.from(
      '#!/bin/sh\n# na\xefve\ncat > refs-seen\necho "$1" >> refs-seen\n[ ! -f refuse ] || exit 9\n',
      'latin1',
    );
    const hooksFile = (name: string) => work('.git/hooks', name);

    it('keeps a hook that is there, runs it first with all it is given, and gives it back byte by byte', async () => {
      writeFileSync(hooksFile('pre-push'), OLD, { mode: 0o751 });
      assert.equal((await hook('install')).code, 0);
      assert.deepEqual(readFileSync(hooksFile(`pre-push${KEPT}`)), OLD);
      // A second time changes nothing.
      assert.equal((await hook('install')).code, 0);
      assert.deepEqual(readFileSync(hooksFile(`pre-push${KEPT}`)), OLD);
      assert.equal(push('origin', 'main').status, 0);
      assert.match(
        readFileSync(work('refs-seen'), 'utf8'),
        /^refs\/heads\/main [0-9a-f]{40} refs\/heads\/main 0+\norigin\n$/,
      );
      commit('bad.ts', code());
      assert.equal(push('origin', 'main').status, 1);
      file('refuse', '');
      assert.equal(push('origin', 'main').status, 1);
      const { out } = await hook('uninstall');
      assert.equal(out, '.git/hooks/pre-push: as it was before\n');
      assert.deepEqual(readFileSync(hooksFile('pre-push')), OLD);
      assert.equal(statSync(hooksFile('pre-push')).mode & 0o777, 0o751);
      assert.equal(existsSync(hooksFile(`pre-push${KEPT}`)), false);
    });

    it('keeps a hook that is a link, and one that git would not run', async () => {
      file('scripts/push.sh', OLD);
      symlinkSync('../../scripts/push.sh', hooksFile('pre-push'));
      writeFileSync(hooksFile('pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o644 });
      assert.equal((await hook('install', '--pre-commit')).code, 0);
      file('ok.txt', 'ok\n');
      git('add', '.');
      assert.equal(plainGit(['commit', '-m', 'x']).status, 0);
      await hook('uninstall');
      assert.ok(lstatSync(hooksFile('pre-push')).isSymbolicLink());
      assert.deepEqual(readFileSync(hooksFile('pre-push')), OLD);
      assert.equal(statSync(hooksFile('pre-commit')).mode & 0o777, 0o644);
    });

    it('takes away only its own, and only what is asked for', async () => {
      assert.deepEqual((await hook('uninstall')).out, 'There is no hook of Launch Ready here.\n');
      await hook('install', '--pre-commit');
      await hook('uninstall', '--pre-commit');
      assert.deepEqual(
        [existsSync(hooksFile('pre-push')), existsSync(hooksFile('pre-commit'))],
        [true, false],
      );
      writeFileSync(hooksFile('pre-push'), OLD);
      await hook('uninstall');
      assert.deepEqual(readFileSync(hooksFile('pre-push')), OLD);
    });

    for (const [version, hooksPath, own] of [
      ['9', '.husky/_', undefined],
      ['9', '.husky/_', 'npm test\n'],
      ['9', '.husky/_', 'npm test'],
      ['8', '.husky', '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\necho husky ran\n'],
      ['8', '.husky', '#!/usr/bin/env sh'],
    ] as const) {
      it(`husky ${version} with ${JSON.stringify(own ?? 'no hook')}: a block in the file of the hook`, async () => {
        git('config', 'core.hooksPath', hooksPath);
        file('.husky/_/.gitignore', '*');
        file('.husky/_/husky.sh', '');
        if (version === '9') {
          // What husky 9 puts there, in short: it runs the person's file with sh -e.
          file(
            '.husky/_/pre-push',
            '#!/usr/bin/env sh\nf="$(dirname "$(dirname "$0")")/pre-push"\n[ ! -f "$f" ] || sh -e "$f" "$@"\n',
          );
          chmodSync(work('.husky/_/pre-push'), 0o755);
        }
        const target = work('.husky/pre-push');
        if (own !== undefined) {
          file('.husky/pre-push', own.replace('npm test', 'cat > refs-seen'));
          chmodSync(target, 0o755);
        }
        const before = own === undefined ? undefined : readFileSync(target);
        const { code: exit, out } = await hook('install');
        assert.deepEqual([exit, out.split('\n')[0]], [0, 'pre-push: .husky/pre-push']);
        assert.equal((await hook('install')).code, 0);
        assert.equal(readFileSync(target, 'utf8').split(`${MARK}: begin`).length, 2);
        assert.equal(push('origin', 'main').status, 0);
        if (own?.includes('npm test'))
          assert.match(readFileSync(work('refs-seen'), 'utf8'), /refs\/heads\/main/);
        commit('bad.ts', code());
        const run = push('origin', 'main');
        assert.equal(run.status, 1, run.stderr);
        assert.match(run.stderr, /bad\.ts/);
        assert.equal((await hook('uninstall')).code, 0);
        if (before === undefined) assert.equal(existsSync(target), false);
        else assert.deepEqual(readFileSync(target), before);
      });
    }

    it('lefthook: an entry in its configuration, where it has none of its own', async () => {
      const config = '# ours\npre-commit:\n  commands:\n    lint: { run: npm run lint }\n';
      file('lefthook.yml', config);
      const { out } = await hook('install', '--pre-commit');
      assert.match(
        out,
        /^pre-push: lefthook\.yml\npre-commit: lefthook-local\.yml\nNow let lefthook read it: npx lefthook install\n$/,
      );
      const { parse } = await import('yaml');
      const main = parse(readFileSync(work('lefthook.yml'), 'utf8'));
      assert.deepEqual(Object.keys(main), ['pre-commit', 'pre-push']);
      assert.equal(main['pre-push'].commands['launch-ready'].use_stdin, true);
      assert.match(main['pre-push'].commands['launch-ready'].run, /secrets --pre-push \{1\} --quiet/);
      assert.match(
        parse(readFileSync(work('lefthook-local.yml'), 'utf8'))['pre-commit'].commands['launch-ready'].run,
        /--staged/,
      );
      await hook('install', '--pre-commit');
      await hook('uninstall');
      assert.equal(readFileSync(work('lefthook.yml'), 'utf8'), config);
      assert.equal(existsSync(work('lefthook-local.yml')), false);
      file('lefthook-local.yml', 'pre-push: {}\n');
      file('lefthook.yml', 'pre-push: {}\n');
      const refused = await hook('install');
      assert.equal(refused.code, 2);
      assert.match(refused.err, /by hand: launch-ready secrets --pre-push \{1\}/);
    });

    it('what lefthook would run finds a secret', async () => {
      file('lefthook.yml', '');
      await hook('install');
      const { parse } = await import('yaml');
      const { run } = parse(readFileSync(work('lefthook.yml'), 'utf8'))['pre-push'].commands['launch-ready'];
      commit('bad.ts', code());
      const head = git('rev-parse', 'HEAD').trim();
      const result = spawnSync('sh', ['-c', run.replaceAll('{1}', 'origin')], {
        cwd: work(),
        input: `refs/heads/main ${head} refs/heads/main ${'0'.repeat(40)}\n`,
        encoding: 'utf8',
      });
      assert.equal(result.status, 1, result.stderr);
    });

    it('core.hooksPath: within the repository it is used, elsewhere it is left alone', async () => {
      git('config', 'core.hooksPath', '.githooks');
      assert.match((await hook('install')).out, /^pre-push: \.githooks\/pre-push\n/);
      commit('bad.ts', code());
      assert.equal(push('origin', 'main').status, 1);
      // Found again though the setting has changed meanwhile.
      await hook('uninstall');
      assert.equal(existsSync(work('.githooks/pre-push')), false);
      mkdirSync(sandbox.path('outside'));
      for (const outside of [sandbox.path('outside'), '../outside']) {
        git('config', 'core.hooksPath', outside);
        const refused = await hook('install');
        assert.equal(refused.code, 2);
        assert.match(refused.err, /outside of it.*by hand: launch-ready secrets --pre-push/);
      }
      symlinkSync(sandbox.path('outside'), work('linked'));
      git('config', 'core.hooksPath', 'linked');
      assert.equal((await hook('install')).code, 2);
      assert.equal(existsSync(sandbox.path('outside/pre-push')), false);
      git('config', '--unset', 'core.hooksPath');
      sandbox.write('home/.gitconfig', `[core]\n\thooksPath = ${sandbox.path('outside')}\n`);
      const everywhere = await runCli(['hook', 'install'], {
        cwd: work(),
        env: { HOME: sandbox.path('home') },
      });
      assert.equal(everywhere.code, 2);
      assert.match(everywhere.err, /hooks of all your repositories/);
    });

    it('says what is wrong with the words and the place', async () => {
      const plain = createSandbox();
      try {
        assert.match((await hook('instal')).err, /Did you mean install\?/);
        const { code: exit, err } = await runCli(['hook', 'install'], { cwd: plain.root });
        assert.equal(exit, 2);
        assert.match(err, /not in a git repository/);
        const bare = await runCli(['hook', 'install'], { cwd: sandbox.path('remote.git') });
        assert.deepEqual([bare.code, /bare repository/.test(bare.err)], [2, true]);
      } finally {
        plain.remove();
      }
    });
  });

  it('lines that are put in and taken out leave every text as it was', () => {
    const texts = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('#!/bin/sh', '. "$(dirname "$0")/_/husky.sh"', 'echo', '', '\r'), {
          maxLength: 5,
        })
        .map((lines) => lines.join('\n')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!text.includes(MARK));
        assert.equal(removeLines(insertLines(text, 'a\nb\n', startOfScript(text))), text);
        assert.equal(removeLines(insertLines(text, 'a\nb\n', text.length)), text);
      }),
    );
    assert.equal(removeLines(insertLines(undefined, 'a\n', 0)), undefined);
    assert.equal(removeLines('echo\n'), 'unchanged');
  });
});
