import {
  INVENTORY_ARTIFACTS,
  type Inventory,
  type InventoryArtifacts,
  inventoryOf,
  type PlacedDeclaration,
  type PlacedRead,
  type Variable,
} from '../areas/env/inventory.ts';
import type { ArtifactName } from '../model/artifacts.ts';
import { comparePosition, isSameRange, type Position, type Range } from '../model/location.ts';
import type { GatheredArtifacts } from './artifact-store.ts';

/** What the editor needs to know of every variable; EnvMentions only to rename. */
export const ENV_ARTIFACTS: readonly ArtifactName[] = INVENTORY_ARTIFACTS;

export interface EnvPlace {
  kind: 'read' | 'write' | 'declaration';
  path: string;
  range: Range;
}

/** Everything known of the environment variables of a folder, as last gathered. */
export interface EnvKnowledge {
  inventory: Inventory;
  artifacts: InventoryArtifacts;
  /** Only what was gathered of open documents: nothing may be said to be nowhere. */
  isPartial: boolean;
}

/** Undefined where something needed was not gathered, or could not be. */
export function envKnowledge(gathered: GatheredArtifacts): EnvKnowledge | undefined {
  const { EnvReads, EnvDeclarations, EnvFiles, PackageManifests, Configuration } = gathered;
  if (EnvReads?.status !== 'ready' || EnvDeclarations?.status !== 'ready') return undefined;
  if (EnvFiles?.status !== 'ready' || PackageManifests?.status !== 'ready') return undefined;
  if (Configuration?.status !== 'ready') return undefined;
  const artifacts = {
    EnvReads: EnvReads.value,
    EnvDeclarations: EnvDeclarations.value,
    EnvFiles: EnvFiles.value,
    PackageManifests: PackageManifests.value,
    Configuration: Configuration.value,
  };
  const isPartial = [EnvReads, EnvDeclarations, EnvFiles, PackageManifests].some(({ partial }) => partial);
  return { inventory: inventoryOf(artifacts), artifacts, isPartial };
}

/** Whether something read or declared may stand at a position, by what is known of its file alone. */
export function mayBeVariable(gathered: GatheredArtifacts, path: string, position: Position): boolean {
  const { EnvReads, EnvDeclarations } = gathered;
  return namesIn(
    {
      EnvReads: EnvReads?.status === 'ready' ? EnvReads.value : {},
      EnvDeclarations: EnvDeclarations?.status === 'ready' ? EnvDeclarations.value : {},
    },
    path,
  ).some(({ range }) => contains(range, position));
}

/** The variable whose name stands at a position, and that place; undefined elsewhere, and where it could be several. */
export function variableAt(
  { inventory, artifacts }: EnvKnowledge,
  path: string,
  position: Position,
): { variable: Variable; place: EnvPlace } | undefined {
  const here = namesIn(artifacts, path).filter(({ range }) => contains(range, position));
  const found = new Map<string, { variable: Variable; place: EnvPlace }>();
  for (const { name, range, kind } of here) {
    const variable = inventory.variables.get(name);
    // What a file only may read, another file or the project decides.
    const isKnown =
      kind === 'write' ||
      (kind === 'read'
        ? variable?.reads.some((read) => read.path === path && isSameRange(read.range, range))
        : variable?.declarations.some((d) => d.path === path && d.environment !== 'binding'));
    if (variable && isKnown) found.set(name, { variable, place: { kind, path, range } });
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

interface NamedPlace {
  name: string;
  range: Range;
  kind: EnvPlace['kind'];
}

function namesIn(
  { EnvReads, EnvDeclarations }: Pick<InventoryArtifacts, 'EnvReads' | 'EnvDeclarations'>,
  path: string,
): NamedPlace[] {
  const facts = Object.hasOwn(EnvReads, path) ? EnvReads[path] : undefined;
  const declared = Object.hasOwn(EnvDeclarations, path) ? (EnvDeclarations[path] ?? []) : [];
  return [
    ...[...(facts?.reads ?? []), ...(facts?.uses ?? [])].map(({ name, range }) => ({
      name,
      range,
      kind: 'read' as const,
    })),
    ...(facts?.writes ?? []).map(({ name, range }) => ({ name, range, kind: 'write' as const })),
    ...declared.map(({ name, range }) => ({ name, range, kind: 'declaration' as const })),
  ];
}

/** All places of a name: declarations (env files first), then the program's own reads, those of scripts and pipelines, writes. */
export function placesOf(
  { inventory, artifacts }: Pick<EnvKnowledge, 'inventory' | 'artifacts'>,
  name: string,
): EnvPlace[] {
  const variable = inventory.variables.get(name);
  if (!variable) return [];
  const writes = variable.writes
    .filter(({ path }, i, all) => all.findIndex((other) => other.path === path) === i)
    .flatMap(({ path }) =>
      (artifacts.EnvReads[path]?.writes ?? [])
        .filter((write) => write.name === name)
        .map(({ range }) => ({ kind: 'write' as const, path, range })),
    );
  const all: EnvPlace[] = [
    ...declarationsFor(variable, '').map(({ path, range }) => ({
      kind: 'declaration' as const,
      path,
      range,
    })),
    ...readsFor(variable).map(({ path, range }) => ({ kind: 'read' as const, path, range })),
    ...writes,
  ];
  const seen = new Set<string>();
  return all.filter(({ path, range: { start } }) => {
    const key = `${start.line}:${start.character} ${path}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

const KINDS = ['template', 'values', 'deploy', 'ci', 'script', 'comment'] as const;

/** Where a name is declared, best first: what is nearest to the file at `path`, templates before values before hosts. */
export function declarationsFor({ declarations }: Variable, path: string): PlacedDeclaration[] {
  const rank = (d: PlacedDeclaration) => KINDS.indexOf(d.kind);
  return declarations
    .filter((d) => d.environment !== 'binding')
    .map((declaration, i) => ({ declaration, i, steps: stepsBetween(path, declaration.path) }))
    .sort(
      (a, b) =>
        Number(rank(a.declaration) > 1) - Number(rank(b.declaration) > 1) ||
        a.steps - b.steps ||
        rank(a.declaration) - rank(b.declaration) ||
        a.i - b.i,
    )
    .map(({ declaration }) => declaration);
}

/** Folders to walk from one file's folder to another's; up costs less than down into somebody else's package. */
function stepsBetween(from: string, to: string): number {
  const a = from.split('/').slice(0, -1);
  const b = to.split('/').slice(0, -1);
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return a.length - same + 100 * (b.length - same);
}

/** Reads in the order of a person's interest: the program's own before tests, scripts and pipelines. */
export function readsFor({ reads }: Variable): PlacedRead[] {
  const isOwn = ({ side }: PlacedRead) => side === 'server' || side === 'client' || side === 'build';
  return [...reads.filter(isOwn), ...reads.filter((read) => !isOwn(read))];
}

function contains({ start, end }: Range, position: Position): boolean {
  return comparePosition(start, position) <= 0 && comparePosition(position, end) <= 0;
}
