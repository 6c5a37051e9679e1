import * as vscode from 'vscode';
import { fileError } from '../workspace/file-errors.ts';
import { type EntryKind, FileError, type FileSystem } from '../workspace/file-system.ts';

/** Files of a virtual workspace, read through the editor. There is no git directory there. */
export function createVsCodeFileSystem(root: vscode.Uri): FileSystem {
  const uri = (path: string) => (path === '' ? root : vscode.Uri.joinPath(root, ...path.split('/')));
  return {
    root: root.toString(true),
    async readFile(path, maxBytes) {
      const stat = await attempt(path, () => vscode.workspace.fs.stat(uri(path)));
      if (kindOf(stat.type) !== 'file') throw fileError('notAFile', path);
      if (maxBytes !== undefined && stat.size > maxBytes) throw fileError('tooLarge', path);
      return attempt(path, () => vscode.workspace.fs.readFile(uri(path)));
    },
    async readDirectory(path) {
      const entries = await attempt(path, () => vscode.workspace.fs.readDirectory(uri(path)));
      return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
    },
    async stat(path) {
      try {
        const { type, size } = await attempt(path, () => vscode.workspace.fs.stat(uri(path)));
        return { kind: kindOf(type), size };
      } catch (error) {
        if (error instanceof FileError && error.code === 'notFound') return undefined;
        throw error;
      }
    },
  };
}

function kindOf(type: vscode.FileType): EntryKind {
  if (type & vscode.FileType.SymbolicLink) return 'symlink';
  if (type & vscode.FileType.Directory) return 'directory';
  return type & vscode.FileType.File ? 'file' : 'other';
}

async function attempt<T>(path: string, work: () => Thenable<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileError) throw error;
    const code = error instanceof vscode.FileSystemError ? error.code : '';
    if (code === 'FileNotFound') throw fileError('notFound', path);
    if (code === 'NoPermissions') throw fileError('noPermission', path);
    throw fileError('other', path, error instanceof Error ? error.message : String(error));
  }
}
