import * as vscode from 'vscode';
import type { Engine } from './engine.ts';
import type { FolderSession } from './folder-session.ts';
import { reportHtml } from './report-html.ts';
import type { Sessions } from './sessions.ts';

export interface ReportPanel extends vscode.Disposable {
  show(session: FolderSession): void;
}

/** One panel: the report of a folder, kept in step with it. No script runs in it. */
export function createReportPanel(
  { extensionUri }: vscode.ExtensionContext,
  sessions: Sessions,
  engine: Engine,
): ReportPanel {
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  let panel: vscode.WebviewPanel | undefined;
  let shown: FolderSession | undefined;

  function render(): void {
    const report = shown?.report();
    if (!panel || !shown || !report) return;
    const { webview } = panel;
    webview.html = reportHtml({
      report,
      areas: engine.areas(),
      folderName: shown.folder.name,
      cspSource: webview.cspSource,
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(media, 'report.css')).toString(),
    });
  }

  const subscription = sessions.onDidChange((session) => {
    if (session === shown && panel?.visible && session.activity() === 'idle') render();
  });
  return {
    show(session) {
      shown = session;
      if (!panel) {
        panel = vscode.window.createWebviewPanel(
          'launchReady.report',
          'Launch Report',
          vscode.ViewColumn.Active,
          {
            enableScripts: false,
            enableCommandUris: false,
            localResourceRoots: [media],
          },
        );
        panel.iconPath = vscode.Uri.joinPath(media, 'icon.png');
        panel.onDidDispose(() => {
          panel = undefined;
        });
        panel.onDidChangeViewState(() => panel?.visible && render());
      }
      render();
      panel.reveal();
    },
    dispose() {
      subscription.dispose();
      panel?.dispose();
    },
  };
}
