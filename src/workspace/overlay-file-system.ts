import { fileError } from './file-errors.ts';
import type { FileSystem } from './file-system.ts';

/** The newer text of a path, asked at every read; undefined where the file itself counts. */
export type UnsavedText = (path: string) => string | undefined;

/**
 * The files of `base`, but for those of which an editor holds unsaved text: a fixed record of path to text, or live. It
 * counts only while its file is there: a document whose file was deleted is no part of the project. `maxBytes` holds
 * for it too, so that editor and terminal leave out the same files.
 */
export function createOverlayFileSystem(
  base: FileSystem,
  unsaved: Readonly<Record<string, string>> | UnsavedText,
): FileSystem {
  const textOf: UnsavedText =
    typeof unsaved === 'function'
      ? unsaved
      : (path) => (Object.hasOwn(unsaved, path) ? unsaved[path] : undefined);
  const { at } = base;
  return {
    root: base.root,
    readFile(path, maxBytes, room) {
      const text = textOf(path);
      if (text === undefined) return base.readFile(path, maxBytes, room);
      const bytes = new TextEncoder().encode(text);
      if (maxBytes !== undefined && bytes.length > maxBytes) throw fileError('tooLarge', path);
      return bytes;
    },
    readDirectory: (path) => base.readDirectory(path),
    stat(path) {
      const stat = base.stat(path);
      const text = textOf(path);
      if (text === undefined) return stat;
      const withText = (known: Awaited<typeof stat>) =>
        known && { ...known, size: Buffer.byteLength(text, 'utf8') };
      return stat instanceof Promise ? stat.then(withText) : withText(stat);
    },
    ...(at && { at: (absolutePath: string) => at(absolutePath) }),
  };
}
