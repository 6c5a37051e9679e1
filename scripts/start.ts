// `npm start`: builds, then shows the product at work on a sample project whose domain this command serves itself.
// `npm start -- DIR [options]` audits DIR instead.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { makeSample } from '../test/sample/sample.ts';
import { serveSample } from '../test/sample/servers.ts';

const HOME = path.resolve(import.meta.dirname, '..');
const BUILD_MS = 60_000;
const AUDIT_MS = 120_000;
const INTERRUPTED = 130;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

process.exit(await main(process.argv.slice(2)));

async function main(words: readonly string[]): Promise<number> {
  const built = await run(['esbuild.mjs'], { cwd: HOME, timeoutMs: BUILD_MS });
  if (built !== 0) return built;
  const cli = path.join(HOME, 'dist', 'cli.mjs');
  // npm runs scripts in the project's folder; the person's own is in INIT_CWD.
  const here = process.env.INIT_CWD ?? process.cwd();
  if (words[0] !== undefined && !words[0].startsWith('-'))
    return run([cli, 'audit', ...words], { cwd: here });

  const sample = await makeSample();
  try {
    const servers = await serveSample(sample.directory);
    try {
      if (stop.signal.aborted) return INTERRUPTED;
      const code = await run([cli, 'audit', ...servers.arguments, ...words], {
        cwd: sample.folder,
        timeoutMs: AUDIT_MS,
      });
      if (stop.signal.aborted) return INTERRUPTED;
      if (code !== 0 && code !== 1) return code;
      process.stderr.write(
        '\nThe sample is meant to be not ready. Your own project: npm start -- DIR (add --domain NAME for its live domain)\n',
      );
      return 0;
    } finally {
      await servers.close();
    }
  } finally {
    await sample.remove();
  }
}

/** Runs a Node program to its end; on time-out or when interrupted it is ended. Gives its exit code. */
function run(
  words: readonly string[],
  { cwd, timeoutMs }: { cwd: string; timeoutMs?: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd, stdio: 'inherit' });
    const end = () => {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
    };
    stop.signal.addEventListener('abort', end);
    const timer = timeoutMs === undefined ? undefined : setTimeout(end, timeoutMs);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      stop.signal.removeEventListener('abort', end);
      resolve(code ?? INTERRUPTED);
    });
  });
}
