import * as vscode from 'vscode';

export interface LastingQuestion {
  title: string;
  question: string;
  yes: string;
  /** What the question is about: once nobody has it open any more, the answer is no. */
  about?: vscode.Uri;
}

/**
 * Asks about a page that is read meanwhile. A message would slip away after some seconds, and a dialog would cover the page, so this
 * stays on top of it until it is answered, put away, or the page is closed.
 */
export async function askLasting({ title, question, yes, about }: LastingQuestion): Promise<boolean> {
  const gone = new vscode.CancellationTokenSource();
  const watch = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    if (about && closed.some((tab) => shows(tab, about))) gone.cancel();
  });
  try {
    const items = [{ label: `$(check) ${yes}` }, { label: '$(close) Not now' }];
    const options = { title, placeHolder: question, ignoreFocusOut: true };
    return (await vscode.window.showQuickPick(items, options, gone.token)) === items[0];
  } finally {
    watch.dispose();
    gone.dispose();
  }
}

/** True for a tab with the page itself, or as the new side of a comparison. */
export function shows({ input }: vscode.Tab, page: vscode.Uri): boolean {
  const shown =
    input instanceof vscode.TabInputText
      ? input.uri
      : input instanceof vscode.TabInputTextDiff
        ? input.modified
        : undefined;
  return shown?.toString() === page.toString();
}
