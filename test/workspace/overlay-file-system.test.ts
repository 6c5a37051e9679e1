import assert from 'node:assert/strict';
import { createOverlayFileSystem } from '../../src/workspace/overlay-file-system.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';

describe('overlay file system', () => {
  const base = createMemoryFileSystem({ 'a.ts': 'saved', 'b.ts': 'b' });
  const files = createOverlayFileSystem(base, { 'a.ts': 'unsaved ü', 'gone.ts': 'deleted on disk' });
  const text = async (path: string) => new TextDecoder().decode(await files.readFile(path));

  it('reads unsaved text before what is on disk', async () => {
    assert.equal(await text('a.ts'), 'unsaved ü');
    assert.equal(await text('b.ts'), 'b');
  });

  it('tells the size of the unsaved text, in bytes', async () => {
    assert.deepEqual(await files.stat('a.ts'), { kind: 'file', size: 10 });
  });

  it('does not bring back a deleted file', async () => {
    assert.equal(await files.stat('gone.ts'), undefined);
    assert.deepEqual((await files.readDirectory('')).map(({ name }) => name).sort(), ['a.ts', 'b.ts']);
  });

  it('holds unsaved text to the same limit as a file', () => {
    assert.throws(() => files.readFile('a.ts', 3), /^FileError: a\.ts is too large to read/);
  });

  it('takes no name for unsaved text that only all objects have', () => {
    assert.throws(() => files.readFile('constructor'), /There is no constructor/);
  });

  it('follows live text, over a slow file system too', async () => {
    const open = new Map<string, string>();
    const slow = createOverlayFileSystem(
      {
        root: base.root,
        readFile: async (path, maxBytes) => base.readFile(path, maxBytes),
        readDirectory: async (path) => base.readDirectory(path),
        stat: async (path) => base.stat(path),
      },
      (path) => open.get(path),
    );
    const read = async () => new TextDecoder().decode(await slow.readFile('a.ts'));
    assert.equal(await read(), 'saved');
    open.set('a.ts', 'typed');
    open.set('gone.ts', '');
    assert.equal(await read(), 'typed');
    assert.deepEqual(await slow.stat('a.ts'), { kind: 'file', size: 5 });
    assert.equal(await slow.stat('gone.ts'), undefined);
    open.clear();
    assert.equal(await read(), 'saved');
  });
});
