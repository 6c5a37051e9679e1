import type { FileList } from './file-list.ts';
import { type DirectoryEntry, FileError, type FileSystem, type MaybePromise } from './file-system.ts';
import { isIgnored, parseIgnoreRules, type RuleChain, readIgnoreFile } from './ignore-rules.ts';
import { byteKey, joinPath } from './paths.ts';
import { type TrackedFolder, type TrackedTree, trackedFolderIn, trackedIn } from './tracked-tree.ts';
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
  /** What its paths begin with: nothing at the root, else its own with `/`. */
  prefix: string;
  /** The same as byte key from the top of the working tree; made where something is held against a rule. */
  key: string | undefined;
  depth: number;
  /** Undefined: nothing in it is tracked. */
  tracked: TrackedFolder | undefined;
  rules: RuleChain | undefined;
  /** Only tracked files count in here. Undefined: not asked yet, see `isIgnoredDirectory`. */
  ignored: boolean | undefined;
  above: Directory | undefined;
  name: string;
}

interface Listing {
  directory: Directory;
  entries: DirectoryEntry[];
}

/**
 * Goes through the folders, each with all that lies in it before its neighbour: the system finds what lies close to the folder
 * before for less. Throws `FileError` when the root cannot be read.
 */
export async function walkFiles(walk: Walk): Promise<void> {
  const { key, rules, ignored } = walk;
  const tracked = walk.tree?.audited;
  const root = { path: '', prefix: '', key, depth: 0, tracked, rules, ignored, above: undefined, name: '' };
  const waiting: Directory[] = [root];
  let later: Promise<Opened>[] = [];
  let entries = 0;
  const take = (listing: Opened) => {
    if (!listing) return;
    visit(walk, listing, waiting);
    entries += listing.entries.length;
  };
  while (waiting.length > 0) {
    const opened = openDirectory(walk, waiting.pop() as Directory);
    // On disk nearly all are there at once.
    if (opened instanceof Promise) later.push(opened);
    else take(opened);
    if (later.length === BATCH || waiting.length === 0) {
      const listings = await Promise.all(later);
      later = [];
      // What is put on top last comes first.
      for (const listing of listings.reverse()) take(listing);
    }
    if (entries > ENTRIES_PER_TURN) {
      entries = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    walk.signal?.throwIfAborted();
  }
}

/** Undefined when nothing in the folder is to be listed. */
type Opened = Listing | undefined;

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
    if (tree ? await isNestedRepository(files, directory, entries) : isVendorListing(entries)) {
      if (tree) list.skipped.submodules++;
      return undefined;
    }
  }
  const ignoreFile = entries.find((entry) => entry.name === '.gitignore' && entry.kind === 'file');
  if (!ignoreFile || isIgnoredDirectory(walk, directory)) return { directory, entries };
  try {
    const bytes = await readIgnoreFile(files, joinPath(directory.path, '.gitignore'));
    const rules = bytes && parseIgnoreRules(bytes, tree?.ignoreCase);
    if (rules) directory.rules = { rules, skip: keyOf(walk, directory).length, outer: directory.rules };
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
): Promise<boolean> {
  const git = entries.find((entry) => entry.name === '.git');
  if (!git || directory.tracked) return false;
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

/** Folders in it go on top of those that wait, the first one last. */
function visit(walk: Walk, { directory, entries }: Listing, waiting: Directory[]): void {
  const { list, tree } = walk;
  const { prefix, tracked } = directory;
  const bottom = waiting.length;
  for (const { name, kind } of entries) {
    if (name === '.git' || kind === 'other') continue;
    if (kind === 'directory') {
      const below = directoryIn(walk, directory, name);
      if (below) waiting.push(below);
      continue;
    }
    const entry = tracked && tree && trackedIn(tracked, name, tree.keyOf);
    const isTracked = entry !== undefined && entry.kind !== 'submodule';
    const ignored = !isTracked && isIgnoredFile(walk, directory, name);
    if (ignored && !mayBeEnvFile(walk, directory, name)) continue;
    if (entry?.skipWorktree) list.skipped.notCheckedOut--;
    if (kind === 'symlink') {
      list.skipped.symlinks++;
    } else if (name.includes(UNDECODABLE)) {
      list.skipped.unreadable++;
    } else {
      const size = entry?.kind === 'file' ? entry.size : 0;
      list.files.push({ path: prefix + name, size, tracked: isTracked, ignored });
    }
  }
  for (let low = bottom, high = waiting.length - 1; low < high; low++, high--) {
    [waiting[low], waiting[high]] = [waiting[high] as Directory, waiting[low] as Directory];
  }
}

/** Undefined when it is not to be entered. */
function directoryIn(walk: Walk, above: Directory, name: string): Directory | undefined {
  const { list, tree } = walk;
  if (tree ? isSubmodule(tree, above, name) : isVendorDirectory(name)) return undefined;
  const path = above.prefix + name;
  const below: Directory = {
    path,
    prefix: `${path}/`,
    key: undefined,
    depth: above.depth + 1,
    tracked: above.tracked && tree && trackedFolderIn(above.tracked, name, tree.keyOf),
    rules: above.rules,
    ignored: undefined,
    above,
    name,
  };
  if (!below.tracked && isIgnoredDirectory(walk, below)) return undefined;
  if (above.depth < MAX_DEPTH) return below;
  list.skipped.unreadable++;
  return undefined;
}

function isSubmodule(tree: TrackedTree, above: Directory, name: string): boolean {
  if (!tree.hasSubmodules || !above.tracked) return false;
  return trackedIn(above.tracked, name, tree.keyOf)?.kind === 'submodule';
}

function isIgnoredFile(walk: Walk, directory: Directory, name: string): boolean {
  if (isIgnoredDirectory(walk, directory)) return true;
  if (!directory.rules) return false;
  const nameKey = nameKeyOf(walk, name);
  return isIgnored(directory.rules, keyOf(walk, directory) + nameKey, nameKey, false);
}

function mayBeEnvFile(walk: Walk, directory: Directory, name: string): boolean {
  return ENV_FILE_NAME.test(name) && (directory.depth === 0 || !isIgnoredDirectory(walk, directory));
}

/** Asked only where something untracked lies: what is tracked needs no rule, and nearly everything is. */
function isIgnoredDirectory(walk: Walk, directory: Directory): boolean {
  const { above, name } = directory;
  directory.ignored ??=
    above !== undefined &&
    (isIgnoredDirectory(walk, above) ||
      (above.rules !== undefined &&
        isIgnored(above.rules, keyOf(walk, directory).slice(0, -1), nameKeyOf(walk, name), true)));
  return directory.ignored;
}

function keyOf(walk: Walk, directory: Directory): string {
  const { above, name } = directory;
  directory.key ??= `${above ? keyOf(walk, above) : ''}${nameKeyOf(walk, name)}/`;
  return directory.key;
}

function nameKeyOf({ tree }: Walk, name: string): string {
  return tree ? tree.keyOf(name) : byteKey(name);
}

/** Stands for bytes that are no UTF-8 in a name on Linux; such a file cannot be opened by its decoded name. */
const UNDECODABLE = '\ufffd';

function isGone(error: unknown): boolean {
  return error instanceof FileError && error.code === 'notFound';
}
