import * as vscode from 'vscode';
import { type Finding, fileLocationOf } from '../model/finding.ts';
import { ignoreComment } from './ignore-comment.ts';

/** Only for a finding on a line of this file, in a language with comments, where a line is no part of a longer text. */
export function ignoreEdit(
  document: vscode.TextDocument,
  finding: Finding,
  reason: string,
): vscode.WorkspaceEdit | undefined {
  const location = fileLocationOf(finding.location);
  if (!location || finding.location.kind !== 'file' || location.range.start.line >= document.lineCount)
    return undefined;
  const { line } = location.range.start;
  if (isInsideText(document, line)) return undefined;
  const text = document.lineAt(line).text;
  const above = line > 0 ? document.lineAt(line - 1).text : '';
  const comment = ignoreComment(location.path, finding.checkId, text, above, reason);
  if (!comment) return undefined;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(
    document.uri,
    new vscode.Position(line, 0),
    comment + (document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n'),
  );
  return edit;
}

/** Quotes whose texts may go over several lines: a comment put between would be a part of the text. */
const LONG_QUOTES: Record<string, RegExp> = {
  javascript: /\\[\s\S]|`/g,
  python: /\\[\s\S]|"""|'''/g,
  go: /`/g,
};
const KINDS: [RegExp, string][] = [
  [/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/, 'javascript'],
  [/\.pyi?$/, 'python'],
  [/\.go$/, 'go'],
];

function isInsideText(document: vscode.TextDocument, line: number): boolean {
  const kind = KINDS.find(([pattern]) => pattern.test(document.uri.path))?.[1];
  const quotes = kind && LONG_QUOTES[kind];
  if (!quotes) return false;
  const above = document.getText(new vscode.Range(0, 0, line, 0));
  return (above.match(quotes) ?? []).filter((quote) => quote[0] !== '\\').length % 2 === 1;
}
