import { DEFAULT_CONFIG_PATH, type LaunchConfig, type ParsedConfig } from '../config/model.ts';
import { findUnknownCheckIds } from '../config/unknown-check-ids.ts';
import type { ArtifactName, ByFile } from '../model/artifacts.ts';
import { type Area, areaOf, type Check } from '../model/check.ts';
import type { FileGatherer, Gatherer } from '../model/gatherer.ts';
import { type NotAsked, REPORT_SCHEMA, type Report, type Result } from '../model/report.ts';
import type { NetworkOptions } from '../net/network-options.ts';
import type { HistoryRequest } from '../observe/repository/secret-history.ts';
import type { WorkspaceFiles } from '../observe/repository/workspace-files.ts';
import { readSourceText } from '../observe/scan-files.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { type ArtifactStore, createArtifactStore, type GatheredArtifacts } from './artifact-store.ts';
import { baselineJudge } from './baseline.ts';
import type { GatherPort, Progress } from './gather.ts';
import { artifactsFor, type Plan, planAudit, type Selection, withDependencies } from './plan.ts';
import { isRunnable, runCheck } from './run.ts';
import { applySuppressions } from './suppressions.ts';
import { judgeLaunch } from './verdict.ts';

export interface SessionOptions {
  areas: readonly Area[];
  gatherers: readonly Gatherer[];
  files: FileSystem;
  gather: GatherPort;
  version: string;
  /** The one clock: milliseconds since the epoch. */
  now: () => number;
  configPath?: string;
  only?: readonly string[];
  skip?: readonly string[];
  /** Leave out files that git ignores. */
  ci?: boolean;
  /** Reads the git history with the first scan; without it no git is started. */
  history?: HistoryRequest;
  /** The baseline of known secrets; wins over what launch-ready.yaml names. */
  baselinePath?: string;
}

export interface DomainRequest {
  /** Wins over launch-ready.yaml. */
  domain?: string;
  network: NetworkOptions;
}

