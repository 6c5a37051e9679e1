import * as vscode from 'vscode';
import type { ConfigEdit } from '../config/edit-source.ts';
import { type AcceptedRisk, DEFAULT_CONFIG_PATH } from '../config/model.ts';
import type { Proposal } from '../config/propose.ts';
import { rangeOf } from './locations.ts';

/** Writes the domain to the folder's launch-ready.yaml; makes the file where there is none. */
export async function writeDomain(folder: vscode.WorkspaceFolder, domain: string): Promise<void> {
  const { setDomain } = await import('../config/edit.ts');
  await editLaunchFile(folder, (text) => setDomain(text, domain));
}

/** Adds what the project suggests; makes the file where there is none. */
export async function writeProposal(folder: vscode.WorkspaceFolder, proposal: Proposal): Promise<void> {
  const { addProposal } = await import('../config/edit-proposal.ts');
  await editLaunchFile(folder, (text) => addProposal(text, proposal));
}

/** Adds the risk to the folder's launch-ready.yaml; makes the file where there is none. */
export async function writeAcceptedRisk(folder: vscode.WorkspaceFolder, risk: AcceptedRisk): Promise<void> {
  const { addAcceptedRisk } = await import('../config/edit.ts');
  await editLaunchFile(folder, (text) => addAcceptedRisk(text, risk));
}

/** Says who looked at what only a person can tell, and when; or takes that back. */
export async function writeReviewed(
  folder: vscode.WorkspaceFolder,
  check: string,
  by: string | undefined,
): Promise<void> {
  const { addReviewed, removeReviewed } = await import('../config/edit.ts');
  const date = new Date().toISOString().slice(0, 10);
  await editLaunchFile(folder, (text) =>
    by === undefined ? removeReviewed(text ?? '', check) : addReviewed(text, { check, by, date }),
  );
}

/** Takes a file of the folder out of all checks; makes launch-ready.yaml where there is none. */
export async function writeIgnored(folder: vscode.WorkspaceFolder, path: string): Promise<void> {
  const [{ addIgnore }, { filePattern }] = await Promise.all([
    import('../config/edit.ts'),
    import('../config/file-pattern.ts'),
  ]);
  await editLaunchFile(folder, (text) => addIgnore(text, filePattern(path)));
}

/** launch-ready.yaml as it stands in the editor; undefined where there is none. */
export async function launchDocument(
  folder: vscode.WorkspaceFolder,
): Promise<vscode.TextDocument | undefined> {
  const uri = vscode.Uri.joinPath(folder.uri, DEFAULT_CONFIG_PATH);
  const found = <T>(value: Thenable<T>) =>
    value.then(
      (one) => one,
      () => undefined,
    );
  const document = await found(vscode.workspace.openTextDocument(uri));
  // The editor remembers the text of a deleted file for a while.
  return document?.isDirty || (await found(vscode.workspace.fs.stat(uri))) ? document : undefined;
}

/**
 * Through the editor, so that it can be undone; saved unless the person had unsaved changes of their own.
 * Throws an Error with a sentence for a person when the file cannot be changed.
 */
async function editLaunchFile(
  folder: vscode.WorkspaceFolder,
  change: (text: string | undefined) => ConfigEdit,
): Promise<void> {
  const uri = vscode.Uri.joinPath(folder.uri, DEFAULT_CONFIG_PATH);
  const document = await launchDocument(folder);
  const result = change(document?.getText());
  if (!result.ok) throw new Error(`${DEFAULT_CONFIG_PATH} was not changed: ${result.reason}`);
  if (!document) return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(result.text));
  if (!result.edit) return;
  const wasDirty = document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, rangeOf(result.edit.range), result.edit.newText);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(`${DEFAULT_CONFIG_PATH} could not be changed`);
  if (!wasDirty) await document.save();
}
