import { lineIndexOf } from '../../formats/line-index.ts';
import type { Range } from '../../model/location.ts';
import { isQuietPath } from '../../scanner/paths.ts';
import { type SecretMatch, scanText } from '../../scanner/scan.ts';
import { readBlobs } from '../../workspace/git-objects.ts';
import {
  COMMIT_FORMAT,
  createPatchReader,
  type PatchCommit,
  type PatchFile,
} from '../../workspace/git-patch.ts';
import { GitError, PLAIN_PATCH, runGit, streamGit } from '../../workspace/git-process.ts';
import { decodeSource, MAX_SOURCE_BYTES } from '../../workspace/source-file.ts';
import type { SecretFact } from './hardcoded-secrets.ts';
import { findSuppressionComments } from './suppression-comments.ts';

/** What is known of a kind of secret and of this one, without its value. */
export type SecretFacts = Omit<SecretFact, 'range' | 'identity'>;

/** A secret as one commit brought it in. */
export interface SecretArrival {
  facts: SecretFacts;
  /** Equal for equal secrets within one process. */
  identity: string;
  commit: PatchCommit;
  path: string;
  /** The path's bytes, one a character. */
  rawPath: string;
  /** Where it stood then. */
  range: Range;
  /** A comment beside it says that it is no secret. */
  silenced: boolean;
}

/** What was not looked at: told, never left out silently. */
export interface HistorySkips {
  /** Files, each version counted. */
  binary: number;
  oversized: number;
  /** Arrivals that were not looked at again in their whole file. */
  unverified: number;
}

export interface CommitScan {
  arrivals: SecretArrival[];
  commits: number;
  skipped: HistorySkips;
  /** Set where a limit ended the scan early: why, in plain words. */
  endedEarly?: string;
}

export interface ScanLimits {
  /** Bytes of `git log` output. */
  maxLogBytes: number;
  /** Milliseconds. */
  timeoutMs: number;
  /** Contents that are read again whole. */
  maxBlobs: number;
}

export const DEFAULT_LIMITS: ScanLimits = {
  maxLogBytes: 8 * 1024 * 1024 * 1024,
  timeoutMs: 30 * 60_000,
  maxBlobs: 20_000,
};

export interface ScanOptions {
  signal: AbortSignal;
  limits?: Partial<ScanLimits>;
  onProgress?: ((commits: number, of: number) => void) | undefined;
  /** Called with each value found, which must not be kept longer than the run: for the baseline. */
  onValue?: ((identity: string, value: string) => void) | undefined;
}

/** One added run of lines or one whole file that holds something to look at again. */
interface Candidate {
  commit: PatchCommit;
  path: string;
  rawPath: string;
  blob: string;
  /** By identity: the match in the added lines. Undefined: git showed no lines of the file. */
  seen: Map<string, { match: SecretMatch; range: Range; value: string }> | undefined;
}

const PROGRESS_EVERY = 500;
/** Commits. For fewer, a second process costs more than it brings. */
const WORTH_SPLITTING = 1500;
const MAX_KNOWN_PATHS = 100_000;
/** Ten million commits. */
const MAX_LIST_BYTES = 512 * 1024 * 1024;
const IGNORED_BY = new Set(['secrets/hardcoded-secret', 'secrets/secret-in-history']);
/** Files that are pictures, sound, archives or programs by their names: not read again to see whether they are text. */
const KNOWN_BINARY =
  /\.(?:png|jpe?g|gif|webp|avif|ico|icns|bmp|tiff?|psd|ai|eps|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar|tar|jar|war|woff2?|ttf|otf|eot|mp[34]|m4[av]|mov|avi|webm|ogg|wav|flac|wasm|exe|dll|so|dylib|a|o|class|pyc|node|bin|dat|db|sqlite3?|docx?|xlsx?|pptx?|sketch|fig|pack|idx)$/i;

/**
 * Streams the commits that `revisions` name, once, and scans the lines that each brought in. Of a merge only those lines
 * count that stand in none of its parents (git's combined diff): all others came with a commit of their own, and what
 * somebody slips into the merge itself is not missed. What was found is looked at again in its whole file, so that
 * a finding in the history is one that the file would have had: surroundings, comments and places are the same.
 * Throws `GitError`, and the signal's reason when aborted.
 */
