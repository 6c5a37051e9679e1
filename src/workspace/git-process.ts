import type { ChildProcess } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * `missing`: there is no git on this computer. `notRepository`, `unsafe` (git refuses a folder of another user), `timeout`,
 * `tooLarge`, `failed`: it ran and this came of it.
 */
export type GitErrorCode = 'missing' | 'notRepository' | 'unsafe' | 'timeout' | 'tooLarge' | 'failed';

/** The one error of this file; `message` is a sentence for a person. */
export class GitError extends Error {
  readonly code: GitErrorCode;
  constructor(code: GitErrorCode, message: string) {
    super(message);
    this.name = 'GitError';
    this.code = code;
  }
}

export interface GitOptions {
  signal?: AbortSignal;
  /** Milliseconds; the process is ended after that. Default: one minute. */
  timeoutMs?: number;
  /** Bytes of output; more is an error. Default: 64 MB. */
  maxBytes?: number;
  /** Written to its standard input. */
  input?: Uint8Array | string;
  /** An index other than the repository's: `git commit -a` gives its hooks one in GIT_INDEX_FILE. Absolute. */
  indexFile?: string;
  /** To ask what the settings are, rather than to run under ours: `git config --get`. */
  asConfigured?: boolean;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const MAX_STDERR = 4000;

/**
 * What a repository's own config could run or redirect, switched off; the command line wins over every config file
 * (git-config(1)). Diff drivers, textconv and signatures are switched off again by each command's own options, because
 * their names are chosen in the config.
 */
const SWITCHED_OFF: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.pager=cat',
  'core.editor=false',
  'core.askPass=',
  'core.sshCommand=false',
  'core.gitProxy=',
  'core.alternateRefsCommand=false',
  'core.attributesFile=/dev/null',
  'core.quotePath=false',
  // Longer blobs are told apart as binary instead of being compared line by line.
  'core.bigFileThreshold=5m',
  'credential.helper=',
  'protocol.allow=never',
  'gpg.program=false',
  'gpg.ssh.program=false',
  'gpg.x509.program=false',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.mailmap=false',
  'diff.relative=false',
  'diff.noprefix=false',
  'diff.mnemonicPrefix=false',
  'diff.submodule=short',
  'diff.ignoreSubmodules=all',
  'diff.renames=false',
  'diff.interHunkContext=0',
  'diff.colorMoved=no',
  'submodule.recurse=false',
  'maintenance.auto=false',
  'gc.auto=0',
];

/** Options of `log` and `diff-index` that make a patch plain: nothing is run for it, and no setting changes its form. */
export const PLAIN_PATCH: readonly string[] = [
  '--patch',
  '--unified=0',
  '--inter-hunk-context=0',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-renames',
  '--no-indent-heuristic',
  '--diff-algorithm=myers',
  '--full-index',
  '-O/dev/null',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--submodule=short',
  '--ignore-submodules=all',
];

/**
 * Runs git in `folder`, without a shell, and gives its output. Nothing that the repository asks for is executed: see
 * `SWITCHED_OFF`; the environment's GIT_* are dropped; no network protocol is allowed, not even for the missing objects of
 * a partial clone. Whether a folder of another user may be read (safe.directory) stays the user's decision.
 * Throws `GitError`, and the signal's reason when aborted.
 */
