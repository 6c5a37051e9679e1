import * as vscode from 'vscode';
import type { Sessions } from './sessions.ts';
import { statusText } from './status-text.ts';

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
    const busy = all.some((session) => session.activity() !== 'idle');
    const reports = all.flatMap((session) => session.report() ?? []);
    item.text = statusText({
      reports,
      busy,
      hasDomain: all.some((session) => session.domain() !== undefined),
      domainChecked: all.some((session) => session.domainCheckedAt() !== undefined),
    });
    const isOpen = reports.some(({ results }) => results.some(({ outcome }) => outcome === 'fail'));
    const lead = isOpen ? 'Click for the next thing to fix' : 'Click for the checklist';
    item.command = 'launchReady.showNextFix';
    item.tooltip = [...reports.map((report) => report.verdict.headline), lead].join('\n');
    item.accessibilityInformation = { label: `${item.text}. ${lead}`, role: 'button' };
    item.show();
  }

  const subscription = sessions.onDidChange(refresh);
  refresh();
  return { text: () => item.text, dispose: () => vscode.Disposable.from(subscription, item).dispose() };
}
