import type * as vscode from 'vscode';
import { AREAS } from '../areas/index.ts';
import { gatherInProcess } from '../audit/gather.ts';
import { createSession, type Session } from '../audit/session.ts';
import { GATHERERS } from '../observe/index.ts';
import { useIdentityKey } from '../scanner/identity.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import type { GatherWorker } from './gather-worker.ts';
import { createVsCodeFileSystem } from './vscode-file-system.ts';

export { AREAS };

/** Files on disk are gathered in the worker; those of a virtual workspace only the editor can read. */
export function openSession(folder: vscode.WorkspaceFolder, worker: GatherWorker, version: string): Session {
  useIdentityKey(worker.identityKey);
  const onDisk = folder.uri.scheme === 'file';
  const files = onDisk ? createNodeFileSystem(folder.uri.fsPath) : createVsCodeFileSystem(folder.uri);
  return createSession({
    areas: AREAS,
    gatherers: GATHERERS,
    files,
    gather: onDisk ? worker.portFor(folder.uri.fsPath) : gatherInProcess(files, GATHERERS),
    version,
    now: Date.now,
  });
}
