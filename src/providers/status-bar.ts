import * as vscode from 'vscode';
import { VIEW_ID } from './checklist-tree.ts';
import type { Sessions } from './sessions.ts';
import { statusText } from './status-text.ts';

export interface StatusBar extends vscode.Disposable {
  text(): string;
}

/** One item, in few words; a click leads to the checklist. */
export function createStatusBar(sessions: Sessions): StatusBar {
  const item = vscode.window.createStatusBarItem('launchReady.status', vscode.StatusBarAlignment.Left, -10);
  item.name = 'Launch Ready';
  item.command = `${VIEW_ID}.focus`;

  function refresh(): void {
    const all = sessions.all();
    if (all.length === 0) {
      item.hide();
      return;
    }
    const busy = all.some((session) => session.activity() !== 'idle');
    const reports = all.flatMap((session) => session.report() ?? []);
    item.text = statusText({
      reports,
      busy,
      hasDomain: all.some((session) => session.domain() !== undefined),
      domainChecked: all.some((session) => session.domainCheckedAt() !== undefined),
    });
    item.tooltip = reports.map((report) => report.verdict.headline).join('\n') || 'Launch Ready';
    item.accessibilityInformation = { label: item.text, role: 'button' };
    item.show();
  }

  const subscription = sessions.onDidChange(refresh);
  refresh();
  return { text: () => item.text, dispose: () => vscode.Disposable.from(subscription, item).dispose() };
}
