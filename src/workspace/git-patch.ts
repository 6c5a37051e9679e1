/** What a commit tells of itself, by the format `COMMIT_FORMAT`. */
export interface PatchCommit {
  id: string;
  /** Seconds since the epoch. */
  committedAt: number;
  /** ISO 8601, as the author's clock said it. */
  authoredAt: string;
}

/** One file as one commit (or the index) has it: the lines that came in, and nothing of what went. */
export interface PatchFile {
  /** Undefined where the patch has no commit: `git diff-index`. */
  commit: PatchCommit | undefined;
  /** From the top of the repository, with `/`; bytes that are not UTF-8 are written `\xE9`. */
  path: string;
  /** The path's bytes, one a character: what git is asked with. */
  rawPath: string;
  /** Object id of the whole new content; undefined where the file was deleted. */
  blob: string | undefined;
  /** Git shows no lines of it: binary, larger than git compares, or so marked by an attribute. */
  binary: boolean;
  /** The lines that came in; runs that don't touch are kept apart by an empty line. */
  added: string;
  /** For each line of `added` its 0-based line in the new content; -1 for the line that keeps runs apart. */
  lines: readonly number[];
  /** True where more came in than is kept. */
  cut: boolean;
}

/** Begins with a NUL, which no line of a patch does: all content lines begin with `+`, `-`, a space or `\`. */
export const COMMIT_FORMAT = '%x00%H %ct %aI';

export interface PatchReader {
  write(chunk: Buffer): void;
  end(): void;
}

export interface PatchReaderOptions {
  onCommit?(commit: PatchCommit): void;
  /** Decides by path whether lines are collected; the file is then not told. */
  wants(path: string): boolean;
  onFile(file: PatchFile): void;
  /** Bytes of added lines that are kept of one file. */
  maxFileBytes: number;
}

const NUL = 0;
const LF = 10;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const AT = 64;
const BACKSLASH = 92;
/** Bytes. */
const SHORT_LINE = 256;
/** A line that is longer than this and still not ended is passed over to its end. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * Reads the output of `git log --patch` or `git diff-index --patch` with `PLAIN_PATCH`, combined diffs of merges included
 * (git-diff(1), "Combined diff format": a line with a plus for every parent is in none of them). Linear; what a file holds
 * cannot pass for a header, because content lines carry their mark in front.
 */
