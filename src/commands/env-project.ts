import { type Inventory, inventoryOf } from '../areas/env/inventory.ts';
import type { GatheredArtifacts } from '../audit/artifact-store.ts';
import type { ParsedConfig } from '../config/model.ts';
import type { ArtifactName, Artifacts } from '../model/artifacts.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { auditFolder } from './audit.ts';
import type { Input, Terminal } from './command.ts';
import { configPath } from './project.ts';

export interface EnvProject {
  files: FileSystem;
  inventory: Inventory;
  envFiles: Artifacts['EnvFiles'];
  config: ParsedConfig | undefined;
}

/** Reads what a folder says of its environment variables. Throws `CouldNotLook`. */
export async function readEnvProject(input: Input, terminal: Terminal, folder: string): Promise<EnvProject> {
  const files = createNodeFileSystem(folder);
  const { session } = await auditFolder(input, terminal, files, {
    only: ['env'],
    configPath: configPath(input, folder, terminal.cwd),
  });
  const gathered = session.artifacts();
  const inventory = inventoryOf({
    EnvReads: ready(gathered, 'EnvReads'),
    EnvDeclarations: ready(gathered, 'EnvDeclarations'),
    EnvFiles: ready(gathered, 'EnvFiles'),
    PackageManifests: ready(gathered, 'PackageManifests'),
    Configuration: ready(gathered, 'Configuration'),
  });
  return { files, inventory, envFiles: ready(gathered, 'EnvFiles'), config: session.configuration() };
}

/** The folder could not be read: no answer, which is not a good one. */
export class CouldNotLook extends Error {}

function ready<A extends ArtifactName>(gathered: GatheredArtifacts, name: A): Artifacts[A] {
  const entry = gathered[name];
  if (entry?.status === 'ready') return entry.value as Artifacts[A];
  throw new CouldNotLook(entry?.reason ?? `${name} was not gathered`);
}