export async function scanCommits(
  folder: string,
  revisions: { words: readonly string[]; input?: string },
  { signal, limits: given, onProgress, onValue }: ScanOptions,
): Promise<CommitScan> {
  const limits = { ...DEFAULT_LIMITS, ...given };
  const scan: CommitScan = { arrivals: [], commits: 0, skipped: { binary: 0, oversized: 0, unverified: 0 } };
  const { words, input } = revisions;
  const list = await runGit(folder, ['rev-list', ...words], {
    signal,
    timeoutMs: limits.timeoutMs,
    maxBytes: MAX_LIST_BYTES,
    ...(input !== undefined && { input }),
  });
  const ids = list.toString('latin1').split('\n').filter(Boolean);
  const candidates: Candidate[] = [];
  const stopped = new AbortController();
  const budget = { bytes: limits.maxLogBytes };
  const context = {
    folder,
    limits,
    scan,
    candidates,
    budget,
    signal: AbortSignal.any([signal, stopped.signal]),
  };
  const tell = () => onProgress?.(scan.commits, ids.length);
  // git compares on one core; two of them compare twice as fast, and neighbours in time share their packs' deltas.
  const half = ids.length > WORTH_SPLITTING ? Math.ceil(ids.length / 2) : ids.length;
  const parts = [ids.slice(0, half), ids.slice(half)].filter((part) => part.length > 0);
  try {
    await Promise.all(parts.map((part) => readCommits(part, context, tell)));
  } catch (error) {
    stopped.abort();
    signal.throwIfAborted();
    throw error;
  }
  await verify(folder, candidates, scan, limits, { signal, onValue });
  return scan;
}

interface Reading {
  folder: string;
  limits: ScanLimits;
  scan: CommitScan;
  candidates: Candidate[];
  /** What may still be read, by all together. */
  budget: { bytes: number };
  signal: AbortSignal;
}

async function readCommits(
  ids: readonly string[],
  { folder, limits, scan, candidates, budget, signal }: Reading,
  tell: () => void,
): Promise<void> {
  // The same few paths come again and again.
  const wanted = new Map<string, boolean>();
  const wants = (path: string): boolean => {
    const known = wanted.get(path);
    if (known !== undefined) return known;
    if (wanted.size > MAX_KNOWN_PATHS) wanted.clear();
    wanted.set(path, !isQuietPath(path));
    return wanted.get(path) as boolean;
  };
  const reader = createPatchReader({
    maxFileBytes: MAX_SOURCE_BYTES,
    wants,
    onCommit() {
      scan.commits++;
      if (scan.commits % PROGRESS_EVERY === 0) tell();
    },
    onFile(file) {
      if (file.cut) scan.skipped.oversized++;
      const candidate = candidateOf(file, scan.skipped);
      if (candidate) candidates.push(candidate);
    },
  });
  // -c: of a merge what is in none of its parents. (--diff-merges says the same and needs git 2.31.)
  const words = ['log', `--format=${COMMIT_FORMAT}`, '-c', ...PLAIN_PATCH];
  try {
    for await (const chunk of streamGit(folder, [...words, '--no-walk=unsorted', '--stdin'], {
      signal,
      timeoutMs: limits.timeoutMs,
      input: `${ids.join('\n')}\n`,
    })) {
      reader.write(chunk);
      budget.bytes -= chunk.length;
      if (budget.bytes < 0) {
        scan.endedEarly = `the history is larger than ${Math.round(limits.maxLogBytes / 1024 / 1024)} MB of changes`;
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof GitError) || error.code !== 'timeout') throw error;
    scan.endedEarly = error.message;
  }
  reader.end();
}

function candidateOf(file: PatchFile, skipped: HistorySkips): Candidate | undefined {
  const { commit, path, rawPath, blob, binary, added, lines } = file;
  if (!commit || !blob) return undefined;
  if (binary) {
    if (!KNOWN_BINARY.test(path)) return { commit, path, rawPath, blob, seen: undefined };
    skipped.binary++;
    return undefined;
  }
  const matches = scanText(path, added).filter((match) => match.publicByDesign === undefined);
  if (matches.length === 0) return undefined;
  const index = lineIndexOf(added);
  const seen: NonNullable<Candidate['seen']> = new Map();
  for (const match of matches) {
    const here = index.range(match.start, match.end);
    const line = Math.max(0, lines[here.start.line] ?? 0);
    const range = {
      start: { line, character: here.start.character },
      end: { line: line + here.end.line - here.start.line, character: here.end.character },
    };
    if (!seen.has(match.identity)) {
      seen.set(match.identity, { match, range, value: added.slice(match.start, match.end) });
    }
  }
  return { commit, path, rawPath, blob, seen };
}

