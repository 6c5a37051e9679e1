import * as vscode from 'vscode';
import type { Engine } from './engine.ts';
import { createFolderSession, type FolderSession } from './folder-session.ts';

/** How long after the last keystroke a document is looked at, in milliseconds. */
const DEBOUNCE_MS = 300;
/** Files often change many at once (a checkout, an install). Above this many the whole folder is read instead. */
const RESCAN_ABOVE = 200;
/** Longer documents are read at a workspace scan only. UTF-16 units. */
const MAX_DOCUMENT = 1_000_000;

export type RunMode = 'onType' | 'onSave' | 'manual';

/** A session a workspace folder, kept in step with the window's documents and files. */
export interface Sessions extends vscode.Disposable {
  all(): readonly FolderSession[];
  of(uri: vscode.Uri): FolderSession | undefined;
  /** A report, or what a folder is busy with, changed. */
  readonly onDidChange: vscode.Event<FolderSession>;
  /** Looks at the open documents, and then at the folders. */
  start(): void;
  whenIdle(): Promise<void>;
}

export interface SessionsOptions {
  engine: Engine;
  log: vscode.LogOutputChannel;
}

export function createSessions({ engine, log }: SessionsOptions): Sessions {
  const sessions = new Map<string, FolderSession>();
  const changed = new vscode.EventEmitter<FolderSession>();
  const timers = new Map<string, NodeJS.Timeout>();
  const touched = new Map<FolderSession, Set<string>>();
  const subscriptions: vscode.Disposable[] = [changed];

  const runMode = () => vscode.workspace.getConfiguration('launchReady').get<RunMode>('run', 'onType');
  const report = (work: Promise<unknown>) => {
    work.catch((error) => log.error(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  };

  function add(folder: vscode.WorkspaceFolder): FolderSession {
    const session: FolderSession = createFolderSession(
      folder,
      () => engine.openSession(folder),
      () => changed.fire(session),
    );
    sessions.set(folder.uri.toString(), session);
    return session;
  }

  function remove(folder: vscode.WorkspaceFolder): void {
    const key = folder.uri.toString();
    const session = sessions.get(key);
    sessions.delete(key);
    session?.dispose();
    if (session) changed.fire(session);
  }

  function of(uri: vscode.Uri): FolderSession | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder && sessions.get(folder.uri.toString());
  }

  function look(document: vscode.TextDocument): void {
    cancelTimer(document.uri);
    const session = of(document.uri);
    const path = session && relativePath(session.folder, document.uri);
    if (!session || !path || document.isClosed || document.getText().length > MAX_DOCUMENT) return;
    report(session.update(path, document));
  }

  function cancelTimer(uri: vscode.Uri): void {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  }

  function lookSoon(document: vscode.TextDocument): void {
    cancelTimer(document.uri);
    timers.set(
      document.uri.toString(),
      setTimeout(() => look(document), DEBOUNCE_MS),
    );
  }

  function onClosed(document: vscode.TextDocument): void {
    cancelTimer(document.uri);
    const session = of(document.uri);
    const path = session && relativePath(session.folder, document.uri);
    if (session && path && runMode() !== 'manual') report(session.close(path));
  }

  function onFile(uri: vscode.Uri): void {
    const session = of(uri);
    const path = session && relativePath(session.folder, uri);
    if (!session || !path || !isWatched(path) || runMode() === 'manual') return;
    const paths = touched.get(session) ?? new Set();
    if (paths.size === 0) {
      touched.set(session, paths);
      setTimeout(() => flushFiles(session), DEBOUNCE_MS);
    }
    paths.add(path);
  }

  function flushFiles(session: FolderSession): void {
    const paths = [...(touched.get(session) ?? [])];
    touched.delete(session);
    if (session.report() === undefined && session.activity() === 'scanning') return;
    const rescan = paths.length > RESCAN_ABOVE || paths.some(decidesWhatIsListed);
    report(rescan ? session.scan() : session.filesChanged(paths));
  }

  function start(): void {
    if (runMode() === 'manual') return;
    for (const document of shownFirst(vscode.workspace.textDocuments)) look(document);
    for (const session of sessions.values()) report(session.scan());
  }

  for (const folder of vscode.workspace.workspaceFolders ?? []) add(folder);
  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  subscriptions.push(
    watcher,
    watcher.onDidChange(onFile),
    watcher.onDidCreate(onFile),
    watcher.onDidDelete(onFile),
    vscode.workspace.onDidOpenTextDocument((document) => runMode() !== 'manual' && look(document)),
    vscode.workspace.onDidCloseTextDocument(onClosed),
    vscode.workspace.onDidSaveTextDocument((document) => runMode() !== 'manual' && look(document)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && runMode() === 'onType') lookSoon(document);
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      removed.forEach(remove);
      for (const session of added.map(add)) if (runMode() !== 'manual') report(session.scan());
    }),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('launchReady.run') && start(),
    ),
  );

  return {
    all: () => [...sessions.values()],
    of,
    onDidChange: changed.event,
    start,
    async whenIdle() {
      while (timers.size > 0 || touched.size > 0) await new Promise((done) => setTimeout(done, 20));
      await Promise.all([...sessions.values()].map((session) => session.whenIdle()));
    },
    dispose() {
      for (const timer of timers.values()) clearTimeout(timer);
      for (const session of sessions.values()) session.dispose();
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

/** Path below the folder with `/`; undefined for the folder itself and for what is not in it. */
export function relativePath(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string | undefined {
  const root = folder.uri.path.replace(/\/?$/, '/');
  if (uri.scheme !== folder.uri.scheme || uri.authority !== folder.uri.authority) return undefined;
  return uri.path.startsWith(root) ? uri.path.slice(root.length) || undefined : undefined;
}

/** What nobody reads, and what is written to all the time, is not worth waking up for. */
function isWatched(path: string): boolean {
  if (path.startsWith('.git/')) return path === '.git/index' || path === '.git/info/exclude';
  return !/(?:^|\/)node_modules\//.test(path);
}

/** After a change of these, any file may have come or gone. */
function decidesWhatIsListed(path: string): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore') || path === '.git/info/exclude';
}

/** Documents in an editor on the screen before those that are only loaded. */
function shownFirst(documents: readonly vscode.TextDocument[]): vscode.TextDocument[] {
  const shown = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
  return [...documents].sort((a, b) => Number(shown.has(b)) - Number(shown.has(a)));
}
