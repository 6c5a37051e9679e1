import type { IndexEntry } from './git-index.ts';
import type { GitRepository } from './git-repository.ts';
import { byteKey, lowerAscii } from './paths.ts';

/** What git tracks, made for looking up what a walk meets. Keys are byte keys from the top of the working tree. */
export interface TrackedTree {
  entry(key: string): IndexEntry | undefined;
  ignoreCase: boolean;
  /** `key` ends with `/`. */
  hasFilesIn(key: string): boolean;
  /** The key of a name on disk, by the repository's rules for case and accents. */
  keyOf(name: string): string;
  submodules: number;
  /** Entries that a sparse checkout leaves out; some may be on disk all the same. */
  skipWorktree: number;
  sparseDirectories: number;
}

/** Counts are of what lies in the audited folder. */
export function trackedTree(repository: GitRepository): TrackedTree {
  const { index, config } = repository;
  const keyOf = (name: string) => byteKey(name, config);
  const prefix = keyOf(repository.prefix);
  const entries = config.ignoreCase
    ? new Map([...index.entries].map(([path, entry]) => [lowerAscii(path), entry]))
    : index.entries;
  const directories = new Set<string>(['']);
  let previous = '';
  let submodules = 0;
  let skipWorktree = 0;
  for (const [path, entry] of entries) {
    // Most lie in the same folder as the one before.
    if (!path.startsWith(previous) || path.includes('/', previous.length)) {
      let slash = path.lastIndexOf('/');
      previous = path.slice(0, slash + 1);
      while (slash >= 0 && !directories.has(path.slice(0, slash + 1))) {
        directories.add(path.slice(0, slash + 1));
        slash = slash === 0 ? -1 : path.lastIndexOf('/', slash - 1);
      }
    }
    if (!path.startsWith(prefix)) continue;
    if (entry.kind === 'submodule') submodules++;
    else if (entry.skipWorktree) skipWorktree++;
  }
  return {
    entry: (key) => entries.get(key),
    hasFilesIn: (key) => directories.has(key),
    keyOf,
    ignoreCase: config.ignoreCase,
    submodules,
    skipWorktree,
    sparseDirectories: index.sparseDirectories.filter((path) => path.startsWith(prefix)).length,
  };
}
