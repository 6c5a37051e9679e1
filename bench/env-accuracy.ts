/**
 * Precision and recall of `env/undeclared-variable` and `env/unused-variable` against hand-checked repositories, and
 * the mutation figures: take a declaration away, add one that nothing reads, misspell one.
 *
 *   node --import tsx bench/env-accuracy.ts CHECKOUTS [TRUTH]
 *
 * CHECKOUTS holds a folder `owner+name` for each repository, at the commit that its truth file names; TRUTH is the
 * folder of `owner+name.json` (default `../shared/conformance/env`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AREAS } from '../src/areas/index.ts';
import { createArtifactStore } from '../src/audit/artifact-store.ts';
import { gatherInProcess } from '../src/audit/gather.ts';
import { artifactsFor } from '../src/audit/plan.ts';
import { runCheck } from '../src/audit/run.ts';
import type { Check } from '../src/model/check.ts';
import type { Finding } from '../src/model/finding.ts';
import { GATHERERS } from '../src/observe/index.ts';
import { createNodeFileSystem } from '../src/workspace/node-file-system.ts';

interface Truth {
  repo: string;
  vars: { name: string; class: string; declared: { file: string; line: number; commented: boolean }[] }[];
}

const [checkouts = '', truths = '../shared/conformance/env'] = process.argv.slice(2);
if (!existsSync(checkouts) || !existsSync(truths)) {
  console.error(`Skipped: no checkouts in "${checkouts}" or no truth in "${truths}".`);
  process.exit(0);
}

const checks = AREAS.find((area) => area.id === 'env')?.checks as readonly Check[];
const wanted = checks.filter((check) => /undeclared|unused|near-miss/.test(check.id));

async function findingsOf(folder: string, overlay: Record<string, string> = {}): Promise<Finding[]> {
  const now = Date.now();
  const gather = gatherInProcess(createNodeFileSystem(folder), GATHERERS);
  const names = artifactsFor(wanted, GATHERERS);
  const request = { names, given: {}, overlay, configPath: 'launch-ready.yaml', now };
  const store = createArtifactStore(await gather(request, new AbortController().signal));
  return wanted.flatMap((check) => {
    const result = runCheck(check, store, now);
    if (result.outcome === 'notMeasured') throw new Error(`${check.id}: ${result.reason}`);
    return result.findings;
  });
}

const named = (findings: Finding[], check: string) =>
  new Set(findings.filter((f) => f.checkId === check).map((f) => String(f.data?.name)));

const tally = {
  missing: [0, 0, 0],
  required: [0, 0],
  unused: [0, 0, 0],
  deleted: [0, 0],
  added: [0, 0],
  misspelt: [0, 0],
};

for (const file of readdirSync(truths).filter((name) => name.endsWith('.json'))) {
  const truth = JSON.parse(readFileSync(join(truths, file), 'utf8')) as Truth;
  const folder = join(checkouts, file.replace(/\.json$/, ''));
  if (!existsSync(folder)) {
    console.log(`${truth.repo}: no checkout, skipped`);
    continue;
  }
  const findings = await findingsOf(folder);
  const classes = new Map(truth.vars.map((variable) => [variable.name, variable.class]));
  score(
    'missing',
    named(findings, 'env/undeclared-variable'),
    /^missing/,
    classes,
    tally.missing,
    truth.repo,
  );
  score('unused', named(findings, 'env/unused-variable'), /^unused$/, classes, tally.unused, truth.repo);
  for (const [name, kind] of classes) {
    if (kind !== 'missing') continue;
    tally.required[0]!++;
    if (named(findings, 'env/undeclared-variable').has(name)) tally.required[1]!++;
  }
  await mutate(folder, truth);
}

function score(
  what: string,
  reported: Set<string>,
  positive: RegExp,
  classes: Map<string, string>,
  counts: number[],
  repo: string,
): void {
  const expected = [...classes].filter(([, kind]) => positive.test(kind)).map(([name]) => name);
  const wrong = [...reported].filter((name) => !expected.includes(name) && classes.get(name) !== 'uncertain');
  const lost = expected.filter((name) => !reported.has(name));
  counts[0]! += expected.length - lost.length;
  counts[1]! += wrong.length;
  counts[2]! += lost.length;
  console.log(
    `${repo} ${what}: ${reported.size} reported, false: ${wrong.join(' ') || '-'}, lost: ${lost.join(' ') || '-'}`,
  );
}

/** Mutations of the env files, as unsaved text. */
async function mutate(folder: string, truth: Truth): Promise<void> {
  const files = new Set(truth.vars.flatMap((variable) => variable.declared.map((place) => place.file)));
  const texts = Object.fromEntries(
    [...files].map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
  const satisfied = truth.vars.filter(
    (v) => v.class === 'ok' && v.declared.every((place) => !place.commented),
  );
  for (const { name } of satisfied) {
    const line = new RegExp(`^(\\s*(?:export\\s+)?)${name}(\\s*[=:].*)$`, 'gm');
    const edit = (to: string) =>
      Object.fromEntries(Object.entries(texts).map(([f, text]) => [f, text.replace(line, to)]));
    count(
      tally.deleted,
      named(await findingsOf(folder, edit('')), 'env/undeclared-variable').has(name),
      `${truth.repo} delete ${name}`,
    );
    const slip = misspelt(name);
    const after = await findingsOf(folder, edit(`$1${slip}$2`));
    const told = after.some(
      (f) =>
        `${f.data?.name} ${f.data?.suggestion}`.includes(name) &&
        `${f.data?.name} ${f.data?.suggestion}`.includes(slip),
    );
    count(tally.misspelt, told, `${truth.repo} misspell ${name}`);
  }
  for (const [file, text] of Object.entries(texts)) {
    const after = await findingsOf(folder, { [file]: `${text}\nLEGACY_QZXV_ROW=\n` });
    count(
      tally.added,
      named(after, 'env/unused-variable').has('LEGACY_QZXV_ROW'),
      `${truth.repo} add to ${file}`,
    );
  }
}

function count(counts: number[], hit: boolean, what: string): void {
  counts[0]!++;
  if (hit) counts[1]!++;
  else console.log(`  mutation not told: ${what}`);
}

function misspelt(name: string): string {
  const at = Math.floor(name.length / 2);
  return name.slice(0, at) + (name[at] === 'Q' ? 'Z' : 'Q') + name.slice(at + 1);
}

const share = (hits: number, all: number): string =>
  all === 0 ? 'none' : `${(hits / all).toFixed(3)} (${hits} of ${all})`;
const [hit = 0, wrong = 0, lost = 0] = tally.missing;
const [unusedHit = 0, unusedWrong = 0, unusedLost = 0] = tally.unused;
console.log(`missing: precision ${share(hit, hit + wrong)}, recall ${share(hit, hit + lost)}`);
console.log(`missing, required: recall ${share(tally.required[1]!, tally.required[0]!)}`);
console.log(
  `unused: precision ${share(unusedHit, unusedHit + unusedWrong)}, recall ${share(unusedHit, unusedHit + unusedLost)}`,
);
for (const kind of ['deleted', 'added', 'misspelt'] as const) {
  console.log(`mutation, ${kind}: ${share(tally[kind][1]!, tally[kind][0]!)}`);
}
