/**
 * The mutation figures on repositories without a hand-checked truth: take a declaration away, add one that nothing reads,
 * misspell one.
 *
 *   node --import tsx bench/env-mutations.ts FOLDER…
 *
 * What is satisfied is found without our readers: a name that an env file declares in full, and that stands, outside of
 * comments, prose and tests, in a line of program text that speaks of the environment. A name is left out (and counted) when
 * something else still declares it, when the host provides it, when only scripts, tests and pipelines read it, or when only the
 * configuration that a framework publishes names it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isImplicit } from '../src/areas/env/implicit-names.ts';
import { inventoryOf, ownReads } from '../src/areas/env/inventory.ts';
import { isProvided } from '../src/areas/env/platform-names.ts';
import { AREAS } from '../src/areas/index.ts';
import { createArtifactStore } from '../src/audit/artifact-store.ts';
import { gatherInProcess } from '../src/audit/gather.ts';
import { artifactsFor } from '../src/audit/plan.ts';
import { runCheck } from '../src/audit/run.ts';
import { parseDotenv } from '../src/formats/dotenv.ts';
import { envFileNameOf } from '../src/formats/env-file-name.ts';
import { PUBLISHED_FORM } from '../src/formats/env-forms/scan.ts';
import { sideOfPath } from '../src/formats/env-side.ts';
import type { Artifacts } from '../src/model/artifacts.ts';
import type { Check } from '../src/model/check.ts';
import { GATHERERS } from '../src/observe/index.ts';
import { createNodeFileSystem } from '../src/workspace/node-file-system.ts';

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('Skipped: no folders given.');
  process.exit(0);
}

const TOLD = /\/(?:undeclared-variable|undeclared-supabase-variable|unset-compose-variable)$/;
const checks = (AREAS.flatMap((area) => area.checks) as readonly Check[]).filter(
  ({ id }) => TOLD.test(id) || /^env\/(?:unused-variable|near-miss)/.test(id),
);
const PROGRAM =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|go|rb|erb|php|java|kts?|cs|rs|exs?|prisma|dart|swift)$|(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$|supabase\/config\.toml$|(?:^|\/)(?:config\/[\w/-]+|application[\w-]*)\.(?:ya?ml|properties)$/;
const COMMENT = /^\s*(?:\/\/|#|\*|\/\*|--|<!--)/;

async function gathered(folder: string, overlay: Record<string, string>) {
  const gather = gatherInProcess(createNodeFileSystem(folder), GATHERERS);
  const names = [...new Set([...artifactsFor(checks, GATHERERS), 'WorkspaceFiles' as const])];
  const request = { names, given: {}, overlay, configPath: 'launch-ready.yaml', now: 0 };
  return createArtifactStore(await gather(request, new AbortController().signal));
}

type Store = Awaited<ReturnType<typeof gathered>>;

function findingsOf(store: Store) {
  return checks.flatMap((check) => {
    const result = runCheck(check, store, 0);
    if (result.outcome === 'notMeasured') throw new Error(`${check.id}: ${result.reason}`);
    return result.findings;
  });
}

function artifactOf<A extends keyof Artifacts>(store: Store, name: A): Artifacts[A] {
  const artifact = store.get(name);
  if (artifact?.status !== 'ready') throw new Error(`${name} could not be gathered`);
  return artifact.value;
}

const inventoryIn = (store: Store) =>
  inventoryOf({
    EnvReads: artifactOf(store, 'EnvReads'),
    EnvDeclarations: artifactOf(store, 'EnvDeclarations'),
    EnvFiles: artifactOf(store, 'EnvFiles'),
    PackageManifests: artifactOf(store, 'PackageManifests'),
    Configuration: artifactOf(store, 'Configuration'),
  });

const tally = { deleted: [0, 0], added: [0, 0], misspelt: [0, 0], left: 0 };

for (const folder of folders) {
  const title = folder.split('/').filter(Boolean).at(-1) ?? folder;
  const before = await gathered(folder, {});
  const paths = artifactOf(before, 'WorkspaceFiles').files.map(({ path }) => path);
  const texts: Record<string, string> = {};
  for (const path of paths.filter((one) => envFileNameOf(one) && sideOfPath(one) === undefined)) {
    texts[path] = readFileSync(join(folder, path), 'utf8');
  }
  const declared = new Set(
    Object.values(texts).flatMap((text) =>
      parseDotenv(text).flatMap((entry) => (entry.commented ? [] : [entry.name])),
    ),
  );
  const commented = new Set(
    Object.values(texts).flatMap((text) =>
      parseDotenv(text).flatMap((entry) => (entry.commented ? [entry.name] : [])),
    ),
  );
  const lines = paths
    .filter((path) => PROGRAM.test(path) && sideOfPath(path) === undefined && !/\.d\.ts$/.test(path))
    .flatMap((path) =>
      readFileSync(join(folder, path), 'utf8')
        .split('\n')
        .map((text) => ({ path, text })),
    )
    .filter(({ text }) => /env/i.test(text) && text.length < 500 && !COMMENT.test(text));
  const isRead = (name: string) => {
    const word = new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`);
    return lines.some(({ text }) => word.test(text));
  };
  const { variables, dependencies } = inventoryIn(before);
  const satisfied = [...declared].filter(
    (name) => /^[A-Z][A-Z0-9_]{3,}$/.test(name) && !commented.has(name) && isRead(name),
  );
  let [told, all] = [0, 0];
  for (const name of satisfied) {
    const line = new RegExp(`^(\\s*(?:export\\s+)?)${name}(\\s*[=:].*)$`, 'gm');
    const edit = (to: string) =>
      Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, text.replace(line, to)]));
    const store = await gathered(folder, edit(''));
    const variable = inventoryIn(store).variables.get(name);
    const isProvidedName = isProvided(name, '', { form: '' });
    const reads = variables.get(name)?.reads ?? [];
    const isAside =
      reads.length > 0 &&
      variables.get(name) &&
      ownReads(variables.get(name)!).length === 0 &&
      !reads.some((read) => read.form === 'compose' || read.form === 'config.toml');
    const isPublished = reads.length > 0 && reads.every(({ form }) => form === PUBLISHED_FORM);
    if (
      (variable?.declarations.length ?? 0) > 0 ||
      (variable?.writes.length ?? 0) > 0 ||
      isProvidedName ||
      isAside ||
      isPublished
    ) {
      tally.left++;
      continue;
    }
    all++;
    const after = findingsOf(store);
    const hit = after.some((one) => TOLD.test(one.checkId) && one.data?.name === name);
    if (hit) told++;
    else
      console.log(
        `  not told: ${title} delete ${name}${isImplicit(name, dependencies) ? ' (read by a library too)' : ''}`,
      );
    const slip = misspelt(name);
    const misread = findingsOf(await gathered(folder, edit(`$1${slip}$2`)));
    const isTold = misread.some((one) => {
      const said = [one.data?.name, one.data?.suggestion];
      return said.includes(name) && said.includes(slip);
    });
    tally.misspelt[0]!++;
    if (isTold) tally.misspelt[1]!++;
    else console.log(`  not told: ${title} misspell ${name}`);
  }
  tally.deleted[0]! += all;
  tally.deleted[1]! += told;
  for (const [path, text] of Object.entries(texts)) {
    if (!/^\s*(?:export\s+)?[A-Z]/m.test(text)) continue;
    const after = findingsOf(await gathered(folder, { [path]: `${text}\nLEGACY_QZXV_ROW=\n` }));
    tally.added[0]!++;
    if (after.some((one) => one.checkId === 'env/unused-variable' && one.data?.name === 'LEGACY_QZXV_ROW'))
      tally.added[1]!++;
    else console.log(`  not told: ${title} add to ${path}`);
  }
  console.log(`${title}: ${satisfied.length} satisfied, ${told} of ${all} deletions told`);
}

function misspelt(name: string): string {
  const at = Math.floor(name.length / 2);
  return name.slice(0, at) + (name[at] === 'Q' ? 'Z' : 'Q') + name.slice(at + 1);
}

for (const kind of ['deleted', 'added', 'misspelt'] as const) {
  const [all, hit] = tally[kind] as [number, number];
  console.log(`mutation, ${kind}: ${all === 0 ? 'none' : (hit / all).toFixed(3)} (${hit} of ${all})`);
}
console.log(
  `left out: ${tally.left} names declared elsewhere too, provided, or read by scripts, tests and published configuration only`,
);
