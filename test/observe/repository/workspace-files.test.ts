import assert from 'node:assert/strict';
import { workspaceFilesGatherer } from '../../../src/observe/repository/workspace-files.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';

describe('WorkspaceFiles', () => {
  it('is plain data', async () => {
    const files = createMemoryFileSystem(
      { '.git/HEAD': 'broken', 'a.ts': '', '.env': '' },
      { symlinks: ['b'] },
    );
    const artifact = await workspaceFilesGatherer.gather({
      files,
      signal: new AbortController().signal,
      now: 0,
      configPath: 'launch-ready.yaml',
      artifact: () => assert.fail('it depends on nothing'),
    });
    assert.deepEqual(JSON.parse(JSON.stringify(artifact)), artifact);
    assert.deepEqual(artifact, {
      files: [
        { path: '.env', size: 0, tracked: false, ignored: false },
        { path: 'a.ts', size: 0, tracked: false, ignored: false },
      ],
      repository: 'unreadable',
      reason: 'The .git folder is damaged: its file HEAD is missing or makes no sense',
      skipped: { symlinks: 1, submodules: 0, unreadable: 0, notCheckedOut: 0 },
    });
  });

  it('goes stale with what git is told', () => {
    const { isInvalidatedBy } = workspaceFilesGatherer;
    for (const path of [
      '.gitignore',
      'a/b/.gitignore',
      '.git/index',
      '.git/HEAD',
      '.git/info/exclude',
      '.git',
    ]) {
      assert.ok(isInvalidatedBy?.(path), path);
    }
    for (const path of ['a.ts', '.git/objects/ab/cd', 'x.gitignore', 'index'])
      assert.ok(!isInvalidatedBy?.(path), path);
  });
});