export async function runGit(
  folder: string,
  words: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of streamGit(folder, words, options)) {
    size += chunk.length;
    if (size > maxBytes) throw new GitError('tooLarge', `git ${words[0]} had more to say than is read here`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** One line of output, without its line break. */
export async function gitLine(
  folder: string,
  words: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  return (await runGit(folder, words, options)).toString('utf8').replace(/\r?\n$/, '');
}

/** As `runGit`, chunk by chunk; leaving the loop ends the process. `maxBytes` is not looked at. */
export async function* streamGit(
  folder: string,
  words: readonly string[],
  options: GitOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  const { signal, timeoutMs = DEFAULT_TIMEOUT_MS, input } = options;
  signal?.throwIfAborted();
  // Loaded only here: most runs start no git.
  const { spawn } = await import('node:child_process');
  const child = spawn(gitProgram(), [...globalWords(options), ...words], {
    cwd: folder,
    env: environment(options),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let timedOut = false;
  const end = () => child.kill('SIGKILL');
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  signal?.addEventListener('abort', end, { once: true });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (complaint.length < MAX_STDERR) complaint += text;
  });
  // A git that stops reading early says why on its standard error.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const exit = exitOf(child);
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    const code = await exit;
    signal?.throwIfAborted();
    if (timedOut) {
      throw new GitError(
        'timeout',
        `git ${words[0]} took longer than ${Math.round(timeoutMs / 1000)} seconds`,
      );
    }
    if (code !== 0) throw errorOf(words[0] ?? '', complaint);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    if (child.exitCode === null) end();
    // Awaited by nobody when the loop was left early.
    exit.catch(() => {});
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new GitError('failed', 'The folder to look at is not there any more')
          : new GitError('failed', `git could not be started (${error.code ?? error.message})`),
      ),
    );
    child.once('close', resolve);
  });
}

function globalWords({ asConfigured }: GitOptions): string[] {
  const off = asConfigured ? SWITCHED_OFF.filter((one) => !one.startsWith('core.hooksPath=')) : SWITCHED_OFF;
  return ['--no-pager', '--no-replace-objects', '--literal-pathspecs', ...off.flatMap((one) => ['-c', one])];
}

function environment({ indexFile, asConfigured }: GitOptions): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:GIT_|SSH_ASKPASS$|LC_|LANG$|LANGUAGE$|PAGER$|LESS$|VISUAL$|EDITOR$)/i.test(name),
  );
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    ...(!asConfigured && { GIT_CONFIG_NOSYSTEM: '1' }),
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // Stands above every protocol.<name>.allow of the config, which in turn stands above protocol.allow.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_GRAFT_FILE: '/dev/null',
    ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }),
  };
}

let found: { searched: string; program: string } | undefined;

/**
 * git's absolute path. Looked for here, because Windows would take a git.exe of the audited folder first, and a PATH with
 * `.` in it would do the same elsewhere. Throws `GitError` when there is none.
 */
function gitProgram(): string {
  const searched = process.env.PATH ?? process.env.Path ?? '';
  if (found?.searched === searched) return found.program;
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  for (const folder of searched.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const program = join(folder, name);
    try {
      accessSync(program, constants.X_OK);
      if (!statSync(program).isFile()) continue;
    } catch {
      continue;
    }
    found = { searched, program };
    return program;
  }
  throw new GitError(
    'missing',
    'git was not found on this computer, and only git can tell what was committed. Install it from https://git-scm.com/downloads',
  );
}

function errorOf(command: string, complaint: string): GitError {
  if (/not a git repository/i.test(complaint)) {
    return new GitError('notRepository', 'This folder is not in a git repository, so it has no history');
  }
  if (/dubious ownership|safe\.directory/i.test(complaint)) {
    return new GitError(
      'unsafe',
      'git refuses to read this repository because it belongs to another user. If you trust it: git config --global --add safe.directory FOLDER',
    );
  }
  if (/promisor|lazy fetch|transport '[^']*' not allowed|could not fetch/i.test(complaint)) {
    return new GitError(
      'failed',
      'This is a partial clone: old file contents are on the server only. Fetch them first: git fetch --refetch --no-filter',
    );
  }
  const line = complaint
    .split(/[\r\n]+/)
    .filter((one) => /^(?:fatal|error):/.test(one))
    .at(-1);
  const said = (line ?? complaint.split(/[\r\n]/)[0] ?? '')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .slice(0, 200);
  return new GitError('failed', `git ${command} failed${said ? `: ${said}` : ''}`);
}
