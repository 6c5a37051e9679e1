import type * as vscode from 'vscode';
import type { GatheredArtifacts } from '../audit/artifact-store.ts';
import type { Progress } from '../audit/gather.ts';
import type { Session } from '../audit/session.ts';
import { ownDomains } from '../config/own-domains.ts';
import type { ArtifactName } from '../model/artifacts.ts';
import type { Report } from '../model/report.ts';
import type { NetworkOptions } from '../net/network-options.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import type { DomainWork } from './domain-question.ts';
import { together } from './together.ts';
import { createWorkQueue } from './work-queue.ts';

export type Activity = 'idle' | 'scanning' | 'asking';

/** One workspace folder: its session, asked one thing at a time, and what its findings were made from. */
export interface FolderSession {
  readonly folder: vscode.WorkspaceFolder;
  activity(): Activity;
  /** Undefined before anything was looked at. */
  report(): Report | undefined;
  /** While something is looked at: the report as far as it goes, and the checks that still wait. */
  soFar(): { report: Report; waiting: readonly string[] } | undefined;
  /** What was gathered so far; nothing before the first look. */
  artifacts(): GatheredArtifacts;
  /** Gathers the named artifacts of the whole folder where that has not been done. */
  complete(names: readonly ArtifactName[]): Promise<GatheredArtifacts>;
  /** The folder with the unsaved text of its documents. */
  files(): Promise<FileSystem>;
  /** What a look at the domain would send. */
  domainWork(domain: string): Promise<DomainWork>;
  /** The domain that launch-ready.yaml names: production's where there are several. */
  domain(): string | undefined;
  /** All that it names, that one first. */
  domains(): readonly string[];
  /** The checks that launch-ready.yaml says a person has looked at. */
  reviewed(): readonly string[];
  /** When the domain was last looked at, in milliseconds since the epoch. */
  domainCheckedAt(): number | undefined;
  /** True when what is shown of `document` was made from its very text. */
  isCurrent(document: vscode.TextDocument): boolean;
  update(path: string, document: vscode.TextDocument): Promise<boolean>;
  close(path: string): Promise<boolean>;
  filesChanged(paths: readonly string[]): Promise<boolean>;
  scan(onProgress?: (progress: Progress) => void): Promise<boolean>;
  /** Looks again at what the named checks or areas of code need, and no more. */
  runAgain(ids: readonly string[], onProgress?: (progress: Progress) => void): Promise<boolean>;
  /** `only`: the checks or areas that are meant, where it is not all that ask the network. */
  checkDomain(
    request: { domain?: string; network: NetworkOptions; only?: readonly string[] },
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<boolean>;
  /** Reads the whole git history. False when it was cancelled. */
  readHistory(signal: AbortSignal, onProgress?: (progress: Progress) => void): Promise<boolean>;
  forgetDomain(): void;
  /** Drops all results and ends what is at work. What is edited or asked for next is looked at again. */
  clear(): void;
  /** Resolves when nothing is at work or waiting. */
  whenIdle(): Promise<void>;
  dispose(): void;
}

/** Work on the folder, that is not for one document. */
function isScan(key: string): boolean {
  return key === 'scan' || key.startsWith('again:');
}

/** `onDidChange` is called when the report or the activity changed. */
export function createFolderSession(
  folder: vscode.WorkspaceFolder,
  loadSession: () => Promise<Session>,
  onDidChange: () => void,
): FolderSession {
  /** The version of each document's text that its findings were made from. */
  const versions = new Map<string, number>();
  const waiters: (() => void)[] = [];
  let session: Session | undefined;
  let loading: Promise<Session> | undefined;
  let asking = 0;
  let reading = 0;
  let report: Report | undefined;
  let looked = false;
  let disposed = false;

  let part: { report: Report; waiting: readonly string[] } | undefined;

  const queue = createWorkQueue(settle);
  const filled = together(() => {
    part = undefined;
    onDidChange();
  });

  function settle(): void {
    if (isIdle()) for (const done of waiters.splice(0)) done();
    onDidChange();
  }

  function activity(): Activity {
    if (asking > 0) return 'asking';
    return reading > 0 || queue.keys().some(isScan) ? 'scanning' : 'idle';
  }

  function isIdle(): boolean {
    return queue.keys().length === 0 && asking === 0 && reading === 0;
  }

  function load(): Promise<Session> {
    loading ??= loadSession().then((loaded) => {
      session = loaded;
      if (disposed) loaded.dispose();
      loaded.onDidChange(() => {
        looked = true;
        report = undefined;
        part = undefined;
        onDidChange();
      });
      loaded.onDidFill(filled);
      return loaded;
    });
    return loading;
  }

  const domains = () => ownDomains(session?.configuration()?.value ?? {});

  const withSession =
    (work: (session: Session, signal: AbortSignal) => Promise<void>) => async (signal: AbortSignal) =>
      work(await load(), signal);

  return {
    folder,
    activity,
    report() {
      if (looked) report ??= session?.report();
      return report;
    },
    soFar() {
      if (activity() === 'idle') part = undefined;
      else part ??= session?.soFar();
      return part;
    },
    artifacts: () => session?.artifacts() ?? {},
    async complete(names) {
      const isWhole = (name: ArtifactName) => {
        const entry = session?.artifacts()[name];
        return entry !== undefined && !(entry.status === 'ready' && entry.partial);
      };
      const look = withSession((loaded, signal) => loaded.complete(names, signal));
      if (!names.every(isWhole)) await queue.run(`complete:${names.join('|')}`, look);
      return session?.artifacts() ?? {};
    },
    files: async () => (await load()).files(),
    async domainWork(domain) {
      const [loaded, counting] = await Promise.all([load(), import('./domain-work.ts')]);
      // What sends mail in the code decides what is asked: it is read before the question.
      await queue.run(
        'prepare',
        withSession((session, signal) => session.prepareDomain(signal)),
      );
      return counting.domainWorkOf(loaded, domain);
    },
    domain: () => domains()[0],
    domains,
    reviewed: () => (session?.configuration()?.value.reviewed ?? []).map(({ check }) => check),
    domainCheckedAt: () => session?.domainCheckedAt(),
    isCurrent: (document) => versions.get(document.uri.toString()) === document.version,
    update: (path, document) =>
      queue.run(
        `document:${path}`,
        withSession(async (loaded, signal) => {
          if (document.isClosed) return;
          // The text is taken when its turn comes: what was typed meanwhile is in it.
          versions.set(document.uri.toString(), document.version);
          await loaded.updateDocument(path, document.getText(), signal);
        }),
        { first: true },
      ),
    close: (path) =>
      queue.run(
        `document:${path}`,
        withSession((loaded, signal) => loaded.closeDocument(path, signal)),
      ),
    filesChanged: (paths) =>
      queue.run(
        `files:${paths.join('|')}`,
        withSession((loaded, signal) => loaded.filesChanged(paths, signal)),
      ),
    scan: (onProgress) =>
      queue.run(
        'scan',
        withSession((loaded, signal) => loaded.scanWorkspace(signal, onProgress)),
      ),
    runAgain: (ids, onProgress) =>
      queue.run(
        `again:${ids.join('|')}`,
        withSession((loaded, signal) => loaded.runAgain(ids, signal, undefined, onProgress)),
      ),
    async checkDomain({ only, ...request }, signal, onProgress) {
      // Beside the queue: it takes seconds, and typing must not wait for it.
      const loaded = await load();
      asking++;
      onDidChange();
      try {
        if (only) await loaded.runAgain(only, signal, request, onProgress);
        else await loaded.checkDomain(request, signal, onProgress);
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        throw error;
      } finally {
        asking--;
        settle();
      }
    },
    async readHistory(signal, onProgress) {
      // Beside the queue as well: a long history takes minutes.
      reading++;
      onDidChange();
      try {
        await (await load()).readHistory({ kind: 'all' }, signal, onProgress);
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        throw error;
      } finally {
        reading--;
        settle();
      }
    },
    forgetDomain: () => session?.forgetDomain(),
    clear() {
      queue.stop();
      session?.clear();
      versions.clear();
      report = undefined;
      looked = false;
      onDidChange();
    },
    whenIdle: () => (isIdle() ? Promise.resolve() : new Promise((done) => waiters.push(done))),
    dispose() {
      disposed = true;
      filled.cancel();
      queue.dispose();
      session?.dispose();
    },
  };
}
