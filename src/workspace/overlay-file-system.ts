import { fileError } from './file-errors.ts';
import type { DirectoryEntry, FileSystem, MaybePromise } from './file-system.ts';
import { directoryOf } from './paths.ts';

/** Text that is newer than the file: the editor's open documents. Asked at every read, so it may change meanwhile. */
export interface UnsavedText {
  get(path: string): string | undefined;
  /** All paths that have one, so that a document which was never saved is listed too. */
  paths(): Iterable<string>;
}

/**
 * Unsaved text laid over another file system. `unsaved` is a fixed record (path to text), or live. A document that has no
 * file yet counts as a file of its folder; its folders exist when they exist below.
 */
export function createOverlayFileSystem(
  base: FileSystem,
  unsaved: Readonly<Record<string, string>> | UnsavedText,
): FileSystem {
  const texts = isLive(unsaved) ? unsaved : fixed(unsaved);
  const { at } = base;

  const withUnsaved = (directory: string, entries: DirectoryEntry[]): DirectoryEntry[] => {
    const present = new Set(entries.map((entry) => entry.name));
    const added: DirectoryEntry[] = [];
    for (const path of texts.paths()) {
      if (directoryOf(path) !== directory) continue;
      const name = path.slice(directory === '' ? 0 : directory.length + 1);
      if (!present.has(name)) added.push({ name, kind: 'file' });
    }
    return added.length === 0 ? entries : [...entries, ...added];
  };

  return {
    root: base.root,
    readFile(path, maxBytes): MaybePromise<Uint8Array> {
      const text = texts.get(path);
      if (text === undefined) return base.readFile(path, maxBytes);
      const bytes = Buffer.from(text, 'utf8');
      if (maxBytes !== undefined && bytes.length > maxBytes) throw fileError('tooLarge', path);
      return bytes;
    },
    readDirectory(path) {
      const entries = base.readDirectory(path);
      return entries instanceof Promise
        ? entries.then((later) => withUnsaved(path, later))
        : withUnsaved(path, entries);
    },
    stat(path) {
      const text = texts.get(path);
      return text === undefined ? base.stat(path) : { kind: 'file', size: Buffer.byteLength(text, 'utf8') };
    },
    ...(at && { at: (absolutePath: string) => at(absolutePath) }),
  };
}

function isLive(unsaved: Readonly<Record<string, string>> | UnsavedText): unsaved is UnsavedText {
  return typeof unsaved.get === 'function' && typeof unsaved.paths === 'function';
}

function fixed(record: Readonly<Record<string, string>>): UnsavedText {
  return {
    get: (path) => (Object.hasOwn(record, path) ? record[path] : undefined),
    paths: () => Object.keys(record),
  };
}
