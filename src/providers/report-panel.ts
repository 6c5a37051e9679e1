import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Engine } from './engine.ts';
import type { FolderSession } from './folder-session.ts';
import type { Sessions } from './sessions.ts';

export interface ReportPanel extends vscode.Disposable {
  show(session: FolderSession): void;
}

const TYPE = 'launchReady.report';
const TITLE = 'Launch Report';

/** What the page asks for: an action, and the fingerprint or the check that it is about. */
interface Asked {
  act?: unknown;
  of?: unknown;
}

/** One panel: the report of a folder, kept in step with it, and there again after the window was reloaded. */
export function createReportPanel(
  { extensionUri }: vscode.ExtensionContext,
  sessions: Sessions,
  engine: Engine,
): ReportPanel {
  let panel: vscode.WebviewPanel | undefined;
  let shown: FolderSession | undefined;
  let drawn = '';

  async function render(): Promise<void> {
    const report = shown?.report();
    if (!panel || !shown || !report) return;
    const { formatHtml } = await import('../reporters/html.ts');
    // A page that says nothing new is left alone, and so is where somebody reads in it.
    const content = JSON.stringify({ ...report, checkedAt: '', durations: {} });
    if (!panel || content === drawn) return;
    drawn = content;
    panel.webview.html = formatHtml(report, {
      areas: engine.areas(),
      name: shown.folder.name,
      editor: { nonce: randomBytes(16).toString('hex'), folder: shown.folder.uri.toString() },
    });
  }

  function adopt(made: vscode.WebviewPanel): void {
    panel = made;
    drawn = '';
    made.webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: [] };
    made.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    made.webview.onDidReceiveMessage((message: Asked) => answer(message));
    made.onDidChangeViewState(() => made.visible && render());
    made.onDidDispose(() => {
      if (panel === made) panel = undefined;
    });
  }

  /** The page names what is in the report, and nothing else: it never gives a command, a path or a text. */
  async function answer({ act, of }: Asked): Promise<void> {
    const folder = shown?.folder.uri.toString();
    const results = shown?.report()?.results ?? [];
    const finding = results.flatMap(({ findings }) => findings).find(({ fingerprint }) => fingerprint === of);
    const run = (command: string, ...given: unknown[]) =>
      vscode.commands.executeCommand(`launchReady.${command}`, ...given);
    if (act === 'run') await run('runFullAudit', folder);
    else if (act === 'export') await run('exportReport', folder);
    else if (act === 'explain' && results.some(({ checkId }) => checkId === of))
      await run('explainFinding', of);
    else if (act === 'copy' && finding) await run('copyRemediation', { finding });
    else if (act === 'open' && finding) await run('openFinding', folder, finding);
  }

  const subscriptions = [
    sessions.onDidChange((session) => {
      if (session === shown && panel?.visible && session.activity() === 'idle') void render();
    }),
    vscode.window.registerWebviewPanelSerializer(TYPE, {
      async deserializeWebviewPanel(made, state: { folder?: string } | undefined) {
        panel?.dispose();
        shown =
          sessions.all().find(({ folder }) => folder.uri.toString() === state?.folder) ?? sessions.all()[0];
        adopt(made);
        await render();
      },
    }),
  ];
  return {
    show(session) {
      shown = session;
      if (!panel) adopt(vscode.window.createWebviewPanel(TYPE, TITLE, vscode.ViewColumn.Active));
      void render();
      panel?.reveal();
    },
    dispose() {
      vscode.Disposable.from(...subscriptions).dispose();
      panel?.dispose();
    },
  };
}
