import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const HOME = path.resolve(import.meta.dirname, '..', '..');
export const BUILT_CLI = path.join(HOME, 'dist', 'cli.mjs');

/** Builds dist/ when a source is newer than it, so that nobody tests yesterday's program. */
export function ensureBuilt(): void {
  const built = statSync(BUILT_CLI, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(path.join(HOME, 'src'), { recursive: true, encoding: 'utf8' });
  const newest = Math.max(...sources.map((name) => statSync(path.join(HOME, 'src', name)).mtimeMs));
  if (newest > built)
    execFileSync(process.execPath, ['esbuild.mjs'], { cwd: HOME, stdio: 'inherit', timeout: 60_000 });
}

export interface CliRun {
  code: number | null;
  out: string;
  err: string;
}

export interface CliOptions {
  cwd?: string;
  env?: Record<string, string>;
  onStart?: (child: ChildProcess) => void;
}

/** Runs the built command line as a child process, with nothing of the person's colour wishes. */
export async function runCli(
  words: readonly string[],
  { cwd = HOME, env = {}, onStart }: CliOptions = {},
): Promise<CliRun> {
  const { NO_COLOR: _, LAUNCH_READY_DEBUG: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [BUILT_CLI, ...words], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  onStart?.(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, out, err };
}
