import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import { pageOf } from './diagnostics.ts';
import { recordsToCopy } from './dns-records-to-copy.ts';
import { fixPrompts } from './fix-prompt.ts';

/** What an assistant is told of findings of one check, with the check's page; never with the secret. */
export async function promptFor(extensionUri: vscode.Uri, findings: readonly Finding[]): Promise<string> {
  const [first] = findings;
  if (!first) return '';
  const page = await vscode.workspace.fs.readFile(pageOf(extensionUri, first.checkId)).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
  return fixPrompts(findings, page);
}

/** Copies, and says so where it disturbs nobody. */
export async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${what} copied`, 4000);
}

/** Type, name and value of a DNS record, one after another: the form of a provider has a field for each. */
export async function copyRecord(finding: Finding, domain: string | null): Promise<void> {
  const fields = recordsToCopy(finding, domain).flatMap(({ type, name, value }) => [
    { label: 'Name', text: name },
    { label: 'Type', text: type },
    { label: 'Value', text: value },
  ]);
  const copied = new Set<number>();
  while (fields.length > 0) {
    const items = fields.map(({ label, text }, i) => ({
      label: `$(${copied.has(i) ? 'check' : 'copy'}) ${label}`,
      description: text,
      i,
    }));
    const placeHolder = 'Pick a field to copy it, paste it at your DNS provider, and come back for the next';
    const picked = await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
    if (!picked) return;
    await vscode.env.clipboard.writeText(fields[picked.i]?.text ?? '');
    copied.add(picked.i);
    if (copied.size === fields.length) return;
  }
}
