import * as vscode from 'vscode';
import { DEFAULT_BASELINE_PATH, formatBaseline, newBaseline, parseBaseline } from '../config/baseline.ts';
import { setBaseline } from '../config/edit.ts';
import type { Finding } from '../model/finding.ts';
import { hashOf } from '../observe/repository/secret-baseline.ts';
import type { FolderSession } from './folder-session.ts';
import { rangeOf, uriOf } from './locations.ts';
import { factOf } from './secret-actions.ts';

/**
 * Accepts the secret of a finding by its value, wherever it stands: one line with a slow salted hash in the baseline, which
 * launch-ready.yaml then names. Throws an Error with a sentence for a person where that cannot be done.
 */
export async function acceptInBaseline(session: FolderSession, finding: Finding): Promise<void> {
  const { folder } = session;
  const { location } = finding;
  const fact = factOf(session, finding);
  const configuration = session.artifacts().Configuration;
  if (!fact || location.kind !== 'file')
    throw new Error('the file has changed meanwhile. Ask for quick fixes again');
  if (configuration?.status !== 'ready')
    throw new Error('launch-ready.yaml was not read yet: scan the workspace first');
  const { path: configPath, value: config } = configuration.value;
  const path = config.baseline ?? DEFAULT_BASELINE_PATH;
  const document = await vscode.workspace.openTextDocument(uriOf(folder, location.path));
  const value = document.getText(rangeOf(location.range));

  const written = await textOf(uriOf(folder, path));
  const read = written === undefined ? { ok: true as const, value: newBaseline() } : parseBaseline(written);
  if (!read.ok) throw new Error(`${path} cannot be used: ${read.reason}`);
  const { salt, entries } = read.value;
  const entry = { hash: await hashOf(fact.identity, value, salt), rule: fact.rule, path: '**' };
  const changed = formatBaseline({ salt, entries: [...entries, entry] });
  const before = await textOf(uriOf(folder, configPath));
  const named = setBaseline(before, path, configPath);
  if (!named.ok) throw new Error(named.reason);

  const edit = new vscode.WorkspaceEdit();
  write(edit, uriOf(folder, path), written, changed);
  if (named.text !== before) write(edit, uriOf(folder, configPath), before, named.text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${path} could not be changed`);
  const touched = new Set([uriOf(folder, path), uriOf(folder, configPath)].map(String));
  for (const one of vscode.workspace.textDocuments)
    if (one.isDirty && touched.has(one.uri.toString())) await one.save();
  // The baseline may be new to the audit, and decides over every file.
  await session.scan();
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  return isThere ? (await vscode.workspace.openTextDocument(uri)).getText() : undefined;
}

function write(edit: vscode.WorkspaceEdit, uri: vscode.Uri, before: string | undefined, after: string): void {
  if (before === undefined) edit.createFile(uri, { contents: new TextEncoder().encode(after) });
  else edit.replace(uri, new vscode.Range(0, 0, before.split('\n').length, 0), after);
}