export function createPatchReader(options: PatchReaderOptions): PatchReader {
  let carry: Buffer | undefined;
  let passingOver = false;
  let commit: PatchCommit | undefined;
  let file: { rawPath: string; path: string; blob: string | undefined; binary: boolean } | undefined;
  let wanted = false;
  let parents = 0;
  let line = 0;
  let last = -2;
  let lines: number[] = [];
  let text = Buffer.allocUnsafe(64 * 1024);
  let length = 0;
  let cut = false;

  function finish(): void {
    if (file && wanted && (length > 0 || file.binary)) {
      const { path, rawPath, blob, binary } = file;
      options.onFile({
        commit,
        path,
        rawPath,
        blob,
        binary,
        added: text.toString('utf8', 0, length),
        lines,
        cut,
      });
    }
    file = undefined;
    wanted = false;
    parents = 0;
    last = -2;
    if (lines.length > 0) lines = [];
    length = 0;
    cut = false;
  }

  function begin(rawPath: string): void {
    finish();
    const path = readablePath(rawPath);
    file = { rawPath, path, blob: undefined, binary: false };
    wanted = options.wants(path);
  }

  function keep(buffer: Buffer, start: number, end: number): void {
    const apart = last >= 0 && line !== last + 1;
    const size = end - start + (apart ? 2 : 1);
    if (length + size > options.maxFileBytes) {
      cut = true;
      return;
    }
    if (length + size > text.length) {
      const larger = Buffer.allocUnsafe(Math.max(text.length * 2, length + size));
      text.copy(larger, 0, 0, length);
      text = larger;
    }
    if (apart) {
      text[length++] = LF;
      lines.push(-1);
    }
    // A call costs more than most lines are long.
    if (end - start > SHORT_LINE) {
      buffer.copy(text, length, start, end);
      length += end - start;
    } else for (let i = start; i < end; i++) text[length++] = buffer[i] as number;
    text[length++] = LF;
    lines.push(line);
    last = line;
  }

  function header(buffer: Buffer, start: number, end: number): void {
    // `---`, `+++` and the modes say nothing new.
    const first = buffer[start];
    if (start === end || first === MINUS || first === PLUS) return;
    const row = buffer.toString('latin1', start, end);
    if (first === NUL) {
      finish();
      const [id = '', at = '', authoredAt = ''] = row.slice(1).split(' ');
      commit = { id, committedAt: Number(at), authoredAt };
      options.onCommit?.(commit);
    } else if (row.startsWith('diff --git ')) begin(sameOnBothSides(row.slice(11)));
    else if (row.startsWith('diff --combined ') || row.startsWith('diff --cc ')) {
      begin(unquote(row.slice(row.indexOf(' ', 7) + 1)));
    } else if (!file) return;
    else if (row.startsWith('index ')) {
      const id = /^index [0-9a-f,]+\.\.([0-9a-f]+)/.exec(row)?.[1];
      if (id !== undefined && !/^0+$/.test(id)) file.blob = id;
    } else if (row.startsWith('Binary files ')) file.binary = true;
    else if (row.startsWith('@@')) {
      const marks = /^(@{2,})(?: -\d+(?:,\d+)?)+ \+(\d+)/.exec(row);
      parents = (marks?.[1]?.length ?? 2) - 1;
      line = Number(marks?.[2] ?? 1) - 1;
    }
  }

  function readLine(buffer: Buffer, start: number, end: number): void {
    const mark = buffer[start];
    if (parents === 0 || start === end || mark === AT || mark === NUL || mark === 100) {
      header(buffer, start, end);
      return;
    }
    if (!wanted || mark === BACKSLASH) return;
    if (parents === 1) {
      if (mark === PLUS) keep(buffer, start + 1, end);
      if (mark === PLUS || mark === SPACE) line++;
      return;
    }
    let plus = 0;
    for (let i = start; i < start + parents && i < end; i++) {
      if (buffer[i] === MINUS) return;
      if (buffer[i] === PLUS) plus++;
    }
    if (plus === parents) keep(buffer, start + parents, end);
    line++;
  }

  return {
    write(chunk) {
      let buffer = chunk;
      if (carry) buffer = Buffer.concat([carry, chunk]);
      carry = undefined;
      let at = 0;
      for (let eol = lineEnd(buffer, at); eol >= 0; eol = lineEnd(buffer, at)) {
        if (passingOver) passingOver = false;
        else readLine(buffer, at, eol);
        at = eol + 1;
      }
      if (at === buffer.length) return;
      if (passingOver) return;
      if (buffer.length - at > MAX_LINE_BYTES) {
        passingOver = true;
        cut = true;
      } else carry = Buffer.from(buffer.subarray(at));
    },
    end() {
      if (carry) readLine(carry, 0, carry.length);
      carry = undefined;
      finish();
    },
  };
}

/** Where the line ends, or -1: looked for here, because most lines are shorter than a call into Node takes. */
function lineEnd(buffer: Buffer, from: number): number {
  const near = Math.min(buffer.length, from + SHORT_LINE);
  for (let i = from; i < near; i++) if (buffer[i] === LF) return i;
  return near === buffer.length ? -1 : buffer.indexOf(LF, near);
}

/** `a/P b/P`, or both in quotes: without renames both sides name the same file. */
function sameOnBothSides(sides: string): string {
  if (sides.startsWith('"')) {
    const close = /^"(?:[^"\\]|\\.)*"/.exec(sides)?.[0] ?? sides;
    return unquote(close).slice(2);
  }
  return sides.slice(2, 2 + (sides.length - 5) / 2);
}

const ESCAPES: Record<string, string> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

/** Undoes git's C quoting (git-config(1), core.quotePath). */
function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  return name
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal?: string, one?: string) =>
      octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (ESCAPES[one ?? ''] ?? one ?? ''),
    );
}

/** UTF-8 where it is; else each byte above ASCII as `\xE9`. */
export function readablePath(rawPath: string): string {
  if (/^[\x00-\x7f]*$/.test(rawPath)) return rawPath;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(rawPath, 'latin1'));
  } catch {
    return rawPath.replace(/[\x80-\xff]/g, (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase()}`);
  }
}
