import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
} from 'node:fs';
import { resolve } from 'node:path';
import { fileError, fileErrorOf } from './file-errors.ts';
import type { DirectoryEntry, EntryKind, FileSystem, ReadRoom } from './file-system.ts';
import { directoryOf, isContainedPath, joinPath, pathStyleOf } from './paths.ts';

/** How long, in milliseconds, a folder that was seen to be no symbolic link is taken for one. */
const TRUST_MS = 5000;

/**
 * Files of a folder on disk, read synchronously (several times faster than Node's promises for many small files).
 * No symbolic link below the root is followed, neither as the last part of a path nor on the way to it; pipes and devices
 * are never opened for reading. Every failure is a `FileError`.
 */
export function createNodeFileSystem(root: string): FileSystem {
  const base = resolve(root);
  const style = pathStyleOf(base);
  const top = base.endsWith('/') || base.endsWith('\\') ? base : `${base}/`;
  const realDirectories = new Set<string>();
  let trustedUntil = 0;
  /** The folder of the file that was read last, with `/` at the end: many files are read one after the other. */
  let lastPrefix: string | undefined;

  const absolute = (path: string): string => {
    if (!isContainedPath(path, style)) throw fileError('other', path, 'it points outside the project');
    return path === '' ? base : top + path;
  };

  /** Throws when a folder on the way to `directory` is a symbolic link: it could lead out of the root. */
  const assertReal = (directory: string): void => {
    if (directory === '') return;
    const now = performance.now();
    if (now > trustedUntil) {
      realDirectories.clear();
      lastPrefix = undefined;
      trustedUntil = now + TRUST_MS;
    }
    if (realDirectories.has(directory)) return;
    assertReal(directoryOf(directory));
    const stats = lstatSync(absolute(directory));
    if (stats.isSymbolicLink()) {
      throw fileError('notAFile', directory, 'a symbolic link, which is not followed');
    }
    if (!stats.isDirectory()) throw fileError('notFound', directory);
    realDirectories.add(directory);
  };

  /** As an absolute path, where nothing on the way to it is a symbolic link. */
  const realFile = (path: string): string => {
    if (lastPrefix !== undefined && performance.now() <= trustedUntil && isPlainNameIn(path, lastPrefix)) {
      return top + path;
    }
    const file = absolute(path);
    const directory = directoryOf(path);
    assertReal(directory);
    lastPrefix = directory === '' ? undefined : `${directory}/`;
    return file;
  };

  return {
    root: base,

    readFile(path, maxBytes = Number.MAX_SAFE_INTEGER, room) {
      let handle: number | undefined;
      try {
        handle = openFile(realFile(path), path);
        return (room && readSmall(handle, maxBytes, room)) ?? readChecked(handle, path, maxBytes, room);
      } catch (error) {
        throw fileErrorOf(error, path);
      } finally {
        if (handle !== undefined) closeSync(handle);
      }
    },

    readDirectory(path) {
      try {
        assertReal(path);
        const entries: DirectoryEntry[] = [];
        for (const entry of readdirSync(absolute(path), { withFileTypes: true })) {
          const kind = kindOf(entry);
          if (kind === 'directory') realDirectories.add(joinPath(path, entry.name));
          entries.push({ name: entry.name, kind });
        }
        return entries;
      } catch (error) {
        throw fileErrorOf(error, path);
      }
    },

    stat(path) {
      try {
        assertReal(directoryOf(path));
        const stats = lstatSync(absolute(path));
        return { kind: kindOf(stats), size: stats.size };
      } catch (error) {
        const failure = fileErrorOf(error, path);
        if (failure.code === 'notFound' || failure.code === 'notAFile') return undefined;
        throw failure;
      }
    },

    at: (absolutePath) => createNodeFileSystem(absolutePath),
  };
}

/** A name of which nothing needs a closer look, directly in the folder. */
function isPlainNameIn(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && PLAIN_NAME.test(path.slice(prefix.length));
}

const PLAIN_NAME = /^[^./\\:\0][^/\\:\0]*$/;

/** `O_NOFOLLOW` refuses a link, `O_NONBLOCK` returns at once from a pipe nobody writes to; Windows has neither. */
function openFile(absolutePath: string, path: string): number {
  if (constants.O_NOFOLLOW === undefined && lstatSync(absolutePath).isSymbolicLink()) {
    throw fileError('notAFile', path, 'a symbolic link, which is not followed');
  }
  return openSync(
    absolutePath,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
}

/**
 * The whole file where it is small and has something in it, without asking for its size first: it ends where git saw it end
 * too, or where a second read finds nothing. Anything else is undefined, and nothing is known of it: a pipe that nobody writes to reads as empty too.
 */
function readSmall(handle: number, maxBytes: number, { bytes, expected }: ReadRoom): Uint8Array | undefined {
  const length = readSync(handle, bytes, 0, bytes.length, null);
  if (length === 0 || length === bytes.length || length > maxBytes) return undefined;
  return length === expected || readSync(handle, bytes, length, bytes.length - length, null) === 0
    ? bytes.subarray(0, length)
    : undefined;
}

function readChecked(handle: number, path: string, maxBytes: number, room: ReadRoom | undefined): Uint8Array {
  const stats = fstatSync(handle);
  if (stats.isDirectory()) throw fileError('notAFile', path, 'a folder');
  if (!stats.isFile()) throw fileError('notAFile', path);
  if (stats.size > maxBytes) throw tooLarge(path, stats.size);
  return readWhole(handle, roomFor(stats.size, room));
}

function roomFor(size: number, room: ReadRoom | undefined): Uint8Array {
  if (!room) return Buffer.allocUnsafeSlow(size);
  if (room.bytes.length < size) room.bytes = Buffer.allocUnsafeSlow(size * 2);
  return room.bytes.subarray(0, size);
}

/** At most `bytes.length`, so that a file which grows while it is read stays within the limit that was checked. */
function readWhole(handle: number, bytes: Uint8Array): Uint8Array {
  const size = bytes.length;
  let length = 0;
  while (length < size) {
    const read = readSync(handle, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return length === size ? bytes : bytes.subarray(0, length);
}

function tooLarge(path: string, size: number) {
  return fileError('tooLarge', path, `${(size / 1024 / 1024).toFixed(1)} MB`);
}

function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}
