import { isSwitch, type Side, sideOfPath } from '../../formats/env-side.ts';
import type { Artifacts } from '../../model/artifacts.ts';
import type { FileLocation } from '../../model/location.ts';
import type { EnvDeclaration } from '../../observe/repository/env-declarations.ts';
import type { EnvRead } from '../../observe/repository/env-reads.ts';
import { type Resolver, readsOfUses, resolverOf } from './imports.ts';
import { packageFinder } from './packages.ts';

export interface PlacedRead extends EnvRead {
  path: string;
  /** Folder of the package that reads: the nearest with a manifest; empty: the root. */
  package: string;
}

export interface PlacedDeclaration extends EnvDeclaration {
  path: string;
}

/** Everything the repository says of one name. */
export interface Variable {
  name: string;
  reads: PlacedRead[];
  declarations: PlacedDeclaration[];
  /** Files in which the program sets it itself. */
  writes: { path: string; side: Side | undefined }[];
}

export interface Inventory {
  variables: Map<string, Variable>;
  /** Reads by a name that is put together at run time. */
  dynamic: { path: string; prefix: string; suffix: string }[];
  /** Names that another declaration's value fills in: `${NAME}`. */
  referenced: ReadonlySet<string>;
  dependencies: ReadonlySet<string>;
  /** Names that launch-ready.yaml says the platform provides. */
  provided: ReadonlySet<string>;
  hasTemplate: boolean;
}

export const INVENTORY_ARTIFACTS = [
  'EnvReads',
  'EnvDeclarations',
  'EnvFiles',
  'PackageManifests',
  'Configuration',
] as const;
export type InventoryArtifacts = Pick<Artifacts, (typeof INVENTORY_ARTIFACTS)[number]>;

const made = new WeakMap<object, { key: unknown[]; inventory: Inventory }>();
interface Joined {
  from: InventoryArtifacts;
  inventory: Inventory;
  resolver: Resolver;
  /** A worker's `env` holds variables only where wrangler's configuration is there. */
  hasWorker: boolean;
  packageOf: (path: string) => string;
}

/** The projects that are looked at now; one each for the folders of a window. */
const recent: Joined[] = [];
const MOST_RECENT = 4;

/** Joins the files' facts by name. The same artifacts give the same inventory, made once. */
export function inventoryOf(artifacts: InventoryArtifacts): Inventory {
  const key = INVENTORY_ARTIFACTS.map((name) => artifacts[name]);
  const known = made.get(artifacts.EnvReads);
  if (known?.key.every((part, i) => part === key[i])) return known.inventory;
  const inventory = join(artifacts);
  made.set(artifacts.EnvReads, { key, inventory });
  return inventory;
}

/** Of an edit's few files only the names in them are joined again. */
const MOST_CHANGED = 16;

function join(artifacts: InventoryArtifacts): Inventory {
  const at = recent.findIndex(({ from }) => isSameBut(from, artifacts));
  const before = at < 0 ? undefined : recent.splice(at, 1)[0];
  const joined = (before && joinAgain(before, artifacts)) ?? joinAll(artifacts);
  recent.unshift(joined);
  recent.length = Math.min(recent.length, MOST_RECENT);
  return joined.inventory;
}

const isSameBut = (a: InventoryArtifacts, b: InventoryArtifacts): boolean =>
  INVENTORY_ARTIFACTS.every((name) => name === 'EnvReads' || a[name] === b[name]);

