import type { FileList } from './file-list.ts';
import { type DirectoryEntry, FileError, type FileSystem, type MaybePromise } from './file-system.ts';
import { isIgnored, parseIgnoreRules, type RuleChain, readIgnoreFile } from './ignore-rules.ts';
import { byteKey, joinPath } from './paths.ts';
import type { TrackedTree } from './tracked-tree.ts';
import { isVendorDirectory, isVendorListing, VENDOR_MARKS } from './vendor-directories.ts';

/** Ignored by git as a rule, and read all the same: `.env`, `.env.local`, `.envrc`, Cloudflare's `.dev.vars`. */
const ENV_FILE_NAME = /^\.(?:env|dev\.vars)/i;

/** Deeper folders are counted as unreadable. Paths on disk end sooner (4096 bytes on Linux). */
const MAX_DEPTH = 500;
/** Folders asked for at a time, where asking takes its time. */
const BATCH = 64;
/** Entries after which other work and an abort get their turn. */
const ENTRIES_PER_TURN = 5000;

export interface Walk {
  files: FileSystem;
  /** Files and counts are added to it. */
  list: FileList;
  /** Undefined without a readable repository. */
  tree: TrackedTree | undefined;
  /** The root's byte key from the top of the working tree, with `/` at the end; empty at the top. */
  key: string;
  /** Rules of the folders above the root. */
  rules: RuleChain | undefined;
  /** The root itself is ignored, and holds tracked files. */
  ignored: boolean;
  signal: AbortSignal | undefined;
}

interface Directory {
  path: string;
  key: string;
  depth: number;
  rules: RuleChain | undefined;
  /** Only tracked files count in here. Undefined: not asked yet, see `isIgnoredDirectory`. */
  ignored: boolean | undefined;
  above: Directory | undefined;
  nameKey: string;
}

interface Listing {
  directory: Directory;
  entries: DirectoryEntry[];
}

