import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import type { FileLocation } from '../model/location.ts';
import { isAtLeast } from '../model/severity.ts';
import type { AcceptAnswers } from './accept-risk.ts';
import { type Diagnostics, pageOf, SOURCE } from './diagnostics.ts';
import { chooseFolder } from './folder-choice.ts';
import type { FolderSession } from './folder-session.ts';
import { gitOwner } from './git-owner.ts';
import { placeNow } from './history-findings.ts';
import { showLocation } from './locations.ts';
import type { Sessions } from './sessions.ts';

export interface FindingCommands {
  open(folder: unknown, finding: Finding): Promise<void>;
  explain(given: unknown): Promise<void>;
  fixNextBlocker(): Promise<void>;
  fix(given: unknown): Promise<void>;
  acceptRisk(given: unknown, finding?: Finding, answers?: AcceptAnswers): Promise<void>;
  copyRemediation(given: unknown): Promise<void>;
  /** The finding at the cursor, the only one there is, or the one that the person picks. */
  pick(
    isMeant: (finding: Finding) => boolean,
  ): Promise<{ session: FolderSession; finding: Finding } | 'none' | undefined>;
}

export function createFindingCommands(
  { extensionUri }: vscode.ExtensionContext,
  sessions: Sessions,
  diagnostics: Diagnostics,
): FindingCommands {
  async function open(folder: unknown, finding: Finding): Promise<void> {
    const session = await chooseFolder(sessions, folder);
    const location = session && placeNow(session, finding);
    if (location) await showLocation(session.folder, location);
    // What stands in an old commit only has no place to show.
    else await explain(finding.checkId);
  }

  /** The page of a check, of the finding at the cursor, or of one that the person picks. */
  async function explain(given: unknown): Promise<void> {
    const checkId = checkIdOf(given) ?? checkAtCursor() ?? (await pickCheck());
    if (!checkId || !/^[a-z]+\/[a-z0-9-]+$/.test(checkId)) return;
    await vscode.commands.executeCommand('markdown.showPreview', pageOf(extensionUri, checkId));
  }

  function checkAtCursor(): string | undefined {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return undefined;
    const here = diagnostics
      .in(editor.document.uri)
      .find(({ diagnostic }) => diagnostic.range.contains(editor.selection.active));
    return here?.finding.checkId;
  }

  async function pickCheck(): Promise<string | undefined> {
    const results = sessions.all().flatMap((session) => session.report()?.results ?? []);
    const failing = results.filter(({ outcome }) => outcome === 'fail' || outcome === 'review');
    if (failing.length === 0) {
      void vscode.window.showInformationMessage('Nothing was found that needs explaining.');
      return undefined;
    }
    const items = failing.map(({ checkId, findings }) => ({
      label: findings[0]?.message ?? checkId,
      description: findings.length > 1 ? `and ${findings.length - 1} more` : '',
      detail: checkId,
      checkId,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      placeHolder: 'Which finding?',
      matchOnDetail: true,
    });
    return picked?.checkId;
  }

  /** The next blocker after the cursor, then the next high risk, with its quick fixes open. */
  async function fixNextBlocker(): Promise<void> {
    const findings = sessions
      .all()
      .flatMap((session) =>
        (session.report()?.results ?? [])
          .filter(({ outcome }) => outcome === 'fail')
          .flatMap((result) =>
            result.findings.map((finding) => ({ session, finding, place: placeNow(session, finding) })),
          ),
      );
    const serious = findings.filter(({ finding }) => isAtLeast(finding.severity, 'high'));
    const blockers = serious.filter(({ finding }) => finding.severity === 'blocker');
    const queue = blockers.length > 0 ? blockers : serious;
    const current = vscode.window.activeTextEditor;
    const at = queue.findIndex(
      ({ session, place }) =>
        place !== undefined &&
        current?.document.uri.toString() === vscode.Uri.joinPath(session.folder.uri, place.path).toString() &&
        place.range.start.line === current.selection.active.line,
    );
    const next = queue[(at + 1) % queue.length];
    if (!next) {
      void vscode.window.showInformationMessage(
        'No blocker and no high risk is left among what was checked.',
      );
      return;
    }
    if (!next.place) return explain(next.finding.checkId);
    await showFixes(next.session, next.place);
  }

  /** Of a row of the checklist: the line, with the quick fixes open. */
  async function fix(given: unknown): Promise<void> {
    const finding = findingOf(given);
    const session = finding && (await chooseFolder(sessions, given));
    const place = session && placeNow(session, finding);
    if (place) await showFixes(session, place);
  }

  async function showFixes(session: FolderSession, place: FileLocation): Promise<void> {
    const { document } = await showLocation(session.folder, place);
    // Quick fixes are offered for text that was looked at, and this may have been opened just now. A look may be
    // replaced by a newer one.
    for (let tries = 0; tries < 10 && !session.isCurrent(document); tries++) {
      await session.update(place.path, document);
    }
    await vscode.commands.executeCommand('editor.action.quickFix');
  }

  async function acceptRisk(given: unknown, fromAction?: Finding, answers?: AcceptAnswers): Promise<void> {
    const finding = fromAction ?? findingOf(given);
    const session = finding && (await chooseFolder(sessions, given));
    const { acceptRisk: accept } = await import('./accept-risk.ts');
    if (finding && session) await accept(session, finding, answers);
  }

  async function copyRemediation(given: unknown): Promise<void> {
    const text = findingOf(given)?.remediation?.copy;
    const { copy } = await import('./copy-commands.ts');
    if (text) await copy(text, 'Text to paste');
  }

  async function pick(isMeant: (finding: Finding) => boolean) {
    const editor = vscode.window.activeTextEditor;
    const here =
      editor &&
      diagnostics
        .in(editor.document.uri)
        .find(
          ({ diagnostic, finding }) => isMeant(finding) && diagnostic.range.contains(editor.selection.active),
        );
    if (here) return { session: here.session, finding: here.finding };
    const items = sessions.all().flatMap((session) =>
      (session.report()?.results ?? []).flatMap(({ findings }) =>
        findings.filter(isMeant).map((finding) => {
          const { location } = finding;
          const place = location.kind === 'file' ? `${location.path}:${location.range.start.line + 1}` : '';
          return { label: finding.message, description: place, session, finding };
        }),
      ),
    );
    if (items.length === 0) return 'none';
    return vscode.window.showQuickPick(items, { placeHolder: 'Which one?', matchOnDescription: true });
  }

  return { open, explain, fixNextBlocker, fix, acceptRisk, copyRemediation, pick };
}

/** Who answers for what is written down: as git knows, else as the person says. */
export async function ownerOf(
  { uri }: vscode.WorkspaceFolder,
  question: string,
): Promise<string | undefined> {
  return (uri.scheme === 'file' && (await gitOwner(uri.fsPath))) || askOwner(question);
}

function askOwner(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    placeHolder: 'ana@acme.com',
    ignoreFocusOut: true,
  });
}

/** Commands are given an id, a row of the checklist or a diagnostic. */
function checkIdOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  if (typeof given !== 'object' || given === null) return undefined;
  if ('checkId' in given && typeof given.checkId === 'string') return given.checkId;
  if (!(given instanceof vscode.Diagnostic) || given.source !== SOURCE) return undefined;
  return typeof given.code === 'object' ? String(given.code.value) : undefined;
}

/** Of a row of the checklist, or of whatever names a finding. */
export function findingOf(given: unknown): Finding | undefined {
  if (typeof given !== 'object' || given === null || !('finding' in given)) return undefined;
  return given.finding as Finding;
}
