import type { FileSystem } from './file-system.ts';

export interface ListedFile {
  path: string;
  size: number;
  tracked: boolean;
  ignored: boolean;
}

export interface FileList {
  files: ListedFile[];
  repository: 'git' | 'none' | 'unreadable';
  reason?: string;
  skipped: { symlinks: number; submodules: number; unreadable: number };
}

export interface FileListOptions {
  signal?: AbortSignal;
}

/** Every file of the project that is worth reading. Being replaced by the git-aware list. */
export async function listFiles(fileSystem: FileSystem, options: FileListOptions = {}): Promise<FileList> {
  const list: FileList = {
    files: [],
    repository: 'none',
    skipped: { symlinks: 0, submodules: 0, unreadable: 0 },
  };
  const pending = [''];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    options.signal?.throwIfAborted();
    for (const entry of await fileSystem.readDirectory(directory)) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.kind === 'symlink') list.skipped.symlinks++;
      else if (entry.kind === 'file') list.files.push({ path, size: 0, tracked: false, ignored: false });
      else if (entry.kind === 'directory' && !['.git', 'node_modules'].includes(entry.name))
        pending.push(path);
    }
  }
  list.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return list;
}