/** The state of one audited folder. Knows nothing of terminal or editor; all waiting can be aborted. */
export interface Session {
  /** launch-ready.yaml as last read; undefined before the first scan. */
  configuration(): ParsedConfig | undefined;
  /** Reads the whole folder and runs all repository checks. */
  scanWorkspace(signal: AbortSignal, onProgress?: (progress: Progress) => void): Promise<void>;
  /** Gathers again what the named checks or areas need, and no more. Network checks need a `request`. */
  runAgain(
    ids: readonly string[],
    signal: AbortSignal,
    request?: DomainRequest,
    onProgress?: (progress: Progress) => void,
  ): Promise<void>;
  /** Reads what decides which questions the network will be asked, where that has not been done. Asks nothing. */
  prepareDomain(signal: AbortSignal, onProgress?: (progress: Progress) => void): Promise<void>;
  /** Asks the network. Reads launch-ready.yaml first where that has not been done. */
  checkDomain(
    request: DomainRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void>;
  /** Reads the git history, once: later scans keep what it came to. */
  readHistory(
    request: HistoryRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void>;
  /** Unsaved text of an open document: only this document is looked at again. */
  updateDocument(path: string, text: string, signal: AbortSignal): Promise<void>;
  /** The document was closed: what is on disk counts again. */
  closeDocument(path: string, signal: AbortSignal): Promise<void>;
  /** Files were saved, made, renamed or deleted. */
  filesChanged(paths: readonly string[], signal: AbortSignal): Promise<void>;
  /** Drops network results, for example when another domain is set. */
  forgetDomain(): void;
  report(): Report;
  /** When the network was last asked, in milliseconds since the epoch. */
  domainCheckedAt(): number | undefined;
  /** What was gathered, to record it; and back. */
  artifacts(): GatheredArtifacts;
  restore(artifacts: GatheredArtifacts, domain: string | undefined): void;
  onDidChange(listener: () => void): () => void;
  dispose(): void;
}

/** From here on a scan of the whole folder, off this thread, is quicker than file after file. */
const MANY_FILES = 300;

export function createSession(options: SessionOptions): Session {
  const { areas, gatherers, files, gather } = options;
  const configPath = options.configPath ?? DEFAULT_CONFIG_PATH;
  const store: ArtifactStore = createArtifactStore();
  const documents = new Map<string, string>();
  const listeners = new Set<() => void>();
  const cache = new Map<string, { key: string; result: Result }>();
  const durations: Record<string, number> = {};
  const fileGatherers = gatherers.filter((gatherer): gatherer is FileGatherer => gatherer.scope === 'file');
  const networkNames = new Set(
    gatherers.filter(({ scope }) => scope === 'network').map(({ produces }) => produces as ArtifactName),
  );
  const knownIds = areas.flatMap((area) => area.checks.map((check) => check.id as string));
  let history = options.history;
  let asked: { domain?: string; at: number } | undefined;

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const config = (): LaunchConfig => configuration()?.value ?? {};
  const configuration = (): ParsedConfig | undefined => {
    const entry = store.get('Configuration');
    return entry?.status === 'ready' ? entry.value : undefined;
  };
  const plan = (selection: Selection): Plan => {
    const planned = planAudit(areas, config(), { ...limits(options), ...selection });
    return history || store.get('SecretHistory') ? planned : withoutHistory(planned);
  };
  const repositoryNames = (): ArtifactName[] => [
    ...artifactsFor(plan({ noNetwork: 'not asked' }).checks, gatherers),
    'SuppressionComments',
    ...(hasBaseline() ? ['SecretBaseline' as const] : []),
  ];
  const hasBaseline = () =>
    (options.baselinePath ?? config().baseline) !== undefined &&
    gatherers.some(({ produces }) => produces === 'SecretBaseline') &&
    plan({}).checks.some(({ id }) => id.startsWith('secrets/'));

  /** Gathers what is not there, or only in part, or named in `again`. What is there stays until the new is in. */
  async function collect(
    names: readonly ArtifactName[],
    signal: AbortSignal,
    {
      again = () => false,
      ...extra
    }: Partial<DomainRequest> & { history?: HistoryRequest; again?: (name: ArtifactName) => boolean } = {},
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    const missing = withDependencies(names, gatherers).filter((name) => {
      const entry = store.get(name);
      return entry === undefined || (entry.status === 'ready' && entry.partial === true) || again(name);
    });
    if (missing.length === 0) return;
    // Only what the missing ones depend on is sent along: it may cross to a worker thread.
    const given: Record<string, unknown> = {};
    for (const name of withDependencies([...missing, 'WorkspaceFiles'], gatherers)) {
      if (!missing.includes(name)) given[name] = store.get(name);
    }
    const gathered = await gather(
      {
        names: missing,
        given: given as GatheredArtifacts,
        overlay: Object.fromEntries(documents),
        configPath,
        now: options.now(),
        ...(options.ci && { ci: true }),
        ...(history && { history }),
        ...(options.baselinePath !== undefined && { baselinePath: options.baselinePath }),
        ...extra,
      },
      signal,
      onProgress,
    );
    signal.throwIfAborted();
    for (const [name, entry] of Object.entries(gathered)) {
      if (!Object.hasOwn(given, name)) store.set(name as ArtifactName, entry as never);
    }
    withKnownIds();
  }

  // A misspelt check id in launch-ready.yaml can only be told by who knows the checks.
  function withKnownIds(): void {
    const entry = store.get('Configuration');
    if (entry?.status !== 'ready') return;
    const unknown = findUnknownCheckIds(entry.value, knownIds).filter(
      (problem) =>
        !entry.value.problems.some(
          (known) => known.key === problem.key && known.messageId === problem.messageId,
        ),
    );
    if (unknown.length === 0) return;
    const problems = [...entry.value.problems, ...unknown];
    store.set('Configuration', { ...entry, value: { ...entry.value, problems } });
  }

  async function timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      durations[phase] = Math.round(performance.now() - startedAt);
    }
  }

  async function scanWorkspace(
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    await timed('repository', async () => {
      // The plan depends on the configuration, so that comes first.
      const first: ArtifactName[] = ['Configuration', 'WorkspaceFiles'];
      await collect(first, signal, { again: () => true }, onProgress);
      // History that was asked for once is kept until it is asked for again: a scan by itself starts no git.
      const kept: ArtifactName[] = [
        ...first,
        ...(history && store.get('SecretHistory') ? ['SecretHistory' as const] : []),
      ];
      await collect(repositoryNames(), signal, { again: (name) => !kept.includes(name) }, onProgress);
    });
    changed();
  }

  async function readHistory(
    request: HistoryRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    const required = areas.flatMap(({ checks }) =>
      checks.flatMap(({ requires }) => (requires.includes('SecretHistory') ? requires : [])),
    );
    // A scan at the same time must not begin to read it as well: it is known to have been asked for when it is there.
    await timed('history', () =>
      collect(
        ['SecretHistory', ...required],
        signal,
        { history: request, again: (name) => name === 'SecretHistory' },
        onProgress,
      ),
    );
    history = request;
    changed();
  }

  async function prepareDomain(
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    const asking = areas.filter(({ network }) => network).flatMap(({ checks }) => checks);
    const names = artifactsFor(asking, gatherers).filter((name) => !networkNames.has(name));
    await collect(names, signal, {}, onProgress);
  }

