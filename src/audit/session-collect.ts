import { findUnknownCheckIds, namesSecretKinds } from '../config/unknown-check-ids.ts';
import type { ArtifactName } from '../model/artifacts.ts';
import type { HistoryRequest } from '../observe/repository/secret-history.ts';
import type { Gathered, GatheredArtifacts } from './artifact-store.ts';
import type { Progress } from './gather.ts';
import { withDependencies } from './plan.ts';
import type { DomainRequest, SessionState } from './session-state.ts';

export interface CollectOptions extends Partial<DomainRequest> {
  history?: HistoryRequest;
  /** Gathered again, though it is there. */
  again?: (name: ArtifactName) => boolean;
}

/** Gathers what is not there, or only in part, or named in `again`. What is there stays until the new is in. */
export async function collect(
  state: SessionState,
  names: readonly ArtifactName[],
  signal: AbortSignal,
  { again = () => false, ...extra }: CollectOptions = {},
  onProgress?: (progress: Progress) => void,
): Promise<void> {
  const { options, store, documents, configPath } = state;
  const missing = withDependencies(names, options.gatherers).filter((name) => {
    const entry = store.get(name);
    return entry === undefined || (entry.status === 'ready' && entry.partial === true) || again(name);
  });
  if (missing.length === 0) return;
  // Only what the missing ones depend on is sent along: it may cross to a worker thread.
  const given: Record<string, unknown> = {};
  for (const name of withDependencies([...missing, 'WorkspaceFiles'], options.gatherers)) {
    if (!missing.includes(name)) given[name] = store.get(name);
  }
  const early = new Set<ArtifactName>();
  const arrived = (name: ArtifactName, entry: Gathered) => {
    if (signal.aborted || Object.hasOwn(given, name)) return;
    state.awaited.delete(name);
    // What is there already waits for all that is new: half of this and half of that is no picture of anything.
    if (store.get(name) === undefined) {
      early.add(name);
      store.set(name, entry as never);
    }
    state.filled();
  };
  for (const name of missing) state.awaited.add(name);
  // The facts that come in may be of other text.
  const isOfFile = options.gatherers.some(
    ({ produces, scope }) => scope === 'file' && missing.includes(produces),
  );
  try {
    const gathered = await gatherAll();
    signal.throwIfAborted();
    for (const [name, entry] of Object.entries(gathered)) {
      const isSet = early.has(name as ArtifactName) && store.get(name as ArtifactName) === entry;
      if (!isSet && !Object.hasOwn(given, name)) store.set(name as ArtifactName, entry as never);
    }
  } catch (error) {
    // An aborted look leaves nothing behind.
    for (const name of early) store.delete(name);
    throw error;
  } finally {
    for (const name of missing) state.awaited.delete(name);
    if (isOfFile) state.looked.clear();
  }
  await withKnownIds(state);

  function gatherAll(): Promise<GatheredArtifacts> {
    return options.gather(
      {
        names: missing,
        given: given as GatheredArtifacts,
        overlay: Object.fromEntries(documents),
        configPath,
        now: options.now(),
        ...(options.ci && { ci: true }),
        ...(state.history && { history: state.history }),
        ...(options.baselinePath !== undefined && { baselinePath: options.baselinePath }),
        ...extra,
      },
      signal,
      onProgress,
      arrived,
    );
  }
}

/** A misspelt check id in launch-ready.yaml can only be told by who knows the checks. */
async function withKnownIds({ store, options }: SessionState): Promise<void> {
  const entry = store.get('Configuration');
  if (entry?.status !== 'ready') return;
  let knownIds: readonly string[] = options.areas.flatMap((area) => area.checks.map((check) => check.id));
  if (options.checkIds && findUnknownCheckIds(entry.value, knownIds).length > 0) {
    knownIds = await options.checkIds();
  }
  // The kinds of secrets are the scanner's whole table: loaded only where one is named.
  const kinds = namesSecretKinds(entry.value, knownIds)
    ? (await import('../scanner/kind-ids.ts')).secretKindIds()
    : undefined;
  const unknown = findUnknownCheckIds(entry.value, knownIds, kinds).filter(
    (problem) =>
      !entry.value.problems.some(
        (known) => known.key === problem.key && known.messageId === problem.messageId,
      ),
  );
  if (unknown.length === 0) return;
  const problems = [...entry.value.problems, ...unknown];
  store.set('Configuration', { ...entry, value: { ...entry.value, problems } });
}
