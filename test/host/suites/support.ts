import * as vscode from 'vscode';
import type { LaunchReadyApi } from '../../../src/extension.ts';

export const SOURCE = 'launch-ready';

/** What driver.cjs saw. */
export interface Probe {
  modules: { name: string; from: string; at: number }[];
  sockets: string[];
  timers: { name: string; ms: number }[];
  workers: number;
}

export function probe(): Probe {
  return (globalThis as unknown as { launchReadyProbe: Probe }).launchReadyProbe;
}

export async function api(): Promise<LaunchReadyApi> {
  const extension = vscode.extensions.getExtension<LaunchReadyApi>('launch-ready.launch-ready');
  if (!extension) throw new Error('the extension is not installed');
  await until('the extension is active', () => extension.isActive);
  return extension.exports;
}

/** Waits for something that comes by itself; fails with its name after `ms`. */
export async function until<T>(what: string, test: () => T | undefined | false, ms = 15_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = test();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** Until the extension has nothing to do and stays so: long enough for a debounce and a file watcher. */
export async function settled(): Promise<void> {
  const { whenIdle } = await api();
  for (let quiet = 0; quiet < 3; quiet++) {
    await new Promise((done) => setTimeout(done, 250));
    await whenIdle();
  }
}

export function folder(name?: string): vscode.WorkspaceFolder {
  const all = vscode.workspace.workspaceFolders ?? [];
  const found = name ? all.find((one) => one.name === name) : all[0];
  if (!found) throw new Error(`no workspace folder ${name ?? ''}`);
  return found;
}

export function file(path: string, name?: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(name).uri, path);
}

/** Our problems of a file, as text: "line:from-to severity id". */
export function problems(uri: vscode.Uri): string[] {
  return ours(uri)
    .map(({ range, severity, code }) => {
      const id = typeof code === 'object' ? code.value : code;
      const end = range.isSingleLine ? range.end.character : `${range.end.line}:${range.end.character}`;
      return `${range.start.line}:${range.start.character}-${end} ${vscode.DiagnosticSeverity[severity]} ${id}`;
    })
    .sort();
}

export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
}

/** The quick fixes offered there, in the editor's order. */
export async function actionsAt(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, 'quickfix');
}

/** Replaces a document's text as typing does; it stays unsaved. */
export async function type(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the edit was not applied');
}

export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