function joinAll(artifacts: InventoryArtifacts): Joined {
  const variables = new Map<string, Variable>();
  const variable = (name: string): Variable => {
    let known = variables.get(name);
    if (!known) {
      known = { name, reads: [], declarations: [], writes: [] };
      variables.set(name, known);
    }
    return known;
  };
  const packageOf = packageFinder(artifacts.PackageManifests);
  const dynamic: Inventory['dynamic'] = [];
  const referenced = new Set<string>();
  let hasWorker = false;
  const placed: PlacedDeclaration[][] = [];
  for (const path of Object.keys(artifacts.EnvDeclarations).sort()) {
    const list = (artifacts.EnvDeclarations[path] ?? []).map((declaration) => ({ ...declaration, path }));
    placed.push(list);
    hasWorker ||= list.some((d) => d.source === 'wrangler');
    for (const { value } of list) for (const name of value?.references ?? []) referenced.add(name);
  }
  for (const path of Object.keys(artifacts.EnvReads).sort()) {
    const facts = artifacts.EnvReads[path];
    if (!facts) continue;
    const own = placedFacts(path, facts, { hasWorker, packageOf });
    for (const read of own.reads) variable(read.name).reads.push(read);
    for (const { name, write } of own.writes) variable(name).writes.push(write);
    dynamic.push(...own.dynamic);
  }
  const resolver = resolverOf(artifacts.EnvReads, artifacts.PackageManifests);
  for (const [path, facts] of Object.entries(artifacts.EnvReads)) {
    for (const read of readsOfUses(path, facts, resolver))
      variable(read.name).reads.push({ ...read, package: packageOf(path) });
  }
  for (const { reads } of variables.values()) reads.sort(byPath);
  for (const list of placed) for (const d of list) variable(d.name).declarations.push(d);
  const hasTemplate = Object.values(artifacts.EnvFiles).some((file) => file.kind === 'template');
  const environments = Object.values(artifacts.Configuration.value.environments ?? {});
  const provided = new Set(environments.flatMap((environment) => environment?.provided ?? []));
  const dependencies = new Set(
    Object.values(artifacts.PackageManifests).flatMap((manifest) => manifest.dependencies),
  );
  const inventory = { variables, dynamic, referenced, dependencies, provided, hasTemplate };
  return { from: artifacts, inventory, resolver, hasWorker, packageOf };
}

/** Undefined where more has changed than a few files' reads. What an edit leaves as it is keeps its object. */
function joinAgain(before: Joined, artifacts: InventoryArtifacts): Joined | undefined {
  const { resolver, hasWorker, packageOf } = before;
  const paths = changedPaths(before.from.EnvReads, artifacts.EnvReads);
  if (paths === undefined) return undefined;
  const touched = new Map<string, { reads: PlacedRead[]; writes: Variable['writes'] }>();
  const touch = (name: string) => {
    const known = touched.get(name) ?? { reads: [], writes: [] };
    touched.set(name, known);
    return known;
  };
  let { dynamic } = before.inventory;
  for (const path of paths) {
    const old = before.from.EnvReads[path];
    const now = artifacts.EnvReads[path];
    // What a file hands on decides about reads in others.
    if (JSON.stringify(old?.exports ?? []) !== JSON.stringify(now?.exports ?? [])) return undefined;
    if (old) for (const { name } of [...old.reads, ...old.writes, ...old.uses]) touch(name);
    if (old && old.dynamic.length > 0) dynamic = dynamic.filter((one) => one.path !== path);
    if (!now) continue;
    const own = placedFacts(path, now, { hasWorker, packageOf });
    for (const read of own.reads) touch(read.name).reads.push(read);
    for (const read of readsOfUses(path, now, resolver))
      touch(read.name).reads.push({ ...read, package: packageOf(path) });
    for (const { name, write } of own.writes) touch(name).writes.push(write);
    if (own.dynamic.length > 0) dynamic = [...dynamic, ...own.dynamic];
  }
  const variables = new Map(before.inventory.variables);
  const isElsewhere = ({ path }: { path: string }) => !paths.includes(path);
  for (const [name, { reads, writes }] of touched) {
    const old = variables.get(name);
    const made: Variable = {
      name,
      reads: [...(old?.reads ?? []).filter(isElsewhere), ...reads].sort(byPath),
      declarations: old?.declarations ?? [],
      writes: [...(old?.writes ?? []).filter(isElsewhere), ...writes].sort(byPath),
    };
    if (made.reads.length + made.declarations.length + made.writes.length > 0) variables.set(name, made);
    else variables.delete(name);
  }
  return { ...before, from: artifacts, inventory: { ...before.inventory, variables, dynamic } };
}

