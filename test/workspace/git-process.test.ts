import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { findGitPlace, isRevisionName, resolveCommit, tipsOf } from '../../src/workspace/git-history.ts';
import { readBlobs } from '../../src/workspace/git-objects.ts';
import { GitError, PLAIN_PATCH, runGit, streamGit } from '../../src/workspace/git-process.ts';
import { readStagedFiles } from '../../src/workspace/git-staged.ts';
import { createSandbox, type Sandbox } from './git-sandbox.ts';

describe('git process', () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.git('init', '-q', '-b', 'main');
  });
  afterEach(() => sandbox.remove());

  const isGitError = (code: string) => (error: unknown) => error instanceof GitError && error.code === code;

  it('runs git and gives what it says', async () => {
    assert.match(String(await runGit(sandbox.root, ['version'])), /^git version \d/);
  });

  it('says in words that there is no repository', async () => {
    const plain = createSandbox();
    try {
      await assert.rejects(findGitPlace(plain.root), isGitError('notRepository'));
    } finally {
      plain.remove();
    }
  });

  it('says in words that there is no git, and does not take one from the folder itself', async () => {
    const path = process.env.PATH;
    sandbox.write('git', '#!/bin/sh\ntouch ran\n');
    chmodSync(sandbox.path('git'), 0o755);
    try {
      process.env.PATH = ['.', '', 'bin'].join(delimiter);
      await assert.rejects(runGit(sandbox.root, ['version']), (error: GitError) => {
        assert.equal(error.code, 'missing');
        assert.match(error.message, /git was not found on this computer.*https:\/\/git-scm\.com/);
        return true;
      });
    } finally {
      process.env.PATH = path;
    }
    assert.equal(existsSync(sandbox.path('ran')), false);
  });

  it('ends when aborted, when it takes too long, and when there is too much', async () => {
    const controller = new AbortController();
    const waiting = runGit(sandbox.root, ['cat-file', '--batch'], { signal: controller.signal, input: '' });
    await waiting;
    controller.abort(new Error('stopped by a person'));
    await assert.rejects(
      runGit(sandbox.root, ['version'], { signal: controller.signal }),
      /stopped by a person/,
    );

    for (let i = 0; i < 30; i++) sandbox.write(`file${i}.txt`, `${i}\n`.repeat(20_000));
    sandbox.git('add', '.');
    sandbox.git('commit', '-q', '-m', 'many lines');
    const log = ['log', '--patch'];
    await assert.rejects(runGit(sandbox.root, log, { maxBytes: 1000 }), isGitError('tooLarge'));
    await assert.rejects(runGit(sandbox.root, log, { timeoutMs: 1 }), isGitError('timeout'));
    const later = new AbortController();
    await assert.rejects(async () => {
      for await (const chunk of streamGit(sandbox.root, log, { signal: later.signal })) {
        assert.ok(chunk.length > 0);
        later.abort(new Error('enough'));
      }
    }, /enough/);
  });

  it('cleans what git complains of before it is shown', async () => {
    await assert.rejects(
      runGit(sandbox.root, ['rev-list', 'no\u001b[31msuch\u202ething', '--']),
      (error: GitError) => {
        assert.doesNotMatch(error.message, /[\u0000-\u001f\u202e]/);
        assert.ok(error.message.length < 300);
        return true;
      },
    );
  });

  it('takes no option for a revision', async () => {
    sandbox.write('a.txt', 'a');
    sandbox.git('add', '.');
    sandbox.git('commit', '-q', '-m', 'one');
    for (const name of [
      '--all',
      '-n1',
      '',
      'a b',
      'a..b',
      '^main',
      'HEAD:a.txt',
      'a\nb',
      '--output=x',
      ':/one',
    ]) {
      assert.equal(isRevisionName(name), false, name);
      assert.equal(await resolveCommit(sandbox.root, name), undefined, name);
    }
    const head = sandbox.git('rev-parse', 'HEAD').trim();
    for (const name of ['HEAD', 'main', head, head.slice(0, 10), 'main^{}', 'main@{0}']) {
      assert.equal(await resolveCommit(sandbox.root, name), head, name);
    }
    assert.equal(await resolveCommit(sandbox.root, 'nothing-of-that-name'), undefined);
    assert.equal(existsSync(sandbox.path('x')), false);
  });

  it('reads contents in the order asked for, and only tells the size of what is too large', async () => {
    sandbox.write('small.txt', 'small');
    sandbox.write('large.txt', 'x'.repeat(5000));
    sandbox.write('empty.txt', '');
    sandbox.write('lines.txt', 'a\n\nb 12\n');
    sandbox.git('add', '.');
    sandbox.git('commit', '-q', '-m', 'one');
    const names = [
      'HEAD:large.txt',
      'HEAD:lines.txt',
      'HEAD:nothing',
      'HEAD:empty.txt',
      'HEAD:small.txt',
      'HEAD:a\nb',
    ];
    const found: [string, number, string | undefined][] = [];
    for await (const { name, size, bytes } of readBlobs(sandbox.root, names, 1000)) {
      found.push([name, size, bytes?.toString()]);
    }
    assert.deepEqual(found, [
      ['HEAD:large.txt', 5000, undefined],
      ['HEAD:lines.txt', 8, 'a\n\nb 12\n'],
      ['HEAD:nothing', 0, undefined],
      ['HEAD:empty.txt', 0, ''],
      ['HEAD:small.txt', 5, 'small'],
    ]);
  });

  describe('a hostile repository', () => {
    /** All that the commands in use could be made to run, each leaving a file of its name. */
    function makeHostile(): string {
      const marks = sandbox.path('marks');
      sandbox.write('marks/.keep');
      const touch = (name: string) => `touch ${marks}/${name} #`;
      const script = (name: string) => {
        const file = sandbox.path(`run-${name}.sh`);
        writeFileSync(file, `#!/bin/sh\ntouch ${marks}/${name}\ncat "$1" 2>/dev/null\n`, { mode: 0o755 });
        return file;
      };
      sandbox.write('.gitignore', 'marks\nrun-*\n.gitattributes-later\n');
      sandbox.write('.gitattributes', '*.txt diff=evil filter=evil merge=evil\n');
      sandbox.write('a.txt', 'one\n');
      sandbox.git('add', '.');
      sandbox.git('commit', '-q', '-m', 'one');
      sandbox.write('a.txt', 'one\ntwo\n');
      sandbox.git('add', '.');
      sandbox.git('commit', '-q', '-m', 'two');
      sandbox.write('a.txt', 'one\ntwo\nthree\n');
      sandbox.git('add', '.');
      const settings: Record<string, string> = {
        'core.fsmonitor': script('fsmonitor'),
        'core.hooksPath': sandbox.path('marks'),
        'core.pager': touch('pager'),
        'pager.log': touch('pager-log'),
        'core.editor': touch('editor'),
        'core.askPass': script('askpass'),
        'core.sshCommand': touch('ssh'),
        'core.gitProxy': script('proxy'),
        'core.alternateRefsCommand': touch('alternate-refs'),
        'credential.helper': `!${touch('credential')}`,
        'gpg.program': script('gpg'),
        'log.showSignature': 'true',
        'diff.external': script('external'),
        'diff.evil.textconv': script('textconv'),
        'diff.evil.command': script('driver'),
        'diff.evil.cachetextconv': 'true',
        'filter.evil.clean': touch('clean'),
        'filter.evil.smudge': touch('smudge'),
        'filter.evil.process': touch('process'),
        'merge.evil.driver': touch('merge'),
        'alias.log': `!${touch('alias-log')}`,
        'alias.rev-list': `!${touch('alias-rev-list')}`,
        'alias.cat-file': `!${touch('alias-cat-file')}`,
        'remote.origin.url': `ext::${touch('ext')}`,
        'remote.origin.promisor': 'true',
        'remote.origin.partialclonefilter': 'blob:none',
        'extensions.partialClone': 'origin',
        'protocol.ext.allow': 'always',
        'protocol.allow': 'always',
        'submodule.recurse': 'true',
        'diff.submodule': 'log',
        'uploadpack.packObjectsHook': script('pack-objects'),
      };
      for (const [name, value] of Object.entries(settings)) {
        sandbox.git('config', name, value);
      }
      sandbox.write(
        'included',
        `[core]\n\tfsmonitor = ${sandbox.path('run-fsmonitor.sh')}\n\tworktree = /\n`,
      );
      sandbox.git('config', 'include.path', sandbox.path('included'));
      for (const hook of [
        'post-index-change',
        'fsmonitor-watchman',
        'pre-push',
        'pre-commit',
        'reference-transaction',
      ]) {
        writeFileSync(sandbox.path('.git/hooks', hook), `#!/bin/sh\ntouch ${marks}/hook-${hook}\n`, {
          mode: 0o755,
        });
        writeFileSync(sandbox.path('marks', hook), `#!/bin/sh\ntouch ${marks}/hooks-path-${hook}\n`, {
          mode: 0o755,
        });
      }
      return marks;
    }

    const marksIn = (folder: string) =>
      readdirSync(folder).filter(
        (name) =>
          !/^(?:\.keep|post-index-change|fsmonitor-watchman|pre-push|pre-commit|reference-transaction)$/.test(
            name,
          ),
      );

    it('runs nothing of it: hooks, fsmonitor, drivers, filters, aliases, pagers, signatures, transports', async () => {
      const marks = makeHostile();
      const place = await findGitPlace(sandbox.root);
      await tipsOf(sandbox.root);
      const log = await runGit(sandbox.root, ['log', '--diff-merges=combined', ...PLAIN_PATCH, '--all']);
      assert.match(String(log), /^\+two$/m);
      const staged = await readStagedFiles(sandbox.root, place.prefix, 1000, {});
      assert.deepEqual(
        staged
          .filter(({ path }) => path === 'a.txt')
          .map(({ bytes, added }) => [String(bytes), [...(added ?? [])]]),
        [['one\ntwo\nthree\n', [2]]],
      );
      for await (const { bytes } of readBlobs(sandbox.root, ['HEAD:a.txt', 'HEAD:missing'], 1000)) void bytes;
      assert.deepEqual(marksIn(marks), []);
    });

    it('asks no remote for the objects that a partial clone lacks', async () => {
      const marks = makeHostile();
      const blob = sandbox.git('rev-parse', 'HEAD~1:a.txt').trim();
      execFileSync('rm', ['-f', sandbox.path('.git/objects', blob.slice(0, 2), blob.slice(2))]);
      await assert.rejects(runGit(sandbox.root, ['log', ...PLAIN_PATCH, '--all']), (error: GitError) => {
        assert.match(error.message, /partial clone/);
        return true;
      });
      assert.deepEqual(marksIn(marks), []);
    });

    it('the marks would have been there: plain git leaves them', () => {
      const marks = makeHostile();
      try {
        sandbox.git('diff', 'HEAD~1');
      } catch {
        // Whatever it says: it has run something.
      }
      assert.notDeepEqual(marksIn(marks), []);
    });

    it('is not led astray by the environment', async () => {
      sandbox.write('a.txt', 'here\n');
      sandbox.git('add', '.');
      sandbox.git('commit', '-q', '-m', 'here');
      const other = createSandbox();
      const before = { ...process.env };
      try {
        other.git('init', '-q');
        Object.assign(process.env, {
          GIT_DIR: other.path('.git'),
          GIT_WORK_TREE: other.root,
          GIT_EXTERNAL_DIFF: `touch ${other.path('ran')}`,
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'core.fsmonitor',
          GIT_CONFIG_VALUE_0: `touch ${other.path('ran')}`,
          GIT_TRACE2_EVENT: other.path('trace'),
        });
        assert.match(String(await runGit(sandbox.root, ['log', ...PLAIN_PATCH])), /\+here/);
        assert.deepEqual([existsSync(other.path('ran')), existsSync(other.path('trace'))], [false, false]);
      } finally {
        for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
        other.remove();
      }
    });
  });
});
