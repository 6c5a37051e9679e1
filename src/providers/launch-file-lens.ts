import * as vscode from 'vscode';
import { DEFAULT_CONFIG_PATH } from '../config/model.ts';
import type { Sessions } from './sessions.ts';
import { ageInWords } from './status-text.ts';

const SETTING = 'launchReady.codeLens';

/** Above launch-ready.yaml the verdict, above its domain the look at it. Off unless a person switches it on. */
export function registerLaunchFileLens(sessions: Sessions): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    sessions.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration(SETTING) && changed.fire(),
    ),
    vscode.languages.registerCodeLensProvider(
      { pattern: `**/${DEFAULT_CONFIG_PATH}` },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses(document) {
          const isOn = vscode.workspace.getConfiguration('launchReady').get<boolean>('codeLens', false);
          const session = sessions.of(document.uri);
          if (!isOn || !session) return [];
          const folder = session.folder.uri.toString();
          const lens = (line: number, title: string, command: string) =>
            new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
              title,
              command: `launchReady.${command}`,
              arguments: [folder],
            });
          const verdict = session.report()?.verdict.headline;
          const lenses = [
            lens(0, verdict ?? 'Not checked yet', 'openReport'),
            lens(0, 'Check the code', 'scanWorkspace'),
          ];
          const line = lineOf(document, /^\s*domains?\s*:/);
          if (line === undefined || !vscode.workspace.isTrusted) return lenses;
          const at = session.domainCheckedAt();
          const title =
            at === undefined ? 'Check the domain' : `Check the domain again (${ageInWords(Date.now() - at)})`;
          return [...lenses, lens(line, title, 'checkDomain')];
        },
      },
    ),
  );
}

function lineOf(document: vscode.TextDocument, pattern: RegExp): number | undefined {
  for (let line = 0; line < document.lineCount; line++)
    if (pattern.test(document.lineAt(line).text)) return line;
  return undefined;
}
