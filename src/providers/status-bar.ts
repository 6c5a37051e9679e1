import * as vscode from 'vscode';
import type { Sessions } from './sessions.ts';
import { statusIcon, statusText, statusTooltip } from './status-text.ts';

export interface StatusBar extends vscode.Disposable {
  text(): string;
}

/** One item, in few words; a click leads to the next thing to mend. */
export function createStatusBar(sessions: Sessions): StatusBar {
  const item = vscode.window.createStatusBarItem('launchReady.status', vscode.StatusBarAlignment.Left, -10);
  item.name = 'Launch Ready';

  function refresh(): void {
    const all = sessions.all();
    if (all.length === 0) {
      item.hide();
      return;
    }
    const named = all.flatMap((session) => {
      const report = session.report();
      return report ? [{ name: session.folder.name, report }] : [];
    });
    const state = {
      reports: named.map(({ report }) => report),
      busy: all.some((session) => session.activity() !== 'idle'),
      hasDomain: all.some((session) => session.domain() !== undefined),
      domainChecked: all.some((session) => session.domainCheckedAt() !== undefined),
    };
    const words = statusText(state);
    const lines = statusTooltip(named);
    item.text = `$(${statusIcon(state)}) ${words}`;
    item.command = 'launchReady.showNextFix';
    item.tooltip = new vscode.MarkdownString(lines.join('  \n'), true);
    item.accessibilityInformation = { label: `${words}. ${lines.at(-1)}`, role: 'button' };
    item.show();
  }

  const subscription = sessions.onDidChange(refresh);
  refresh();
  return { text: () => item.text, dispose: () => vscode.Disposable.from(subscription, item).dispose() };
}
