import { lowerAscii } from './paths.ts';

/** One path of git's index (what will be in the next commit), or a folder on the way to one. */
export interface IndexNode {
  /** Its bytes, one character each. */
  readonly name: string;
  kind: 'file' | 'symlink' | 'submodule' | 'folder';
  /** Bytes in the working tree when git last looked; 0 where git does not know (new by intent, modified meanwhile). */
  size: number;
  /** Left out of the working tree by a sparse checkout. */
  skipWorktree: boolean;
  /** The first path in it, of a folder. */
  first: IndexNode | undefined;
  /** The next path in the same folder, in git's order. */
  next: IndexNode | undefined;
}

interface OpenFolder {
  node: IndexNode;
  /** What the paths in it begin with: nothing at the top, else with `/` at the end. */
  prefix: string;
  last: IndexNode | undefined;
}

/** The tree of an index, from its paths in git's order; `root` is the top of the working tree. */
export function createIndexTree() {
  const root = createNode('', 'folder', 0, false);
  const open: OpenFolder[] = [];
  let folder: OpenFolder = { node: root, prefix: '', last: undefined };
  let previous = '';

  return {
    root,
    /** False for a path out of order, and for one that git could not have written (read-cache.c: verify_path). */
    add(path: string, kind: IndexNode['kind'], size: number, skipWorktree: boolean): boolean {
      if (path < previous) return false;
      // Only the stages of an unmerged file share a path.
      if (path === previous && folder.last) {
        Object.assign(folder.last, { kind, size, skipWorktree });
        return true;
      }
      previous = path;
      while (!path.startsWith(folder.prefix)) folder = open.pop() as OpenFolder;
      let from = folder.prefix.length;
      for (let slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', from)) {
        const node = createNode(path.slice(from, slash), 'folder', 0, false);
        if (!isNameGitWrites(node.name)) return false;
        append(folder, node);
        open.push(folder);
        from = slash + 1;
        folder = { node, prefix: path.slice(0, from), last: undefined };
      }
      const node = createNode(path.slice(from), kind, size, skipWorktree);
      append(folder, node);
      return isNameGitWrites(node.name);
    },
  };
}

/** The same tree as if git had written its paths in lower case: files and folders that differ in case only become one. */
export function foldedTree(root: IndexNode): IndexNode {
  const files: [key: string, node: IndexNode][] = [];
  const collect = (folder: IndexNode, prefix: string): void => {
    for (let node = folder.first; node; node = node.next) {
      const key = prefix + lowerAscii(node.name);
      if (node.kind === 'folder') collect(node, `${key}/`);
      else files.push([key, node]);
    }
  };
  collect(root, '');
  // Stable: of those that become one, the last counts.
  files.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const tree = createIndexTree();
  for (const [key, { kind, size, skipWorktree }] of files) tree.add(key, kind, size, skipWorktree);
  return tree.root;
}

function createNode(name: string, kind: IndexNode['kind'], size: number, skipWorktree: boolean): IndexNode {
  return { name, kind, size, skipWorktree, first: undefined, next: undefined };
}

function append(folder: OpenFolder, node: IndexNode): void {
  if (folder.last) folder.last.next = node;
  else folder.node.first = node;
  folder.last = node;
}

/** Not empty, none of `.`, `..` and `.git`, and without a NUL. */
export function isNameGitWrites(name: string): boolean {
  if (name === '' || name.includes('\0')) return false;
  return name.charCodeAt(0) !== 0x2e || name.length > 4 || !/^(?:\.{1,2}|\.git)$/i.test(name);
}
