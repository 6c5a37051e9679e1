import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { findGitPlace } from './git-history.ts';
import { GitError, type GitOptions, gitLine } from './git-process.ts';

/** Where a repository's hooks come from, and so how one is added without breaking the others. */
export interface HookPlace {
  /** Top of the work tree, absolute. */
  top: string;
  /**
   * `folder`: git runs the files of `directory`. `husky`: husky runs the files of `directory`, with sh. `lefthook`: they are
   * listed in its configuration.
   */
  kind: 'folder' | 'husky' | 'lefthook';
  directory: string;
  /** Folders in which an earlier version, or an earlier setting, may have left a hook of ours. */
  others: string[];
}

const LEFTHOOK = /^\.?lefthook\.(?:ya?ml|toml|json|jsonc)$/;

/** Throws `GitError` where there is no repository, and where the hooks are not this repository's own. */
export async function findHookPlace(
  folder: string,
  list: (directory: string) => readonly string[],
  options: GitOptions = {},
): Promise<HookPlace> {
  const { commonDirectory } = await findGitPlace(folder, options);
  const top = await gitLine(folder, ['rev-parse', '--show-toplevel'], options).catch((error) => {
    if (error instanceof GitError && error.code === 'failed') {
      throw new GitError('failed', 'This is a bare repository: nothing is committed or pushed from it');
    }
    throw error;
  });
  const usual = join(commonDirectory, 'hooks');
  const setting = await hooksPathSetting(folder, options);
  const directory = setting === undefined ? usual : resolve(top, setting.path);
  if (setting !== undefined && !isWithin(directory, top) && !isWithin(directory, commonDirectory)) {
    throw new GitError(
      'failed',
      setting.isOwn
        ? `This repository takes its hooks from ${directory}, which is outside of it. Add this line to the hook there by hand: launch-ready secrets --pre-push "$1"`
        : `git takes the hooks of all your repositories from ${directory} (core.hooksPath). Add this line to the hook there by hand: launch-ready secrets --pre-push "$1"`,
    );
  }
  const husky = huskyFolder(directory, top);
  if (husky !== undefined) return { top, kind: 'husky', directory: husky, others: [usual] };
  if (list(top).some((name) => LEFTHOOK.test(name))) {
    return { top, kind: 'lefthook', directory, others: [usual, directory] };
  }
  return { top, kind: 'folder', directory, others: directory === usual ? [] : [usual] };
}

/** git's words for where hooks are; `isOwn`: set for this repository, not for all of the person's. */
async function hooksPathSetting(
  folder: string,
  options: GitOptions,
): Promise<{ isOwn: boolean; path: string } | undefined> {
  const ask = async (...scope: string[]): Promise<string> => {
    try {
      return await gitLine(folder, ['config', ...scope, '--type=path', '--get', 'core.hooksPath'], {
        ...options,
        asConfigured: true,
      });
    } catch (error) {
      // Not set.
      if (error instanceof GitError && error.code === 'failed') return '';
      throw error;
    }
  };
  const path = await ask();
  if (path === '') return undefined;
  const isOwn = path === (await ask('--local')) || path === (await ask('--worktree'));
  return { isOwn, path };
}

/** husky 9 points git at `.husky/_`, earlier ones at `.husky`; people write their hooks in `.husky` either way. */
function huskyFolder(directory: string, top: string): string | undefined {
  const folder = basename(directory) === '_' ? dirname(directory) : directory;
  if (!isWithin(folder, top) || folder === top) return undefined;
  const isHusky =
    basename(folder) === '.husky' ||
    existsSync(join(folder, '_', 'husky.sh')) ||
    existsSync(join(folder, '_', 'h'));
  return isHusky ? folder : undefined;
}

/** Symbolic links followed: a folder in the work tree may be a link that leads out of it. */
function isWithin(path: string, folder: string): boolean {
  const between = relative(realOf(folder), realOf(path));
  return (
    between === '' || (!between.startsWith(`..${sep}`) && between !== '..' && resolve(between) !== between)
  );
}

/** The real path of what is there, with what is not there yet behind it. */
function realOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realOf(parent), basename(path));
}
