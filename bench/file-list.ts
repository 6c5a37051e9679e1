/**
 * The file list of a repository of 28,000 tracked files (2,800 folders, nested .gitignore, 5,000 ignored files), as a whole
 * process, against `git ls-files -co --exclude-standard` in the same run.
 *
 *   node --import tsx bench/file-list.ts [runs]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const runs = Number(process.argv[2] ?? 9);
const work = mkdtempSync(join(tmpdir(), 'launch-ready-bench-'));
const repository = join(work, 'repository');
const program = join(work, 'list.mjs');

try {
  makeRepository();
  await build({
    stdin: {
      contents: `
        import { listFiles } from './src/workspace/file-list.ts';
        import { createNodeFileSystem } from './src/workspace/node-file-system.ts';
        const list = await listFiles(createNodeFileSystem(process.argv[2]));
        process.stdout.write(JSON.stringify({ files: list.files.length, repository: list.repository }));`,
      resolveDir: new URL('..', import.meta.url).pathname,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'error',
  });
  const ours = () => execFileSync(process.execPath, [program, repository], { encoding: 'utf8' });
  const git = () =>
    execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
  const bare = () => execFileSync(process.execPath, ['-e', '0']);
  const ourCount = JSON.parse(ours()).files;
  // Ours names the ignored .env too.
  const gitCount = git().split('\n').length - 1;
  console.log(`files: ours ${ourCount} (with one ignored .env), git ${gitCount}`);
  const times: Record<string, number[]> = { ours: [], git: [], 'node alone': [] };
  for (let i = 0; i < runs; i++) {
    times.ours!.push(time(ours));
    times.git!.push(time(git));
    times['node alone']!.push(time(bare));
  }
  for (const [name, all] of Object.entries(times)) {
    console.log(
      `${name}: median ${median(all).toFixed(0)} ms (${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)})`,
    );
  }
  console.log(`ours / git: ${(median(times.ours!) / median(times.git!)).toFixed(2)}`);
  console.log(`target: ours <= 500 ms: ${median(times.ours!) <= 500 ? 'met' : 'missed'}`);
  if (ourCount !== gitCount + 1) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function makeRepository(): void {
  const write = (path: string, content: string) => writeFileSync(join(repository, path), content);
  const folder = (path: string) => mkdirSync(join(repository, path), { recursive: true });
  for (let a = 0; a < 40; a++) {
    for (let b = 0; b < 70; b++) {
      const path = `packages/p${a}/src/module-${b}`;
      folder(path);
      for (let c = 0; c < 10; c++) write(`${path}/file-${c}.ts`, `export const x = ${c};\n`);
    }
    write(`packages/p${a}/.gitignore`, '/build\n*.tsbuildinfo\n!keep.log\n');
    write(`packages/p${a}/debug.log`, '');
  }
  write(
    '.gitignore',
    'node_modules/\ndist/\n*.log\n.env\n.env.*\n!.env.example\n.DS_Store\ncoverage/\n/tmp\n**/*.bak\n',
  );
  write('.env', 'A=1\n');
  for (let a = 0; a < 100; a++) {
    folder(`node_modules/m${a}/lib`);
    for (let c = 0; c < 50; c++) write(`node_modules/m${a}/lib/${c}.js`, '');
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository });
  git('init', '-q');
  git('add', '.');
  for (let c = 0; c < 20; c++) write(`new-${c}.ts`, '');
}

function time(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
