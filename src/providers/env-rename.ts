import * as vscode from 'vscode';
import { ENV_ARTIFACTS, type EnvKnowledge, envKnowledge, variableAt } from '../audit/env-places.ts';
import { planRename, type RenameEdit, whyNotRenamed } from '../audit/env-rename.ts';
import { catchUpAll, type EnvServices, lookUpWhole, textOf } from './env-lookup.ts';
import type { FolderSession } from './folder-session.ts';
import { rangeOf, uriOf } from './locations.ts';
import type { Sessions } from './sessions.ts';

/** Throws the sentence that says why there is nothing to rename, as VS Code wants it. */
export async function envRenamePlace(
  services: EnvServices,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<{ range: vscode.Range; placeholder: string }> {
  const found = await lookUpWhole(services, document, position);
  const here = found && variableAt(found.knowledge, found.path, position);
  if (!found || !here) throw new Error('This is not the name of an environment variable.');
  const reason = whyNotRenamed(found.knowledge, here.variable);
  if (reason) throw new Error(reason);
  const { name } = here.variable;
  const range = rangeOf(here.place.range);
  if (document.getText(range) !== name) {
    throw new Error(`${name} is not written out here: rename it where it is declared or read by its name.`);
  }
  if (here.place.kind === 'read' && isLocalName(document, range)) {
    throw new Error(`${name} is also a local name here: rename the variable where it is declared.`);
  }
  return { range, placeholder: name };
}

/** `const { NAME } = process.env`: who renames here means the name of this file. */
function isLocalName(document: vscode.TextDocument, range: vscode.Range): boolean {
  if (!/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(document.uri.path)) return false;
  const text = document.getText();
  const before = text.slice(0, document.offsetAt(range.start)).trimEnd();
  const after = text.slice(document.offsetAt(range.end)).trimStart();
  return /[{,]$/.test(before) && /^[,}=]/.test(after);
}

export async function envRenameEdits(
  services: EnvServices,
  document: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
): Promise<vscode.WorkspaceEdit> {
  const found = await lookUpWhole(services, document, position, ['EnvMentions']);
  const here = found && variableAt(found.knowledge, found.path, position);
  if (!found || !here) throw new Error('This is not the name of an environment variable.');
  const plan = await planned(services.sessions, found.session, here.variable.name, newName.trim());
  if (typeof plan === 'string') throw new Error(plan);
  return editOf(found.session, here.variable.name, plan);
}

/** Renames by name: for a quick fix. Returns whether it was done; why not is told to the person. */
export async function renameVariable(
  sessions: Sessions,
  session: FolderSession,
  name: string,
  newName: string,
  joins: boolean,
): Promise<boolean> {
  const plan = await planned(sessions, session, name, newName, joins);
  if (typeof plan === 'string') {
    void vscode.window.showWarningMessage(plan);
    return false;
  }
  return vscode.workspace.applyEdit(editOf(session, name, plan), { isRefactoring: true });
}

async function planned(
  sessions: Sessions,
  session: FolderSession,
  name: string,
  newName: string,
  joins = false,
): Promise<RenameEdit[] | string> {
  // Other documents may hold text that nobody looked at yet.
  await catchUpAll(session, sessions);
  const gathered = await session.complete([...ENV_ARTIFACTS, 'EnvMentions']);
  const knowledge: EnvKnowledge | undefined = envKnowledge(gathered);
  if (!knowledge) return 'The folder could not be read, so nothing is renamed.';
  const mentions = gathered.EnvMentions?.status === 'ready' ? gathered.EnvMentions.value : {};
  const plan = await planRename({
    knowledge,
    mentions,
    name,
    newName,
    textOf: (path) => textOf(session, path),
    joins,
  });
  return plan.ok ? plan.edits : plan.reason;
}

/** What only a person can judge is left alone and told: a preview of it would show the lines of env files as well. */
function editOf({ folder }: FolderSession, name: string, edits: readonly RenameEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { path, range, newText, isMention } of edits) {
    if (!isMention) edit.replace(uriOf(folder, path), rangeOf(range), newText);
  }
  const left = [...new Set(edits.filter(({ isMention }) => isMention).map(({ path }) => path))];
  if (left.length > 0) void tellOf(name, left);
  return edit;
}

async function tellOf(name: string, paths: readonly string[]): Promise<void> {
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  const show = 'Show';
  const chosen = await vscode.window.showInformationMessage(
    `${name} is also written in ${paths.slice(0, 3).join(', ')}${more}. Only you can tell what is meant there, so it was left.`,
    show,
  );
  if (chosen !== show) return;
  await vscode.commands.executeCommand('workbench.action.findInFiles', {
    query: name,
    triggerSearch: true,
    isCaseSensitive: true,
    matchWholeWord: true,
    filesToInclude: paths.join(', '),
  });
}
