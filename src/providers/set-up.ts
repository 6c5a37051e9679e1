import * as vscode from 'vscode';
import { PROPOSAL_ARTIFACTS, proposalOf } from '../audit/proposal.ts';
import { readDomainName } from '../config/domain-name.ts';
import { addProposal } from '../config/edit-proposal.ts';
import { DEFAULT_CONFIG_PATH } from '../config/model.ts';
import type { ProposedDomain } from '../config/propose.ts';
import type { FolderSession } from './folder-session.ts';
import { askLasting, shows } from './lasting-question.ts';
import { launchDocument, writeProposal } from './launch-file.ts';

const PREVIEW_SCHEME = 'launch-ready-preview';
/** Above the proposed text, where the question covers it. */
const PREVIEW_HEAD = `${'\n'.repeat(5)}# Preview: nothing is written yet\n\n`;
/** Picked instead of a domain. */
const OTHER = 'Another domain…';
const NONE = 'No domain yet';

/** Answers given beforehand: nothing is asked. */
export interface SetUpAnswers {
  domain?: string;
  write?: boolean;
}

/**
 * Shows the launch-ready.yaml that the project suggests, beside the one that is there, and writes it when the person
 * says so. True when it was written.
 */
export async function setUp(session: FolderSession, answers: SetUpAnswers = {}): Promise<boolean> {
  const { folder } = session;
  const artifacts = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Reading what the project says of itself' },
    () => session.complete(['Configuration', ...PROPOSAL_ARTIFACTS]),
  );
  const named = session.domain();
  const first = await proposalOf(artifacts, named);
  const before = (await launchDocument(folder))?.getText();
  const domain = named !== undefined ? null : (answers.domain ?? (await chooseDomain(first.domains)));
  if (domain === undefined) return false;
  const proposal =
    domain === null ? first : await proposalOf(artifacts, domain === NONE ? undefined : domain);
  const wanted = domain === NONE ? { ...proposal, domains: [], hosts: [], senders: [] } : proposal;
  const result = addProposal(before, wanted);
  if (!result.ok) throw new Error(`${DEFAULT_CONFIG_PATH} was not changed: ${result.reason}`);
  if (result.text === before) {
    void vscode.window.showInformationMessage(
      `${DEFAULT_CONFIG_PATH} says all that the project tells already.`,
    );
    return false;
  }
  const isWanted = answers.write ?? (await isAgreed(folder, before, result.text));
  if (!isWanted) return false;
  // Made again from what stands there now: it may have been changed while the preview was read.
  await writeProposal(folder, wanted);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, DEFAULT_CONFIG_PATH));
  return true;
}

/** The domain, or that there is none yet; undefined when the person changed their mind. */
async function chooseDomain(found: readonly ProposedDomain[]): Promise<string | undefined> {
  if (found.length === 0) return askDomain();
  const items = [
    ...found.map(({ domain, place }) => ({ label: domain, description: place ? `found in ${place}` : '' })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: OTHER },
    { label: NONE },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Set Up Launch Ready',
    placeHolder: 'Which domain will your customers use? Nothing is sent to it now',
    ignoreFocusOut: true,
  });
  return picked?.label === OTHER ? askDomain() : picked?.label;
}

async function askDomain(): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: 'Set Up Launch Ready',
    prompt:
      'The domain your customers use. Leave it empty when there is none yet. Nothing is sent to it now.',
    placeHolder: 'acme.com',
    ignoreFocusOut: true,
    validateInput(text) {
      if (text.trim() === '') return undefined;
      const reading = readDomainName(text);
      if (reading.ok) return undefined;
      if (reading.suggestion === undefined) return `${reading.what}. ${reading.remedy}.`;
      const message = `${reading.suggestion} will be used`;
      return { message, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  if (typed === undefined) return undefined;
  if (typed.trim() === '') return NONE;
  const reading = readDomainName(typed);
  return reading.ok ? reading.value : reading.suggestion;
}

/** Shows the file as it would be, and asks. */
async function isAgreed(
  folder: vscode.WorkspaceFolder,
  before: string | undefined,
  after: string,
): Promise<boolean> {
  const uri = (path: string) =>
    vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: `/${path}`, query: folder.uri.toString() });
  const proposed = uri(DEFAULT_CONFIG_PATH);
  const current = uri(`now/${DEFAULT_CONFIG_PATH}`);
  const provider = vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
    provideTextDocumentContent: ({ path }) =>
      PREVIEW_HEAD + (path === proposed.path ? after : (before ?? '')),
  });
  try {
    if (before === undefined) {
      const document = await vscode.workspace.openTextDocument(proposed);
      await vscode.languages.setTextDocumentLanguage(document, 'yaml');
      await vscode.window.showTextDocument(document, { preview: true });
    } else {
      const title = `${DEFAULT_CONFIG_PATH}: now and as proposed`;
      await vscode.commands.executeCommand('vscode.diff', current, proposed, title, { preview: true });
    }
    const isNew = before === undefined;
    return await askLasting({
      title: 'Set Up Launch Ready',
      question: isNew
        ? `Write this ${DEFAULT_CONFIG_PATH}? You can change it afterwards`
        : `Add these lines to ${DEFAULT_CONFIG_PATH}? What stands there stays`,
      yes: isNew ? 'Write the file' : 'Add the lines',
      about: proposed,
    });
  } finally {
    await closePreview(proposed);
    provider.dispose();
  }
}

async function closePreview(proposed: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const open = tabs.filter((tab) => shows(tab, proposed));
  if (open.length > 0) await vscode.window.tabGroups.close(open);
}
