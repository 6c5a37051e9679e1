import * as vscode from 'vscode';
import type { FileLocation, Range } from '../model/location.ts';

export function uriOf(folder: vscode.WorkspaceFolder, path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, ...path.split('/'));
}

export function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function locationOf(folder: vscode.WorkspaceFolder, location: FileLocation): vscode.Location {
  return new vscode.Location(uriOf(folder, location.path), rangeOf(location.range));
}

/** Opens the file with the cursor at the place. Nothing is selected: the next key would replace it. */
export async function showLocation(
  folder: vscode.WorkspaceFolder,
  location: FileLocation,
): Promise<vscode.TextEditor> {
  const { start } = rangeOf(location.range);
  const selection = new vscode.Range(start, start);
  return vscode.window.showTextDocument(uriOf(folder, location.path), { selection });
}
