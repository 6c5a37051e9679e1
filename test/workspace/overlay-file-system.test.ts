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
});
