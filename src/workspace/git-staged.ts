import { resolveCommit } from './git-history.ts';
import { readBlobs } from './git-objects.ts';
import { createPatchReader } from './git-patch.ts';
import { GitError, type GitOptions, gitLine, PLAIN_PATCH, streamGit } from './git-process.ts';

/** A file as the next commit would have it. */
export interface StagedFile {
  /** From the audited folder, with `/`. */
  path: string;
  /** Undefined: larger than is read. */
  bytes: Buffer | undefined;
  /** 0-based lines (ended by LF) that the commit would bring in; undefined: all of them. */
  added: ReadonlySet<number> | undefined;
}

/**
 * What is about to be committed: the content of the index, where it differs from the newest commit. `git commit -a` and
 * `git commit FILE` make an index of their own and name it in GIT_INDEX_FILE, which `indexFile` is for.
 * Throws `GitError`.
 */
export async function readStagedFiles(
  folder: string,
  prefix: string,
  maxFileBytes: number,
  options: GitOptions,
): Promise<StagedFile[]> {
  const base = (await resolveCommit(folder, 'HEAD', options)) ?? (await emptyTree(folder, options));
  const changed: { rawPath: string; path: string; blob: string; added: Set<number> | undefined }[] = [];
  const reader = createPatchReader({
    maxFileBytes,
    wants: () => true,
    onFile({ rawPath, path, blob, binary, lines, cut }) {
      if (!blob || !rawPath.startsWith(prefix)) return;
      changed.push({ rawPath, path, blob, added: binary || cut ? undefined : new Set(lines) });
    },
  });
  const words = ['diff-index', '--cached', '--diff-filter=ACMRT', ...PLAIN_PATCH, base];
  for await (const chunk of streamGit(folder, words, options)) reader.write(chunk);
  reader.end();
  const contents = new Map<string, Buffer | undefined>();
  const blobs = [...new Set(changed.map(({ blob }) => blob))];
  for await (const { name, bytes } of readBlobs(folder, blobs, maxFileBytes, options))
    contents.set(name, bytes);
  return changed.map(({ path, blob, added }) => ({
    path: path.slice(Buffer.from(prefix, 'latin1').toString('utf8').length),
    bytes: contents.get(blob),
    added,
  }));
}

/** What the very first commit is compared with. */
async function emptyTree(folder: string, options: GitOptions): Promise<string> {
  const id = await gitLine(folder, ['hash-object', '-t', 'tree', '--stdin'], { ...options, input: '' });
  if (!/^[0-9a-f]{40,64}$/.test(id)) throw new GitError('failed', 'git hash-object made no sense');
  return id;
}
