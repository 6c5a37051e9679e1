import type { ArtifactName, ByFile } from '../model/artifacts.ts';
import { withFile } from '../model/by-file.ts';
import type { FileGatherer } from '../model/gatherer.ts';
import type { WorkspaceFiles } from '../observe/repository/workspace-files.ts';
import { readSourceText } from '../observe/scan-files.ts';
import { collect } from './session-collect.ts';
import { planOf, type SessionState } from './session-state.ts';

/** The files that came, went or changed with `paths`; the list of files is read again where it may have changed. */
export async function affectedFiles(
  state: SessionState,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Set<string>> {
  const { files } = state.options;
  const before = listedPaths(state);
  const present = await Promise.all(paths.map(async (path) => (await files.stat(path)) !== undefined));
  const affected = new Set(paths);
  if (before && paths.some((path, i) => before.has(path) !== present[i] || changesList(path))) {
    await collect(state, ['WorkspaceFiles'], signal, { again: (name) => name === 'WorkspaceFiles' });
    // A line of .gitignore takes files in and out that were not touched themselves.
    const after = listedPaths(state) ?? new Set<string>();
    for (const path of before) if (!after.has(path)) affected.add(path);
    for (const path of after) if (!before.has(path)) affected.add(path);
  }
  return affected;
}

/** Looks again at single files, and at the project artifacts that they invalidate. */
export async function refreshFiles(
  state: SessionState,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { options, store, documents, looked } = state;
  if (!store.get('WorkspaceFiles'))
    await collect(state, ['Configuration', ...projectNamesOfFiles(state)], signal);
  const listed = listedPaths(state);
  for (const path of paths) {
    const text = listed?.has(path)
      ? (documents.get(path) ?? (await readSourceText(options.files, path)))
      : undefined;
    signal.throwIfAborted();
    if (text !== undefined && looked.get(path) === text) continue;
    looked.delete(path);
    for (const gatherer of fileGatherersOf(state)) {
      const facts =
        text !== undefined && gatherer.appliesTo(path)
          ? await gatherer.gatherFile({ path, text }, { signal, now: options.now() })
          : undefined;
      signal.throwIfAborted();
      splice(state, gatherer.produces, path, facts);
    }
    if (text !== undefined && documents.get(path) === text) looked.set(path, text);
  }
  const stale = options.gatherers.filter(
    (gatherer) => gatherer.scope === 'project' && paths.some((path) => gatherer.isInvalidatedBy?.(path)),
  );
  const names = stale.map(({ produces }) => produces).filter((name) => store.get(name) !== undefined);
  await collect(state, names, signal, { again: (name) => names.includes(name) });
}

export function fileGatherersOf({ options }: SessionState): FileGatherer[] {
  return options.gatherers.filter((gatherer): gatherer is FileGatherer => gatherer.scope === 'file');
}

/** What the checks of single files need beside those files: without it the first document has no findings. */
function projectNamesOfFiles(state: SessionState): ArtifactName[] {
  const perFile = planOf(state, { noNetwork: 'not asked' }).checks.filter((check) => check.perFile);
  const isOfFile = new Set<ArtifactName>(fileGatherersOf(state).map(({ produces }) => produces));
  const required = perFile.flatMap(({ requires }) => requires).filter((name) => !isOfFile.has(name));
  return ['WorkspaceFiles', ...required];
}

function splice({ store, options }: SessionState, name: ArtifactName, path: string, facts: unknown): void {
  const entry = store.get(name);
  if (entry?.status === 'failed') return;
  const before = (entry?.value ?? {}) as ByFile<unknown>;
  if (facts === undefined && !Object.hasOwn(before, path)) {
    if (!entry) store.set(name, { status: 'ready', value: {} as never, at: options.now(), partial: true });
    return;
  }
  if (facts !== undefined && JSON.stringify(facts) === JSON.stringify(before[path])) return;
  const value = withFile(before, path, facts);
  const partial = entry ? entry.partial === true : true;
  store.set(name, {
    status: 'ready',
    value: value as never,
    at: options.now(),
    ...(partial && { partial }),
  });
}

function listedPaths({ store, options }: SessionState): ReadonlySet<string> | undefined {
  const entry = store.get('WorkspaceFiles');
  if (entry?.status !== 'ready') return undefined;
  return pathsOf(entry.value, options.ci === true);
}

function changesList(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === '.gitignore' || path === '.git/index' || path === '.git/info/exclude';
}

/** The list stays the same over most edits. */
const pathsOfLists = new WeakMap<WorkspaceFiles, { ci: boolean; paths: ReadonlySet<string> }>();

function pathsOf(list: WorkspaceFiles, ci: boolean): ReadonlySet<string> {
  const known = pathsOfLists.get(list);
  if (known?.ci === ci) return known.paths;
  const paths = new Set(list.files.filter((file) => !(ci && file.ignored)).map((file) => file.path));
  pathsOfLists.set(list, { ci, paths });
  return paths;
}
