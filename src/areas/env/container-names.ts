import type { Artifacts } from '../../model/artifacts.ts';
import type { ComposeServiceFacts } from '../../observe/repository/compose-files.ts';
import type { Inventory, InventoryArtifacts, Variable } from './inventory.ts';
import { isIn, joinPath } from './packages.ts';
import { byName } from './remembered.ts';
import { folderOf } from './template-fix.ts';

export type ContainerArtifacts = InventoryArtifacts & Pick<Artifacts, 'WorkspaceFiles'>;

/** The prefix of more names than this is the app's own, and no family. */
const MOST_IN_FAMILY = 12;

/** Names the service's containers start with; undefined where a file that is not here decides. */
export function namesGiven(
  path: string,
  services: ComposeServiceFacts[],
  { EnvFiles, EnvDeclarations, WorkspaceFiles }: ContainerArtifacts,
): Set<string> | undefined {
  const given = new Set(services.flatMap(({ names }) => names));
  for (const file of services.flatMap(({ envFiles }) => envFiles)) {
    const place = joinPath(path, file);
    if (!EnvFiles[place] || WorkspaceFiles.files.some((one) => one.path === place && one.ignored))
      return undefined;
    for (const { name } of EnvDeclarations[place] ?? []) given.add(name);
  }
  return given;
}

const DEEPEST = 5;

/**
 * The service with what it takes from others (compose-spec: extends); undefined where one of those is not here. Paths of another
 * file are relative to that file, so only a part that has none of its own is taken from there.
 */
export function withExtended(
  path: string,
  service: ComposeServiceFacts,
  files: Artifacts['ComposeFiles'],
  depth = 0,
): ComposeServiceFacts | undefined {
  const { extended } = service;
  if (!extended) return service;
  const place = extended.file === undefined ? path : joinPath(path, extended.file);
  const found = files[place]?.find(({ name }) => name === extended.service);
  const base = found && depth < DEEPEST ? withExtended(place, found, files, depth + 1) : undefined;
  if (!base || (place !== path && folderOf(place) !== folderOf(path))) return undefined;
  const { extended: _, ...own } = service;
  // A further line belongs into the service itself.
  const { nextVariable: __, ...inherited } = base;
  return {
    ...inherited,
    ...own,
    names: [...base.names, ...own.names],
    buildArguments: [...base.buildArguments, ...own.buildArguments],
    envFiles: [...base.envFiles, ...own.envFiles],
    volumes: [...base.volumes, ...own.volumes],
    hasHealthCheck: base.hasHealthCheck || own.hasHealthCheck,
    hasRestart: base.hasRestart || own.hasRestart,
  };
}

/** By its name for one environment, and not for the others. */
export const isOfOneEnvironment = byName((name) =>
  /(?:^|_)(?:TEST|TESTING|LIVE|DEV|DEVELOPMENT|LOCAL|STAGING|PROD|PRODUCTION)(?:_|$)/.test(name),
);

/** Somebody has to know of it: a template or an env file names it. */
export const isListed = ({ declarations }: Variable): boolean =>
  declarations.some((d) => (d.kind === 'template' || d.kind === 'values') && d.environment !== 'test');

const familyOf = (name: string): string | undefined => /^[A-Z0-9]+_/.exec(name)?.[0];

const families = new WeakMap<Inventory, Map<string, number>>();

/** How many names each family has; a family ends at the first underscore, so that a name has one. */
function familiesOf(inventory: Inventory): ReadonlyMap<string, number> {
  const known = families.get(inventory);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const name of inventory.variables.keys()) {
    const family = familyOf(name);
    if (family) counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  families.set(inventory, counts);
  return counts;
}

/** Names of one family that the container does get: SMTP_HOST and SMTP_USER for SMTP_PORT. */
export function siblingsOf(
  name: string,
  given: ReadonlySet<string>,
  inventory: Inventory,
  folder: string,
): string[] {
  const { variables } = inventory;
  const family = familyOf(name);
  if (!family || /^(?:DB|APP|API|NODE|LOG|DEBUG|ENABLE|DISABLE|USE|IS|MAX|MIN|DEFAULT)_$/.test(family))
    return [];
  if ((familiesOf(inventory).get(family) ?? 0) > MOST_IN_FAMILY) return [];
  return [...given]
    .filter(
      (other) =>
        other.startsWith(family) && variables.get(other)?.reads.some((read) => isIn(read.path, folder)),
    )
    .sort();
}
