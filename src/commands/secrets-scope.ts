import path from 'node:path';
import { gatherInProcess } from '../audit/gather.ts';
import type { Gatherer } from '../model/gatherer.ts';
import { configurationGatherer } from '../observe/repository/configuration.ts';
import { hardcodedSecretsGatherer, type SecretFact } from '../observe/repository/hardcoded-secrets.ts';
import {
  type HistoryRequest,
  type SecretHistory,
  secretHistoryGatherer,
} from '../observe/repository/secret-history.ts';
import { SECRET_GATHERERS } from '../observe/secret-gatherers.ts';
import { fileError } from '../workspace/file-errors.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { findGitPlace, isRevisionName, resolveCommit } from '../workspace/git-history.ts';
import { readBlobs } from '../workspace/git-objects.ts';
import { readStagedFiles } from '../workspace/git-staged.ts';
import { decodeSource, MAX_SOURCE_BYTES } from '../workspace/source-file.ts';
import { type Terminal, UsageError } from './command.ts';

/** Files other than those that lie in the folder now, and what of them counts. */
export interface ScannedTree {
  files: FileSystem;
  gatherers: readonly Gatherer[];
}

/** What the next commit would bring in. */
export async function stagedTree(base: FileSystem, signal: AbortSignal): Promise<ScannedTree> {
  const { prefix } = await findGitPlace(base.root, { signal });
  const given = process.env.GIT_INDEX_FILE;
  const indexFile = given ? { indexFile: path.resolve(given) } : {};
  const staged = await readStagedFiles(base.root, prefix, MAX_SOURCE_BYTES, { signal, ...indexFile });
  const added = new Map(staged.map((file) => [file.path, file.bytes && addedLines(file.bytes, file.added)]));
  return treeOf(base, new Map(staged.map((file) => [file.path, file.bytes])), (file, { range }) => {
    const lines = added.get(file);
    if (!lines) return true;
    for (let line = range.start.line; line <= range.end.line; line++) if (lines.has(line)) return true;
    return false;
  });
}

/** git counts lines by LF alone; where a lone CR ends a line for an editor the numbers differ, and all lines count. */
function addedLines(bytes: Buffer, lines: ReadonlySet<number> | undefined): ReadonlySet<number> | undefined {
  const decoded = decodeSource(bytes);
  if (decoded.kind !== 'text' || decoded.encoding.startsWith('utf-16')) return undefined;
  return /\r(?!\n)/.test(decoded.text) ? undefined : lines;
}

/** Names of commits as a person gives them: `REV` for "since then", `FROM..TO` for both ends. Throws `UsageError`. */
export async function rangeSince(
  folder: string,
  written: string,
  signal: AbortSignal,
): Promise<Extract<HistoryRequest, { kind: 'range' }>> {
  const [from = '', to = 'HEAD', ...more] = written.split('..');
  const names = [from, to === '' ? 'HEAD' : to];
  if (more.length > 0 || !names.every(isRevisionName)) {
    throw new UsageError(
      `--since: "${written}" is not a commit`,
      'Write a branch, a tag or a commit id: --since origin/main, or both ends: --since v1.0..main',
    );
  }
  const ids = await Promise.all(names.map((name) => resolveCommit(folder, name, { signal })));
  const missing = names.find((_, i) => ids[i] === undefined);
  if (missing !== undefined) {
    throw new UsageError(
      `--since: there is no commit ${missing} here`,
      'In a shallow clone older commits are missing: git fetch --unshallow gets them.',
    );
  }
  return { kind: 'range', include: [ids[1] as string], exclude: [ids[0] as string], unpublished: false };
}

/**
 * What a push would give the remote that it does not have: the lines that git writes to a pre-push hook (githooks(5)).
 * Undefined when nothing is pushed but deletions.
 */
