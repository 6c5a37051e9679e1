import type { FileSystem } from './file-system.ts';
import { walkFiles } from './file-walk.ts';
import { findGitRepository, type GitRepository } from './git-repository.ts';
import {
  isIgnored,
  MAX_IGNORE_FILE_BYTES,
  parseIgnoreRules,
  type RuleChain,
  readIgnoreFile,
} from './ignore-rules.ts';
import { baseNameOf, isNetworkPath, joinPath, parentOf, relativePath, resolvePath } from './paths.ts';
import { type TrackedTree, trackedTree } from './tracked-tree.ts';

export interface ListedFile {
  /** Relative to the root, with `/`, spelled as on disk. */
  path: string;
  /** Bytes as git last saw them; 0 where it is not known without a further look. */
  size: number;
  tracked: boolean;
  /** Listed only because it is an env file. */
  ignored: boolean;
}

export interface FileList {
  /** Sorted by path. Only what is on disk. */
  files: ListedFile[];
  repository: 'git' | 'none' | 'unreadable';
  /** Why git's own facts could not be read, in plain words. */
  reason?: string;
  skipped: {
    symlinks: number;
    /** Submodules, and repositories that lie in this one without being part of it. */
    submodules: number;
    /** Folders and ignore files that could not be read, or are nested too deep. */
    unreadable: number;
    /** Tracked, and left out of the working tree by a sparse checkout; a whole folder may count as one. */
    notCheckedOut: number;
  };
}

export interface FileListOptions {
  signal?: AbortSignal;
}

/**
 * What `git ls-files --cached --others --exclude-standard` names and is on disk as a regular file, plus ignored env files
 * outside ignored folders. Without a (readable) repository: all files but those that a `.gitignore` names and
 * well-known folders of packages and caches. No symbolic link is followed, no submodule or nested repository entered.
 * The user's own git settings (`~/.gitconfig`) are not read, so that all computers list the same.
 * Throws `FileError` when the root itself cannot be read; below it, what cannot be read is counted.
 */
export async function listFiles(files: FileSystem, options: FileListOptions = {}): Promise<FileList> {
  const { signal } = options;
  const lookup = await findGitRepository(files);
  signal?.throwIfAborted();
  const list: FileList = {
    files: [],
    repository: lookup.state,
    ...(lookup.state === 'unreadable' && { reason: lookup.reason }),
    skipped: { symlinks: 0, submodules: 0, unreadable: 0, notCheckedOut: 0 },
  };
  if (lookup.state === 'git') {
    const tree = trackedTree(lookup.repository);
    const start = await startIn(lookup.repository, tree);
    if (!start.ignored || tree.audited) {
      list.skipped.submodules = tree.submodules;
      list.skipped.notCheckedOut = tree.skipWorktree + tree.sparseDirectories;
      await walkFiles({ files, list, tree, signal, ...start });
      return sorted(list);
    }
    // The project lies in an ignored folder of a repository above it (a home directory under git): not its business.
    list.repository = 'none';
  }
  await walkFiles({ files, list, tree: undefined, signal, key: '', rules: undefined, ignored: false });
  return sorted(list);
}

function sorted(list: FileList): FileList {
  list.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return list;
}

/** Where in the repository the audited folder lies, and the rules of all folders above it. */
async function startIn(
  repository: GitRepository,
  tree: TrackedTree,
): Promise<{ key: string; rules: RuleChain | undefined; ignored: boolean }> {
  const { top, config, prefix } = repository;
  let rules: RuleChain | undefined;
  const add = (bytes: Uint8Array | undefined, key: string) => {
    const parsed = bytes && parseIgnoreRules(bytes, config.ignoreCase);
    if (parsed) rules = { rules: parsed, skip: key.length, outer: rules };
  };
  add(await readExcludesFile(repository), '');
  add(repository.exclude, '');
  let path = '';
  let key = '';
  let ignored = false;
  for (const name of prefix.split('/').slice(0, -1)) {
    add(await readIgnoreFile(top, joinPath(path, '.gitignore')).catch(() => undefined), key);
    path = joinPath(path, name);
    const nameKey = tree.keyOf(name);
    ignored ||= isIgnored(rules, key + nameKey, nameKey, true);
    key += `${nameKey}/`;
  }
  return { key, rules, ignored };
}

/**
 * The rules file that the repository's own config names (`core.excludesFile`). It is hostile input: only a regular, small
 * file that is not on another computer; otherwise there is none. `~` is the user's and is not read.
 */
async function readExcludesFile({ config, top }: GitRepository): Promise<Uint8Array | undefined> {
  if (config.excludesFile === undefined || config.excludesFile.startsWith('~')) return undefined;
  const target = resolvePath(top.root, config.excludesFile);
  const inside = relativePath(top.root, target);
  try {
    if (inside !== undefined) return await top.readFile(inside, MAX_IGNORE_FILE_BYTES);
    const folder = isNetworkPath(target) ? undefined : parentOf(target);
    return folder === undefined
      ? undefined
      : await top.at?.(folder)?.readFile(baseNameOf(target), MAX_IGNORE_FILE_BYTES);
  } catch {
    return undefined;
  }
}
