import type { ArtifactName } from '../model/artifacts.ts';
import type { FileGatherer, GatherContext } from '../model/gatherer.ts';
import type { FileSystem, ReadRoom } from '../workspace/file-system.ts';
import {
  countSkipped,
  type OpenSource,
  openSource,
  readSource,
  type SkippedCounts,
  type SkippedSource,
} from '../workspace/source-file.ts';
import { createTextKeeper } from './own-text.ts';
import type { WorkspaceFile } from './repository/workspace-files.ts';

declare module '../model/artifacts.ts' {
  interface Artifacts {
    ReadFiles: ReadFiles;
  }
}

/** How the reading of the files went: nothing is left out silently. */
export interface ReadFiles extends SkippedCounts {
  files: number;
}

export interface FileScan {
  facts: Partial<Record<ArtifactName, Record<string, unknown>>>;
  /** Why a gatherer gave up, in words that name the file. */
  failures: Partial<Record<ArtifactName, string>>;
  read: ReadFiles;
}

// Often enough to be aborted and to show progress, seldom enough to cost nothing.
const FILES_A_BREATH = 200;
/** Nearly all files fit; it grows for the others. */
const ROOM_BYTES = 256 * 1024;

/** Reads each file once and hands it to every gatherer that wants it. Rejects only when aborted. */
export async function scanFiles(
  list: readonly WorkspaceFile[],
  gatherers: readonly FileGatherer[],
  files: FileSystem,
  context: Pick<GatherContext, 'signal' | 'now'>,
  onProgress?: (progress: { text: string; fraction: number }) => void,
): Promise<FileScan> {
  const entries = new Map<string, [path: string, value: unknown][]>();
  const failures: Record<string, string> = {};
  for (const { produces } of gatherers) entries.set(produces, []);
  const read: ReadFiles = { files: list.length, binary: 0, oversized: 0, unreadable: 0 };
  const room: ReadRoom = { bytes: Buffer.allocUnsafeSlow(ROOM_BYTES) };
  const failed = (produces: ArtifactName, path: string, error: unknown) => {
    failures[produces] ??=
      `${path} could not be analysed: ${error instanceof Error ? error.message : String(error)}`;
  };
  const loosen = createTextKeeper();
  const keep = (produces: ArtifactName, path: string, value: unknown) => {
    if (value === undefined) return;
    loosen(value);
    entries.get(produces)?.push([path, value]);
  };
  /** A promise where the gatherer has to be waited for. */
  const ask = (gatherer: FileGatherer, source: OpenSource): Promise<void> | undefined => {
    const { produces } = gatherer;
    const { path } = source;
    try {
      const found = gatherer.gatherFile(source, context);
      if (!(found instanceof Promise)) {
        if (found !== undefined) keep(produces, path, found);
        return undefined;
      }
      return found.then(
        (value) => keep(produces, path, value),
        (error) => failed(produces, path, error),
      );
    } catch (error) {
      failed(produces, path, error);
      return undefined;
    }
  };
  const take = (source: OpenSource | SkippedSource): Promise<unknown> | undefined => {
    if (source.kind === 'skipped') {
      countSkipped(read, source.reason);
      return undefined;
    }
    let answers: Promise<void>[] | undefined;
    for (const gatherer of wanted) {
      const later = ask(gatherer, source);
      if (later) answers = [...(answers ?? []), later];
    }
    return answers && Promise.all(answers);
  };
  const wanted: FileGatherer[] = [];
  let breath = 0;
  for (let i = 0; i < list.length; i++) {
    if (++breath >= FILES_A_BREATH) {
      breath = 0;
      onProgress?.({ text: `Reading files (${i} of ${list.length})`, fraction: i / list.length });
      await new Promise(setImmediate);
      context.signal.throwIfAborted();
    }
    const { path, size } = list[i] as WorkspaceFile;
    wanted.length = 0;
    for (const gatherer of gatherers) if (gatherer.appliesTo(path)) wanted.push(gatherer);
    if (wanted.length === 0) continue;
    room.expected = size;
    const reading = openSource(files, path, room);
    // On disk nothing is waited for: a promise a file would cost more than the file.
    const later = reading instanceof Promise ? take(await reading) : take(reading);
    if (later) await later;
  }
  // From entries, so that a file named __proto__ is a key like any other.
  const facts = Object.fromEntries([...entries].map(([name, found]) => [name, Object.fromEntries(found)]));
  return { facts: facts as FileScan['facts'], failures: failures as FileScan['failures'], read };
}

/** The text of one file, or undefined where a scan would have skipped it. */
export async function readSourceText(files: FileSystem, path: string): Promise<string | undefined> {
  const source = await readSource(files, path);
  return source.kind === 'text' ? source.text : undefined;
}
