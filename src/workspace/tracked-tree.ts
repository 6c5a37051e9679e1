import type { GitRepository } from './git-repository.ts';
import { foldedTree, type IndexNode } from './index-tree.ts';
import { byteKey } from './paths.ts';

/** What git tracks, made for looking up what a walk meets. Keys are byte keys from the top of the working tree. */
export interface TrackedTree {
  /** Undefined: nothing in the audited folder is tracked. */
  audited: TrackedFolder | undefined;
  ignoreCase: boolean;
  /** The key of a name on disk, by the repository's rules for case and accents. */
  keyOf(name: string): string;
  /** Anywhere in the repository. */
  hasSubmodules: boolean;
  /** In the audited folder. */
  submodules: number;
  /** Entries of the audited folder that a sparse checkout leaves out; some may be on disk all the same. */
  skipWorktree: number;
  /** In the audited folder. */
  sparseDirectories: number;
}

/** A folder in which something is tracked, and how far its paths have been asked for. */
export interface TrackedFolder {
  node: IndexNode;
  cursor: IndexNode | undefined;
  /** Made when something is asked for out of order. Folders end with `/`: a hostile index may have a file of the same name. */
  byName: Map<string, IndexNode> | undefined;
}

export function trackedTree({ index, config, prefix }: GitRepository): TrackedTree {
  const keyOf = (name: string) => byteKey(name, config);
  const root = config.ignoreCase ? foldedTree(index.root) : index.root;
  const all = countIn(root);
  let audited: TrackedFolder | undefined = trackedFolder(root);
  for (const name of prefix.split('/').slice(0, -1)) {
    audited = audited && trackedFolderIn(audited, name, keyOf);
  }
  return {
    audited,
    keyOf,
    ignoreCase: config.ignoreCase,
    hasSubmodules: all.submodules > 0,
    ...(prefix === '' ? all : audited ? countIn(audited.node) : { submodules: 0, skipWorktree: 0 }),
    sparseDirectories: index.sparseDirectories.filter((path) => path.startsWith(keyOf(prefix))).length,
  };
}

/** The tracked path of a name on disk, submodules among them. */
export function trackedIn(
  folder: TrackedFolder,
  name: string,
  keyOf: TrackedTree['keyOf'],
): IndexNode | undefined {
  const next = folder.cursor;
  if (next && next.kind !== 'folder' && isSame(next, name)) {
    folder.cursor = next.next;
    return next;
  }
  return find(folder, keyOf(name));
}

/** The folder of a name on disk, where something in it is tracked. */
export function trackedFolderIn(
  folder: TrackedFolder,
  name: string,
  keyOf: TrackedTree['keyOf'],
): TrackedFolder | undefined {
  const next = folder.cursor;
  if (next && next.kind === 'folder' && isSame(next, name)) {
    folder.cursor = next.next;
    return trackedFolder(next);
  }
  const found = find(folder, `${keyOf(name)}/`);
  return found && trackedFolder(found);
}

function trackedFolder(node: IndexNode): TrackedFolder {
  return { node, cursor: node.first, byName: undefined };
}

/** In git's own order, in which most systems list a folder, all is found without a search; ASCII is its own key. */
function isSame(next: IndexNode, name: string): boolean {
  return next.name === name && !NOT_ASCII.test(name);
}

const NOT_ASCII = /[^\x00-\x7f]/;

function find(folder: TrackedFolder, key: string): IndexNode | undefined {
  if (!folder.byName) {
    folder.byName = new Map();
    for (let node = folder.node.first; node; node = node.next) {
      folder.byName.set(node.kind === 'folder' ? `${node.name}/` : node.name, node);
    }
  }
  const found = folder.byName.get(key);
  if (found) folder.cursor = found.next;
  return found;
}

/** Of all that lies in a folder, however deep. */
function countIn(top: IndexNode): Pick<TrackedTree, 'submodules' | 'skipWorktree'> {
  const counts = { submodules: 0, skipWorktree: 0 };
  const folders = [top];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (let node = folder.first; node; node = node.next) {
      if (node.kind === 'folder') folders.push(node);
      else if (node.kind === 'submodule') counts.submodules++;
      else if (node.skipWorktree) counts.skipWorktree++;
    }
  }
  return counts;
}
