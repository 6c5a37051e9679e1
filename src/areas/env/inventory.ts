import { isSwitch, type Side, sideOfPath } from '../../formats/env-side.ts';
import type { Artifacts } from '../../model/artifacts.ts';
import type { FileLocation } from '../../model/location.ts';
import type { EnvDeclaration } from '../../observe/repository/env-declarations.ts';
import type { EnvRead } from '../../observe/repository/env-reads.ts';
import { readsThroughImports } from './imports.ts';

export interface PlacedRead extends EnvRead {
  path: string;
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

/** Joins the files' facts by name. The same artifacts give the same inventory, made once. */
export function inventoryOf(artifacts: InventoryArtifacts): Inventory {
  const key = INVENTORY_ARTIFACTS.map((name) => artifacts[name]);
  const known = made.get(artifacts.EnvReads);
  if (known?.key.every((part, i) => part === key[i])) return known.inventory;
  const inventory = join(artifacts);
  made.set(artifacts.EnvReads, { key, inventory });
  return inventory;
}

function join(artifacts: InventoryArtifacts): Inventory {
  const variables = new Map<string, Variable>();
  const variable = (name: string): Variable => {
    const known = variables.get(name) ?? { name, reads: [], declarations: [], writes: [] };
    variables.set(name, known);
    return known;
  };
  const dynamic: Inventory['dynamic'] = [];
  const hasWorker = Object.values(artifacts.EnvDeclarations).some((list) =>
    list.some((d) => d.source === 'wrangler'),
  );
  for (const path of Object.keys(artifacts.EnvReads).sort()) {
    const facts = artifacts.EnvReads[path];
    for (const read of facts?.reads ?? []) {
      if (read.form.startsWith('worker') && !hasWorker) continue;
      variable(read.name).reads.push({ ...read, path });
    }
    for (const write of facts?.writes ?? [])
      variable(write.name).writes.push({ path, side: sideOfPath(path) });
    for (const { prefix, suffix } of facts?.dynamic ?? []) dynamic.push({ path, prefix, suffix });
  }
  for (const read of readsThroughImports(artifacts.EnvReads, artifacts.PackageManifests))
    variable(read.name).reads.push(read);
  for (const path of Object.keys(artifacts.EnvDeclarations).sort()) {
    for (const declaration of artifacts.EnvDeclarations[path] ?? []) {
      variable(declaration.name).declarations.push({ ...declaration, path });
    }
  }
  const referenced = new Set(
    Object.values(artifacts.EnvDeclarations).flatMap((list) =>
      list.flatMap((d) => d.value?.references ?? []),
    ),
  );
  const dependencies = new Set(
    Object.values(artifacts.PackageManifests).flatMap((manifest) => manifest.dependencies),
  );
  const hasTemplate = Object.values(artifacts.EnvFiles).some((file) => file.kind === 'template');
  const environments = Object.values(artifacts.Configuration.value.environments ?? {});
  const provided = new Set(environments.flatMap((environment) => environment?.provided ?? []));
  return { variables, dynamic, referenced, dependencies, provided, hasTemplate };
}

export function locationOf(placed: { path: string; range: FileLocation['range'] }): FileLocation {
  return { kind: 'file', path: placed.path, range: placed.range };
}

/** Reads of the program itself, not of its tests, scripts or pipelines. */
export function ownReads(variable: Variable): PlacedRead[] {
  return variable.reads.filter(
    (read) => read.side === 'server' || read.side === 'client' || read.side === 'build',
  );
}

/**
 * Needed to run: some read has no default, and nobody looks first whether it is there. One look in a hundred files
 * does not make the other ninety-nine safe.
 */
export function isRequired(variable: Variable): boolean {
  if (isSwitch(variable.name)) return false;
  const reads = ownReads(variable);
  const tested = new Set(reads.filter((read) => read.requirement === 'tested').map((read) => read.path));
  const untested = new Set(
    reads
      .filter((read) => read.requirement === 'required' && !tested.has(read.path))
      .map((read) => read.path),
  );
  return untested.size > 2 * tested.size;
}
