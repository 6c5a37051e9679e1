import type { ParsedConfig } from '../config/model.ts';
import type { ArtifactName } from '../model/artifacts.ts';
import type { Report } from '../model/report.ts';
import type { HistoryRequest } from '../observe/repository/secret-history.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { createOverlayFileSystem } from '../workspace/overlay-file-system.ts';
import type { GatheredArtifacts } from './artifact-store.ts';
import type { Progress } from './gather.ts';
import { artifactsFor, withDependencies } from './plan.ts';
import { collect } from './session-collect.ts';
import { affectedFiles, fileGatherersOf, refreshFiles } from './session-files.ts';
import { createJudge } from './session-report.ts';
import {
  configurationOf,
  createSessionState,
  type DomainRequest,
  planOf,
  repositoryNames,
  type SessionOptions,
} from './session-state.ts';

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
  /** Drops all that was gathered. */
  clear(): void;
  report(): Report;
  /** The report with what has come in of a look that is going on, and the checks that still wait. */
  soFar(): { report: Report; waiting: readonly string[] };
  /** Gathers the named artifacts where they are not there, or only of the open documents. Reads no more than that. */
  complete(names: readonly ArtifactName[], signal: AbortSignal): Promise<void>;
  /** The folder as it is looked at: unsaved text of a document in the place of its file. */
  files(): FileSystem;
  /** When the network was last asked, in milliseconds since the epoch. */
  domainCheckedAt(): number | undefined;
  /** What was gathered, to record it; and back. */
  artifacts(): GatheredArtifacts;
  restore(artifacts: GatheredArtifacts, domain: string | undefined): void;
  onDidChange(listener: () => void): () => void;
  /** Something that a look waits for has come in. */
  onDidFill(listener: () => void): void;
  dispose(): void;
}

/** From here on a scan of the whole folder, off this thread, is quicker than file after file. */
const MANY_FILES = 300;

export function createSession(options: SessionOptions): Session {
  const { areas, gatherers } = options;
  const state = createSessionState(options);
  const { store, documents, durations, networkNames } = state;
  const judge = createJudge(state);
  const listeners = new Set<() => void>();

  const changed = () => {
    for (const listener of listeners) listener();
  };

  async function timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      durations[phase] = Math.round(performance.now() - startedAt);
    }
  }

  async function asking(work: () => Promise<void>): Promise<void> {
    state.asking++;
    try {
      await work();
    } finally {
      state.asking--;
    }
  }

  function askedNow({ domain }: DomainRequest): void {
    state.asked = { at: options.now(), ...(domain !== undefined && { domain }) };
  }

  async function scanWorkspace(
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    await timed('repository', async () => {
      // The plan depends on the configuration, so that comes first.
      const first: ArtifactName[] = ['Configuration', 'WorkspaceFiles'];
      await collect(state, first, signal, { again: () => true }, onProgress);
      // History that was asked for once is kept until it is asked for again: a scan by itself starts no git.
      const kept: ArtifactName[] = [
        ...first,
        ...(state.history && store.get('SecretHistory') ? ['SecretHistory' as const] : []),
      ];
      const again = (name: ArtifactName) => !kept.includes(name);
      await collect(state, repositoryNames(state), signal, { again }, onProgress);
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
    const again = (name: ArtifactName) => name === 'SecretHistory';
    // A scan at the same time must not begin to read it as well: it is known to have been asked for when it is there.
    await timed('history', () =>
      collect(state, ['SecretHistory', ...required], signal, { history: request, again }, onProgress),
    );
    state.history = request;
    changed();
  }

  async function prepareDomain(
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    const asking = areas.filter(({ network }) => network).flatMap(({ checks }) => checks);
    const names = artifactsFor(asking, gatherers).filter((name) => !networkNames.has(name));
    await collect(state, names, signal, {}, onProgress);
  }

  async function checkDomain(
    request: DomainRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    await asking(() =>
      timed('domain', async () => {
        await collect(state, ['Configuration'], signal, {}, onProgress);
        const again = (name: ArtifactName) => networkNames.has(name);
        const names = artifactsFor(planOf(state, {}).checks, gatherers);
        await collect(state, names, signal, { ...request, again }, onProgress);
        askedNow(request);
      }),
    );
    changed();
  }

  async function runAgain(
    ids: readonly string[],
    signal: AbortSignal,
    request?: DomainRequest,
    onProgress?: (progress: Progress) => void,
  ): Promise<void> {
    const { checks } = planOf(state, { only: ids, ...(!request && { noNetwork: 'not asked' }) });
    const required = checks.flatMap((check) => check.requires);
    // Who asks again after a file came or went means the files that are there now.
    const readsFiles = fileGatherersOf(state).some(({ produces }) => required.includes(produces));
    const needed = withDependencies(
      [...(readsFiles ? ['WorkspaceFiles' as const] : []), ...required],
      gatherers,
    );
    const again = (name: ArtifactName) => needed.includes(name);
    const look = () => collect(state, needed, signal, { ...request, again }, onProgress);
    await (request ? asking(look) : look());
    if (request && checks.length > 0) askedNow(request);
    changed();
  }

  async function refresh(paths: readonly string[], signal: AbortSignal): Promise<void> {
    await refreshFiles(state, paths, signal);
    changed();
  }

  return {
    configuration: () => configurationOf(state),
    scanWorkspace,
    runAgain,
    prepareDomain,
    checkDomain,
    readHistory,
    async updateDocument(path, text, signal) {
      documents.set(path, text);
      await refresh([path], signal);
    },
    async closeDocument(path, signal) {
      if (documents.delete(path)) await refresh([path], signal);
    },
    async filesChanged(paths, signal) {
      const affected = await affectedFiles(state, paths, signal);
      if (affected.size > MANY_FILES) await scanWorkspace(signal);
      else await refresh([...affected], signal);
    },
    forgetDomain() {
      state.asked = undefined;
      for (const name of [...networkNames, 'DnsSeen' as const]) store.delete(name);
      changed();
    },
    clear() {
      state.asked = undefined;
      state.history = options.history;
      state.looked.clear();
      for (const name of Object.keys(store.entries())) store.delete(name as ArtifactName);
      judge.dispose();
    },
    report: () => judge.report(),
    soFar: () => ({ report: judge.report(true), waiting: judge.waiting() }),
    async complete(names, signal) {
      const before = names.map(store.version);
      await collect(state, names, signal);
      if (names.some((name, i) => store.version(name) !== before[i])) changed();
    },
    files: () => createOverlayFileSystem(options.files, (path) => documents.get(path)),
    domainCheckedAt: () => state.asked?.at,
    artifacts: () => store.entries(),
    restore(artifacts, domain) {
      state.looked.clear();
      for (const [name, entry] of Object.entries(artifacts)) store.set(name as ArtifactName, entry as never);
      const hasNetwork = [...networkNames].some((name) => store.get(name));
      state.asked = hasNetwork ? { at: options.now(), ...(domain !== undefined && { domain }) } : undefined;
      changed();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onDidFill(listener) {
      state.filled = listener;
    },
    dispose() {
      listeners.clear();
      state.filled = () => {};
      documents.clear();
      state.looked.clear();
      judge.dispose();
    },
  };
}
