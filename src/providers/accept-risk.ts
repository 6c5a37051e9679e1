import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import type { FolderSession } from './folder-session.ts';
import { gitOwner } from './git-owner.ts';

/** An accepted risk comes back after this long, in days. */
const ACCEPTED_FOR_DAYS = 90;

/** Answers given beforehand: nothing is asked. */
export interface AcceptAnswers {
  reason: string;
  owner: string;
}

/**
 * Asks why a finding may stay and who answers for that, says what is covered, and writes it to launch-ready.yaml. False when the
 * person changed their mind.
 */
export async function acceptRisk(
  session: FolderSession,
  finding: Finding,
  answers?: AcceptAnswers,
): Promise<boolean> {
  const [{ alsoCovered, scopeInWords, scopeOf }, { writeAcceptedRisk }] = await Promise.all([
    import('../audit/accepted-risk.ts'),
    import('./launch-file.ts'),
  ]);
  const scope = scopeOf(finding);
  const others = alsoCovered(finding, scope, session.report()?.results ?? []);
  const { reason, owner } = answers ?? (await ask(session, finding, scopeInWords(finding, others))) ?? {};
  if (!reason || !owner) return false;
  const until = new Date(Date.now() + ACCEPTED_FOR_DAYS * 86_400_000).toISOString().slice(0, 10);
  const { check, ...where } = scope;
  await writeAcceptedRisk(session.folder, { check, reason, owner, until, ...where });
  return true;
}

async function ask(
  { folder }: FolderSession,
  { message }: Finding,
  covered: string,
): Promise<AcceptAnswers | undefined> {
  const title = `Accept this risk for ${ACCEPTED_FOR_DAYS} days`;
  const reason = await answer({
    title: `${title} (1/2)`,
    placeHolder: 'Why may it stay?',
    prompt: `${covered} ${message}`,
    missing: 'Give a reason: it is what the next person reads',
  });
  if (reason === undefined) return undefined;
  const owner = await answer({
    title: `${title} (2/2)`,
    placeHolder: 'ana@acme.com',
    prompt: 'Who answers for this risk? It is written to launch-ready.yaml',
    missing: 'Name somebody: an address or a name',
    value: (folder.uri.scheme === 'file' && (await gitOwner(folder.uri.fsPath))) || '',
  });
  return owner === undefined ? undefined : { reason, owner };
}

async function answer({
  missing,
  ...options
}: vscode.InputBoxOptions & { missing: string }): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    ...options,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : missing),
  });
  return typed?.trim() || undefined;
}