export async function rangeOfPush(
  folder: string,
  remote: string,
  refs: string,
  signal: AbortSignal,
): Promise<Extract<HistoryRequest, { kind: 'range' }> | undefined> {
  const include = new Set<string>();
  const exclude = new Set<string>();
  for (const line of refs.split('\n').filter((one) => one.trim() !== '')) {
    const [, local = '', , theirs = ''] = line.trim().split(' ');
    if (!/^[0-9a-f]{40,64}$/.test(local) || !/^[0-9a-f]{40,64}$/.test(theirs)) {
      throw new UsageError('--pre-push: standard input is not what git gives a pre-push hook');
    }
    if (/^0+$/.test(local)) continue;
    // A tag may name something other than a commit.
    const tip = await resolveCommit(folder, local, { signal });
    if (tip) include.add(tip);
    // What was there before a forced push may not be here; then the remote's other branches say what it has.
    const before = /^0+$/.test(theirs) ? undefined : await resolveCommit(folder, theirs, { signal });
    if (before) exclude.add(before);
  }
  if (include.size === 0) return undefined;
  const known = /^[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*$/.test(remote) ? { notOnRemote: remote } : {};
  return { kind: 'range', include: [...include], exclude: [...exclude], ...known, unpublished: true };
}

/**
 * The secrets that the commits of a range brought in. Those that still stand in its newest commit are found there, at
 * their places; the others are left to the checks of the history.
 */
export async function rangeTree(
  base: FileSystem,
  range: Extract<HistoryRequest, { kind: 'range' }>,
  request: { configPath: string; baselinePath?: string },
  { signal, now }: Terminal,
  onProgress?: (progress: { text: string }) => void,
): Promise<ScannedTree> {
  const gathered = await gatherInProcess(base, [configurationGatherer, secretHistoryGatherer])(
    { ...request, names: ['Configuration', 'SecretHistory'], given: {}, history: range, now: now() },
    signal,
    onProgress,
  );
  const entry = gathered.SecretHistory;
  if (entry?.status !== 'ready' || entry.value.state !== 'read') {
    throw new Error(entry?.status === 'failed' ? entry.reason : 'the history was not read');
  }
  const history = entry.value;
  const contents = await contentsInTips(base.root, range.include, history.secrets, signal);
  const wanted = new Set(history.secrets.map(({ identity }) => identity));
  const standing = new Set<string>();
  for (const [file, bytes] of contents) {
    const decoded = bytes && decodeSource(bytes);
    if (decoded?.kind !== 'text' || !hardcodedSecretsGatherer.appliesTo(file)) continue;
    const facts = await hardcodedSecretsGatherer.gatherFile(
      { path: file, text: decoded.text },
      { signal, now: now() },
    );
    for (const { identity } of facts?.secrets ?? []) standing.add(identity);
  }
  const told: SecretHistory = {
    ...history,
    secrets: history.secrets.map((secret) => ({ ...secret, inHead: standing.has(secret.identity) })),
  };
  const tree = treeOf(base, contents, (_, { identity }) => wanted.has(identity));
  const historyGatherer: Gatherer = { ...secretHistoryGatherer, gather: async () => told };
  return {
    files: tree.files,
    gatherers: tree.gatherers.map((one) => (one.produces === 'SecretHistory' ? historyGatherer : one)),
  };
}

/** The files in which those secrets stand at the end of the range, as they are there. */
async function contentsInTips(
  folder: string,
  tips: readonly string[],
  secrets: readonly { inHead: boolean; paths: string[] }[],
  signal: AbortSignal,
): Promise<Map<string, Buffer | undefined>> {
  const { prefix } = await findGitPlace(folder, { signal });
  const paths = new Set(secrets.filter(({ inHead }) => inHead).flatMap((secret) => secret.paths));
  const contents = new Map<string, Buffer | undefined>();
  for (const tip of tips) {
    const asked = new Map(
      [...paths]
        .filter((one) => !contents.has(one))
        .map((one) => [`${tip}:${prefix}${Buffer.from(one, 'utf8').toString('latin1')}`, one]),
    );
    for await (const { name, bytes } of readBlobs(folder, [...asked.keys()], MAX_SOURCE_BYTES, { signal })) {
      if (bytes) contents.set(asked.get(name) as string, bytes);
    }
  }
  return contents;
}

/** A folder that holds those contents; only what is asked for by name besides (the configuration) comes from the disk. */
function treeOf(
  base: FileSystem,
  contents: ReadonlyMap<string, Buffer | undefined>,
  keeps: (path: string, fact: SecretFact) => boolean,
): ScannedTree {
  const files: FileSystem = {
    ...base,
    readFile(name, maxBytes) {
      if (!contents.has(name)) return base.readFile(name, maxBytes);
      const bytes = contents.get(name);
      if (!bytes || bytes.length > (maxBytes ?? Number.POSITIVE_INFINITY)) throw fileError('tooLarge', name);
      return bytes;
    },
  };
  const list: Gatherer<'WorkspaceFiles'> = {
    produces: 'WorkspaceFiles',
    scope: 'project',
    gather: async () => ({
      files: [...contents].map(([name, bytes]) => ({
        path: name,
        size: bytes?.length ?? 0,
        tracked: true,
        ignored: false,
      })),
      repository: 'git',
      skipped: { symlinks: 0, submodules: 0, unreadable: 0 },
    }),
  };
  const secrets: Gatherer<'HardcodedSecrets'> = {
    ...hardcodedSecretsGatherer,
    async gatherFile(file, context) {
      const facts = await hardcodedSecretsGatherer.gatherFile(file, context);
      return facts && { ...facts, secrets: facts.secrets.filter((fact) => keeps(file.path, fact)) };
    },
  };
  const own: Record<string, Gatherer> = {
    WorkspaceFiles: list as Gatherer,
    HardcodedSecrets: secrets as Gatherer,
  };
  return { files, gatherers: SECRET_GATHERERS.map((one) => own[one.produces] ?? one) };
}
