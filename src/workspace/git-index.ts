import { createIndexTree, type IndexNode, isNameGitWrites } from './index-tree.ts';

export interface GitIndex {
  /** The folder at the top of the working tree; names are bytes (`byteKey`). */
  root: IndexNode;
  /** Folders of a sparse index that stand for everything in them, with `/` at the end. */
  sparseDirectories: string[];
}

/** The index cannot be used; `message` says why in plain words, to follow "git's list of tracked files". */
export class GitIndexError extends Error {
  override readonly name = 'GitIndexError';
}

const HEADER_BYTES = 12;
/** Version 4 writes a path as its difference from the one before: a small hostile index could unfold without end. */
const MAX_PATH_BYTES = 16 * 1024;
const MAX_TOTAL_PATH_BYTES = 256 * 1024 * 1024;
/** By the type bits of a mode: 100644 and 100755, 120000, 160000 (octal). */
const MODE_KIND: Record<number, IndexNode['kind']> = { 8: 'file', 10: 'symlink', 14: 'submodule' };
const DIRECTORY_MODE = 4;

/**
 * Reads an index of version 2, 3 or 4 (gitformat-index(5)). `hashBytes` is 20, or 32 in a SHA-256 repository.
 * The bytes are hostile: every offset is checked, and a path that git could not have written is refused.
 * A split index (`link`) keeps most entries in another file and is not read. Throws `GitIndexError`.
 */
export function parseGitIndex(data: Uint8Array, hashBytes: 20 | 32 = 20): GitIndex {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length < HEADER_BYTES + hashBytes) throw new GitIndexError('ends too early');
  if (bytes.toString('latin1', 0, 4) !== 'DIRC') throw new GitIndexError('does not start as one');
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) throw new GitIndexError(`is of version ${version}, which is not known`);
  const count = bytes.readUInt32BE(8);
  const end = bytes.length - hashBytes;
  const fixed = 40 + hashBytes;
  if (count > (end - HEADER_BYTES) / (fixed + 2)) throw new GitIndexError('ends too early');

  const tree = createIndexTree();
  const index: GitIndex = { root: tree.root, sparseDirectories: [] };
  // Paths are cut out of one text: for tens of thousands of entries, asking the buffer for each takes its time.
  const text = bytes.toString('latin1', 0, end);
  let at = HEADER_BYTES;
  let previous = '';
  let nameless = false;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const start = at;
    at += fixed + 2;
    if (at > end) throw new GitIndexError('ends too early');
    // Within bounds as checked.
    const type = bytes[start + 26]! >>> 4;
    const size =
      bytes[start + 36]! * 0x1000000 +
      (bytes[start + 37]! << 16) +
      (bytes[start + 38]! << 8) +
      bytes[start + 39]!;
    const flags = (bytes[start + fixed]! << 8) | bytes[start + fixed + 1]!;
    let extended = 0;
    if (flags & 0x4000) {
      if (version < 3 || at + 2 > end) throw new GitIndexError('is damaged');
      extended = bytes.readUInt16BE(at);
      at += 2;
    }
    let path: string;
    if (version === 4) {
      const strip = readVariableInteger(bytes, at, end);
      const close = bytes.indexOf(0, strip.next);
      if (strip.value > previous.length || close < 0 || close >= end) throw new GitIndexError('is damaged');
      path = previous.slice(0, previous.length - strip.value) + text.slice(strip.next, close);
      at = close + 1;
    } else {
      const declared = flags & 0xfff;
      const close = declared < 0xfff ? at + declared : bytes.indexOf(0, at + declared);
      if (close < at || close >= end || bytes[close] !== 0) throw new GitIndexError('is damaged');
      path = text.slice(at, close);
      // One to eight NULs, so that the entry is a multiple of eight bytes.
      at = start + ((close - start + 8) & ~7);
      if (at > end) throw new GitIndexError('ends too early');
    }
    // In a split index, an entry without a name replaces one of the other file.
    if (path === '') {
      nameless = true;
      continue;
    }
    total += path.length;
    if (path.length > MAX_PATH_BYTES || total > MAX_TOTAL_PATH_BYTES) throw new GitIndexError('is damaged');
    const skipWorktree = (extended & 0x4000) !== 0;
    if (type === DIRECTORY_MODE && skipWorktree && path.endsWith('/')) {
      const isInOrder = path >= previous && path.slice(0, -1).split('/').every(isNameGitWrites);
      if (!isInOrder) throw new GitIndexError('is damaged');
      index.sparseDirectories.push(path);
    } else {
      const kind = MODE_KIND[type];
      if (!kind || !tree.add(path, kind, size, skipWorktree)) throw new GitIndexError('is damaged');
    }
    previous = path;
  }
  checkExtensions(bytes, at, end, hashBytes);
  if (nameless) throw new GitIndexError('is damaged');
  return index;
}

function checkExtensions(bytes: Buffer, from: number, end: number, hashBytes: number): void {
  let at = from;
  while (at < end) {
    if (at + 8 > end) throw new GitIndexError('is damaged');
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32BE(at + 4);
    const start = at + 8;
    at = start + length;
    if (at > end) throw new GitIndexError('ends too early');
    if (name === 'link') {
      // With no base file named, all entries are in this one after all.
      if (length < hashBytes || bytes.subarray(start, start + hashBytes).some((byte) => byte !== 0)) {
        throw new GitIndexError('is split over several files (git update-index --no-split-index joins them)');
      }
    } else if (name !== 'sdir' && !/^[A-Z]/.test(name)) {
      // A capital marks what a reader may skip.
      throw new GitIndexError(`needs a feature of git that is not known here (${JSON.stringify(name)})`);
    }
  }
}

/** Git's offset encoding (varint.c): seven bits a byte, each further byte adds one before it shifts. */
function readVariableInteger(bytes: Buffer, from: number, end: number): { value: number; next: number } {
  let at = from;
  let value = 0;
  for (let i = 0; i < 5; i++) {
    if (at >= end) throw new GitIndexError('ends too early');
    const byte = bytes[at++]!;
    value = i === 0 ? byte & 127 : (value + 1) * 128 + (byte & 127);
    if (byte < 128) return { value, next: at };
  }
  throw new GitIndexError('is damaged');
}