/** Reads each content once, whole, and keeps of the candidates what stands there too. */
async function verify(
  folder: string,
  candidates: readonly Candidate[],
  scan: CommitScan,
  limits: ScanLimits,
  { signal, onValue }: Pick<ScanOptions, 'signal' | 'onValue'>,
): Promise<void> {
  const byBlob = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const list = byBlob.get(candidate.blob);
    if (list) list.push(candidate);
    else byBlob.set(candidate.blob, [candidate]);
  }
  const wanted = [...byBlob.keys()].slice(0, limits.maxBlobs);
  for (const blob of [...byBlob.keys()].slice(limits.maxBlobs)) {
    for (const candidate of byBlob.get(blob) ?? []) keepUnverified(candidate, scan, onValue);
  }
  for await (const { name, size, bytes } of readBlobs(folder, wanted, MAX_SOURCE_BYTES, { signal })) {
    const decoded = bytes && decodeSource(bytes);
    for (const candidate of byBlob.get(name) ?? []) {
      if (decoded?.kind === 'text') keepVerified(candidate, decoded.text, scan, onValue);
      else if (candidate.seen) keepUnverified(candidate, scan, onValue);
      else scan.skipped[size > MAX_SOURCE_BYTES ? 'oversized' : 'binary']++;
    }
  }
}

function keepVerified(
  candidate: Candidate,
  text: string,
  scan: CommitScan,
  onValue: ScanOptions['onValue'],
): void {
  const { commit, path, rawPath, seen } = candidate;
  const matches = scanText(path, text).filter(
    (match) => match.publicByDesign === undefined && (!seen || seen.has(match.identity)),
  );
  if (matches.length === 0) return;
  const index = lineIndexOf(text);
  const comments = findSuppressionComments(text);
  const told = new Set<string>();
  // The place that the commit itself brought in comes first.
  const ranked = matches
    .map((match) => ({ match, range: index.range(match.start, match.end) }))
    .sort((a, b) => distance(a, seen) - distance(b, seen) || a.match.start - b.match.start);
  for (const { match, range } of ranked) {
    if (told.has(match.identity)) continue;
    told.add(match.identity);
    const silenced = comments.some(
      ({ line, ids }) =>
        line === range.start.line && ids.some((id) => IGNORED_BY.has(id) || id === `secrets/${match.rule}`),
    );
    onValue?.(match.identity, text.slice(match.start, match.end));
    scan.arrivals.push({
      facts: factsOf(match),
      identity: match.identity,
      commit,
      path,
      rawPath,
      range,
      silenced,
    });
  }
}

function distance({ match, range }: { match: SecretMatch; range: Range }, seen: Candidate['seen']): number {
  const line = seen?.get(match.identity)?.range.start.line;
  return line === undefined || line === range.start.line ? 0 : 1;
}

function keepUnverified(candidate: Candidate, scan: CommitScan, onValue: ScanOptions['onValue']): void {
  const { commit, path, rawPath, seen } = candidate;
  for (const { match, range, value } of seen?.values() ?? []) {
    scan.skipped.unverified++;
    onValue?.(match.identity, value);
    scan.arrivals.push({
      facts: factsOf(match),
      identity: match.identity,
      commit,
      path,
      rawPath,
      range,
      silenced: false,
    });
  }
  if (!seen) scan.skipped.binary++;
}

export function factsOf(match: SecretMatch): SecretFacts {
  const { rule, provider, title, severity, confidence, masked, name, grants, rotate, docs } = match;
  return { rule, provider, title, severity, confidence, masked, name, grants, rotate, docs };
}

/** The identities of the secrets that stand in `commit`, by path, for those paths that are asked for. */
export async function secretsStandingIn(
  folder: string,
  commit: string,
  rawPaths: readonly string[],
  pathOf: (rawPath: string) => string,
  signal: AbortSignal,
): Promise<Map<string, Set<string>>> {
  const standing = new Map<string, Set<string>>();
  const names = rawPaths.map((rawPath) => `${commit}:${rawPath}`);
  for await (const { name, bytes } of readBlobs(folder, names, MAX_SOURCE_BYTES, { signal })) {
    const decoded = bytes && decodeSource(bytes);
    if (decoded?.kind !== 'text') continue;
    const rawPath = name.slice(commit.length + 1);
    standing.set(rawPath, new Set(scanText(pathOf(rawPath), decoded.text).map(({ identity }) => identity)));
  }
  return standing;
}
