import * as vscode from 'vscode';
import type { Variable } from '../areas/env/inventory.ts';
import { envEntry } from '../areas/env/inventory-entries.ts';
import { readEnvComments } from '../audit/env-comments.ts';
import { environmentsWithout } from '../audit/env-environments.ts';
import {
  declarationsFor,
  ENV_ARTIFACTS,
  type EnvKnowledge,
  type EnvPlace,
  envKnowledge,
  mayBeVariable,
  readsFor,
} from '../audit/env-places.ts';
import type { EnvComment } from '../formats/env-comments.ts';
import type { ArtifactName } from '../model/artifacts.ts';
import { formatEnvHover } from '../reporters/env-hover.ts';
import { readSource } from '../workspace/source-file.ts';
import type { FolderSession } from './folder-session.ts';
import { uriOf } from './locations.ts';
import { relativePath, type Sessions } from './sessions.ts';

/** What is remembered of a folder until something in it is looked at again. */
export type EnvMemo = WeakMap<FolderSession, Promise<Map<string, EnvComment>>>;

export interface EnvServices {
  sessions: Sessions;
  memo: EnvMemo;
}

export interface EnvLookup {
  session: FolderSession;
  path: string;
  knowledge: EnvKnowledge;
}

/** Longer documents are read at a workspace scan only. UTF-16 units. */
const MAX_DOCUMENT = 1_000_000;

/** What was gathered so far: for who only points at something, which is worth no reading of files. */
export async function lookUp(
  { sessions }: EnvServices,
  document: vscode.TextDocument,
): Promise<EnvLookup | undefined> {
  const place = placeOf(sessions, document);
  if (!place || !(await catchUp(place.session, place.path, document, false))) return undefined;
  const knowledge = envKnowledge(place.session.artifacts());
  return knowledge && { ...place, knowledge };
}

/**
 * The same for who asks about a name: what was not gathered yet is. Editors ask about every word that somebody may go to,
 * so the folder is read only where a variable may stand.
 */
export async function lookUpWhole(
  { sessions }: EnvServices,
  document: vscode.TextDocument,
  position: vscode.Position,
  more: readonly ArtifactName[] = [],
): Promise<EnvLookup | undefined> {
  const place = placeOf(sessions, document);
  if (!place || !mayBeName(document, position)) return undefined;
  const { session, path } = place;
  await catchUp(session, path, document, true);
  if (!mayBeVariable(session.artifacts(), path, position)) return undefined;
  const knowledge = envKnowledge(await session.complete([...ENV_ARTIFACTS, ...more]));
  return knowledge && { ...place, knowledge };
}

function placeOf(
  sessions: Sessions,
  document: vscode.TextDocument,
): Pick<EnvLookup, 'session' | 'path'> | undefined {
  const session = sessions.of(document.uri);
  const path = session && relativePath(session.folder, document.uri);
  return session && path && document.getText().length <= MAX_DOCUMENT ? { session, path } : undefined;
}

/** Code has names like this; env files and Python's settings may have any. */
function mayBeName(document: vscode.TextDocument, position: vscode.Position): boolean {
  const range = document.getWordRangeAtPosition(position, /[A-Za-z_][\w.-]*/);
  if (!range) return false;
  return /\.(?:[cm]?[jt]sx?|vue|svelte|astro|go|java|kts?|scala|cs|rs)$/.test(document.uri.path)
    ? /[A-Z][A-Z0-9]*(?:_|\b)/.test(document.getText(range))
    : true;
}

/** What was typed a moment ago is looked at now. A look may be replaced by a newer one. */
async function catchUp(
  session: FolderSession,
  path: string,
  document: vscode.TextDocument,
  asked: boolean,
): Promise<boolean> {
  if (session.isCurrent(document)) return true;
  if (!asked && vscode.workspace.getConfiguration('launchReady').get('run') === 'manual') return false;
  for (let tries = 0; tries < 5 && !session.isCurrent(document); tries++)
    await session.update(path, document);
  return session.isCurrent(document);
}

/** All documents of the folder that have changed since they were looked at. */
export async function catchUpAll(session: FolderSession, sessions: Sessions): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty || sessions.of(document.uri) !== session) continue;
    const path = relativePath(session.folder, document.uri);
    if (path && document.getText().length <= MAX_DOCUMENT) await catchUp(session, path, document, true);
  }
}

/** The text of a file as the window has it. */
export async function textOf(session: FolderSession, path: string): Promise<string | undefined> {
  const uri = uriOf(session.folder, path).toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open) return open.getText();
  const source = await readSource(await session.files(), path);
  return source.kind === 'text' ? source.text : undefined;
}

/** What the templates say of each name, read once until something in the folder changes. */
export function commentsOf(
  { memo }: EnvServices,
  { session, knowledge }: EnvLookup,
): Promise<Map<string, EnvComment>> {
  const known = memo.get(session);
  if (known) return known;
  const read = session.files().then((files) => readEnvComments(files, knowledge.artifacts.EnvFiles));
  memo.set(session, read);
  return read;
}

/** What is known of a variable, for a hover and beside a completion. Never a value. */
export async function describe(
  services: EnvServices,
  found: EnvLookup,
  variable: Variable,
  at?: EnvPlace,
): Promise<vscode.MarkdownString> {
  const { session, knowledge } = found;
  const environments = knowledge.artifacts.Configuration.value.environments ?? {};
  const entry = envEntry(
    { ...variable, declarations: declarationsFor(variable, found.path), reads: readsFor(variable) },
    { comments: await commentsOf(services, found), environments },
  );
  const link = (path: string, line: number) => {
    const uri = uriOf(session.folder, path).with({ fragment: `L${line}` });
    return uri.toString().replaceAll('(', '%28').replaceAll(')', '%29');
  };
  const text = formatEnvHover(
    {
      entry,
      missing: environmentsWithout(knowledge, variable),
      isWhole: !knowledge.isPartial,
      ...(at && { at }),
    },
    link,
  );
  return new vscode.MarkdownString(text);
}
