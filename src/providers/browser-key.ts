import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import { revokePage } from './secret-actions.ts';

const PROMPT = 'Copy Fix Prompt';
const REVOKE = 'Open Where to Revoke It';

/** Says in full why a key that the browser gets is no secret, and what to do: no edit here can do that. */
export async function explainBrowserKey(finding: Finding): Promise<void> {
  const page = revokePage(finding.data?.rotate);
  const chosen = await vscode.window.showInformationMessage(
    'A key in the browser is no secret',
    { modal: true, detail: finding.remediation?.text ?? finding.message },
    PROMPT,
    ...(page ? [REVOKE] : []),
  );
  if (chosen === PROMPT) await vscode.commands.executeCommand('launchReady.copyFixPrompt', { finding });
  if (chosen === REVOKE && page) await vscode.env.openExternal(page);
}
