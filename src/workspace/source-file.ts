import { FileError, type FileSystem, type MaybePromise } from './file-system.ts';
import { baseNameOf } from './paths.ts';

/**
 * Bytes of text that are read at most. Source code beyond it is generated: bundles, data, lock files of a monorepo.
 * `maxSourceBytes` says it by path.
 */
export const MAX_SOURCE_BYTES = 5 * 1024 * 1024;

/** Env files are never generated, and one that a tool blew up (a certificate chain on one line) still leaks. */
export const MAX_ENV_FILE_BYTES = 16 * 1024 * 1024;

/** As git and most tools do, a NUL is looked for in the first 8 KB only. */
const BINARY_PROBE_BYTES = 8192;

/** A pointer of Git LFS is shorter (git-lfs docs/spec.md). */
const LFS_POINTER_BYTES = 1024;

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';

/** `text` has no byte order mark. `lfsPointer`: the content lies on a Git LFS server, only its name is here. */
export type DecodedSource =
  | { kind: 'text'; text: string; encoding: Encoding }
  | { kind: 'binary' }
  | { kind: 'lfsPointer' };

export type SkipReason = 'binary' | 'lfsPointer' | 'oversized' | 'unreadable';

/** A file's text, or why there is none; `message` is a sentence that names the path. */
export type Source =
  | { kind: 'text'; path: string; text: string; encoding: Encoding }
  | { kind: 'skipped'; path: string; reason: SkipReason; message: string };

export function maxSourceBytes(path: string): number {
  return isEnvFile(path) ? MAX_ENV_FILE_BYTES : MAX_SOURCE_BYTES;
}

/** `.env`, `.env.production`, `.envrc`, `.dev.vars`, `app.env`. */
export function isEnvFile(path: string): boolean {
  return /^\.(?:env|dev\.vars)|\.env$/i.test(baseNameOf(path));
}

/** UTF-8 (bytes that are none become U+FFFD), or UTF-16 with its byte order mark. Time is linear in the size. */
export function decodeSource(data: Uint8Array): DecodedSource {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !(bytes[2] === 0 && bytes[3] === 0)) {
    return { kind: 'text', text: bytes.toString('utf16le', 2), encoding: 'utf-16le' };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const swapped = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2))).swap16();
    return { kind: 'text', text: swapped.toString('utf16le'), encoding: 'utf-16be' };
  }
  if (bytes.subarray(0, BINARY_PROBE_BYTES).includes(0)) return { kind: 'binary' };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { kind: 'text', text: bytes.toString('utf8', 3), encoding: 'utf-8-bom' };
  }
  const text = bytes.toString('utf8');
  if (bytes.length < LFS_POINTER_BYTES && LFS_POINTER.test(text)) return { kind: 'lfsPointer' };
  return { kind: 'text', text, encoding: 'utf-8' };
}

const LFS_POINTER =
  /^version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v\d+\r?\n(?:[a-z0-9.-]+ [^\n]*\n)*?oid sha256:[0-9a-f]{64}\r?\n/;

/** Reads and decodes one file; never throws for what is wrong with the file. */
export function readSource(files: FileSystem, path: string): MaybePromise<Source> {
  try {
    const bytes = files.readFile(path, maxSourceBytes(path));
    if (bytes instanceof Promise) {
      return bytes.then(
        (later) => sourceOf(path, later),
        (error) => skippedBy(path, error),
      );
    }
    return sourceOf(path, bytes);
  } catch (error) {
    return skippedBy(path, error);
  }
}

function sourceOf(path: string, bytes: Uint8Array): Source {
  const decoded = decodeSource(bytes);
  switch (decoded.kind) {
    case 'text':
      return { ...decoded, path };
    case 'binary':
      return skipped(path, 'binary', `${path} is not text`);
    default:
      return skipped(path, 'lfsPointer', `The content of ${path} is kept by Git LFS and is not here`);
  }
}

function skippedBy(path: string, error: unknown): Source {
  if (!(error instanceof FileError)) throw error;
  return skipped(path, error.code === 'tooLarge' ? 'oversized' : 'unreadable', error.message);
}

function skipped(path: string, reason: SkipReason, message: string): Source {
  return { kind: 'skipped', path, reason, message };
}

/** How many files were counted but not read, as the report says it. */
export interface SkippedCounts {
  /** Files of Git LFS too: nearly all are, and their content is not here to look at. */
  binary: number;
  oversized: number;
  unreadable: number;
}

export function countSkipped(counts: SkippedCounts, reason: SkipReason): void {
  counts[reason === 'lfsPointer' ? 'binary' : reason]++;
}
