import * as vscode from 'vscode';
import type { ShownFinding } from './diagnostics.ts';

/** A variable gets another name in code and env files at once: a slip is mended, a secret leaves its public prefix. */
export function envActions({ finding, session, diagnostic }: ShownFinding): vscode.CodeAction[] {
  const { checkId, data = {} } = finding;
  const { name, suggestion, prefix } = data;
  if (typeof name !== 'string') return [];
  const folder = session.folder.uri.toString();
  const rename = (to: string, where: string, joins: boolean) => {
    const action = new vscode.CodeAction(`Rename ${name} to ${to} ${where}`, vscode.CodeActionKind.QuickFix);
    const given = [folder, { name, newName: to, joins }];
    action.command = { title: action.title, command: 'launchReady.renameVariable', arguments: given };
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
    return [action];
  };
  if (checkId === 'env/public-secret' && typeof prefix === 'string' && name.startsWith(prefix)) {
    return rename(name.slice(prefix.length), 'in code and env files', false);
  }
  if (checkId === 'env/undeclared-variable' && typeof suggestion === 'string') {
    return rename(suggestion, 'in the code', true);
  }
  return [];
}
