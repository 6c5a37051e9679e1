import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, renameSync, symlinkSync } from 'node:fs';
import { mock } from 'node:test';
import { FileError, type FileErrorCode } from '../../src/workspace/file-system.ts';
import { createNodeFileSystem } from '../../src/workspace/node-file-system.ts';
import { createSandbox, type Sandbox } from './git-sandbox.ts';

const isRoot = process.getuid?.() === 0;

function assertFails(run: () => unknown, code: FileErrorCode, message: RegExp): void {
  assert.throws(run, (error) => {
    assert.ok(error instanceof FileError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  });
}

describe('node file system', () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.write('src/a.ts', 'hello');
  });
  afterEach(() => sandbox.remove());
  const files = () => createNodeFileSystem(sandbox.root);
  const text = (path: string) => Buffer.from(files().readFile(path) as Uint8Array).toString();

  it('reads, lists and looks', () => {
    assert.equal(text('src/a.ts'), 'hello');
    assert.deepEqual(files().readDirectory(''), [{ name: 'src', kind: 'directory' }]);
    assert.deepEqual(files().stat('src/a.ts'), { kind: 'file', size: 5 });
    assert.equal(files().stat('src/b.ts'), undefined);
    assert.equal(files().stat('src/a.ts/b'), undefined);
  });

  it('says what is wrong in a sentence', () => {
    assertFails(
      () => files().readFile('gone.ts'),
      'notFound',
      /^There is no gone\.ts; it may have been deleted/,
    );
    assertFails(() => files().readFile('src'), 'notAFile', /^src is a folder$/);
    assertFails(() => files().readFile('src/a.ts', 4), 'tooLarge', /^src\/a\.ts is too large to read/);
    assertFails(() => files().readDirectory('nowhere'), 'notFound', /nowhere/);
    assertFails(() => files().readDirectory('src/a.ts'), 'notFound', /src\/a\.ts/);
    assertFails(() => files().readFile('../outside'), 'other', /outside the project/);
    assertFails(() => files().readFile('a\0b'), 'other', /outside the project/);
    assertFails(() => files().readFile('x'.repeat(300)), 'other', /too long/);
    assertFails(
      () => createNodeFileSystem(sandbox.path('none')).readDirectory(''),
      'notFound',
      /^There is no project folder/,
    );
  });

  it('follows no symbolic link, not even on the way', function () {
    if (process.platform === 'win32') this.skip();
    const other = createSandbox();
    try {
      other.write('secret.txt', 'not yours');
      other.write('deep/secret.txt', 'not yours');
      symlinkSync(other.path('secret.txt'), sandbox.path('link.txt'));
      symlinkSync(other.root, sandbox.path('linked'));
      symlinkSync('src', sandbox.path('inner'));
      assertFails(() => files().readFile('link.txt'), 'notAFile', /symbolic link, which is not followed/);
      assertFails(() => files().readFile('linked/secret.txt'), 'notAFile', /symbolic link/);
      assertFails(() => files().readFile('linked/deep/secret.txt'), 'notAFile', /symbolic link/);
      assertFails(() => files().readDirectory('linked'), 'notAFile', /symbolic link/);
      assertFails(() => files().readFile('inner/a.ts'), 'notAFile', /symbolic link/);
      assert.equal(
        files().stat('link.txt')?.valueOf() && (files().stat('link.txt') as { kind: string }).kind,
        'symlink',
      );
      assert.equal(files().stat('linked/secret.txt'), undefined);
    } finally {
      other.remove();
    }
  });

  it('notices after a moment that a folder was replaced by a link', function () {
    if (process.platform === 'win32') this.skip();
    const other = createSandbox();
    try {
      other.write('a.ts', 'not yours');
      const same = files();
      same.readFile('src/a.ts');
      renameSync(sandbox.path('src'), sandbox.path('old'));
      symlinkSync(other.root, sandbox.path('src'));
      const later = performance.now() + 5050;
      mock.method(performance, 'now', () => later);
      assertFails(() => same.readFile('src/a.ts'), 'notAFile', /symbolic link/);
    } finally {
      mock.restoreAll();
      other.remove();
    }
  });

  it('does not wait for a pipe that nobody writes to', function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [sandbox.path('pipe')]);
    assertFails(() => files().readFile('pipe'), 'notAFile', /^pipe is not a file$/);
  });

  it('reads the same into a room, whatever the size of either', () => {
    const room = { bytes: Buffer.alloc(16) };
    for (const size of [0, 1, 15, 16, 17, 100, 3]) {
      sandbox.write('a.txt', 'x'.repeat(size));
      const bytes = files().readFile('a.txt', 100, room) as Uint8Array;
      assert.equal(Buffer.from(bytes).toString(), 'x'.repeat(size));
    }
    assertFails(
      () => files().readFile('a.txt', 2, { bytes: Buffer.alloc(16) }),
      'tooLarge',
      /^a\.txt is too/,
    );
    assertFails(() => files().readFile('src', 100, room), 'notAFile', /^src is a folder$/);
  });

  it('takes what git says of the size for a hint only', () => {
    sandbox.write('a.txt', 'x'.repeat(10));
    for (const expected of [0, 9, 10, 11, 16, 100]) {
      const bytes = files().readFile('a.txt', 100, { bytes: Buffer.alloc(16), expected }) as Uint8Array;
      assert.equal(Buffer.from(bytes).toString(), 'x'.repeat(10));
    }
  });

  it('does not wait for a pipe when it reads into a room', function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [sandbox.path('pipe')]);
    assertFails(() => files().readFile('pipe', 100, { bytes: Buffer.alloc(16) }), 'notAFile', /^pipe is not/);
  });

  it('says that a folder may not be read', function () {
    if (isRoot || process.platform === 'win32') {
      console.log('      SKIPPED: root may read everything; run the tests as another user');
      this.skip();
    }
    chmodSync(sandbox.path('src'), 0);
    try {
      assertFails(() => files().readDirectory('src'), 'noPermission', /^No permission to read src$/);
    } finally {
      chmodSync(sandbox.path('src'), 0o755);
    }
  });

  it('opens another place by its absolute path', () => {
    assert.equal(
      Buffer.from(files().at?.(sandbox.path('src'))?.readFile('a.ts') as Uint8Array).toString(),
      'hello',
    );
  });
});