  async function checkDomain(
    request: DomainRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    await timed('domain', async () => {
      await collect(['Configuration'], signal, {}, onProgress);
      const again = (name: ArtifactName) => networkNames.has(name);
      await collect(artifactsFor(plan({}).checks, gatherers), signal, { ...request, again }, onProgress);
      asked = { at: options.now(), ...(request.domain !== undefined && { domain: request.domain }) };
    });
    changed();
  }

  async function runAgain(
    ids: readonly string[],
    signal: AbortSignal,
    request?: DomainRequest,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    const { checks } = plan({ only: ids, ...(!request && { noNetwork: 'not asked' }) });
    const required = checks.flatMap((check) => check.requires);
    // Who asks again after a file came or went means the files that are there now.
    const readsFiles = fileGatherers.some(({ produces }) => required.includes(produces));
    const needed = withDependencies(
      [...(readsFiles ? ['WorkspaceFiles' as const] : []), ...required],
      gatherers,
    );
    await collect(needed, signal, { ...request, again: (name) => needed.includes(name) }, onProgress);
    if (request && checks.length > 0) {
      asked = { at: options.now(), ...(request.domain !== undefined && { domain: request.domain }) };
    }
    changed();
  }

  async function updateDocument(path: string, text: string, signal: AbortSignal): Promise<void> {
    documents.set(path, text);
    await refresh([path], signal);
  }

  async function closeDocument(path: string, signal: AbortSignal): Promise<void> {
    if (documents.delete(path)) await refresh([path], signal);
  }

  async function filesChanged(paths: readonly string[], signal: AbortSignal): Promise<void> {
    const before = listedPaths();
    const present = await Promise.all(paths.map(async (path) => (await files.stat(path)) !== undefined));
    const affected = new Set(paths);
    if (before && paths.some((path, i) => before.has(path) !== present[i] || changesList(path))) {
      await collect(['WorkspaceFiles'], signal, { again: (name) => name === 'WorkspaceFiles' });
      // A line of .gitignore takes files in and out that were not touched themselves.
      const after = listedPaths() ?? new Set<string>();
      for (const path of before) if (!after.has(path)) affected.add(path);
      for (const path of after) if (!before.has(path)) affected.add(path);
    }
    if (affected.size > MANY_FILES) await scanWorkspace(signal);
    else await refresh([...affected], signal);
  }

  /** Looks again at single files, and at the project artifacts that they invalidate. */
  async function refresh(paths: readonly string[], signal: AbortSignal): Promise<void> {
    if (!store.get('WorkspaceFiles')) await collect(['Configuration', ...projectNamesOfFiles()], signal);
    const listed = listedPaths();
    for (const path of paths) {
      const text = listed?.has(path)
        ? (documents.get(path) ?? (await readSourceText(files, path)))
        : undefined;
      signal.throwIfAborted();
      for (const gatherer of fileGatherers) {
        const facts =
          text !== undefined && gatherer.appliesTo(path)
            ? await gatherer.gatherFile({ path, text }, { signal, now: options.now() })
            : undefined;
        signal.throwIfAborted();
        splice(gatherer.produces, path, facts);
      }
    }
    const stale = gatherers.filter(
      (gatherer) => gatherer.scope === 'project' && paths.some((path) => gatherer.isInvalidatedBy?.(path)),
    );
    const names = stale.map(({ produces }) => produces).filter((name) => store.get(name) !== undefined);
    await collect(names, signal, { again: (name) => names.includes(name) });
    changed();
  }

  /** What the checks of single files need beside those files: without it the first document has no findings. */
  function projectNamesOfFiles(): ArtifactName[] {
    const perFile = plan({ noNetwork: 'not asked' }).checks.filter((check) => check.perFile);
    const isOfFile = new Set<ArtifactName>(fileGatherers.map(({ produces }) => produces));
    const required = perFile.flatMap(({ requires }) => requires).filter((name) => !isOfFile.has(name));
    return ['WorkspaceFiles', ...required];
  }

  function splice(name: ArtifactName, path: string, facts: unknown): void {
    const entry = store.get(name);
    if (entry?.status === 'failed') return;
    const before = (entry?.value ?? {}) as ByFile<unknown>;
    if (facts === undefined && !Object.hasOwn(before, path)) {
      if (!entry) store.set(name, { status: 'ready', value: {} as never, at: options.now(), partial: true });
      return;
    }
    if (facts !== undefined && JSON.stringify(facts) === JSON.stringify(before[path])) return;
    const value = withFacts(before, path, facts);
    const partial = entry ? entry.partial === true : true;
    store.set(name, {
      status: 'ready',
      value: value as never,
      at: options.now(),
      ...(partial && { partial }),
    });
  }

  function listedPaths(): Set<string> | undefined {
    const entry = store.get('WorkspaceFiles');
    if (entry?.status !== 'ready') return undefined;
    return pathsOf(entry.value, options.ci === true);
  }

