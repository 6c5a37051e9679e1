import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temp folder with git at hand, as oracle; git sees none of the user's own settings. */
export interface Sandbox {
  root: string;
  path(...parts: string[]): string;
  write(path: string, content?: string | Uint8Array): void;
  /** Seconds since the epoch: the date of the commits that `git` makes from now on. */
  setDate(seconds: number): void;
  git(...args: string[]): string;
  /** What git lists: tracked, and untracked but not ignored; on disk or not. */
  lsFiles(directory?: string): string[];
  remove(): void;
}

export function createSandbox(): Sandbox {
  const root = mkdtempSync(join(tmpdir(), 'launch-ready-'));
  let date: { GIT_AUTHOR_DATE?: string; GIT_COMMITTER_DATE?: string } = {};
  const git = (args: string[], cwd: string) =>
    execFileSync('git', ['-c', 'protocol.file.allow=always', '-c', 'core.quotePath=false', ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...withoutGit(process.env),
        HOME: join(root, '..'),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        XDG_CONFIG_HOME: '/nonexistent',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.test',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.test',
        ...date,
      },
    });
  return {
    root,
    path: (...parts) => join(root, ...parts),
    write(path, content = '') {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    setDate(seconds) {
      date = { GIT_AUTHOR_DATE: `${seconds} +0200`, GIT_COMMITTER_DATE: `${seconds} +0200` };
    },
    git: (...args) => git(args, root),
    lsFiles: (directory = '') =>
      git(['ls-files', '-z', '-co', '--exclude-standard'], join(root, directory))
        .split('\0')
        .filter((path) => path !== '')
        .sort((a, b) => (a < b ? -1 : 1)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A hook that runs the tests sets GIT_DIR and others, which would lead git elsewhere. */
function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_')));
}
