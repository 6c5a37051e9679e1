import type { Artifacts } from '../../model/artifacts.ts';
import type { ComposeServiceFacts } from '../../observe/repository/compose-files.ts';
import type { Inventory, InventoryArtifacts, Variable } from './inventory.ts';
import { isIn, joinPath } from './packages.ts';

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

/** By its name for one environment, and not for the others. */
export const isOfOneEnvironment = (name: string): boolean =>
  /(?:^|_)(?:TEST|TESTING|LIVE|DEV|DEVELOPMENT|LOCAL|STAGING|PROD|PRODUCTION)(?:_|$)/.test(name);

/** Somebody has to know of it: a template or an env file names it. */
export const isListed = ({ declarations }: Variable): boolean =>
  declarations.some((d) => (d.kind === 'template' || d.kind === 'values') && d.environment !== 'test');

/** Names of one family that the container does get: SMTP_HOST and SMTP_USER for SMTP_PORT. */
export function siblingsOf(
  name: string,
  given: ReadonlySet<string>,
  { variables }: Inventory,
  folder: string,
): string[] {
  const family = /^[A-Z0-9]+_/.exec(name)?.[0];
  if (!family || /^(?:DB|APP|API|NODE|LOG|DEBUG|ENABLE|DISABLE|USE|IS|MAX|MIN|DEFAULT)_$/.test(family))
    return [];
  if ([...variables.keys()].filter((other) => other.startsWith(family)).length > MOST_IN_FAMILY) return [];
  return [...given]
    .filter(
      (other) =>
        other.startsWith(family) && variables.get(other)?.reads.some((read) => isIn(read.path, folder)),
    )
    .sort();
}
