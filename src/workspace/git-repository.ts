import { FileError, type FileSystem } from './file-system.ts';
import { type GitConfig, parseGitConfig } from './git-config.ts';
import { type GitIndex, GitIndexError, parseGitIndex } from './git-index.ts';
import { createIndexTree } from './index-tree.ts';
import { baseNameOf, isNetworkPath, joinPath, parentOf, relativePath, resolvePath } from './paths.ts';

export interface GitRepository {
  /** Top of the working tree: the audited folder or one above it. */
  top: FileSystem;
  /** From `top` to the audited folder, with `/` at the end; empty when they are the same. */
  prefix: string;
  config: GitConfig;
  index: GitIndex;
  /** The rules file of this clone, `.git/info/exclude`. */
  exclude: Uint8Array | undefined;
}

/** `none`: not in a repository. `unreadable`: there is one, and why it could not be read. */
export type RepositoryLookup =
  | { state: 'git'; repository: GitRepository }
  | { state: 'none' }
  | { state: 'unreadable'; reason: string };

/** Bytes. An index of a million files has about 100 MB. */
const MAX_INDEX_BYTES = 256 * 1024 * 1024;
const MAX_SMALL_FILE_BYTES = 1024 * 1024;

/**
 * Finds and reads the repository that `files` belongs to, without starting git: `.git` as a folder, or as a file that names
 * the folder (worktrees, submodules); in the audited folder or above it. Only HEAD, config, index and info/exclude are
 * read, as plain text and bytes; nothing that the config asks for is done.
 */
export async function findGitRepository(files: FileSystem): Promise<RepositoryLookup> {
  try {
    const own = await gitDirectoryOf(files);
    if (own) return { state: 'git', repository: await readRepository(files, '', own) };
  } catch (error) {
    return { state: 'unreadable', reason: plainReason(error) };
  }
  let prefix = '';
  let below = files.root;
  for (let path = above(below); path !== undefined; path = above(path)) {
    prefix = `${baseNameOf(below)}/${prefix}`;
    below = path;
    const top = files.at?.(path);
    if (!top) break;
    let directory: FileSystem | undefined;
    try {
      directory = await gitDirectoryOf(top);
    } catch {
      // A broken .git above the project is somebody else's, as it is for git.
      continue;
    }
    if (!directory) continue;
    try {
      return { state: 'git', repository: await readRepository(top, prefix, directory) };
    } catch (error) {
      return { state: 'unreadable', reason: plainReason(error) };
    }
  }
  return { state: 'none' };
}

function above(path: string): string | undefined {
  return /^(?:[\\/]|[A-Za-z]:)/.test(path) ? parentOf(path) : undefined;
}

async function readRepository(
  top: FileSystem,
  prefix: string,
  directory: FileSystem,
): Promise<GitRepository> {
  const commonPath = await readSmallText(directory, 'commondir');
  const common = commonPath === undefined ? directory : open(directory, commonPath.trim());
  if (!common) throw new Error('The repository that this worktree belongs to lies where it cannot be read');
  const config = parseGitConfig((await readSmallText(common, 'config')) ?? '');
  const bytes = await readOptional(directory, 'index', MAX_INDEX_BYTES);
  const index = bytes
    ? parseGitIndex(bytes, config.hashBytes)
    : { root: createIndexTree().root, sparseDirectories: [] };
  const exclude = await readOptional(common, 'info/exclude', MAX_SMALL_FILE_BYTES).catch(() => undefined);
  return { top, prefix, config, index, exclude };
}

/** The git directory that `.git` in `files` is or names; undefined without one. Throws when it is broken. */
async function gitDirectoryOf(files: FileSystem): Promise<FileSystem | undefined> {
  const stat = await files.stat('.git');
  if (!stat) return undefined;
  if (stat.kind === 'symlink') throw new Error('.git is a symbolic link, which is not followed');
  let directory: FileSystem | undefined;
  if (stat.kind === 'directory') {
    directory = folderOf(files, '.git');
  } else {
    const text = (await readSmallText(files, '.git')) ?? '';
    const target = /^gitdir:([^\r\n]+)[\r\n]*$/.exec(text)?.[1]?.trim();
    if (!target) throw new Error('The file .git does not name a git directory');
    directory = open(files, target);
    if (!directory) throw new Error('The file .git names a git directory that cannot be read from here');
  }
  const isLink = (await directory.stat('HEAD'))?.kind === 'symlink';
  const head = isLink ? 'ref:' : ((await readSmallText(directory, 'HEAD')) ?? '');
  if (/^(?:ref:|[0-9a-f]{40})/.test(head)) return directory;
  throw new Error(
    stat.kind === 'directory'
      ? 'The .git folder is damaged: its file HEAD is missing or makes no sense'
      : 'The file .git names a folder that is not a git directory',
  );
}

/**
 * A folder that git's own files name. A share or device is never opened unless the project lies on the same one: on Windows
 * that would send the user's log-in to whatever computer a hostile `.git` file names.
 */
function open(from: FileSystem, path: string): FileSystem | undefined {
  const target = resolvePath(from.root, path);
  if (isNetworkPath(target) && !sameShare(from.root, target)) return undefined;
  const inside = relativePath(from.root, target);
  if (inside !== undefined) return folderOf(from, inside);
  return from.at?.(target);
}

function sameShare(root: string, target: string): boolean {
  const share = (path: string) => resolvePath(path, '').split('/').slice(0, 4).join('/').toLowerCase();
  return isNetworkPath(root) && share(root) === share(target);
}

/** A folder of a file system as one of its own. */
function folderOf(files: FileSystem, folder: string): FileSystem {
  if (folder === '') return files;
  const inside = (path: string) => (path === '' ? folder : joinPath(folder, path));
  const { at } = files;
  return {
    root: resolvePath(files.root, folder),
    readFile: (path, maxBytes) => files.readFile(inside(path), maxBytes),
    readDirectory: (path) => files.readDirectory(inside(path)),
    stat: (path) => files.stat(inside(path)),
    at: (absolutePath) => {
      const own = relativePath(files.root, absolutePath);
      return own === undefined ? at?.(absolutePath) : folderOf(files, own);
    },
  };
}

async function readSmallText(files: FileSystem, path: string): Promise<string | undefined> {
  const bytes = await readOptional(files, path, MAX_SMALL_FILE_BYTES);
  return bytes && new TextDecoder().decode(bytes);
}

/** Undefined when there is no such file. */
async function readOptional(
  files: FileSystem,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    return await files.readFile(path, maxBytes);
  } catch (error) {
    if (error instanceof FileError && error.code === 'notFound') return undefined;
    throw error;
  }
}

function plainReason(error: unknown): string {
  if (error instanceof GitIndexError) return `Git's list of tracked files (.git/index) ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
