/**
 * What the environment area costs: `launch-ready audit --offline --only env` of a whole project, as built (processor time
 * of the whole process, Node's start included), and one edited file after a scan (the file, the joined inventory, every
 * check and the report). Medians of five runs, and of fifty edits in each.
 *
 *   node esbuild.mjs && node --import tsx bench/env-speed.ts PROJECT…
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const projects = process.argv.slice(2);
if (projects.length === 0) {
  console.error('Skipped: name the folder of a project.');
  process.exit(0);
}

const source = path.join(import.meta.dirname, '../src');
const command = path.join(import.meta.dirname, '../dist/cli.mjs');
if (!existsSync(command)) {
  console.error('Skipped: build first, with node esbuild.mjs.');
  process.exit(0);
}
const RUNS = 5;
/** Tells the processor time of the process that it is loaded into, in microseconds, when that ends. */
const TELL = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process._rawDebug('cpu='+(user+system))})`;

/** Seconds of processor time. */
function coldScan(project: string): number {
  const words = [
    '--import',
    TELL,
    command,
    'audit',
    project,
    '--offline',
    '--only',
    'env',
    '--format',
    'json',
  ];
  const { stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1e9 });
  const told = /^cpu=(\d+)$/m.exec(stderr)?.[1];
  if (told === undefined) throw new Error(`the audit of ${project} did not end: ${stderr}`);
  return Number(told) / 1e6;
}

const medianOf = (list: number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
const runs = <T>(once: () => T): T[] => Array.from({ length: RUNS }, once);

const MEASURE = `
import { AREAS } from '${source}/areas/index.ts';
import { gatherInProcess } from '${source}/audit/gather.ts';
import { artifactsFor } from '${source}/audit/plan.ts';
import { createSession } from '${source}/audit/session.ts';
import { GATHERERS } from '${source}/observe/index.ts';
import { createNodeFileSystem } from '${source}/workspace/node-file-system.ts';

const files = createNodeFileSystem(process.argv[2]);
const areas = AREAS.filter((area) => area.id === 'env');
// The session keeps comments that suppress findings as well; what other areas gather is not this area's cost.
const needed = new Set([...artifactsFor(areas.flatMap((area) => area.checks), GATHERERS), 'SuppressionComments']);
const gatherers = GATHERERS.filter(({ produces }) => needed.has(produces));
const session = createSession({
  areas, gatherers, files, gather: gatherInProcess(files, gatherers), version: '0', now: () => Date.now(),
});
const { signal } = new AbortController();
await session.scanWorkspace(signal);
const first = session.report();
const { user, system } = process.cpuUsage();
const reads = session.artifacts().EnvReads.value;
const paths = Object.keys(reads).filter((name) => /\\.(?:[jt]sx?|py|rb|go)$/.test(name) && reads[name].reads.length > 0);
const spent = [];
const cpu = [];
for (let i = 0; i < 60 && paths.length > 0; i++) {
  const name = paths[(i * 7919) % paths.length];
  const text = new TextDecoder().decode(await files.readFile(name));
  // Every other edit brings a read in, so that the joined inventory changes as well.
  const typed = i % 2 ? text + '\\n// ' + i + '\\n' : text + '\\nprocess.env.TYPED_NAME_' + i + ';\\n';
  const before = process.cpuUsage();
  const started = performance.now();
  await session.updateDocument(name, typed, signal);
  session.report();
  spent.push(performance.now() - started);
  const after = process.cpuUsage(before);
  cpu.push((after.user + after.system) / 1000);
}
const of = (list) => { const all = list.slice(10).sort((a, b) => a - b); return { median: all[all.length >> 1] ?? 0, p95: all[Math.floor(all.length * 0.95)] ?? 0 }; };
console.log(JSON.stringify({ files: first.files, findings: first.results.reduce((n, r) => n + r.findings.length, 0), cpu: (user + system) / 1e6, ms: of(spent), cpuMs: of(cpu) }));
`;

const folder = mkdtempSync(path.join(tmpdir(), 'env-speed-'));
try {
  // As shipped: bundled, without the loader's instrumentation.
  const entry = path.join(folder, 'measure.mjs');
  await build({
    stdin: { contents: MEASURE, resolveDir: source, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    splitting: true,
    outdir: folder,
    entryNames: 'measure',
    outExtension: { '.js': '.mjs' },
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js', tldts: 'tldts/dist/es6/index.js' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  console.log(
    'project                          files  findings  scan: cpu s   edit: median   p95 ms   cpu median   p95 ms',
  );
  for (const project of projects) {
    const cold = runs(() => coldScan(project));
    const edits = runs(() =>
      JSON.parse(execFileSync(process.execPath, [entry, project], { encoding: 'utf8' })),
    );
    const median = (of: (run: (typeof edits)[number]) => number) => medianOf(edits.map(of)).toFixed(1);
    const row = [
      medianOf(cold).toFixed(2),
      median(({ ms }) => ms.median),
      median(({ ms }) => ms.p95),
      median(({ cpuMs }) => cpuMs.median),
      median(({ cpuMs }) => cpuMs.p95),
    ];
    console.log(
      path.basename(project).padEnd(30),
      String(edits[0].files).padStart(7),
      String(edits[0].findings).padStart(9),
      ...row.map((cell) => cell.padStart(12)),
      `   load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
