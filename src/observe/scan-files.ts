import type { ArtifactName } from '../model/artifacts.ts';
import type { FileGatherer, GatherContext } from '../model/gatherer.ts';
import { FileError, type FileSystem } from '../workspace/file-system.ts';
import { decodeSource, MAX_SOURCE_BYTES } from '../workspace/source-file.ts';
import type { WorkspaceFile } from './repository/workspace-files.ts';

declare module '../model/artifacts.ts' {
  interface Artifacts {
    ReadFiles: ReadFiles;
  }
}

/** How the reading of the files went: nothing is left out silently. */
export interface ReadFiles {
  files: number;
  binary: number;
  oversized: number;
  unreadable: number;
}

export interface FileScan {
  facts: Partial<Record<ArtifactName, Record<string, unknown>>>;
  read: ReadFiles;
}

type Skip = 'binary' | 'oversized' | 'unreadable';

// Often enough to be aborted and to show progress, seldom enough to cost nothing.
const FILES_A_BREATH = 200;

/** Reads each file once and hands it to every gatherer that wants it. Rejects only when aborted. */
export async function scanFiles(
  list: readonly WorkspaceFile[],
  gatherers: readonly FileGatherer[],
  files: FileSystem,
  context: Pick<GatherContext, 'signal' | 'now'>,
  onProgress?: (progress: { text: string; fraction: number }) => void,
): Promise<FileScan> {
  const facts: Record<string, Record<string, unknown>> = {};
  for (const { produces } of gatherers) facts[produces] = {};
  const read: ReadFiles = { files: list.length, binary: 0, oversized: 0, unreadable: 0 };
  let breath = 0;
  for (const [i, { path }] of list.entries()) {
    if (++breath >= FILES_A_BREATH) {
      breath = 0;
      onProgress?.({ text: `Reading files (${i} of ${list.length})`, fraction: i / list.length });
      await new Promise(setImmediate);
      context.signal.throwIfAborted();
    }
    const interested = gatherers.filter((gatherer) => gatherer.appliesTo(path));
    if (interested.length === 0) continue;
    const source = await readSource(files, path);
    if (source.skip) {
      read[source.skip]++;
      continue;
    }
    for (const gatherer of interested) {
      const found = gatherer.gatherFile({ path, text: source.text }, context);
      const value = found instanceof Promise ? await found : found;
      if (value !== undefined) (facts[gatherer.produces] as Record<string, unknown>)[path] = value;
    }
  }
  return { facts: facts as FileScan['facts'], read };
}

/** The text of one file, or undefined where a scan would have skipped it. */
export async function readSourceText(files: FileSystem, path: string): Promise<string | undefined> {
  const source = await readSource(files, path);
  return source.skip ? undefined : source.text;
}

type Source = { text: string; skip?: undefined } | { skip: Skip };

function readSource(files: FileSystem, path: string): Source | Promise<Source> {
  try {
    const bytes = files.readFile(path, MAX_SOURCE_BYTES);
    if (bytes instanceof Promise) return bytes.then(decode, skipped);
    return decode(bytes);
  } catch (error) {
    return skipped(error);
  }
}

function decode(bytes: Uint8Array): Source {
  const decoded = decodeSource(bytes);
  return decoded.kind === 'text' ? { text: decoded.text } : { skip: 'binary' };
}

function skipped(error: unknown): Source {
  if (!(error instanceof FileError)) throw error;
  return { skip: error.code === 'tooLarge' ? 'oversized' : 'unreadable' };
}
