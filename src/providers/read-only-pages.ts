import * as vscode from 'vscode';

/** Texts to read: nothing to save, nothing on disk. */
const SCHEME = 'launch-ready-text';

export interface ReadOnlyPages extends vscode.Disposable {
  /** The address of a page with this name and text; one that is open is filled anew. */
  page(name: string, text: string): vscode.Uri;
  /** Opens it in the editor, beside what is open where that is asked for. */
  show(name: string, text: string, beside?: boolean): Promise<void>;
}

export function createReadOnlyPages(): ReadOnlyPages {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString()));
  function page(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name.replace(/[/\\]/g, ' ')}` });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    return uri;
  }
  return {
    page,
    async show(name, text, beside = false) {
      const document = await vscode.workspace.openTextDocument(page(name, text));
      await vscode.window.showTextDocument(document, {
        preview: false,
        ...(beside && { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }),
      });
    },
    dispose() {
      provider.dispose();
      closed.dispose();
      changed.dispose();
    },
  };
}
