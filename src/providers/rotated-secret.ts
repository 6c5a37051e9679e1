import * as vscode from 'vscode';
import { addRotated } from '../config/edit.ts';
import type { Finding } from '../model/finding.ts';
import type { FolderSession } from './folder-session.ts';
import { rangeOf, uriOf } from './locations.ts';

/**
 * Writes into launch-ready.yaml that the key of a finding was replaced and revoked today (UTC), as one edit that can be
 * undone; an entry with an earlier day gets the new one. Throws an Error with a sentence for a person where it cannot be done.
 */
export async function markRotated(session: FolderSession, finding: Finding): Promise<void> {
  const configuration = session.artifacts().Configuration;
  const secret = finding.data?.secret;
  if (configuration?.status !== 'ready' || typeof secret !== 'string')
    throw new Error('the history was read differently meanwhile. Search it again');
  const { path } = configuration.value;
  const uri = uriOf(session.folder, path);
  const today = new Date().toISOString().slice(0, 10);
  const document = await vscode.workspace.fs.stat(uri).then(
    () => vscode.workspace.openTextDocument(uri),
    () => undefined,
  );
  const edit = new vscode.WorkspaceEdit();
  const said = finding.related?.find(({ location }) => location.path === path);
  if (document && said) {
    const range = rangeOf(said.location.range);
    if (!document.getText(range).includes(String(finding.data?.rotatedOn)))
      throw new Error(`${path} has changed meanwhile. Try again in a moment`);
    edit.replace(uri, range, today);
  } else {
    const result = addRotated(document?.getText(), { secret, date: today }, path);
    if (!result.ok) throw new Error(`${path} was not changed: ${result.reason}`);
    if (!document) edit.createFile(uri, { contents: new TextEncoder().encode(result.text) });
    else if (result.edit) edit.replace(uri, rangeOf(result.edit.range), result.edit.newText);
    else throw new Error(`${path} says already when this key was rotated`);
  }
  const wasDirty = document?.isDirty === true;
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${path} could not be changed`);
  // What the person had not saved yet stays theirs to save.
  if (document && !wasDirty) await document.save();
  if (!wasDirty) await session.filesChanged([path]);
}
