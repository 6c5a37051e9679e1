import { findGitPlace, resolveCommit } from './git-history.ts';
import { GitError, type GitOptions, gitLine, runGit } from './git-process.ts';

/**
 * The paths below `folder` (with `/`) that differ from what they were where the history of `commit` and of HEAD parted:
 * committed since, changed and not committed, new and not ignored, deleted. Undefined where there is no such commit.
 * Throws `GitError`.
 */
export async function changedPaths(
  folder: string,
  commit: string,
  options: GitOptions = {},
): Promise<Set<string> | undefined> {
  const id = await resolveCommit(folder, commit, options);
  if (id === undefined) return undefined;
  const { prefix } = await findGitPlace(folder, options);
  const base = await gitLine(folder, ['merge-base', id, 'HEAD'], options).catch((error) => {
    // Two histories with nothing in common, or a shallow clone: then it is the commit itself.
    if (error instanceof GitError && error.code === 'failed') return id;
    throw error;
  });
  const plain = [
    '--name-only',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules=all',
  ];
  const [tracked, untracked] = await Promise.all([
    runGit(folder, ['diff-index', ...plain, base || id, '--'], options),
    // Relative to the folder by itself.
    runGit(folder, ['ls-files', '-z', '--others', '--exclude-standard'], options),
  ]);
  const top = Buffer.from(prefix, 'latin1').toString('utf8');
  const names = (bytes: Buffer) => bytes.toString('utf8').split('\0').filter(Boolean);
  return new Set([
    ...names(tracked).flatMap((name) => (name.startsWith(top) ? [name.slice(top.length)] : [])),
    ...names(untracked),
  ]);
}
