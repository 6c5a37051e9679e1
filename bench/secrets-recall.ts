/**
 * Recall and false positives on labelled cases: `node --import=tsx bench/secrets-recall.ts [--direct] [--misses] [--flagged] [FILE]`.
 * Each case is written to its path in a folder of its own and scanned by the built command line; `--direct` calls the scanner
 * itself. Only the text and the path of a case are used. No value is printed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { scanText } from '../src/scanner/scan.ts';

interface Case {
  id: string;
  source: string;
  rule: string;
  provider: string;
  cls: string;
  text: string;
  secret_span: [number, number] | null;
  structured: boolean | null;
  path: string | null;
  set: 'positives' | 'positives_generic' | 'positives_other' | 'negatives' | 'negatives_generic';
}

type Span = { start: number; end: number; rule: string };

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const file =
  process.argv.slice(2).find((argument) => !argument.startsWith('--')) ??
  path.join(import.meta.dirname, '../../shared/conformance/secrets/dev.jsonl.gz');

if (!existsSync(file)) {
  console.log(`SKIPPED: no labelled cases at ${file}`);
  process.exit(0);
}
const packed = readFileSync(file);
const cases = (file.endsWith('.gz') ? gunzipSync(packed) : packed)
  .toString('utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Case);
const found = flags.includes('--direct') ? scanDirectly(cases) : scanWithCommandLine(cases);

const positives = cases.filter(({ set }) => set === 'positives');
const isHit = (c: Case) =>
  (found.get(c.id) ?? []).some(
    ({ start, end }) => !c.secret_span || (start < c.secret_span[1] && end > c.secret_span[0]),
  );
const isFlagged = (c: Case) => (found.get(c.id) ?? []).length > 0;
row(
  'structured',
  positives.filter(({ structured }) => structured),
  isHit,
);
row('all provider secrets', positives, isHit);
row(
  '  of them without a form of their own',
  positives.filter(({ structured }) => !structured),
  isHit,
);
row(
  'generic secrets',
  cases.filter(({ set }) => set === 'positives_generic'),
  isHit,
);
row(
  'look-alikes flagged',
  cases.filter(({ set, cls }) => set === 'negatives' && cls !== 'identifier'),
  isFlagged,
);
row(
  '  generic look-alikes flagged',
  cases.filter(({ set }) => set === 'negatives_generic'),
  isFlagged,
);
for (const source of new Set(positives.map((c) => c.source))) {
  row(
    `  all, from ${source}`,
    positives.filter((c) => c.source === source),
    isHit,
  );
}
if (flags.includes('--misses'))
  list(
    'missed',
    positives.filter((c) => !isHit(c)),
  );
if (flags.includes('--flagged'))
  list(
    'flagged',
    cases.filter((c) => c.set.startsWith('negatives') && isFlagged(c)),
  );

function row(title: string, of: Case[], test: (c: Case) => boolean): void {
  const hits = of.filter(test).length;
  console.log(
    `${title.padEnd(42)} ${String(hits).padStart(5)} / ${String(of.length).padEnd(5)} ${((100 * hits) / of.length).toFixed(1)} %`,
  );
}

function list(title: string, of: Case[]): void {
  for (const c of of) {
    const rules = [...new Set((found.get(c.id) ?? []).map(({ rule }) => rule))].join(',');
    console.log(title, c.structured ? 'S' : '-', c.source, c.rule, c.id, rules);
  }
}

function pathOf(c: Case): string {
  return c.path ?? 'case.txt';
}

function scanDirectly(of: Case[]): Map<string, Span[]> {
  return new Map(
    of.map((c) => [
      c.id,
      scanText(pathOf(c), c.text).filter(({ publicByDesign }) => publicByDesign === undefined),
    ]),
  );
}

function scanWithCommandLine(of: Case[]): Map<string, Span[]> {
  const root = mkdtempSync(path.join(tmpdir(), 'recall-'));
  try {
    for (const c of of) {
      const target = path.join(root, c.id, pathOf(c));
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, c.text);
    }
    const cli = path.join(import.meta.dirname, '../dist/cli.mjs');
    const options = [
      'audit',
      root,
      '--only',
      'secrets/hardcoded-secret',
      '--format',
      'json',
      '--fail-on',
      'blocker',
    ];
    const report = JSON.parse(run(cli, options)) as {
      results: { findings: { location: { path: string; range: LineRange }; data: { rule: string } }[] }[];
    };
    const byId = new Map(of.map((c) => [c.id, c]));
    const spans = new Map<string, Span[]>();
    for (const { location, data } of report.results.flatMap(({ findings }) => findings)) {
      const id = location.path.slice(0, location.path.indexOf('/'));
      const text = byId.get(id)?.text ?? '';
      const span = {
        start: offsetOf(text, location.range.start),
        end: offsetOf(text, location.range.end),
        rule: data.rule,
      };
      spans.set(id, [...(spans.get(id) ?? []), span]);
    }
    return spans;
  } finally {
    rmSync(root, { recursive: true });
  }
}

function run(cli: string, options: string[]): string {
  try {
    return execFileSync(process.execPath, [cli, ...options], { maxBuffer: 1 << 28, encoding: 'utf8' });
  } catch (error) {
    const { status, stdout } = error as { status?: number; stdout?: string };
    if (status === 1 && stdout) return stdout;
    throw error;
  }
}

type LineRange = Record<'start' | 'end', { line: number; character: number }>;

function offsetOf(text: string, { line, character }: LineRange['start']): number {
  let offset = 0;
  for (let i = 0; i < line; i++) {
    const rest = /\r\n|\r|\n/g;
    rest.lastIndex = offset;
    const match = rest.exec(text);
    if (!match) break;
    offset = match.index + match[0].length;
  }
  return offset + character;
}
