/** A value now (Node, where synchronous reads are several times faster) or later (VS Code). */
export type MaybePromise<T> = T | Promise<T>;

export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

export interface DirectoryEntry {
  name: string;
  kind: EntryKind;
}

export interface FileStat {
  kind: EntryKind;
  /** Bytes. */
  size: number;
}

export type FileErrorCode = 'notFound' | 'noPermission' | 'notAFile' | 'tooLarge' | 'other';

/** The one error a `FileSystem` throws. `message` is a sentence for a person and names the path. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly path: string;
  constructor(code: FileErrorCode, path: string, message: string) {
    super(message);
    this.name = 'FileError';
    this.code = code;
    this.path = path;
  }
}

/**
 * Room that is read into again and again, so that many files in a row leave nothing to collect. What was read is valid
 * until the room is used again.
 */
export interface ReadRoom {
  bytes: Uint8Array;
  /** The size that the next file had when git last looked, bytes; spares asking whether more follows. */
  expected?: number;
}

/**
 * The port through which all files are read: the Node adapter for terminal and worker, the VS Code adapter for
 * virtual workspaces, an overlay with unsaved text, a map in tests. Paths are relative to the root, with `/`;
 * `''` is the root. Symbolic links are reported, never followed.
 */
export interface FileSystem {
  /** What a person calls the root; an absolute path where there is one. */
  readonly root: string;
  /**
   * Throws `FileError`. `maxBytes` guards against reading what would not be used. The answer may lie in `room`, which an
   * adapter may also leave alone.
   */
  readFile(path: string, maxBytes?: number, room?: ReadRoom): MaybePromise<Uint8Array>;
  /** Throws `FileError`. */
  readDirectory(path: string): MaybePromise<DirectoryEntry[]>;
  /** Undefined when there is nothing at `path`. Does not follow a symbolic link. */
  stat(path: string): MaybePromise<FileStat | undefined>;
  /**
   * For what lies outside the root but belongs to the project: the git directory of a worktree or submodule.
   * Undefined where there is no such place (virtual workspaces).
   */
  at?(absolutePath: string): FileSystem | undefined;
}
