/**
 * `launch-ready secrets --history` over a repository, against a bare `git log -p` of the same commits in the same run,
 * interleaved. The repository is cloned first (without its files), so that nothing is written into it.
 *
 *   node --import tsx bench/secrets-history.ts REPOSITORY [runs]
 *
 * REPOSITORY is a path or an address; for the target, https://github.com/expressjs/express.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const TARGET = 4000;
const [source, runsWritten = '5'] = process.argv.slice(2);
if (!source) {
  console.error('Name a repository: node --import tsx bench/secrets-history.ts REPOSITORY [runs]');
  process.exit(2);
}
const runs = Number(runsWritten);
const work = mkdtempSync(join(tmpdir(), 'launch-ready-bench-'));
const repository = join(work, 'repository.git');
const program = join(work, 'history.mjs');
const state = join(repository, 'launch-ready');

interface Run {
  wallMs: number;
  /** User and system, of the process and of the git that it started. */
  cpuMs: number;
  peakMb: number;
}

try {
  execFileSync('git', ['clone', '-q', '--mirror', source, repository], { stdio: 'inherit' });
  await build({
    stdin: {
      contents: `
        import { readHistory } from './src/observe/repository/secret-history-read.ts';
        const history = await readHistory(process.argv[2], { kind: 'all' }, { signal: new AbortController().signal });
        process.stdout.write(JSON.stringify({ commits: history.commits, read: history.newCommits,
          secrets: history.secrets.length, skipped: history.skipped }));`,
      resolveDir: new URL('..', import.meta.url).pathname,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'error',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  const first = ours();
  const { commits, secrets, skipped } = JSON.parse(first.out);
  console.log(
    `${source}: ${commits} commits, ${secrets} secrets; ${skipped.binary} binary and ${skipped.oversized} very large file versions counted`,
  );
  console.log(
    `node ${process.version}, ${execFileSync('git', ['--version'], { encoding: 'utf8' }).trim()}, ${runs} runs after one to warm up`,
  );

  const times: Record<string, Run[]> = { 'first run': [], 'second run': [], 'git log -p -U0 --all': [] };
  for (let i = 0; i < runs; i++) {
    times['git log -p -U0 --all']!.push(await measure('git', ['log', '-p', '-U0', '--all']));
    rmSync(state, { recursive: true, force: true });
    times['first run']!.push(await measure(process.execPath, [program, repository]));
    times['second run']!.push(await measure(process.execPath, [program, repository]));
  }
  const perSecond = (wallMs: number) => Math.round((commits / wallMs) * 1000);
  const middle = (name: string, key: keyof Run) => median(times[name]!.map((run) => run[key]));
  for (const name of Object.keys(times)) {
    const wall = middle(name, 'wallMs');
    console.log(
      `${name.padEnd(22)} wall ${wall.toFixed(0).padStart(6)} ms   cpu ${middle(name, 'cpuMs').toFixed(0).padStart(6)} ms   peak ${middle(name, 'peakMb').toFixed(0).padStart(4)} MB   ${perSecond(wall)} commits/s (best ${perSecond(Math.min(...times[name]!.map(({ wallMs }) => wallMs)))})`,
    );
  }
  const load = loadavg()[0]?.toFixed(1);
  console.log(`load of this computer meanwhile: ${load} on ${cpus().length} cores`);
  const share = (key: keyof Run) =>
    (middle('first run', key) / middle('git log -p -U0 --all', key)).toFixed(2);
  console.log(`first run / git log: wall ${share('wallMs')}, cpu ${share('cpuMs')}`);
  console.log(`state: ${Math.round(statSync(join(state, 'history.json')).size / 1024)} KB`);
  const speed = Math.round((commits / middle('first run', 'wallMs')) * 1000);
  console.log(
    `target for express: at least ${TARGET} commits/s: ${speed} is ${speed >= TARGET ? 'met' : 'missed'}`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

function ours(): { out: string } {
  const { stdout, status, stderr } = spawnSync(process.execPath, [program, repository], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return { out: stdout };
}

/** As a whole process, with its output read and thrown away. GNU time tells what it used, git included. */
async function measure(command: string, words: string[]): Promise<Run> {
  const startedAt = performance.now();
  const child = spawn('/usr/bin/time', ['-f', '%U %S %M', command, ...words], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(said);
  const [user = 0, system = 0, peak = 0] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { wallMs: performance.now() - startedAt, cpuMs: (user + system) * 1000, peakMb: peak / 1024 };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