const byPath = (a: { path: string }, b: { path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

function changedPaths(before: Artifacts['EnvReads'], after: Artifacts['EnvReads']): string[] | undefined {
  const changed: string[] = [];
  const paths = Object.keys(after);
  for (const path of paths) {
    if (after[path] === before[path]) continue;
    changed.push(path);
    if (changed.length > MOST_CHANGED) return undefined;
  }
  const old = Object.keys(before);
  if (old.length !== paths.length || changed.some((path) => !Object.hasOwn(before, path))) {
    for (const path of old) if (!Object.hasOwn(after, path)) changed.push(path);
  }
  return changed.length > MOST_CHANGED ? undefined : changed;
}

interface PlacedFacts {
  reads: PlacedRead[];
  writes: { name: string; write: Variable['writes'][number] }[];
  dynamic: Inventory['dynamic'];
}

function placedFacts(
  path: string,
  facts: Artifacts['EnvReads'][string],
  { hasWorker, packageOf }: Pick<Joined, 'hasWorker' | 'packageOf'>,
): PlacedFacts {
  const side = sideOfPath(path);
  const place = { path, package: packageOf(path) };
  return {
    reads: facts.reads
      .filter((read) => hasWorker || !read.form.startsWith('worker'))
      .map((read) => ({ ...read, ...place })),
    writes: facts.writes.map(({ name }) => ({ name, write: { path, side } })),
    dynamic: facts.dynamic.map(({ prefix, suffix }) => ({ path, prefix, suffix })),
  };
}

export function locationOf(placed: { path: string; range: FileLocation['range'] }): FileLocation {
  return { kind: 'file', path: placed.path, range: placed.range };
}

const ownOf = new WeakMap<Variable, PlacedRead[]>();
const requiredOf = new WeakMap<Variable, boolean>();

/** Reads of the program itself, not of its tests, scripts or pipelines. */
export function ownReads(variable: Variable): PlacedRead[] {
  const known = ownOf.get(variable);
  if (known) return known;
  const own = variable.reads.filter(
    (read) => read.side === 'server' || read.side === 'client' || read.side === 'build',
  );
  ownOf.set(variable, own);
  return own;
}

/**
 * Needed to run: some read has no default, and nobody looks first whether it is there. One look in a hundred files
 * does not make the other ninety-nine safe.
 */
export function isRequired(variable: Variable): boolean {
  let known = requiredOf.get(variable);
  if (known === undefined) {
    known = judgeRequired(variable);
    requiredOf.set(variable, known);
  }
  return known;
}

function judgeRequired(variable: Variable): boolean {
  if (isSwitch(variable.name) || HAS_DEFAULT.test(variable.name)) return false;
  const reads = ownReads(variable);
  // The schema is where the project says what it can do without.
  const schemas = reads.filter((read) => read.form === 'schema');
  if (schemas.length > 0 && schemas.every((read) => read.requirement === 'optional')) return false;
  const tested = new Set(reads.filter((read) => read.requirement === 'tested').map((read) => read.path));
  const withDefault = new Set(
    reads.filter((read) => read.requirement === 'optional').map((read) => read.path),
  );
  const untested = new Set(
    reads
      // Nothing for an answer is no harm where the same file has a default: a message that names the value.
      .filter((read) => read.requirement === 'required' && !(read.isQuiet && withDefault.has(read.path)))
      .map((read) => read.path)
      .filter((path) => !tested.has(path)),
  );
  return untested.size > 2 * tested.size;
}

/** The standard that names them gives each a default (OpenTelemetry: environment variable specification). */
const HAS_DEFAULT = /^OTEL_/;
