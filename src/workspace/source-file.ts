import { isAscii } from 'node:buffer';
import { FileError, type FileSystem, type MaybePromise, type ReadRoom } from './file-system.ts';
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

/** Why there is no text; `message` is a sentence that names the path. */
export interface SkippedSource {
  kind: 'skipped';
  path: string;
  reason: SkipReason;
  message: string;
}

export type Source = { kind: 'text'; path: string; text: string; encoding: Encoding } | SkippedSource;

/** A file that was read and is decoded when its text is first asked for. */
export interface OpenSource {
  readonly kind: 'text';
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
  /** The text as UTF-8, where the file is that. */
  readonly bytes: Uint8Array | undefined;
}

export function maxSourceBytes(path: string): number {
  return isEnvFile(path) ? MAX_ENV_FILE_BYTES : MAX_SOURCE_BYTES;
}

const ENV_FILE_NAME = /^\.(?:env|dev\.vars)|\.env$/i;

/** `.env`, `.env.production`, `.envrc`, `.dev.vars`, `app.env`. */
export function isEnvFile(path: string): boolean {
  const name = baseNameOf(path);
  // Asked for every file: nearly all are told by one character.
  const last = name.charCodeAt(name.length - 1);
  return (name.startsWith('.') || last === 0x76 || last === 0x56) && ENV_FILE_NAME.test(name);
}

/** UTF-8 (bytes that are none become U+FFFD), or UTF-16 with its byte order mark. Time is linear in the size. */
export function decodeSource(data: Uint8Array): DecodedSource {
  const bytes = bufferOf(data);
  const encoding = encodingOf(bytes);
  if (encoding === 'binary' || encoding === 'lfsPointer') return { kind: encoding };
  return { kind: 'text', text: textOf(bytes, encoding), encoding };
}

function bufferOf(data: Uint8Array): Buffer {
  return Buffer.isBuffer(data) ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

/** What the bytes are, by their beginning alone. */
function encodingOf(bytes: Buffer): Encoding | 'binary' | 'lfsPointer' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !(bytes[2] === 0 && bytes[3] === 0)) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const nul = bytes.indexOf(0);
  if (nul >= 0 && nul < BINARY_PROBE_BYTES) return 'binary';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom';
  const mayPoint = bytes.length < LFS_POINTER_BYTES && bytes[0] === 0x76;
  return mayPoint && LFS_POINTER.test(bytes.toString('latin1')) ? 'lfsPointer' : 'utf-8';
}

function textOf(bytes: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-16le':
      return bytes.toString('utf16le', 2);
    case 'utf-16be':
      return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
        .swap16()
        .toString('utf16le');
    case 'utf-8-bom':
      return bytes.toString('utf8', 3);
    default:
      // The same text, several times faster.
      return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  }
}

const LFS_POINTER =
  /^version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v\d+\r?\n(?:[a-z0-9.-]+ [^\n]*\n)*?oid sha256:[0-9a-f]{64}\r?\n/;

/** Reads and decodes one file; never throws for what is wrong with the file. */
export function readSource(files: FileSystem, path: string): MaybePromise<Source> {
  const opened = openSource(files, path);
  return opened instanceof Promise ? opened.then(decoded) : decoded(opened);
}

function decoded(source: OpenSource | SkippedSource): Source {
  if (source.kind === 'skipped') return source;
  const { kind, path, text, encoding } = source;
  return { kind, path, text, encoding };
}

/**
 * Reads one file and decodes it only when its text is asked for, which has to be before `room` is used again. Never throws
 * for what is wrong with the file.
 */
export function openSource(
  files: FileSystem,
  path: string,
  room?: ReadRoom,
): MaybePromise<OpenSource | SkippedSource> {
  try {
    const bytes = files.readFile(path, maxSourceBytes(path), room);
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

function sourceOf(path: string, data: Uint8Array): OpenSource | SkippedSource {
  const bytes = bufferOf(data);
  const encoding = encodingOf(bytes);
  if (encoding === 'binary') return skipped(path, 'binary', `${path} is not text`);
  if (encoding === 'lfsPointer') {
    return skipped(path, 'lfsPointer', `The content of ${path} is kept by Git LFS and is not here`);
  }
  return new LazySource(path, encoding, bytes);
}

/** A class, since a scan makes one a file, whose fields are only declared: to define each first would cost as much again. */
class LazySource implements OpenSource {
  declare readonly kind: 'text';
  declare readonly path: string;
  declare readonly encoding: Encoding;
  declare readonly bytes: Uint8Array | undefined;
  declare private readonly data: Buffer;
  declare private decoded: string | undefined;
  constructor(path: string, encoding: Encoding, data: Buffer) {
    this.kind = 'text';
    this.path = path;
    this.encoding = encoding;
    this.data = data;
    this.decoded = undefined;
    this.bytes = encoding === 'utf-8' ? data : encoding === 'utf-8-bom' ? data.subarray(3) : undefined;
  }
  get text(): string {
    this.decoded ??= textOf(this.data, this.encoding);
    return this.decoded;
  }
}

function skippedBy(path: string, error: unknown): SkippedSource {
  if (!(error instanceof FileError)) throw error;
  return skipped(path, error.code === 'tooLarge' ? 'oversized' : 'unreadable', error.message);
}

function skipped(path: string, reason: SkipReason, message: string): SkippedSource {
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
