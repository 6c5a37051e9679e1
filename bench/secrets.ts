/**
 * Our secret scan against secretlint's command line, on the same folders, in turns:
 * `node --import=tsx bench/secrets.ts [--runs N] [--detect-secrets] DIR…` (after `npm run build`).
 * CPU (user and system, all threads) is the figure to trust; wall time depends on what else the machine does.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const SECRETLINT = '13.0.6';

interface Usage {
  cpu: number;
  wall: number;
  /** Peak resident memory, megabytes. */
  memory: number;
  findings: number;
}

interface Tool {
  name: string;
  command: string;
  args(folder: string): string[];
  findings(output: string): number;
}

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, 'detect-secrets': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const scratch = mkdtempSync(path.join(tmpdir(), 'bench-secrets-'));
const usageFile = path.join(scratch, 'usage.json');
const hook = path.join(scratch, 'usage.mjs');
writeFileSync(
  hook,
  `import { writeFileSync } from 'node:fs';
process.on('exit', () => { const u = process.resourceUsage(); writeFileSync(${JSON.stringify(usageFile)}, JSON.stringify(
  { cpu: (u.userCPUTime + u.systemCPUTime) / 1e6, memory: u.maxRSS / 1024 })); });`,
);

try {
  const tools = [ours(), await core(), secretlint(), ...(values['detect-secrets'] ? detectSecrets() : [])];
  for (const folder of positionals.map((folder) => path.resolve(folder))) compare(folder, tools);
} finally {
  rmSync(scratch, { recursive: true });
}

function compare(folder: string, tools: Tool[]): void {
  const { files, bytes } = sizeOf(folder);
  console.log(
    `\n${path.basename(folder)}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${runs} runs in turns`,
  );
  const results = new Map<Tool, Usage[]>(tools.map((tool) => [tool, []]));
  for (let run = 0; run < runs; run++)
    for (const tool of tools) results.get(tool)?.push(measure(tool, folder));
  const first = median(results.get(tools[0] as Tool) ?? []);
  console.log('                        CPU s   wall s    MB/s  peak MB  findings   CPU ratio  memory ratio');
  for (const tool of tools) {
    const m = median(results.get(tool) ?? []);
    console.log(
      tool.name.padEnd(22),
      m.cpu.toFixed(2).padStart(6),
      m.wall.toFixed(2).padStart(8),
      (bytes / 1e6 / m.cpu).toFixed(1).padStart(7),
      m.memory.toFixed(0).padStart(8),
      String(m.findings).padStart(9),
      `${(m.cpu / first.cpu).toFixed(1)} x`.padStart(11),
      `${(first.memory / m.memory).toFixed(2)}`.padStart(13),
    );
  }
}

function measure(tool: Tool, folder: string): Usage {
  rmSync(usageFile, { force: true });
  const isNode = tool.command === process.execPath;
  const started = performance.now();
  const { stdout, stderr, error } = spawnSync(
    tool.command,
    isNode ? ['--import', `file://${hook}`, ...tool.args(folder)] : tool.args(folder),
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 29 },
  );
  if (error) throw error;
  const wall = (performance.now() - started) / 1000;
  if (isNode && !existsSync(usageFile))
    throw new Error(`${tool.name} told no usage: ${stderr.slice(0, 500)}`);
  const usage = isNode
    ? (JSON.parse(readFileSync(usageFile, 'utf8')) as { cpu: number; memory: number })
    : { cpu: wall, memory: 0 };
  return { ...usage, wall, findings: tool.findings(stdout) };
}

function ours(): Tool {
  const cli = path.join(import.meta.dirname, '../dist/cli.mjs');
  return {
    name: 'launch-ready',
    command: process.execPath,
    args: (folder) => [cli, 'secrets', folder, '--format', 'json'],
    findings: (output) =>
      (JSON.parse(output) as { results: { findings: unknown[] }[] }).results.flatMap(
        ({ findings }) => findings,
      ).length,
  };
}

/** The scanner without the rest of the audit. */
async function core(): Promise<Tool> {
  const { build } = await import('esbuild');
  const outfile = path.join(scratch, 'core.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'secrets-core.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
  });
  return { ...ours(), name: '  its scanner alone', args: (folder) => [outfile, folder] };
}

/** Installed once, outside of the project, as a person would: both packages of one version, one profiler. */
function secretlint(): Tool {
  const home = path.join(tmpdir(), `bench-secretlint-${SECRETLINT}`);
  const preset = '@secretlint/secretlint-rule-preset-recommend';
  if (!existsSync(path.join(home, 'node_modules/secretlint'))) {
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'package.json'), '{ "private": true }');
    const install = [
      'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `secretlint@${SECRETLINT}`,
      `${preset}@${SECRETLINT}`,
    ];
    execFileSync('npm', install, { cwd: home, stdio: ['ignore', 'inherit', 'inherit'] });
  }
  const profilers = execFileSync('find', [home, '-type', 'd', '-path', '*@secretlint/profiler'], {
    encoding: 'utf8',
  });
  console.log(
    `secretlint ${SECRETLINT}, Node ${process.version}, copies of @secretlint/profiler: ${profilers.trim().split('\n').length}`,
  );
  const config = path.join(home, '.secretlintrc.json');
  writeFileSync(config, JSON.stringify({ rules: [{ id: preset }] }));
  return {
    name: `secretlint ${SECRETLINT}`,
    command: process.execPath,
    args: () => [
      path.join(home, 'node_modules/secretlint/bin/secretlint.js'),
      '--secretlintrc',
      config,
      '--format',
      'json',
      '**/*',
    ],
    findings: (output) =>
      (JSON.parse(output || '[]') as { messages: unknown[] }[]).flatMap(({ messages }) => messages).length,
  };
}

function detectSecrets(): Tool[] {
  const found = spawnSync('detect-secrets', ['--version'], { encoding: 'utf8' });
  if (found.error) {
    console.log('SKIPPED: detect-secrets is not installed');
    return [];
  }
  return [
    {
      name: `detect-secrets ${found.stdout.trim()}`,
      command: 'detect-secrets',
      args: () => ['scan', '--all-files'],
      findings: (output) =>
        Object.values((JSON.parse(output) as { results: Record<string, unknown[]> }).results).flat().length,
    },
  ];
}

function median(usages: Usage[]): Usage {
  const middle = (of: (usage: Usage) => number) =>
    usages.map(of).sort((a, b) => a - b)[usages.length >> 1] ?? Number.NaN;
  return {
    cpu: middle((u) => u.cpu),
    wall: middle((u) => u.wall),
    memory: middle((u) => u.memory),
    findings: middle((u) => u.findings),
  };
}

function sizeOf(folder: string): { files: number; bytes: number } {
  const output = execFileSync(
    'find',
    [folder, '-type', 'f', '-not', '-path', '*/.git/*', '-printf', '%s\\n'],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const sizes = output.split('\n').filter(Boolean).map(Number);
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
