import * as vscode from 'vscode';
import type { FolderSession } from './folder-session.ts';
import type { Sessions } from './sessions.ts';

/** The folder a command is meant for: the one it was given, the only one, else the person's choice. */
export async function chooseFolder(sessions: Sessions, given?: unknown): Promise<FolderSession | undefined> {
  const all = sessions.all();
  const key = typeof given === 'string' ? given : folderOf(given);
  const named = all.find(({ folder }) => folder.uri.toString() === key);
  if (named || all.length <= 1) return named ?? all[0];
  const active = vscode.window.activeTextEditor && sessions.of(vscode.window.activeTextEditor.document.uri);
  const picked = await vscode.window.showQuickPick(
    all.map((session) => ({
      label: session.folder.name,
      description: session === active ? 'of the open file' : '',
      session,
    })),
    { placeHolder: 'Which folder?' },
  );
  return picked?.session;
}

/** Rows of the checklist name their folder. */
function folderOf(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null || !('folder' in given)) return undefined;
  return typeof given.folder === 'string' ? given.folder : undefined;
}
