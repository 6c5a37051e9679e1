import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import { isSameRange } from '../model/location.ts';
import type { SecretFact } from '../observe/repository/hardcoded-secrets.ts';
import type { ShownFinding } from './diagnostics.ts';
import type { FolderSession } from './folder-session.ts';
import { ignoreEdit } from './ignore-edit.ts';

export const SECRET_CHECK = 'secrets/hardcoded-secret';

/** Files whose languages can read a variable, and pages that reach the browser as they are. */
const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|pyw?|go|rb|rake|ru|php|phtml|html?)$|(?:^|\/)(?:Rakefile|Gemfile|Capfile)$/;

/**
 * What can be done about a secret, always in this order: move it out of the code (or hear why no variable would keep it),
 * revoke it, call it none. The actions that
 * every finding has come behind. They hold no value: it is read when the move is made.
 */
export function secretActions(document: vscode.TextDocument, shown: ShownFinding): vscode.CodeAction[] {
  const { finding, session, diagnostic } = shown;
  const { location } = finding;
  if (location.kind !== 'file') return [];
  const folder = session.folder.uri.toString();
  const actions: vscode.CodeAction[] = [];
  const add = (title: string, command?: string, given: unknown[] = []) => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = [diagnostic];
    if (command) made.command = { title, command, arguments: given };
    actions.push(made);
    return made;
  };

  if (finding.data?.inBrowser === true) {
    add('Why this key cannot stay in the browser, and where it goes', 'launchReady.explainBrowserKey', [
      folder,
      finding,
    ]);
  } else if (CODE.test(location.path)) {
    const move = add('Move to an environment variable', 'launchReady.moveToEnvironment', [folder, finding]);
    move.isPreferred = true;
  }
  const page = revokePage(finding.data?.rotate);
  if (page) add(`Open where to revoke it: ${page.authority}`, 'vscode.open', [page]);
  const ignored = ignoreEdit(document, finding, 'not a secret');
  if (ignored) add('Not a secret: ignore this line').edit = ignored;
  else
    add('Not a secret: ignore this file in launch-ready.yaml', 'launchReady.ignoreFile', [
      folder,
      location.path,
    ]);
  return actions;
}

/** The finding's secret, as last gathered; undefined when the lightbulb was made from an older text. */
export function factOf(session: FolderSession, { location, data }: Finding): SecretFact | undefined {
  const found = session.artifacts().HardcodedSecrets;
  if (location.kind !== 'file' || found?.status !== 'ready') return undefined;
  const facts = Object.hasOwn(found.value, location.path) ? found.value[location.path]?.secrets : undefined;
  return facts?.find((fact) => fact.rule === data?.rule && isSameRange(fact.range, location.range));
}

/** Only a web page: the address comes with the finding. */
export function revokePage(rotate: unknown): vscode.Uri | undefined {
  return typeof rotate === 'string' && /^https:\/\/[\w.-]+(?:\/|$)/.test(rotate)
    ? vscode.Uri.parse(rotate)
    : undefined;
}
