import * as vscode from 'vscode';
import { VIEW_ID } from './checklist-tree.ts';
import type { FolderSession } from './folder-session.ts';
import { HISTORY_CHECKS } from './history-findings.ts';

/**
 * Reads the git history of a folder, on a person's word only. False when it was cancelled or could not begin: git is not
 * started in a folder that is not trusted.
 */
export async function searchHistory(session: FolderSession): Promise<boolean> {
  const obstacle = whyNot(session);
  if (obstacle) {
    void vscode.window.showWarningMessage(obstacle);
    return false;
  }
  const done = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: 'Searching the git history for secrets',
      cancellable: true,
    },
    (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return session.readHistory(controller.signal, ({ text }) => progress.report({ message: text }));
    },
  );
  if (done) void tell(session);
  return done;
}

function whyNot({ folder }: FolderSession): string | undefined {
  if (!vscode.workspace.isTrusted)
    return 'This workspace is not trusted, so git is not started and old commits are not searched. Trust it first.';
  return folder.uri.scheme === 'file'
    ? undefined
    : 'Old commits can only be searched where the folder is on this computer: open a clone of it.';
}

async function tell(session: FolderSession): Promise<void> {
  const read = session.artifacts().SecretHistory;
  if (read?.status === 'failed') {
    void vscode.window.showWarningMessage(`The git history could not be read: ${read.reason}`);
    return;
  }
  if (read?.status !== 'ready' || read.value.state !== 'read') return;
  const results = (session.report()?.results ?? []).filter(({ checkId }) => HISTORY_CHECKS.includes(checkId));
  // A grave key is in both checks.
  const keys = new Set(
    results.flatMap(({ findings }) => findings.map(({ data, fingerprint }) => data?.secret ?? fingerprint)),
  );
  const { commits } = read.value;
  const searched = commits === 1 ? '1 commit was searched' : `${commits} commits were searched`;
  if (keys.size === 0) {
    const isKnown = results.every(({ outcome }) => outcome !== 'notMeasured');
    void vscode.window.showInformationMessage(
      isKnown
        ? `${searched}: no key is left to replace.`
        : `${searched}, but not all: the checklist says why.`,
    );
    return;
  }
  const what = keys.size === 1 ? '1 key of old commits has' : `${keys.size} keys of old commits have`;
  const answer = await vscode.window.showWarningMessage(
    `${searched}: ${what} not been replaced.`,
    'Show Checklist',
  );
  if (answer) await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
}
