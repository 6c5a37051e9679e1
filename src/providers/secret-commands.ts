import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import { type FindingCommands, findingOf } from './finding-commands.ts';
import { chooseFolder } from './folder-choice.ts';
import type { FolderSession } from './folder-session.ts';
import { HISTORY_CHECKS, isRotatable } from './history-findings.ts';
import { revokePage, SECRET_CHECK } from './secret-actions.ts';
import { relativePath, type Sessions } from './sessions.ts';

interface Meant {
  session: FolderSession;
  finding: Finding;
}

export interface SecretCommands {
  moveToEnvironment(given: unknown, finding?: Finding): Promise<unknown>;
  explainBrowserKey(given: unknown, finding?: Finding): Promise<void>;
  acceptInBaseline(given: unknown, finding?: Finding): Promise<void>;
  markRotated(given: unknown, finding?: Finding): Promise<void>;
  openRevokePage(given: unknown, finding?: Finding): Promise<void>;
  ignoreFile(folder: unknown, path?: string): Promise<void>;
}

/**
 * What is done about one secret. A lightbulb gives folder and finding, a row of the checklist itself; who asks by the
 * palette means the secret at the cursor, or picks one.
 */
export function createSecretCommands(sessions: Sessions, findings: FindingCommands): SecretCommands {
  async function meant(
    given: unknown,
    finding: Finding | undefined,
    isMeant: (finding: Finding) => boolean,
    none: string,
  ): Promise<Meant | undefined> {
    const named = finding ?? findingOf(given);
    if (!named) {
      const picked = await findings.pick(isMeant);
      if (picked === 'none') void vscode.window.showInformationMessage(none);
      return picked === 'none' ? undefined : picked;
    }
    const session = await chooseFolder(sessions, given);
    return session && { session, finding: named };
  }
  const inCode = ({ checkId }: Finding) => checkId === SECRET_CHECK;
  const noneInCode = 'No secret was found in the code.';

  return {
    async moveToEnvironment(given, finding) {
      const one = await meant(given, finding, inCode, noneInCode);
      const { moveToEnvironment } = await import('./move-to-environment.ts');
      return one && moveToEnvironment(one.session, one.finding);
    },
    async explainBrowserKey(given, finding) {
      const isInBrowser = (one: Finding) => inCode(one) && one.data?.inBrowser === true;
      const none = 'No secret was found in what the browser gets.';
      const one = await meant(given, finding, isInBrowser, none);
      const { explainBrowserKey } = await import('./browser-key.ts');
      if (one) await explainBrowserKey(one.finding);
    },
    async acceptInBaseline(given, finding) {
      const one = await meant(given, finding, inCode, noneInCode);
      const { acceptInBaseline } = await import('./secret-baseline.ts');
      if (one) await acceptInBaseline(one.session, one.finding);
    },
    async markRotated(given, finding) {
      const none =
        'No key waits to be rotated. Old commits are looked at by: Search Git History for Secrets.';
      const one = await meant(given, finding, isRotatable, none);
      const { markRotated } = await import('./rotated-secret.ts');
      if (one) await markRotated(one.session, one.finding);
    },
    async openRevokePage(given, finding) {
      const isOfSecret = (one: Finding) =>
        (inCode(one) || HISTORY_CHECKS.includes(one.checkId)) && revokePage(one.data?.rotate) !== undefined;
      const one = await meant(given, finding, isOfSecret, 'No key was found that has a page to revoke it.');
      const page = one && revokePage(one.finding.data?.rotate);
      if (page) await vscode.env.openExternal(page);
    },
    async ignoreFile(folder, path) {
      const uri = vscode.window.activeTextEditor?.document.uri;
      const session = path !== undefined || !uri ? await chooseFolder(sessions, folder) : sessions.of(uri);
      const file = path ?? (session && uri && relativePath(session.folder, uri));
      if (!session || !file) {
        void vscode.window.showInformationMessage('Open a file of the project first.');
        return;
      }
      const { writeIgnored } = await import('./launch-file.ts');
      await writeIgnored(session.folder, file);
    },
  };
}
