import * as vscode from 'vscode';
import type { ShownFinding } from './diagnostics.ts';
import { isRotatable } from './history-findings.ts';
import { revokePage } from './secret-actions.ts';

/** What can be done about a key of an old commit, in this order: revoke it, then say so. Deleting it does not help. */
export function historyActions({ finding, session, diagnostic }: ShownFinding): vscode.CodeAction[] {
  const actions: vscode.CodeAction[] = [];
  const add = (title: string, command: string, given: unknown[]) => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = [diagnostic];
    made.command = { title, command, arguments: given };
    actions.push(made);
  };
  const page = revokePage(finding.data?.rotate);
  if (page) add(`Open where to revoke it: ${page.authority}`, 'vscode.open', [page]);
  if (isRotatable(finding))
    add('I have rotated this key', 'launchReady.markRotated', [session.folder.uri.toString(), finding]);
  return actions;
}