  function report(): Report {
    const startedAt = performance.now();
    const now = options.now();
    const noNetwork = asked
      ? undefined
      : (config().domain ?? config().domains)
        ? 'not asked'
        : 'no domain is set';
    const { checks, notAsked: leftOut } = plan(noNetwork === undefined ? {} : { noNetwork });
    const runnable = checks.filter((check) => isRunnable(check, store));
    // Who asked about one area of the domain has not asked about the others.
    const notAsked = [...leftOut, ...areas.filter(isUntouched(checks, runnable)).map(notAskedYet)];
    const comments = store.get('SuppressionComments');
    const { results, suppressed } = applySuppressions(
      runnable.map((check) => cachedResult(check, now)),
      {
        config: config(),
        comments: comments?.status === 'ready' ? comments.value : {},
        baseline: baselineJudge(store),
        now,
      },
    );
    const read = store.get('ReadFiles');
    const list = store.get('WorkspaceFiles');
    const counts =
      read?.status === 'ready' ? read.value : { files: 0, binary: 0, oversized: 0, unreadable: 0 };
    durations.checks = Math.round(performance.now() - startedAt);
    return {
      schema: REPORT_SCHEMA,
      version: options.version,
      root: files.root,
      domain: asked?.domain ?? config().domain ?? null,
      checkedAt: new Date(now).toISOString(),
      verdict: judgeLaunch(runnable, results, suppressed, notAsked, areas),
      results,
      suppressed,
      notAsked,
      switchedOff: Object.entries(config().checks ?? {})
        .filter(([, setting]) => setting === 'off')
        .map(([id]) => id)
        .sort(),
      skipped: {
        binary: counts.binary,
        oversized: counts.oversized,
        unreadable: counts.unreadable + (list?.status === 'ready' ? list.value.skipped.unreadable : 0),
      },
      files: counts.files,
      durations: { ...durations },
    };
  }

  function cachedResult(check: Check, now: number): Result {
    const day = Math.floor(now / 86_400_000);
    const key = `${day}|${check.requires.map((name) => store.version(name)).join(',')}`;
    const hit = cache.get(check.id);
    if (hit?.key === key) return hit.result;
    const result = runCheck(check, store, now);
    cache.set(check.id, { key, result });
    return result;
  }

  return {
    configuration,
    scanWorkspace,
    runAgain,
    prepareDomain,
    checkDomain,
    readHistory,
    updateDocument,
    closeDocument,
    filesChanged,
    forgetDomain() {
      asked = undefined;
      for (const name of networkNames) store.delete(name);
      changed();
    },
    report,
    domainCheckedAt: () => asked?.at,
    artifacts: () => store.entries(),
    restore(artifacts, domain) {
      for (const [name, entry] of Object.entries(artifacts)) store.set(name as ArtifactName, entry as never);
      const hasNetwork = [...networkNames].some((name) => store.get(name));
      asked = hasNetwork ? { at: options.now(), ...(domain !== undefined && { domain }) } : undefined;
      changed();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      listeners.clear();
      documents.clear();
      cache.clear();
    },
  };
}

function limits({ only, skip }: SessionOptions): Selection {
  return { ...(only && { only }), ...(skip && { skip }) };
}

/** Old commits are read only where a person asks for it, and a check that did not run is never called not needed. */
function withoutHistory({ checks, notAsked }: Plan): Plan {
  const needsHistory = (check: Check) => check.requires.includes('SecretHistory');
  const left = checks.filter(needsHistory).map(({ id }) => ({
    area: areaOf(id),
    check: id,
    reason: 'old commits are searched with: launch-ready secrets --history',
  }));
  return { checks: checks.filter((check) => !needsHistory(check)), notAsked: [...notAsked, ...left] };
}

function changesList(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === '.gitignore' || path === '.git/index' || path === '.git/info/exclude';
}

function pathsOf({ files }: WorkspaceFiles, ci: boolean): Set<string> {
  return new Set(files.filter((file) => !(ci && file.ignored)).map((file) => file.path));
}

/** File facts stand in path order, so that editor and terminal tell the same story in the same order. */
function withFacts(before: ByFile<unknown>, path: string, facts: unknown): ByFile<unknown> {
  if (facts !== undefined && Object.hasOwn(before, path)) return { ...before, [path]: facts };
  const others = Object.entries(before).filter(([key]) => key !== path);
  if (facts !== undefined) others.push([path, facts]);
  return Object.fromEntries(others.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isUntouched(planned: readonly Check[], runnable: readonly Check[]) {
  return (area: Area): boolean => {
    const isOfArea = ({ id }: Check) => areaOf(id) === area.id;
    return area.network && planned.some(isOfArea) && !runnable.some(isOfArea);
  };
}

function notAskedYet({ id }: Area): NotAsked {
  return { area: id, reason: 'not asked' };
}
