import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type FileList, listFiles } from '../../src/workspace/file-list.ts';
import { createNodeFileSystem } from '../../src/workspace/node-file-system.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';
import { createSandbox, type Sandbox } from './git-sandbox.ts';

/** Repositories of every shape, made by git itself. */
describe('git repositories', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
  });
  afterEach(() => sandbox.remove());

  const list = (directory = ''): Promise<FileList> =>
    listFiles(createNodeFileSystem(sandbox.path(directory)));
  const paths = (result: FileList) => result.files.map((file) => file.path);
  const file = (result: FileList, path: string) => result.files.find((candidate) => candidate.path === path);

  function makeRepository(...init: string[]): void {
    sandbox.git('init', '-q', ...init);
    sandbox.write('.gitignore', 'dist/\n*.log\n.env*\n!.env.example\n');
    sandbox.write('src/app.ts', 'app');
    sandbox.write('src/lib/util.ts', 'util');
    sandbox.write('dist/kept.js', 'kept');
    sandbox.write('forced.log', 'forced');
    sandbox.git('add', '-f', '.');
    sandbox.git('commit', '-qm', 'first');
    sandbox.write('dist/made.js');
    sandbox.write('dist/.env');
    sandbox.write('new.ts');
    sandbox.write('debug.log');
    sandbox.write('.env', 'A=1');
    sandbox.write('.env.example', 'A=');
    sandbox.write('node_modules/x/.env');
    sandbox.write('.git/info/exclude', 'node_modules\n');
  }
  const everything = [
    '.env',
    '.env.example',
    '.gitignore',
    'dist/kept.js',
    'forced.log',
    'new.ts',
    'src/app.ts',
    'src/lib/util.ts',
  ];

  for (const version of ['2', '3', '4']) {
    for (const format of ['sha1', 'sha256']) {
      it(`reads an index of version ${version} with ${format}`, async () => {
        makeRepository(`--object-format=${format}`);
        sandbox.write('meant.ts', 'meant');
        if (version === '3') sandbox.git('add', '-N', 'meant.ts');
        else sandbox.git('update-index', `--index-version=${version}`);
        assert.equal(readFileSync(sandbox.path('.git/index')).readUInt32BE(4), Number(version));
        const result = await list();
        assert.equal(result.reason, undefined);
        assert.equal(result.repository, 'git');
        assert.deepEqual(paths(result), [...everything, 'meant.ts'].sort());
        assert.deepEqual(file(result, 'src/app.ts'), {
          path: 'src/app.ts',
          size: 3,
          tracked: true,
          ignored: false,
        });
        assert.deepEqual(file(result, 'dist/kept.js'), {
          path: 'dist/kept.js',
          size: 4,
          tracked: true,
          ignored: false,
        });
        assert.deepEqual(file(result, '.env'), { path: '.env', size: 0, tracked: false, ignored: true });
        assert.equal(file(result, '.env.example')?.ignored, false);
        assert.equal(file(result, 'meant.ts')?.tracked, version === '3');
      });
    }
  }

  it('reads a path longer than the index can count', async () => {
    sandbox.git('init', '-q');
    const long = Array.from({ length: 18 }, () => 'x'.repeat(240)).join('/');
    // Longer than a path on disk may be, so it is only in the index.
    const object = sandbox.git('hash-object', '-w', '--stdin').trim();
    sandbox.git('update-index', '--add', '--cacheinfo', `100644,${object},${long}`);
    sandbox.write('a.ts');
    sandbox.git('add', 'a.ts');
    const result = await list();
    assert.equal(result.reason, undefined);
    assert.deepEqual(paths(result), ['a.ts']);
  });

  it('reads a worktree, whose .git is a file', async () => {
    makeRepository();
    sandbox.git('worktree', 'add', '-q', 'trees/second', '-b', 'second');
    sandbox.write('trees/second/new.ts');
    sandbox.write('trees/second/node_modules/x.js');
    const result = await list('trees/second');
    assert.equal(result.reason, undefined);
    assert.equal(result.repository, 'git');
    assert.deepEqual(paths(result), [
      '.gitignore',
      'dist/kept.js',
      'forced.log',
      'new.ts',
      'src/app.ts',
      'src/lib/util.ts',
    ]);
    assert.equal(file(result, 'src/app.ts')?.tracked, true);
    assert.equal((await list()).skipped.submodules, 1, 'the worktree itself is not part of the first tree');
  });

  it('counts submodules and nested repositories, and enters neither', async () => {
    makeRepository();
    const other = createSandbox();
    try {
      other.git('init', '-q');
      other.write('inside.ts', 'x');
      other.git('add', '.');
      other.git('commit', '-qm', 'x');
      sandbox.git('submodule', '--quiet', 'add', other.root, 'libs/sub');
      sandbox.git('clone', '-q', other.root, 'cloned');
      sandbox.write('not-one/.git/readme', '');
      sandbox.write('not-one/file.ts');
      const result = await list();
      assert.equal(result.skipped.submodules, 2);
      assert.deepEqual(paths(result), [...everything, '.gitmodules', 'not-one/file.ts'].sort());
      const inside = await list('libs/sub');
      assert.equal(inside.repository, 'git', inside.reason);
      assert.deepEqual(inside.files, [{ path: 'inside.ts', size: 1, tracked: true, ignored: false }]);
    } finally {
      other.remove();
    }
  });

  for (const sparseIndex of [false, true]) {
    it(`reads a sparse checkout${sparseIndex ? ' with a sparse index' : ''}`, async () => {
      makeRepository();
      sandbox.write('docs/deep/a.md');
      sandbox.write('docs/b.md');
      sandbox.git('add', 'docs');
      sandbox.git('commit', '-qm', 'docs');
      sandbox.git(
        'sparse-checkout',
        'set',
        '--cone',
        sparseIndex ? '--sparse-index' : '--no-sparse-index',
        'src',
      );
      assert.ok(!existsSync(sandbox.path('docs')));
      const isSparse = readFileSync(sandbox.path('.git/index')).includes('sdir');
      assert.equal(isSparse, sparseIndex);
      const result = await list();
      assert.equal(result.reason, undefined);
      assert.ok(paths(result).includes('src/lib/util.ts'));
      assert.ok(!paths(result).some((path) => path.startsWith('docs/')));
      // docs/deep/a.md, docs/b.md and dist/kept.js; or the folders docs and dist.
      assert.equal(result.skipped.notCheckedOut, sparseIndex ? 2 : 3);
    });
  }

  it('says that a split index is not read, and lists by walking', async () => {
    makeRepository();
    sandbox.git('update-index', '--split-index');
    const result = await list();
    assert.equal(result.repository, 'unreadable');
    assert.match(
      result.reason ?? '',
      /split over several files \(git update-index --no-split-index joins them\)/,
    );
    assert.ok(paths(result).includes('src/app.ts'));
    sandbox.git('update-index', '--no-split-index');
    assert.equal((await list()).repository, 'git');
  });

  it('lists an unmerged file once', async () => {
    makeRepository();
    for (const side of ['one', 'two']) {
      sandbox.git('checkout', '-q', '-b', side, 'HEAD~0');
      if (side === 'two') sandbox.git('reset', '-q', '--hard', 'one~1');
      sandbox.write('src/app.ts', side);
      sandbox.git('commit', '-qam', side);
    }
    assert.throws(() => sandbox.git('merge', '-q', 'one'));
    assert.equal(paths(await list()).filter((path) => path === 'src/app.ts').length, 1);
  });

  it('applies the rules above a sub-folder', async () => {
    makeRepository();
    sandbox.write('src/.gitignore', '*.tmp\n');
    sandbox.write('src/lib/a.tmp');
    sandbox.write('src/lib/b.log');
    sandbox.write('src/lib/.env.local');
    sandbox.write('src/lib/c.ts');
    const result = await list('src/lib');
    assert.equal(result.repository, 'git');
    assert.deepEqual(result.files, [
      { path: '.env.local', size: 0, tracked: false, ignored: true },
      { path: 'c.ts', size: 0, tracked: false, ignored: false },
      { path: 'util.ts', size: 4, tracked: true, ignored: false },
    ]);
    assert.deepEqual(
      paths(result).filter((path) => path !== '.env.local'),
      sandbox.lsFiles('src/lib'),
    );
  });

  it('leaves a repository alone that ignores the whole project', async () => {
    sandbox.git('init', '-q');
    sandbox.write('.gitignore', '*\n');
    sandbox.write('code/app/index.ts');
    const result = await list('code/app');
    assert.equal(result.repository, 'none');
    assert.deepEqual(paths(result), ['index.ts']);
  });

  it('takes a fresh repository without an index', async () => {
    sandbox.git('init', '-q');
    sandbox.write('a.ts');
    const result = await list();
    assert.equal(result.repository, 'git');
    assert.deepEqual(result.files, [{ path: 'a.ts', size: 0, tracked: false, ignored: false }]);
  });

  it('knows what is tracked where a folder lists its names in another order than git, or has more or fewer of them', async () => {
    sandbox.git('init', '-q');
    // What the bytes of the first spell, one character each, is the name of the second.
    const tracked = ['lib/x.js', 'lib.js', 'lib-a/y.js', 'a', 'gone.js', 'm/n/o.js', 'é.js', 'z.js'];
    for (const path of tracked) sandbox.write(path, 'x');
    sandbox.git('add', '.');
    rmSync(sandbox.path('gone.js'));
    for (const path of ['a.new', 'lib/new.js', 'm/n.js', 'Ã©.js', 'zz.js']) sandbox.write(path, 'xx');
    const result = await list();
    assert.deepEqual(
      paths(result).sort(),
      sandbox
        .lsFiles()
        .filter((path) => path !== 'gone.js')
        .sort(),
    );
    assert.deepEqual(
      result.files
        .filter((file) => file.tracked)
        .map(({ path }) => path)
        .sort(),
      tracked.filter((path) => path !== 'gone.js').sort(),
    );
  });

  it('names a file as it is on a disk that does not tell case, and as macOS composes it', async () => {
    sandbox.git('init', '-q');
    sandbox.write('Docs/ReadMe.md', 'x');
    sandbox.write('caf\u00e9.ts', 'x');
    sandbox.write('.gitignore', 'BUILD/\n');
    sandbox.git('add', '.');
    renameSync(sandbox.path('Docs'), sandbox.path('docs'));
    renameSync(sandbox.path('caf\u00e9.ts'), sandbox.path('cafe\u0301.ts'));
    sandbox.write('build/x.js');
    sandbox.git('config', 'core.ignoreCase', 'true');
    sandbox.git('config', 'core.precomposeUnicode', 'true');
    const result = await list();
    assert.deepEqual(
      result.files.map(({ path, tracked }) => [path, tracked]),
      [
        ['.gitignore', true],
        ['cafe\u0301.ts', true],
        ['docs/ReadMe.md', true],
      ],
    );
  });

  describe('broken or hostile', () => {
    async function unreadable(reason: RegExp): Promise<void> {
      const result = await list();
      assert.equal(result.repository, 'unreadable');
      assert.match(result.reason ?? '', reason);
      assert.ok(paths(result).includes('src/app.ts'), 'the rest of the list is there');
      assert.ok(!paths(result).includes('debug.log'), 'ignore files still count');
      assert.ok(!paths(result).some((path) => path.startsWith('node_modules/')));
      assert.ok(result.files.every((entry) => !entry.tracked));
    }

    it('HEAD is missing', async () => {
      makeRepository();
      rmSync(sandbox.path('.git/HEAD'));
      await unreadable(/^The \.git folder is damaged: its file HEAD is missing/);
    });

    const damages: [string, (index: Buffer) => Buffer, RegExp][] = [
      ['is empty', () => Buffer.alloc(0), /\(\.git\/index\) ends too early/],
      ['is garbage', () => Buffer.from('x'.repeat(5000)), /does not start as one/],
      ['is cut off', (index) => index.subarray(0, index.length >> 1), /ends too early|is damaged/],
      ['is of an unknown version', (index) => withNumber(index, 4, 9), /version 9, which is not known/],
      ['promises more than it holds', (index) => withNumber(index, 8, 0xffffffff), /ends too early/],
      ['has a path out of the tree', (index) => replaced(index, 'src/app.ts', '../pp.txts'), /is damaged/],
      ['has an odd mode', (index) => withNumber(index, 12 + 24, 0xffff), /is damaged/],
      [
        'needs an unknown feature',
        (index) => replaced(index, 'TREE', 'zzzz'),
        /a feature of git that is not known/,
      ],
    ];
    for (const [name, damage, reason] of damages) {
      it(`the index ${name}`, async () => {
        makeRepository();
        const path = sandbox.path('.git/index');
        writeFileSync(path, damage(readFileSync(path)));
        await unreadable(reason);
      });
    }

    it('no damage to the index throws or hangs', async () => {
      makeRepository();
      sandbox.git('update-index', '--index-version=4');
      const path = sandbox.path('.git/index');
      const whole = readFileSync(path);
      for (let i = 0; i < whole.length; i += 3) {
        const copy = Buffer.from(whole);
        copy[i] = copy[i]! ^ (1 + (i % 255));
        writeFileSync(path, copy);
        const result = await list();
        assert.ok(result.repository === 'git' || result.reason !== undefined);
      }
    });

    for (const [name, content, reason] of [
      ['nowhere', 'gitdir: /nowhere/at/all\n', /not a git directory/],
      ['outside, at no repository', 'gitdir: /etc\n', /not a git directory/],
      ['at another computer', 'gitdir: \\\\evil\\share\\x\n', /not a git directory|cannot be read/],
      ['at another computer with slashes', 'gitdir: //evil/share/x\n', /not a git directory|cannot be read/],
      ['nothing', 'hello', /does not name a git directory/],
    ] as const) {
      it(`the file .git points ${name}`, async () => {
        makeRepository();
        rmSync(sandbox.path('.git'), { recursive: true });
        sandbox.write('.git', content);
        await unreadable(reason);
      });
    }

    it('the file .git points at another computer, on Windows', async () => {
      const asked: string[] = [];
      const memory = createMemoryFileSystem({ '.git': 'gitdir: \\\\evil\\share\\x\n', 'a.ts': '' });
      const files = { ...memory, root: 'C:\\work\\app', at: (path: string) => void asked.push(path) };
      const result = await listFiles(files);
      assert.equal(result.repository, 'unreadable');
      assert.match(result.reason ?? '', /cannot be read from here/);
      assert.deepEqual(asked, [], 'nobody is asked for the share');
    });

    it('.git or its index is a symbolic link', async function () {
      if (process.platform === 'win32') this.skip();
      makeRepository();
      renameSync(sandbox.path('.git/index'), sandbox.path('.git/elsewhere'));
      symlinkSync('elsewhere', sandbox.path('.git/index'));
      await unreadable(/symbolic link, which is not followed/);
      renameSync(sandbox.path('.git'), sandbox.path('node_modules/git'));
      symlinkSync('node_modules/git', sandbox.path('.git'));
      await unreadable(/\.git is a symbolic link/);
    });

    it('a config that asks to run and to include things', async () => {
      makeRepository();
      const proof = sandbox.path('proof');
      sandbox.write(
        '.git/config',
        [
          '[core]',
          `\tfsmonitor = "touch ${proof}"`,
          '\tworktree = /etc',
          `\thooksPath = ${sandbox.path('hooks')}`,
          `\tsshCommand = touch ${proof}`,
          '\texcludesFile = /dev/zero',
          '[include]\n\tpath = /dev/zero',
          `[alias]\n\tls-files = "!touch ${proof}"`,
          '[extensions',
          ']]] "',
          '\\',
        ].join('\n'),
      );
      const result = await list();
      assert.equal(result.repository, 'git', result.reason);
      assert.deepEqual(paths(result), everything);
      assert.ok(!existsSync(proof));
    });

    it('a config of 3 MB and one that is a folder', async () => {
      makeRepository();
      sandbox.write('.git/config', '#'.repeat(3_000_000));
      await unreadable(/config is too large/);
      rmSync(sandbox.path('.git/config'));
      sandbox.write('.git/config/x', '');
      await unreadable(/config is a folder/);
    });

    it("only a regular file beside the project is taken for the repository's excludesFile", async () => {
      makeRepository();
      sandbox.write('my-rules', 'new.ts\n');
      sandbox.git('config', 'core.excludesFile', 'my-rules');
      const fromInside = paths(await list());
      assert.ok(!fromInside.includes('new.ts'));
      sandbox.git('config', 'core.excludesFile', sandbox.path('my-rules'));
      assert.deepEqual(paths(await list()), fromInside);
      assert.deepEqual(
        fromInside.filter((path) => path !== '.env'),
        sandbox.lsFiles(),
      );
      for (const value of ['/dev/zero', '~/rules', '//evil/share/rules', '\\\\evil\\rules', '/nowhere']) {
        sandbox.git('config', 'core.excludesFile', value);
        assert.ok(paths(await list()).includes('new.ts'), value);
      }
    });
  });
});

function withNumber(index: Buffer, at: number, value: number): Buffer {
  index.writeUInt32BE(value, at);
  return index;
}

function replaced(index: Buffer, from: string, to: string): Buffer {
  const at = index.indexOf(from);
  assert.ok(at > 0);
  index.write(to, at, 'latin1');
  return index;
}
