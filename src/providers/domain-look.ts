import type { GatheredArtifacts } from '../audit/artifact-store.ts';
import type { GatherRequest, Progress } from '../audit/gather.ts';
import { DEFAULT_CONFIG_PATH } from '../config/model.ts';
import type { NetworkOptions } from '../net/network-options.ts';
import type { DomainCommands } from './domain-commands.ts';
import type { Engine } from './engine.ts';
import type { FolderSession } from './folder-session.ts';
import type { ReadOnlyPages } from './read-only-pages.ts';

/** What a command needs that asks the network beside the audit. */
export interface LookParts {
  engine: Engine;
  domain: DomainCommands;
  pages: ReadOnlyPages;
}

/** What a look at a domain is asked with, once the person agreed. */
export interface LookAnswer {
  network: NetworkOptions;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** Gathers beside the audit: nothing of the report changes. What launch-ready.yaml says is taken as it stands in the editor. */
export async function gatherBeside(
  engine: Engine,
  session: FolderSession,
  asked: Pick<GatherRequest, 'names' | 'domain' | 'trace'>,
  { network, signal, onProgress }: LookAnswer,
): Promise<GatheredArtifacts> {
  const { Configuration } = await session.complete(['Configuration']);
  const request: GatherRequest = {
    ...asked,
    given: Configuration ? { Configuration } : {},
    configPath: DEFAULT_CONFIG_PATH,
    network,
    now: Date.now(),
  };
  return engine.gather(session.folder, request, signal, onProgress);
}
