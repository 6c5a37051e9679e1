import * as vscode from 'vscode';
import type { Fix } from '../model/finding.ts';
import type { Diagnostics, ShownFinding } from './diagnostics.ts';
import { envActions } from './env-actions.ts';
import { historyActions } from './history-actions.ts';
import { isOfHistory } from './history-findings.ts';
import { ignoreEdit } from './ignore-edit.ts';
import { rangeOf, uriOf } from './locations.ts';
import { SECRET_CHECK, secretActions } from './secret-actions.ts';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('launchReady');

/** The quick fixes of a finding, always in this order: mend it, call it no problem, accept it, read about it. */
export function registerCodeActions(diagnostics: Diagnostics): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { pattern: '**' },
    {
      async provideCodeActions(document, range, context) {
        if (context.only?.contains(FIX_ALL)) return fixAllActions(document, diagnostics, context.only);
        if (context.only && !context.only.contains(vscode.CodeActionKind.QuickFix)) return [];
        const here = diagnostics
          .in(document.uri)
          .filter(
            ({ session, diagnostic }) => session.isCurrent(document) && diagnostic.range.intersection(range),
          );
        return (await Promise.all(here.map((shown) => actionsFor(document, shown)))).flat();
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL] },
  );
}

/**
 * The safe fixes of a document at once. Who asks for everybody's fixes on saving gets those of this document; who asks
 * for ours by name gets other files changed too: a name added to .env.example.
 */
async function fixAllActions(
  document: vscode.TextDocument,
  diagnostics: Diagnostics,
  only: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const shown = diagnostics.in(document.uri).filter(({ session }) => session.isCurrent(document));
  const isOurs = FIX_ALL.contains(only);
  const edit = new vscode.WorkspaceEdit();
  const { withoutConflict, withoutRepeats } = await import('../audit/safe-fixes.ts');
  // A document is in one folder, or in one inside another: each is mended by its own findings.
  for (const session of new Set(shown.map((one) => one.session))) {
    const isHere = ({ path }: Fix['edits'][number]) =>
      uriOf(session.folder, path).toString() === document.uri.toString();
    const fixes = shown.flatMap(({ session: own, finding: { checkId, fixes: all = [] } }) => {
      const fix = own === session ? all.find(({ safety }) => safety === 'safe') : undefined;
      return fix && (isOurs || fix.edits.every(isHere)) ? [{ ...fix, checkId }] : [];
    });
    const edits = withoutRepeats(withoutConflict(fixes).flatMap((fix) => fix.edits));
    await addEdits(edit, session.folder, { edits });
  }
  if (edit.size === 0) return [];
  const action = new vscode.CodeAction('Apply all safe fixes of Launch Ready', FIX_ALL);
  action.edit = edit;
  return [action];
}

async function actionsFor(document: vscode.TextDocument, shown: ShownFinding): Promise<vscode.CodeAction[]> {
  const { finding, session, diagnostic } = shown;
  const action = (title: string) => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = [diagnostic];
    return made;
  };
  const actions: vscode.CodeAction[] = envActions(shown);
  const isFirst = actions.length === 0;
  // A rename that reads the files knows more than edits by place.
  const fixes = (finding.fixes ?? []).filter(
    ({ title }) => !actions.some((one) => one.title.startsWith(title)),
  );
  for (const [i, fix] of fixes.entries()) {
    const made = action(fix.title);
    made.edit = await editOf(session.folder, fix);
    made.isPreferred = isFirst && i === 0;
    actions.push(made);
  }
  const isSecret = finding.checkId === SECRET_CHECK;
  const isOld = isOfHistory(finding);
  if (actions.length === 0 && !isSecret && !isOld && finding.remediation?.copy) {
    const copy = action('Copy the text to paste');
    copy.command = { title: copy.title, command: 'launchReady.copyRemediation', arguments: [{ finding }] };
    actions.push(copy);
  }
  if (isSecret) actions.push(...secretActions(document, shown));
  if (isOld) actions.push(...historyActions(shown));
  const ignored = isSecret || isOld ? undefined : ignoreEdit(document, finding, 'not a problem');
  if (ignored) {
    const made = action('Not a problem: ignore this line');
    made.edit = ignored;
    actions.push(made);
  }
  const accept = action('Accept this risk…');
  accept.command = {
    title: accept.title,
    command: 'launchReady.acceptRisk',
    arguments: [session.folder.uri.toString(), finding],
  };
  actions.push(accept);
  if (isSecret) {
    const known = action('Accept in the baseline');
    known.command = {
      title: known.title,
      command: 'launchReady.acceptInBaseline',
      arguments: accept.command.arguments,
    };
    actions.push(known);
  }
  const docs = action(`Open docs: ${finding.checkId}`);
  docs.command = { title: docs.title, command: 'launchReady.explainFinding', arguments: [finding.checkId] };
  return [...actions, docs];
}

async function editOf(folder: vscode.WorkspaceFolder, fix: Fix): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  await addEdits(edit, folder, fix);
  return edit;
}

/** A file that is not there is made; what is appended starts on a line of its own. */
async function addEdits(
  edit: vscode.WorkspaceEdit,
  folder: vscode.WorkspaceFolder,
  fix: Pick<Fix, 'edits'>,
): Promise<void> {
  for (const { path, range, newText } of fix.edits) {
    const uri = uriOf(folder, path);
    const exists = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!exists) edit.createFile(uri, { ignoreIfExists: true });
    edit.replace(uri, rangeOf(range), newText);
  }
}
