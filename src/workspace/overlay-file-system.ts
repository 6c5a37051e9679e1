import type { FileSystem } from './file-system.ts';

/**
 * The files of `base`, but for those of which an editor holds unsaved text. What is in the overlay counts only while
 * its file is there: a document whose file was deleted is no part of the project.
 */
export function createOverlayFileSystem(base: FileSystem, overlay: Readonly<Record<string, string>>): FileSystem {
  const bytes = new Map<string, Uint8Array>();
  const unsaved = (path: string): Uint8Array | undefined => {
    if (!Object.hasOwn(overlay, path)) return undefined;
    const known = bytes.get(path) ?? new TextEncoder().encode(overlay[path]);
    bytes.set(path, known);
    return known;
  };
  return {
    root: base.root,
    // The limit guards against reading from disk; an open document is in memory already.
    readFile: (path, maxBytes) => unsaved(path) ?? base.readFile(path, maxBytes),
    readDirectory: (path) => base.readDirectory(path),
    stat(path) {
      const stat = base.stat(path);
      const text = unsaved(path);
      if (!text) return stat;
      const withText = (known: Awaited<typeof stat>) => known && { ...known, size: text.length };
      return stat instanceof Promise ? stat.then(withText) : withText(stat);
    },
    ...(base.at && { at: (absolutePath: string) => base.at?.(absolutePath) }),
  };
}
