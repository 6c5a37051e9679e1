import type { ArtifactName, Artifacts } from '../model/artifacts.ts';
import type { FileGatherer, GatherContext, Gatherer, ProjectGatherer } from '../model/gatherer.ts';
import type { NetworkOptions } from '../net/network-options.ts';
import type { HistoryRequest } from '../observe/repository/secret-history.ts';
import { scanFiles } from '../observe/scan-files.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { createOverlayFileSystem } from '../workspace/overlay-file-system.ts';
import type { Gathered, GatheredArtifacts } from './artifact-store.ts';

/** What to gather, as plain data: it may be sent to a worker thread. */
export interface GatherRequest {
  names: readonly ArtifactName[];
  /** Already gathered. */
  given: GatheredArtifacts;
  /** Unsaved text by path. */
  overlay?: Record<string, string>;
  configPath: string;
  domain?: string;
  /** The address whose way `Trace` follows. */
  trace?: string;
  network?: NetworkOptions;
  /** Undefined: the git history is not read. */
  history?: HistoryRequest;
  /** Wins over what launch-ready.yaml names. */
  baselinePath?: string;
  /** Leave out files that git ignores, as a clean checkout would. */
  ci?: boolean;
  now: number;
}

export interface Progress {
  /** A few words for a person. */
  text: string;
  /** 0 to 1 where it is known. */
  fraction?: number;
}

/** Told of each artifact as soon as it is there; it is part of the answer at the end as well. */
export type OnArtifact = (name: ArtifactName, artifact: Gathered) => void;

/** Runs gatherers: in this process, or in a worker thread. Rejects only when aborted. */
export type GatherPort = (
  request: GatherRequest,
  signal: AbortSignal,
  onProgress?: (progress: Progress) => void,
  onArtifact?: OnArtifact,
) => Promise<GatheredArtifacts>;

/**
 * Gathers in this process. Each artifact is gathered once, as soon as what it depends on is there; each file is
 * read once for all file gatherers. An error becomes a failed artifact with its message as the reason.
 */
export function gatherInProcess(disk: FileSystem, gatherers: readonly Gatherer[]): GatherPort {
  const byName = new Map<string, Gatherer>(gatherers.map((gatherer) => [gatherer.produces, gatherer]));
  return async (request, signal, onProgress, onArtifact) => {
    const gathered: Record<string, Gathered> = { ...(request.given as Record<string, Gathered>) };
    const running = new Map<string, Promise<void>>();
    const keep = (name: string, entry: Gathered) => {
      gathered[name] = entry;
      if (!signal.aborted) onArtifact?.(name as ArtifactName, entry);
    };
    const hasUnsaved = request.overlay !== undefined && Object.keys(request.overlay).length > 0;
    const files = hasUnsaved ? createOverlayFileSystem(disk, request.overlay ?? {}) : disk;
    const artifact = <A extends ArtifactName>(name: A): Artifacts[A] => {
      const entry = gathered[name];
      if (entry?.status === 'ready') return entry.value as Artifacts[A];
      throw new Error(entry?.reason ?? `${name} was not gathered`);
    };
    const context: GatherContext = {
      signal,
      now: request.now,
      artifact,
      files,
      configPath: request.configPath,
      ...(request.network && { network: request.network }),
      ...(request.history && { history: request.history }),
      ...(request.baselinePath !== undefined && { baselinePath: request.baselinePath }),
      ...(request.domain !== undefined && { domain: request.domain }),
      ...(request.trace !== undefined && { trace: request.trace }),
      ...(onProgress && { progress: (text: string) => onProgress({ text }) }),
    };
    const fileGatherers = request.names
      .filter((name) => gathered[name] === undefined)
      .map((name) => byName.get(name))
      .filter((gatherer): gatherer is FileGatherer => gatherer?.scope === 'file');

    const produce = (name: ArtifactName): Promise<void> => {
      if (gathered[name] !== undefined) return Promise.resolve();
      const gatherer = byName.get(name);
      if (!gatherer) return Promise.reject(new Error(`no gatherer produces ${name}`));
      const key = gatherer.scope === 'file' ? 'files' : name;
      let work = running.get(key);
      if (!work) {
        work = gatherer.scope === 'file' ? gatherFiles() : gatherProject(gatherer);
        running.set(key, work);
      }
      return work;
    };
    const gatherProject = async (gatherer: ProjectGatherer): Promise<void> => {
      await Promise.all((gatherer.dependsOn ?? []).map(produce));
      await settle(gatherer.produces, () => gatherer.gather(context));
    };
    const gatherFiles = async (): Promise<void> => {
      await produce('WorkspaceFiles');
      try {
        const list = artifact('WorkspaceFiles').files.filter((file) => !(request.ci && file.ignored));
        const scan = await scanFiles(list, fileGatherers, files, { signal, now: request.now }, onProgress);
        for (const [name, value] of Object.entries(scan.facts)) {
          const reason = scan.failures[name as ArtifactName];
          keep(name, reason === undefined ? ready(value) : failed(reason));
        }
        keep('ReadFiles', ready(scan.read));
      } catch (error) {
        signal.throwIfAborted();
        for (const { produces } of fileGatherers) keep(produces, failed(error));
      }
    };
    const settle = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      try {
        keep(name, ready(await work()));
      } catch (error) {
        keep(name, failed(error));
      }
      // An aborted artifact is never kept.
      signal.throwIfAborted();
    };
    const ready = (value: unknown): Gathered => ({ status: 'ready', value: value as never, at: request.now });
    const failed = (error: unknown): Gathered => ({
      status: 'failed',
      reason: reasonOf(error),
      at: request.now,
    });

    signal.throwIfAborted();
    try {
      await Promise.all(request.names.map(produce));
    } finally {
      // Only who asked the network has loaded it.
      if (request.network) {
        const { closeNetwork, dnsSeen } = await import('../observe/domain/network-session.ts');
        const seen = dnsSeen(request.network);
        if (seen) keep('DnsSeen', ready(seen));
        closeNetwork(request.network);
      }
    }
    return gathered as GatheredArtifacts;
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
