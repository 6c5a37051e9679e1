import { type Baseline, baselineHash, MAX_BASELINE_BYTES, parseBaseline } from '../../config/baseline.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import { type Measured, measured, notMeasured } from '../../model/artifacts.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { identityOf } from '../../scanner/identity.ts';
import { FileError, type FileSystem } from '../../workspace/file-system.ts';
import type {} from '../gather-context.ts';
import { readSourceText } from '../scan-files.ts';
import type { FileSecrets } from './hardcoded-secrets.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    SecretBaseline: SecretBaseline;
  }
}

/** What the baseline accepts, without a hash: those stay in the file. */
export interface SecretBaseline {
  /** Undefined: launch-ready.yaml names none. */
  path?: string;
  /** Why it could not be used; nothing is accepted then. */
  problem?: string;
  /** In the order of the file. */
  entries: { rule: string; path: string; byValue: boolean }[];
  /** By a secret's identity within this run: the entries that hold its hash. */
  matched: Record<string, number[]>;
  /** Secrets that were too many to be compared. */
  unchecked: number;
}

/** Each one costs some 40 ms of a core. */
const MAX_HASHES = 500;

/** Reads the baseline and finds the secrets of the files that it knows. Values and hashes stay in here. */
export const secretBaselineGatherer: ProjectGatherer<'SecretBaseline'> = {
  produces: 'SecretBaseline',
  scope: 'project',
  dependsOn: ['Configuration', 'HardcodedSecrets'],
  isInvalidatedBy: (path) =>
    /(?:^|\/)(?:\.launch-ready\/|[^/]*baseline[^/]*$|launch-ready\.ya?ml$)/i.test(path),
  async gather({ artifact, files, signal, baselinePath }) {
    const path = baselinePath ?? artifact('Configuration').value.baseline;
    const nothing = { entries: [], matched: {}, unchecked: 0 };
    if (path === undefined) return nothing;
    const baseline = await loadBaseline(files, path);
    if (!baseline.ok) return { ...nothing, path, problem: baseline.reason };
    const entries = baseline.value.entries.map(({ hash, rule, path: glob }) => ({
      rule,
      path: glob,
      byValue: hash !== '*',
    }));
    if (!entries.some(({ byValue }) => byValue)) return { ...nothing, path, entries };
    const values = await valuesOf(files, artifact('HardcodedSecrets'), signal);
    const { matched, unchecked } = await matchBaseline(baseline.value, values, signal);
    return { path, entries, matched: Object.fromEntries(matched), unchecked };
  },
};

/** The baseline at a path of the project. */
export async function loadBaseline(files: FileSystem, path: string): Promise<Measured<Baseline>> {
  try {
    const bytes = await files.readFile(path, MAX_BASELINE_BYTES);
    const read = parseBaseline(new TextDecoder().decode(bytes));
    return read.ok ? measured(read.value) : notMeasured(`${path} cannot be used: ${read.reason}`);
  } catch (error) {
    if (error instanceof FileError) return notMeasured(error.message);
    throw error;
  }
}

/** The secrets of the files by identity. To be used and forgotten: no value goes into an artifact. */
export async function valuesOf(
  files: FileSystem,
  found: Readonly<Record<string, FileSecrets>>,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const [path, { secrets }] of Object.entries(found)) {
    const wanted = secrets.filter(({ identity }) => !values.has(identity));
    if (wanted.length === 0) continue;
    const text = await readSourceText(files, path);
    signal.throwIfAborted();
    if (text === undefined) continue;
    const lines = lineIndexOf(text);
    for (const { identity, range } of wanted) {
      const value = text.slice(
        lines.lineStart(range.start.line) + range.start.character,
        lines.lineStart(range.end.line) + range.end.character,
      );
      // The file may have changed meanwhile.
      if (identityOf(value) === identity) values.set(identity, value);
    }
  }
  return values;
}

/** Hashes of this process's lifetime by salt and identity, so that a session pays once for each secret. */
const known = new Map<string, string>();
const MAX_KNOWN = 5000;

export async function hashOf(identity: string, value: string, salt: string): Promise<string> {
  const key = `${salt} ${identity}`;
  const hash = known.get(key) ?? (await baselineHash(value, salt));
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, hash);
  return hash;
}

/** Which entries hold the hash of which secret. */
export async function matchBaseline(
  baseline: Baseline,
  values: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<{ matched: Map<string, number[]>; unchecked: number }> {
  const byHash = new Map<string, number[]>();
  for (const [index, { hash }] of baseline.entries.entries()) {
    if (hash !== '*') byHash.set(hash, [...(byHash.get(hash) ?? []), index]);
  }
  const matched = new Map<string, number[]>();
  if (byHash.size === 0) return { matched, unchecked: 0 };
  const wanted = [...values].slice(0, MAX_HASHES);
  // Two at a time: Node hashes them on its own threads.
  for (let i = 0; i < wanted.length; i += 2) {
    signal.throwIfAborted();
    const pair = wanted.slice(i, i + 2);
    const hashes = await Promise.all(pair.map(([identity, value]) => hashOf(identity, value, baseline.salt)));
    for (const [j, [identity]] of pair.entries()) {
      const entries = byHash.get(hashes[j] as string);
      if (entries) matched.set(identity, entries);
    }
  }
  return { matched, unchecked: values.size - wanted.length };
}
