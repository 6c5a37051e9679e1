import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { fileError } from '../../src/workspace/file-errors.ts';
import { type FileList, listFiles } from '../../src/workspace/file-list.ts';
import type { FileSystem } from '../../src/workspace/file-system.ts';
import { createNodeFileSystem } from '../../src/workspace/node-file-system.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';
import { createSandbox } from './git-sandbox.ts';

const paths = (list: FileList) => list.files.map((file) => file.path);

describe('file list', () => {
  it('walks a folder without git, by its ignore files and without packages and caches', async () => {
    const list = await listFiles(
      createMemoryFileSystem({
        '.gitignore': 'ignored/\n*.log\n',
        'index.html': '',
        'a.log': '',
        '.env': '',
        'ignored/.env': '',
        'ignored/x.js': '',
        'dist/bundle.js': '',
        'node_modules/x/index.js': '',
        'packages/a/node_modules/x/index.js': '',
        'packages/a/.gitignore': '!a.log\n/local\n.env.local\r\n',
        'packages/a/a.log': '',
        'packages/a/local/x.ts': '',
        'packages/a/.env.local': '',
        'packages/a/.next/server.js': '',
        'target/CACHEDIR.TAG': '',
        'target/debug/x.rs': '',
        'env/pyvenv.cfg': '',
        'env/lib/x.py': '',
      }),
    );
    assert.equal(list.repository, 'none');
    assert.equal(list.reason, undefined);
    assert.deepEqual(paths(list), [
      '.env',
      '.gitignore',
      'dist/bundle.js',
      'index.html',
      'packages/a/.env.local',
      'packages/a/.gitignore',
      'packages/a/a.log',
    ]);
    assert.deepEqual(list.files[0], { path: '.env', size: 0, tracked: false, ignored: false });
    assert.equal(list.files[4]?.ignored, true);
  });

  it('enters the repositories that lie in a folder which is none', async () => {
    const list = await listFiles(
      createMemoryFileSystem({ 'web/.git/HEAD': 'ref: x', 'web/app.ts': '', 'api/main.py': '' }),
    );
    assert.deepEqual(paths(list), ['api/main.py', 'web/app.ts']);
  });

  it('counts folders without permission, and lists the rest', async () => {
    const list = await listFiles(
      createMemoryFileSystem(
        { 'a/x.ts': '', 'b/y.ts': '', 'c/.gitignore': '*', 'c/z.ts': '' },
        { denied: ['a', 'c/.gitignore'], symlinks: ['link', 'b/link'] },
      ),
    );
    assert.deepEqual(paths(list), ['b/y.ts', 'c/.gitignore', 'c/z.ts']);
    assert.equal(list.skipped.unreadable, 2);
    assert.equal(list.skipped.symlinks, 2);
  });

  it('fails in a sentence when the root cannot be read', async () => {
    await assert.rejects(
      listFiles(createMemoryFileSystem({}, { denied: [''] })),
      /^FileError: No permission to read the project folder$/,
    );
    await assert.rejects(
      listFiles(createNodeFileSystem('/nowhere/at/all')),
      /^FileError: There is no project folder/,
    );
  });

  it('passes over what vanishes between listing and reading', async () => {
    const memory = createMemoryFileSystem({
      'a/x.ts': '',
      'gone/y.ts': '',
      'b/.gitignore': 'x',
      'b/z.ts': '',
    });
    const vanishing: FileSystem = {
      ...memory,
      readDirectory(path) {
        if (path === 'gone') throw fileError('notFound', path);
        return memory.readDirectory(path);
      },
      readFile(path, maxBytes) {
        if (path === 'b/.gitignore') throw fileError('notFound', path);
        return memory.readFile(path, maxBytes);
      },
    };
    const list = await listFiles(vanishing);
    assert.deepEqual(paths(list), ['a/x.ts', 'b/.gitignore', 'b/z.ts']);
    assert.equal(list.skipped.unreadable, 0);
  });

  it('gives the same list when every look takes its time', async () => {
    const contents = {
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/info/exclude': 'secret.txt\n',
      '.gitignore': '*.log\n',
      'secret.txt': '',
      'a/b/c.ts': '',
      'a/b/c.log': '',
      'a/.env': '',
    };
    const memory = createMemoryFileSystem(contents);
    const later: FileSystem = {
      root: memory.root,
      readFile: async (path, maxBytes) => memory.readFile(path, maxBytes),
      readDirectory: async (path) => memory.readDirectory(path),
      stat: async (path) => memory.stat(path),
    };
    const list = await listFiles(later);
    assert.deepEqual(list, await listFiles(memory));
    assert.equal(list.repository, 'git');
    assert.deepEqual(paths(list), ['.gitignore', 'a/.env', 'a/b/c.ts']);
  });

  it('stops when it is aborted', async () => {
    const abort = new AbortController();
    const memory = createMemoryFileSystem({ 'a/x.ts': '' });
    const files: FileSystem = {
      ...memory,
      readDirectory(path) {
        abort.abort();
        return memory.readDirectory(path);
      },
    };
    await assert.rejects(listFiles(files, { signal: abort.signal }), { name: 'AbortError' });
  });

  it('bounds nesting of 10,000 folders', async () => {
    let deepest = 0;
    const bottomless: FileSystem = {
      root: '/deep',
      readFile: () => new Uint8Array(),
      readDirectory(path) {
        const depth = path === '' ? 0 : path.split('/').length;
        deepest = Math.max(deepest, depth);
        return depth < 10_000
          ? [
              { name: 'd', kind: 'directory' },
              { name: 'f.ts', kind: 'file' },
            ]
          : [];
      },
      stat: () => undefined,
    };
    const list = await listFiles(bottomless);
    assert.equal(deepest, 500);
    assert.equal(list.files.length, 501);
    assert.equal(list.skipped.unreadable, 1);
  });

  it('takes any name that a disk can hold, and never goes in circles', async function () {
    if (process.platform === 'win32') this.skip();
    const sandbox = createSandbox();
    try {
      const names = [
        'a\nb.ts',
        '\u{1f680}.ts',
        'back\\slash.ts',
        ' space ',
        '"quote"',
        '-dash',
        'tab\t',
        '*',
        'constructor',
        '__proto__',
      ];
      sandbox.git('init', '-q');
      for (const [i, name] of names.entries()) sandbox.write(i % 2 ? name : `in ${i}/${name}`);
      sandbox.git('add', '--', 'in 0', names[1]!, '__proto__');
      symlinkSync('..', sandbox.path('in 0/up'));
      symlinkSync('.', sandbox.path('self'));
      const list = await listFiles(createNodeFileSystem(sandbox.root));
      const links = ['in 0/up', 'self'];
      assert.deepEqual(
        paths(list),
        sandbox.lsFiles().filter((path) => !links.includes(path)),
      );
      assert.equal(list.files.length, names.length);
      assert.equal(list.skipped.symlinks, 2);
      assert.deepEqual(
        list.files.filter((file) => file.tracked).map((file) => file.path),
        ['__proto__', 'in 0/a\nb.ts', '\u{1f680}.ts'],
      );
    } finally {
      sandbox.remove();
    }
  });

  it('counts a file whose name is no text', async function () {
    if (process.platform !== 'linux') this.skip();
    const sandbox = createSandbox();
    try {
      writeFileSync(Buffer.concat([Buffer.from(`${sandbox.root}/`), Buffer.from([0x61, 0xff])]), '');
      sandbox.write('b.ts');
      const list = await listFiles(createNodeFileSystem(sandbox.root));
      assert.deepEqual(paths(list), ['b.ts']);
      assert.equal(list.skipped.unreadable, 1);
    } finally {
      sandbox.remove();
    }
  });
});
