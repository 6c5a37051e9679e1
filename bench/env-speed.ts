/**
 * What the environment area costs: a cold scan of a whole project (processor time of the whole process, Node's start
 * included), and one edited file after it (the file, the joined inventory, every check and the report).
 *
 *   node --import tsx bench/env-speed.ts PROJECT…
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const projects = process.argv.slice(2);
if (projects.length === 0) {
  console.error('Skipped: name the folder of a project.');
  process.exit(0);
}

const source = path.join(import.meta.dirname, '../src');
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
    const runs = [1, 2, 3].map(() =>
      JSON.parse(execFileSync(process.execPath, [entry, project], { encoding: 'utf8' })),
    );
    const best = runs.reduce((a, b) => (a.cpu <= b.cpu ? a : b));
    const row = [
      best.cpu.toFixed(2),
      best.ms.median.toFixed(1),
      best.ms.p95.toFixed(1),
      best.cpuMs.median.toFixed(1),
      best.cpuMs.p95.toFixed(1),
    ];
    console.log(
      path.basename(project).padEnd(30),
      String(best.files).padStart(7),
      String(best.findings).padStart(9),
      ...row.map((cell) => cell.padStart(12)),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
