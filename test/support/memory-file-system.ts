import { fileError } from '../../src/workspace/file-errors.ts';
import type { DirectoryEntry, FileStat, FileSystem } from '../../src/workspace/file-system.ts';

export interface MemoryFileSystemOptions {
  /** What a person would call the root. */
  root?: string;
  /** Paths that are symbolic links. */
  symlinks?: readonly string[];
  /** Paths of files or directories that may not be read. */
  denied?: readonly string[];
  /** Other places by absolute path: the git directory of a worktree. */
  elsewhere?: Record<string, FileSystem>;
}

/** A `FileSystem` over path -> content. A key that ends with `/` is an empty directory. */
export function createMemoryFileSystem(
  contents: Record<string, string | Uint8Array> | ReadonlyMap<string, string | Uint8Array>,
  options: MemoryFileSystemOptions = {},
): FileSystem {
  const files = new Map<string, Uint8Array>();
  const directories = new Map<string, Map<string, DirectoryEntry>>([['', new Map()]]);
  const denied = new Set(options.denied);
  const encoder = new TextEncoder();

  const addEntry = (path: string, kind: DirectoryEntry['kind']): void => {
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '' : path.slice(0, slash);
    if (!directories.has(parent)) {
      directories.set(parent, new Map());
      addEntry(parent, 'directory');
    }
    const name = path.slice(slash + 1);
    directories.get(parent)!.set(name, { name, kind });
  };

  const entries = contents instanceof Map ? contents.entries() : Object.entries(contents);
  for (const [path, content] of entries as Iterable<[string, string | Uint8Array]>) {
    if (path.endsWith('/')) {
      const directory = path.slice(0, -1);
      if (!directories.has(directory)) directories.set(directory, new Map());
      addEntry(directory, 'directory');
    } else {
      files.set(path, typeof content === 'string' ? encoder.encode(content) : content);
      addEntry(path, 'file');
    }
  }
  for (const path of options.symlinks ?? []) addEntry(path, 'symlink');

  const kindOf = (path: string): DirectoryEntry['kind'] | undefined => {
    if (directories.has(path)) return 'directory';
    const slash = path.lastIndexOf('/');
    return directories.get(slash < 0 ? '' : path.slice(0, slash))?.get(path.slice(slash + 1))?.kind;
  };
  const refuse = (path: string): never => {
    throw fileError('noPermission', path);
  };

  return {
    root: options.root ?? '/memory',
    readFile(path, maxBytes) {
      if (denied.has(path)) refuse(path);
      const bytes = files.get(path);
      if (!bytes) {
        const kind = kindOf(path);
        throw fileError(kind ? 'notAFile' : 'notFound', path);
      }
      if (maxBytes !== undefined && bytes.length > maxBytes) {
        throw fileError('tooLarge', path);
      }
      return bytes;
    },
    readDirectory(path) {
      if (denied.has(path)) refuse(path);
      const directory = directories.get(path);
      if (!directory) throw fileError('notFound', path);
      return [...directory.values()];
    },
    stat(path): FileStat | undefined {
      const kind = kindOf(path);
      return kind && { kind, size: files.get(path)?.length ?? 0 };
    },
    at: (absolutePath) => options.elsewhere?.[absolutePath],
  };
}
