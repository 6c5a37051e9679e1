/**
 * What one keystroke costs: a document is scanned again and again in one process, ours against secretlint's library with its
 * profiler off. `node --import=tsx bench/secrets-latency.ts`. The documents are this project's own sources, joined;
 * without the scanner's tables, which no document is like.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { build } from 'esbuild';

const ROUNDS = 200;
const source = path.join(import.meta.dirname, '../src');
const corpus = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('scanner'))
  .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

// As shipped: bundled, without the loader's instrumentation.
const bundle = await build({
  entryPoints: [path.join(source, 'scanner/scan.ts')],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
});
const code = Buffer.from(bundle.outputFiles[0]?.contents ?? []).toString('base64');
const { scanText } = (await import(
  `data:text/javascript;base64,${code}`
)) as typeof import('../src/scanner/scan.ts');
secretLintProfiler.setEnabled(false);

console.log('document     ours: median   p95 ms     secretlint: median   p95 ms');
for (const kilobytes of [10, 100, 1000]) {
  const text = corpus.repeat(Math.ceil((kilobytes * 1000) / corpus.length)).slice(0, kilobytes * 1000);
  const rounds = kilobytes === 1000 ? ROUNDS / 4 : ROUNDS;
  const ours = await timed(rounds, text, (typed) => scanText('src/a.ts', typed));
  const theirs = await timed(rounds, text, (typed) =>
    lintSource({
      source: { filePath: 'src/a.ts', content: typed, contentType: 'text', ext: '.ts' },
      options: { noPhysicFilePath: true, config: { rules: [{ id: creator.meta.id, rule: creator }] } },
    }),
  );

  const row = [`${kilobytes} KB`.padEnd(16), ...ours.map((ms) => ms.toFixed(2).padStart(9))];
  console.log(...row, '              ', ...theirs.map((ms) => ms.toFixed(2).padStart(9)));
}

/** Median and 95th percentile in milliseconds; each round scans a text that differs by one character, as when typing. */
async function timed(
  times: number,
  text: string,
  scan: (typed: string) => unknown,
): Promise<[number, number]> {
  const spent: number[] = [];
  for (let i = 0; i < times + 10; i++) {
    const at = (i * 7919) % text.length;
    const typed = `${text.slice(0, at)}${String.fromCharCode(97 + (i % 26))}${text.slice(at)}`;
    const started = performance.now();
    await scan(typed);
    if (i >= 10) spent.push(performance.now() - started);
  }
  spent.sort((a, b) => a - b);
  return [spent[Math.floor(times / 2)] ?? 0, spent[Math.floor(times * 0.95)] ?? 0];
}
