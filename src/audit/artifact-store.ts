import type { ArtifactName, Artifacts } from '../model/artifacts.ts';

/** What became of one artifact. A failed one makes the checks that need it `notMeasured`. */
export type Gathered<A extends ArtifactName = ArtifactName> =
  | { status: 'ready'; value: Artifacts[A]; at: number; partial?: boolean }
  | { status: 'failed'; reason: string; at: number };

export type GatheredArtifacts = { [A in ArtifactName]?: Gathered<A> };

export interface ArtifactStore {
  get<A extends ArtifactName>(name: A): Gathered<A> | undefined;
  set<A extends ArtifactName>(name: A, artifact: Gathered<A>): void;
  delete(name: ArtifactName): void;
  /** Grows with every change of the artifact: results that were made from an older version are stale. */
  version(name: ArtifactName): number;
  entries(): GatheredArtifacts;
}

export function createArtifactStore(initial: GatheredArtifacts = {}): ArtifactStore {
  const artifacts = new Map<string, Gathered>(Object.entries(initial) as [string, Gathered][]);
  const versions = new Map<string, number>();
  const touch = (name: string) => versions.set(name, (versions.get(name) ?? 0) + 1);
  return {
    get: <A extends ArtifactName>(name: A) => artifacts.get(name) as Gathered<A> | undefined,
    set(name, artifact) {
      artifacts.set(name, artifact as Gathered);
      touch(name);
    },
    delete(name) {
      if (artifacts.delete(name)) touch(name);
    },
    version: (name) => versions.get(name) ?? 0,
    entries: () => Object.fromEntries(artifacts) as GatheredArtifacts,
  };
}
