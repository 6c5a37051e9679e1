import * as vscode from 'vscode';
import { type MovePlan, planMove } from '../audit/move-to-environment.ts';
import type { Finding } from '../model/finding.ts';
import type { FolderSession } from './folder-session.ts';
import { rangeOf, uriOf } from './locations.ts';
import { factOf, revokePage } from './secret-actions.ts';

/** What became of the move; never the value. */
export type MoveOutcome =
  | { ok: true; name: string; envFile: string; files: string[] }
  | { ok: false; reason: string; copy?: string };

/**
 * Moves the secret of a finding into an environment variable, as one edit that one undo takes back. The value is read from
 * the document now, and is written into the env file only. Where it cannot be done, nothing is changed and the reason told.
 */
export async function moveToEnvironment(session: FolderSession, finding: Finding): Promise<MoveOutcome> {
  const { location } = finding;
  if (location.kind !== 'file') return { ok: false, reason: 'It is not in a file.' };
  const document = await vscode.workspace.openTextDocument(uriOf(session.folder, location.path));
  const { version } = document;
  const plan = factOf(session, finding)
    ? await planFor(session, document, finding)
    : { ok: false as const, reason: 'The file has changed meanwhile. Ask for quick fixes again.' };
  if (!plan.ok) return tellRefusal(plan);
  if (
    document.version !== version ||
    !(await vscode.workspace.applyEdit(editOf(session, plan), { isRefactoring: true }))
  ) {
    return tellRefusal({ ok: false, reason: 'The files changed meanwhile. Ask for quick fixes again.' });
  }
  void tellMoved(plan, finding, session);
  return { ok: true, name: plan.name, envFile: plan.envFile, files: plan.files.map(({ path }) => path) };
}

async function planFor(
  session: FolderSession,
  document: vscode.TextDocument,
  finding: Finding,
): Promise<MovePlan> {
  const { location, data } = finding;
  if (location.kind !== 'file') return { ok: false, reason: 'It is not in a file.' };
  const listed = session.artifacts().WorkspaceFiles;
  const range = rangeOf(location.range);
  return planMove({
    path: location.path,
    text: document.getText(),
    secret: { from: document.offsetAt(range.start), to: document.offsetAt(range.end) },
    rule: String(data?.rule ?? ''),
    provider: String(data?.provider ?? ''),
    name: String(data?.name ?? ''),
    project: {
      files: listed?.status === 'ready' ? listed.value.files : [],
      read: (path) => readText(uriOf(session.folder, path)),
    },
  });
}

/** As the editor has it, so that an edit's places fit. Throws for a file that is there and cannot be read as text. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const stat = await vscode.workspace.fs.stat(uri).then(
    (known) => known,
    () => undefined,
  );
  if (stat && stat.type & vscode.FileType.SymbolicLink) {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    throw new Error(`${name} is a link to another place, so nothing was moved: move the secret by hand`);
  }
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (!stat && !open) return undefined;
  return (open ?? (await vscode.workspace.openTextDocument(uri))).getText();
}

function editOf({ folder }: FolderSession, { files }: MovePlan & { ok: true }): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { path, isNew, changes } of files) {
    const uri = uriOf(folder, path);
    if (isNew) {
      const contents = new TextEncoder().encode(changes.map(({ newText }) => newText).join(''));
      edit.createFile(uri, { contents });
      continue;
    }
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (!document) throw new Error(`${path} was closed meanwhile. Try again`);
    for (const { from, to, newText } of changes) {
      edit.replace(uri, new vscode.Range(document.positionAt(from), document.positionAt(to)), newText);
    }
  }
  return edit;
}

/** In full, and without waiting: a message at the side would be cut. */
function tellRefusal(refused: MovePlan & { ok: false }): MoveOutcome {
  const { reason, copy } = refused;
  const button = 'Copy the Command';
  const detail = copy ? `${reason}\n\n${copy}` : reason;
  void vscode.window
    .showWarningMessage('The secret was not moved', { modal: true, detail }, ...(copy ? [button] : []))
    .then((chosen) => {
      if (chosen === button && copy) return vscode.env.clipboard.writeText(copy);
      return undefined;
    }, ignoreClosedWindow);
  return { ok: false, reason, ...(copy !== undefined && { copy }) };
}

/** A window that shows no dialogs any more has nobody to read them. */
function ignoreClosedWindow(): void {}

async function tellMoved(
  { name, envFile, hint }: MovePlan & { ok: true },
  { data }: Finding,
  session: FolderSession,
): Promise<void> {
  const page = revokePage(data?.rotate);
  const revoke = 'Open where to revoke it';
  const search = 'Search Old Commits';
  const parts = [
    `The code now reads ${name}, which stands in ${envFile}.`,
    ...(hint ? [hint] : []),
    `Set ${name} where the app is deployed as well. If the key was ever committed, make a new one: old commits keep this one.`,
  ];
  const buttons = [...(page ? [revoke] : []), ...(vscode.workspace.isTrusted ? [search] : [])];
  const chosen = await vscode.window.showInformationMessage(parts.join(' '), ...buttons);
  if (chosen === revoke && page) await vscode.commands.executeCommand('vscode.open', page);
  if (chosen === search)
    await vscode.commands.executeCommand('launchReady.searchHistory', session.folder.uri.toString());
}
