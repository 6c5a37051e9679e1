import type { ArtifactName, Artifacts, ByFile } from './artifacts.ts';

/**
 * What a gatherer may use besides its artifacts. `observe/` merges in the ports (files, network).
 */
export interface GatherContext {
  signal: AbortSignal;
  /** Milliseconds since the epoch; the audit's one clock. */
  now: number;
  /** An artifact named in `dependsOn`. Throws when that artifact could not be gathered. */
  artifact<A extends ArtifactName>(name: A): Artifacts[A];
}

/** A file of the workspace, read once and handed to every file gatherer that wants it. */
export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** Decoded text (UTF-8, or UTF-16 with a byte order mark; the mark is not part of it). It may be decoded when first read. */
  readonly text: string;
  /** The same as UTF-8 where the file is that: for a look that most files fail. Valid until `gatherFile` returns. */
  readonly bytes?: Uint8Array | undefined;
}

/** Looks at one file at a time, so that a keystroke costs one file. */
export interface FileGatherer<A extends ArtifactName = ArtifactName> {
  produces: A;
  scope: 'file';
  /** Decides by path alone whether the file is worth reading for this gatherer. */
  appliesTo(path: string): boolean;
  /** Facts of one file, or undefined when there is nothing to tell. */
  gatherFile(
    file: SourceFile,
    context: Pick<GatherContext, 'signal' | 'now'>,
  ): Facts<A> | undefined | Promise<Facts<A> | undefined>;
}

/** What a file gatherer tells of one file. */
export type Facts<A extends ArtifactName> = Artifacts[A] extends ByFile<infer T> ? T : never;

/** Looks at the project as a whole, or asks the network. */
export interface ProjectGatherer<A extends ArtifactName = ArtifactName> {
  produces: A;
  dependsOn?: readonly ArtifactName[];
  scope: 'project' | 'network';
  /** True when a change of the file at `path` makes the artifact stale. */
  isInvalidatedBy?(path: string): boolean;
  /** How long an answer stays fresh, in milliseconds. Network results go stale; they do not re-run by themselves. */
  ttlMs?: number;
  gather(context: GatherContext): Promise<Artifacts[A]>;
}

export type Gatherer<A extends ArtifactName = ArtifactName> = FileGatherer<A> | ProjectGatherer<A>;
