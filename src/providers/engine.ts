import * as vscode from 'vscode';
import type { GatherPort } from '../audit/gather.ts';
import type { Session } from '../audit/session.ts';
import type { Area } from '../model/check.ts';
import { createGatherWorker } from './gather-worker.ts';

/** The audit, loaded when it is first needed: nothing of it is part of the window's start. */
export interface Engine extends vscode.Disposable {
  openSession(folder: vscode.WorkspaceFolder): Promise<Session>;
  /** Gathers something beside the audit, in the worker thread. */
  gather(folder: vscode.WorkspaceFolder, ...asked: Parameters<GatherPort>): ReturnType<GatherPort>;
  /** In launch order; empty until a session was opened. */
  areas(): readonly Area[];
}

export function createEngine({ extensionUri, extension }: vscode.ExtensionContext): Engine {
  const script = vscode.Uri.joinPath(extensionUri, 'dist', 'worker.mjs');
  const worker = createGatherWorker(new URL(script.toString(true)));
  const version = String(extension.packageJSON.version);
  let areas: readonly Area[] = [];
  return {
    async openSession(folder) {
      const loaded = await import('./open-session.ts');
      areas = loaded.AREAS;
      return loaded.openSession(folder, worker, version);
    },
    gather: (folder, ...asked) => worker.portFor(folder.uri.fsPath)(...asked),
    areas: () => areas,
    dispose: () => worker.dispose(),
  };
}
