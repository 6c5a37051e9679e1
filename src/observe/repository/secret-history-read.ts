import { lineIndexOf } from '../../formats/line-index.ts';
import { identityOf } from '../../scanner/identity.ts';
import { mask } from '../../scanner/mask.ts';
import {
  ALL_REVISIONS,
  areReachable,
  findGitPlace,
  type GitPlace,
  tipsOf,
} from '../../workspace/git-history.ts';
import { readBlobs } from '../../workspace/git-objects.ts';
import { readablePath } from '../../workspace/git-patch.ts';
import { decodeSource, MAX_SOURCE_BYTES } from '../../workspace/source-file.ts';
import type { HistoryRequest, HistorySecret, SecretHistory } from './secret-history.ts';
import { createGroups, type HistoryGroup, nameSecrets, utc } from './secret-history-groups.ts';
import { type ScanOptions, scanCommits, secretsStandingIn } from './secret-history-scan.ts';
import { type HistoryState, readHistoryState, writeHistoryState } from './secret-history-state.ts';

const SHORT = 10;

/**
 * The secrets that commits brought in. With `all`, what the last run read is taken from the git directory and only newer
 * commits are read; a history that was rewritten, a shallow clone and other detectors make it read everything anew.
 * Throws `GitError`, and the signal's reason when aborted.
 */
export async function readHistory(
  folder: string,
  request: HistoryRequest,
  options: ScanOptions,
): Promise<Extract<SecretHistory, { state: 'read' }>> {
  const { signal } = options;
  const place = await findGitPlace(folder, { signal });
  if (request.kind === 'range') {
    const input = [...request.include, ...request.exclude.map((id) => `^${id}`), ''].join('\n');
    const remote = request.notOnRemote;
    const words = ['--stdin', ...(remote === undefined ? [] : ['--not', `--remotes=${remote}`])];
    const scan = await scanCommits(folder, { words, input }, options);
    const joined = createGroups();
    for (const arrival of scan.arrivals) joined.addArrival(arrival);
    const { commits, skipped, endedEarly } = scan;
    return {
      state: 'read',
      scope: 'range',
      unpublished: request.unpublished,
      commits,
      newCommits: commits,
      shallow: place.shallow,
      skipped,
      ...(endedEarly !== undefined && { endedEarly }),
      secrets: await secretsOf(folder, place, joined.groups, request.include, signal),
    };
  }

  const tips = await tipsOf(folder, { signal });
  const joined = createGroups();
  const before = await earlier(folder, place, joined, options);
  const words = before ? ['--stdin', ...ALL_REVISIONS] : [...ALL_REVISIONS];
  const input = before?.tips.map((id) => `^${id}\n`).join('');
  const scan = await scanCommits(folder, { words, ...(input && { input }) }, options);
  for (const arrival of scan.arrivals) joined.addArrival(arrival);
  const commits = (before?.commits ?? 0) + scan.commits;
  const skipped = {
    binary: (before?.skipped.binary ?? 0) + scan.skipped.binary,
    oversized: (before?.skipped.oversized ?? 0) + scan.skipped.oversized,
    unverified: (before?.skipped.unverified ?? 0) + scan.skipped.unverified,
  };
  const { endedEarly } = scan;
  // What was read in part only, and what may grow at its lower end, is read again next time.
  const notKept =
    endedEarly !== undefined || place.shallow
      ? undefined
      : writeHistoryState(place.commonDirectory, {
          tips,
          commits,
          skipped,
          secrets: [...joined.groups.values()],
        });
  return {
    state: 'read',
    scope: 'all',
    unpublished: false,
    commits,
    newCommits: scan.commits,
    shallow: place.shallow,
    skipped,
    ...(endedEarly !== undefined && { endedEarly }),
    ...(notKept !== undefined && { notKept }),
    secrets: await secretsOf(folder, place, joined.groups, place.head ? [place.head] : [], signal),
  };
}

/** What the last run found, joined by this process's own identities; undefined where all has to be read again. */
async function earlier(
  folder: string,
  place: GitPlace,
  joined: ReturnType<typeof createGroups>,
  { signal, onValue }: ScanOptions,
): Promise<HistoryState | undefined> {
  if (place.shallow) return undefined;
  const state = readHistoryState(place.commonDirectory);
  if (!state || !(await areReachable(folder, state.tips, { signal }))) return undefined;
  const found: [string, HistoryGroup][] = [];
  const names = state.secrets.map(({ places }) => `${places[0]?.commit}:${places[0]?.rawPath}`);
  const wanted = new Map<string, HistoryGroup[]>();
  for (const [i, name] of names.entries()) {
    const group = state.secrets[i] as HistoryGroup;
    wanted.set(name, [...(wanted.get(name) ?? []), group]);
  }
  for await (const { name, bytes } of readBlobs(folder, [...wanted.keys()], MAX_SOURCE_BYTES, { signal })) {
    const decoded = bytes && decodeSource(bytes);
    if (decoded?.kind !== 'text') return undefined;
    const lines = lineIndexOf(decoded.text);
    for (const group of wanted.get(name) ?? []) {
      const { start, end } = (group.places[0] as HistoryGroup['places'][number]).range;
      const value = decoded.text.slice(
        lines.lineStart(start.line) + start.character,
        lines.lineStart(end.line) + end.character,
      );
      if (value === '' || mask(value) !== group.facts.masked) return undefined;
      const identity = identityOf(value);
      onValue?.(identity, value);
      found.push([identity, group]);
    }
  }
  // A path that cannot be asked for, or one that is gone.
  if (found.length !== state.secrets.length) return undefined;
  for (const [identity, group] of found) joined.add(identity, group);
  return state;
}

/** As told: those of the audited folder, with paths from there, the gravest first where that is the same. */
async function secretsOf(
  folder: string,
  place: GitPlace,
  groups: ReadonlyMap<string, HistoryGroup>,
  heads: readonly string[],
  signal: AbortSignal,
): Promise<HistorySecret[]> {
  const told: { identity: string; group: HistoryGroup }[] = [];
  for (const [identity, group] of groups) {
    if (group.silenced) continue;
    const places = group.places.filter(({ rawPath }) => rawPath.startsWith(place.prefix));
    if (places.length === 0) continue;
    const own = places.map((one) => ({ ...one, rawPath: one.rawPath.slice(place.prefix.length) }));
    told.push({ identity, group: { ...group, places: own } });
  }
  const rawPaths = [...new Set(told.flatMap(({ group }) => group.places.map(({ rawPath }) => rawPath)))];
  const standing = new Set<string>();
  for (const head of heads) {
    const inHead = await secretsStandingIn(
      folder,
      head,
      rawPaths.map((rawPath) => place.prefix + rawPath),
      readablePath,
      signal,
    );
    for (const identities of inHead.values()) for (const identity of identities) standing.add(identity);
  }
  const names = nameSecrets(told.map(({ group }) => group));
  return told
    .map(({ identity, group }): HistorySecret => {
      const [first] = group.places as [HistoryGroup['places'][number]];
      const ids = names.get(group) as string[];
      return {
        ...group.facts,
        id: ids[0] as string,
        ids,
        identity,
        commit: first.commit.slice(0, SHORT),
        date: utc(first.authoredAt),
        path: readablePath(first.rawPath),
        range: first.range,
        paths: group.places.map(({ rawPath }) => readablePath(rawPath)),
        morePaths: group.more,
        inHead: standing.has(identity),
      };
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
}
