import { resolve } from 'node:path';
import { GitError, type GitOptions, gitLine, runGit } from './git-process.ts';

/** Every branch, tag and remote branch, and what the work trees stand on; not the stash, which no push takes along. */
export const ALL_REVISIONS: readonly string[] = ['--exclude=refs/stash', '--all'];

/** Where a folder stands in its repository. */
export interface GitPlace {
  /** The git directory that all work trees share. Absolute. */
  commonDirectory: string;
  /** From the top of the repository to the folder, with `/` at the end, as latin1 text of its bytes. */
  prefix: string;
  /** Full id of the checked-out commit; undefined before the first one. */
  head: string | undefined;
  /** A clone that holds only the newest commits. */
  shallow: boolean;
}

/** Throws `GitError` where `folder` is in no repository. */
export async function findGitPlace(folder: string, options: GitOptions = {}): Promise<GitPlace> {
  const out = await runGit(
    folder,
    ['rev-parse', '--git-common-dir', '--is-shallow-repository', '--show-prefix'],
    options,
  );
  const [common = '', shallow = '', prefix = ''] = out.toString('latin1').split('\n');
  return {
    commonDirectory: resolve(folder, Buffer.from(common, 'latin1').toString('utf8')),
    prefix,
    shallow: shallow === 'true',
    head: await resolveCommit(folder, 'HEAD', options),
  };
}

/** The full id of the commit that a person names; undefined when there is none. A name is never taken for an option. */
export async function resolveCommit(
  folder: string,
  name: string,
  options: GitOptions = {},
): Promise<string | undefined> {
  if (!isRevisionName(name)) return undefined;
  try {
    const id = await gitLine(folder, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`], options);
    return /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
  } catch (error) {
    if (error instanceof GitError && error.code === 'failed') return undefined;
    throw error;
  }
}

/** What may name one revision: no option, no range, nothing that git-check-ref-format(1) forbids but `@{…}`, `^` and `~`. */
export function isRevisionName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length < 1024 &&
    /^[^-^:\s]/.test(name) &&
    !/\.\.|[\s\u0000-\u0020\u007f:?*[\\]/.test(name)
  );
}

/** The commits that all branches, tags and work trees stand on. */
export async function tipsOf(folder: string, options: GitOptions = {}): Promise<string[]> {
  const out = await runGit(folder, ['rev-list', '--no-walk=unsorted', ...ALL_REVISIONS], options);
  return [...new Set(out.toString('latin1').split('\n').filter(Boolean))].sort();
}

/** True when every one of `commits` is here and can still be reached from a branch or tag. */
export async function areReachable(
  folder: string,
  commits: readonly string[],
  options: GitOptions = {},
): Promise<boolean> {
  if (commits.length === 0) return true;
  try {
    const lost = await gitLine(folder, ['rev-list', '--max-count=1', '--stdin', '--not', ...ALL_REVISIONS], {
      ...options,
      input: `${commits.join('\n')}\n`,
    });
    return lost === '';
  } catch (error) {
    // A commit that is gone altogether.
    if (error instanceof GitError && error.code === 'failed') return false;
    throw error;
  }
}
