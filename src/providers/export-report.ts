import * as vscode from 'vscode';
import type { Area } from '../model/check.ts';
import type { Report } from '../model/report.ts';
import type { FolderSession } from './folder-session.ts';

interface Format {
  label: string;
  description: string;
  extension: string;
  write(
    report: Report,
    areas: readonly Area[],
    page: (checkId: string) => string | undefined,
  ): Promise<string>;
}

const FORMATS: readonly Format[] = [
  {
    label: 'HTML',
    description: 'a page to send, to print or to keep',
    extension: 'html',
    write: async (report, areas) => (await import('../reporters/html.ts')).formatHtml(report, { areas }),
  },
  {
    label: 'Markdown',
    description: 'for a pull request or a wiki',
    extension: 'md',
    write: async (report, areas) =>
      (await import('../reporters/markdown.ts')).formatMarkdown(report, { areas }),
  },
  {
    label: 'JSON',
    description: 'for programs; all there is',
    extension: 'json',
    write: async (report) => (await import('../reporters/json.ts')).formatJson(report),
  },
  {
    label: 'SARIF',
    description: 'for code scanning',
    extension: 'sarif',
    write: async (report, areas, help) =>
      (await import('../reporters/sarif.ts')).formatSarif(report, { areas, help }),
  },
];

const IN_BROWSER = 'Open in Browser';
const AS_TEXT = 'Show Source';

/** Asks for a format (unless it is given, with the place) and a place, and writes the report there. */
export async function exportReport(
  session: FolderSession,
  areas: readonly Area[],
  extensionUri: vscode.Uri,
  given?: { format?: string; to?: vscode.Uri },
): Promise<void> {
  const report = session.report();
  if (!report) throw new Error('there is no report yet: scan the workspace first');
  const format =
    FORMATS.find(({ extension }) => extension === given?.format) ??
    (await vscode.window.showQuickPick(FORMATS, { placeHolder: 'Which format?' }));
  const place =
    format &&
    (given?.to ??
      (await vscode.window.showSaveDialog({
        defaultUri: vscode.Uri.joinPath(session.folder.uri, `launch-report.${format.extension}`),
        filters: { [format.label]: [format.extension] },
      })));
  if (!format || !place) return;
  const pages = new Map<string, string>();
  if (format.extension === 'sarif') {
    const ids = new Set(report.results.map(({ checkId }) => checkId));
    for (const id of ids) {
      const page = vscode.Uri.joinPath(extensionUri, 'docs', 'checks', `${id}.md`);
      const text = await vscode.workspace.fs.readFile(page).then(
        (bytes) => new TextDecoder().decode(bytes),
        () => undefined,
      );
      if (text !== undefined) pages.set(id, text);
    }
  }
  const text = await format.write(report, areas, (id) => pages.get(id));
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(text));
  if (!given?.to) await show(place, format);
}

/** As a person reads it: a page in the browser, where they want that, Markdown as its preview, anything else as its text. */
async function show(place: vscode.Uri, { label, extension }: Format): Promise<void> {
  if (extension === 'md') return vscode.commands.executeCommand('markdown.showPreview', place);
  if (extension !== 'html') return vscode.commands.executeCommand('vscode.open', place);
  const name = place.path.slice(place.path.lastIndexOf('/') + 1);
  // A browser on this computer does not reach a file on another one.
  const isHere = place.scheme === 'file' && vscode.env.remoteName === undefined;
  // The report is written: nothing waits for what is done with it.
  void vscode.window
    .showInformationMessage(
      `The ${label} report is in ${name}.${isHere ? '' : ' Download it to open it in a browser.'}`,
      ...(isHere ? [IN_BROWSER] : []),
      AS_TEXT,
    )
    .then((picked) => {
      if (picked === IN_BROWSER) void vscode.env.openExternal(place);
      else if (picked === AS_TEXT) void vscode.commands.executeCommand('vscode.open', place);
    });
}