/** Goes through the folders, level by level. Throws `FileError` when the root cannot be read. */
export async function walkFiles(walk: Walk): Promise<void> {
  const { key, rules, ignored } = walk;
  let level: Directory[] = [{ path: '', key, depth: 0, rules, ignored, above: undefined, nameKey: '' }];
  let entries = 0;
  while (level.length > 0) {
    const below: Directory[] = [];
    for (let i = 0; i < level.length; i += BATCH) {
      const opened = level.slice(i, i + BATCH).map((directory) => openDirectory(walk, directory));
      // On disk nearly all are there at once.
      for (const listing of opened.some(isPromise) ? await Promise.all(opened) : (opened as Opened[])) {
        if (!listing) continue;
        visit(walk, listing, below);
        entries += listing.entries.length;
      }
      if (entries > ENTRIES_PER_TURN) {
        entries = 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
      walk.signal?.throwIfAborted();
    }
    level = below;
  }
}

/** Undefined when nothing in the folder is to be listed. */
type Opened = Listing | undefined;

function isPromise(opened: MaybePromise<Opened>): opened is Promise<Opened> {
  return opened instanceof Promise;
}

/** Reads a folder and its ignore file. */
function openDirectory(walk: Walk, directory: Directory): MaybePromise<Opened> {
  try {
    const entries = walk.files.readDirectory(directory.path);
    return entries instanceof Promise
      ? entries.then(
          (later) => withRules(walk, directory, later),
          (error) => withoutListing(walk, directory, error),
        )
      : withRules(walk, directory, entries);
  } catch (error) {
    return withoutListing(walk, directory, error);
  }
}

function withoutListing({ list }: Walk, { depth }: Directory, error: unknown): undefined {
  if (depth === 0) throw error;
  if (!isGone(error)) list.skipped.unreadable++;
}

/** Names that say how the folder is to be taken; in nearly all folders there is none. */
const TELLING_NAMES = new Set(['.git', '.gitignore', ...VENDOR_MARKS]);

function withRules(walk: Walk, directory: Directory, entries: DirectoryEntry[]): MaybePromise<Opened> {
  for (const { name } of entries) if (TELLING_NAMES.has(name)) return lookInto(walk, directory, entries);
  return { directory, entries };
}

async function lookInto(walk: Walk, directory: Directory, entries: DirectoryEntry[]): Promise<Opened> {
  const { files, list, tree } = walk;
  if (directory.depth > 0) {
    if (tree ? await isNestedRepository(files, directory, entries, tree) : isVendorListing(entries)) {
      if (tree) list.skipped.submodules++;
      return undefined;
    }
  }
  const ignoreFile = entries.find((entry) => entry.name === '.gitignore' && entry.kind === 'file');
  if (!ignoreFile || isIgnoredDirectory(directory)) return { directory, entries };
  try {
    const bytes = await readIgnoreFile(files, joinPath(directory.path, '.gitignore'));
    const rules = bytes && parseIgnoreRules(bytes, tree?.ignoreCase);
    if (rules) directory.rules = { rules, skip: directory.key.length, outer: directory.rules };
  } catch {
    list.skipped.unreadable++;
  }
  return { directory, entries };
}

/** Git leaves alone what another repository in the working tree holds, unless it tracks files in there itself. */
async function isNestedRepository(
  files: FileSystem,
  directory: Directory,
  entries: readonly DirectoryEntry[],
  tree: TrackedTree,
): Promise<boolean> {
  const git = entries.find((entry) => entry.name === '.git');
  if (!git || tree.hasFilesIn(directory.key)) return false;
  if (git.kind !== 'directory') return git.kind === 'file';
  const inside = joinPath(directory.path, '.git');
  try {
    for (const part of ['HEAD', 'objects', 'refs'])
      if (!(await files.stat(joinPath(inside, part)))) return false;
    return true;
  } catch {
    return true;
  }
}

function visit(walk: Walk, { directory, entries }: Listing, found: Directory[]): void {
  const { list, tree } = walk;
  // Where keys are written as paths are, one text is made for both.
  const samePaths = directory.key === (directory.path === '' ? '' : `${directory.path}/`);
  for (const { name, kind } of entries) {
    if (name === '.git') continue;
    const nameKey = tree ? tree.keyOf(name) : byteKey(name);
    const key = directory.key + nameKey;
    const path = samePaths && nameKey === name ? key : joinPath(directory.path, name);
    const entry = tree?.entry(key);
    if (kind === 'directory') {
      if (entry?.kind === 'submodule' || (!tree && isVendorDirectory(name))) continue;
      const below: Directory = {
        path,
        key: `${key}/`,
        depth: directory.depth + 1,
        rules: directory.rules,
        ignored: undefined,
        above: directory,
        nameKey,
      };
      if (!tree?.hasFilesIn(below.key) && isIgnoredDirectory(below)) continue;
      if (directory.depth === MAX_DEPTH) {
        list.skipped.unreadable++;
        continue;
      }
      found.push(below);
      continue;
    }
    if (kind === 'other') continue;
    const tracked = entry !== undefined && entry.kind !== 'submodule';
    const ignored =
      !tracked && (isIgnoredDirectory(directory) || isIgnored(directory.rules, key, nameKey, false));
    if (ignored && !(ENV_FILE_NAME.test(name) && (!isIgnoredDirectory(directory) || directory.depth === 0))) {
      continue;
    }
    if (entry?.skipWorktree) list.skipped.notCheckedOut--;
    if (kind === 'symlink') {
      list.skipped.symlinks++;
    } else if (name.includes(UNDECODABLE)) {
      list.skipped.unreadable++;
    } else {
      const size = entry?.kind === 'file' ? entry.size : 0;
      list.files.push({ path, size, tracked, ignored });
    }
  }
}

/** Asked only where something untracked lies: what is tracked needs no rule, and nearly everything is. */
function isIgnoredDirectory(directory: Directory): boolean {
  const { above, key, nameKey } = directory;
  directory.ignored ??=
    above !== undefined &&
    (isIgnoredDirectory(above) || isIgnored(above.rules, key.slice(0, -1), nameKey, true));
  return directory.ignored;
}

/** Stands for bytes that are no UTF-8 in a name on Linux; such a file cannot be opened by its decoded name. */
const UNDECODABLE = '\ufffd';

function isGone(error: unknown): boolean {
  return error instanceof FileError && error.code === 'notFound';
}
