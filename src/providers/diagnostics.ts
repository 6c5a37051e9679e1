import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import type { Severity } from '../model/severity.ts';
import type { FolderSession } from './folder-session.ts';
import { placeNow } from './history-findings.ts';
import { locationOf, rangeOf, uriOf } from './locations.ts';
import type { Sessions } from './sessions.ts';

export const SOURCE = 'launch-ready';

const SEVERITIES: Record<Severity, vscode.DiagnosticSeverity> = {
  blocker: vscode.DiagnosticSeverity.Error,
  high: vscode.DiagnosticSeverity.Warning,
  medium: vscode.DiagnosticSeverity.Information,
  low: vscode.DiagnosticSeverity.Hint,
};

/** A finding where the editor shows it. */
export interface ShownFinding {
  session: FolderSession;
  finding: Finding;
  diagnostic: vscode.Diagnostic;
}

export interface Diagnostics extends vscode.Disposable {
  /** The findings shown in one document. */
  in(uri: vscode.Uri): readonly ShownFinding[];
}

/** Keeps the one collection equal to the reports: what is no longer found goes, whatever became of its file. */
export function createDiagnostics(sessions: Sessions, extensionUri: vscode.Uri): Diagnostics {
  const collection = vscode.languages.createDiagnosticCollection(SOURCE);
  const shown = new Map<FolderSession, Map<string, ShownFinding[]>>();

  function publish(session: FolderSession): void {
    const before = shown.get(session) ?? new Map<string, ShownFinding[]>();
    const report = sessions.all().includes(session) ? session.report() : undefined;
    const after = new Map<string, ShownFinding[]>();
    for (const result of report?.results ?? []) {
      // What only a human can tell is a row of the checklist, not a problem on a line.
      if (result.outcome !== 'fail') continue;
      for (const finding of result.findings) {
        const location = placeNow(session, finding);
        const uri = location && uriOf(session.folder, location.path);
        // Where one folder lies in another, the inner one speaks for its files.
        if (!uri || sessions.of(uri) !== session) continue;
        const list = after.get(uri.toString()) ?? [];
        list.push({ session, finding, diagnostic: diagnosticOf(session, finding, extensionUri) });
        after.set(uri.toString(), list);
      }
    }
    const typing = new Set(
      vscode.workspace.textDocuments.filter((d) => !session.isCurrent(d)).map((d) => d.uri.toString()),
    );
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const old = before.get(key);
      // Newer text is on its way: until then VS Code moves the old squiggles with the text.
      if (report && typing.has(key) && old) {
        after.set(key, old);
        continue;
      }
      const now = after.get(key) ?? [];
      if (!old || !isSame(old, now))
        collection.set(
          vscode.Uri.parse(key, true),
          now.map(({ diagnostic }) => diagnostic),
        );
    }
    if (report) shown.set(session, after);
    else shown.delete(session);
  }

  const subscription = sessions.onDidChange(publish);
  return {
    in: (uri) => [...shown.values()].flatMap((byFile) => byFile.get(uri.toString()) ?? []),
    dispose: () => vscode.Disposable.from(subscription, collection).dispose(),
  };
}

function diagnosticOf(session: FolderSession, finding: Finding, extensionUri: vscode.Uri): vscode.Diagnostic {
  const location = placeNow(session, finding);
  const range = location ? rangeOf(location.range) : new vscode.Range(0, 0, 0, 0);
  const diagnostic = new vscode.Diagnostic(range, textOf(finding), SEVERITIES[finding.severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = { value: finding.checkId, target: pageOf(extensionUri, finding.checkId) };
  if (finding.related?.length) {
    diagnostic.relatedInformation = finding.related.map(
      ({ location: place, message }) =>
        new vscode.DiagnosticRelatedInformation(locationOf(session.folder, place), message),
    );
  }
  return diagnostic;
}

function textOf({ message, remediation }: Finding): string {
  return remediation ? `${message}\n${remediation.text}` : message;
}

/** The check's page, which is shipped with the extension. A command's address would not open from a hover. */
export function pageOf(extensionUri: vscode.Uri, checkId: string): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'docs', 'checks', `${checkId}.md`);
}

function isSame(a: readonly ShownFinding[], b: readonly ShownFinding[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ finding }, i) => JSON.stringify(finding) === JSON.stringify(b[i]?.finding))
  );
}
