import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import { type FileLocation, isSameRange, type RelatedLocation } from '../model/location.ts';
import type { Report } from '../model/report.ts';
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
  /** Where it stands now. */
  location: FileLocation;
  diagnostic: vscode.Diagnostic;
}

export interface Diagnostics extends vscode.Disposable {
  /** The findings shown in one document. */
  in(uri: vscode.Uri): readonly ShownFinding[];
}

/** Where the findings of one file are shown. */
interface ShownFile {
  uri: vscode.Uri;
  key: string;
  /** Where one folder lies in another, the inner one speaks for its files. */
  isOurs: boolean;
}

/** What one session has on the screen. */
interface ShownSession {
  report: Report | undefined;
  byFile: Map<string, ShownFinding[]>;
  /** Some files wait for newer text. */
  held: boolean;
}

/** Keeps the one collection equal to the reports: what is no longer found goes, whatever became of its file. */
export function createDiagnostics(sessions: Sessions, extensionUri: vscode.Uri): Diagnostics {
  const collection = vscode.languages.createDiagnosticCollection(SOURCE);
  const shown = new Map<FolderSession, ShownSession>();
  /** By path: a report of thousands of findings is shown again at each keystroke. */
  let files = new WeakMap<FolderSession, Map<string, ShownFile>>();

  function fileOf(session: FolderSession, path: string): ShownFile {
    const known = files.get(session) ?? new Map<string, ShownFile>();
    files.set(session, known);
    const uri = known.get(path)?.uri ?? uriOf(session.folder, path);
    const file = known.get(path) ?? { uri, key: uri.toString(), isOurs: sessions.of(uri) === session };
    known.set(path, file);
    return file;
  }

  function publish(session: FolderSession): void {
    const report = sessions.all().includes(session) ? session.report() : undefined;
    const last = shown.get(session);
    if (report && report === last?.report && !last.held) return;
    const before = last?.byFile ?? new Map<string, ShownFinding[]>();
    const after = new Map<string, ShownFinding[]>();
    const uris = new Map<string, vscode.Uri>();
    for (const [path, placed] of byPath(session, report)) {
      const { uri, key, isOurs } = fileOf(session, path);
      if (!isOurs) continue;
      uris.set(key, uri);
      after.set(key, keepDiagnostics(session, placed, before.get(key) ?? []));
    }
    const typing = new Set(
      vscode.workspace.textDocuments.filter((d) => !session.isCurrent(d)).map((d) => d.uri.toString()),
    );
    let held = false;
    const changes: [vscode.Uri, vscode.Diagnostic[]][] = [];
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const old = before.get(key);
      // Newer text is on its way: until then VS Code moves the old squiggles with the text.
      if (report && typing.has(key) && old) {
        after.set(key, old);
        held = true;
        continue;
      }
      const now = after.get(key) ?? [];
      if (!old || !isSame(old, now))
        changes.push([uris.get(key) ?? vscode.Uri.parse(key, true), now.map((one) => one.diagnostic)]);
    }
    if (changes.length > 0) collection.set(changes);
    if (report) shown.set(session, { report, byFile: after, held });
    else shown.delete(session);
  }

  function diagnosticAgain(
    session: FolderSession,
    { finding, location }: PlacedFinding,
    old: ShownFinding | undefined,
  ): vscode.Diagnostic {
    return old && looksSame(old, finding, location)
      ? old.diagnostic
      : diagnosticOf(session, finding, location, extensionUri);
  }

  /** A diagnostic that would look the same is the same. */
  function keepDiagnostics(
    session: FolderSession,
    placed: readonly PlacedFinding[],
    before: readonly ShownFinding[],
  ): ShownFinding[] {
    return placed.map((one, i) => ({
      session,
      finding: one.finding,
      location: one.location,
      diagnostic: diagnosticAgain(session, one, before[i]),
    }));
  }

  const subscriptions = [
    sessions.onDidChange(publish),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      files = new WeakMap();
    }),
  ];
  return {
    in: (uri) => [...shown.values()].flatMap(({ byFile }) => byFile.get(uri.toString()) ?? []),
    dispose: () => vscode.Disposable.from(...subscriptions, collection).dispose(),
  };
}

interface PlacedFinding {
  finding: Finding;
  location: FileLocation;
}

function byPath(session: FolderSession, report: Report | undefined): Map<string, PlacedFinding[]> {
  const files = new Map<string, PlacedFinding[]>();
  for (const { outcome, findings } of report?.results ?? []) {
    // What only a human can tell is a row of the checklist, not a problem on a line.
    if (outcome !== 'fail') continue;
    for (const finding of findings) {
      const location = placeNow(session, finding);
      if (!location) continue;
      const list = files.get(location.path);
      if (list) list.push({ finding, location });
      else files.set(location.path, [{ finding, location }]);
    }
  }
  return files;
}

function diagnosticOf(
  session: FolderSession,
  finding: Finding,
  location: FileLocation,
  extensionUri: vscode.Uri,
): vscode.Diagnostic {
  const severity = SEVERITIES[finding.severity];
  const diagnostic = new vscode.Diagnostic(rangeOf(location.range), textOf(finding), severity);
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

/** Lines of a text to paste that are shown; the whole is copied. */
const MOST_PASTED = 12;

/**
 * What is wrong, what to do, and the line or record that this speaks of, set off as code: hovers, the Problems view, the walk from
 * problem to problem and assistants get this text and nothing else.
 */
function textOf({ message, remediation }: Finding): string {
  if (!remediation) return message;
  const words = `${message}\n${remediation.text}`;
  if (!remediation.copy) return words;
  const lines = remediation.copy.includes('\n') ? remediation.copy.trimEnd().split('\n') : [remediation.copy];
  const shown = lines.length > MOST_PASTED ? [...lines.slice(0, MOST_PASTED - 1), '…'] : lines;
  // The editor writes its source behind the last line, where it would look like a part of it.
  return `${words}\n\n    ${shown.join('\n    ')}\n`;
}

/** The check's page, which is shipped with the extension. A command's address would not open from a hover. */
export function pageOf(extensionUri: vscode.Uri, checkId: string): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'docs', 'checks', `${checkId}.md`);
}

function isSame(a: readonly ShownFinding[], b: readonly ShownFinding[]): boolean {
  return a.length === b.length && a.every(({ diagnostic }, i) => diagnostic === b[i]?.diagnostic);
}

/** Compared by all that a diagnostic is made of. */
function looksSame(old: ShownFinding, finding: Finding, location: FileLocation): boolean {
  return (
    isSameRange(old.location.range, location.range) &&
    (old.finding === finding ||
      (old.finding.checkId === finding.checkId &&
        old.finding.severity === finding.severity &&
        textOf(old.finding) === textOf(finding) &&
        isSameRelated(old.finding.related ?? [], finding.related ?? [])))
  );
}

function isSameRelated(a: readonly RelatedLocation[], b: readonly RelatedLocation[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i];
      return (
        other !== undefined &&
        one.message === other.message &&
        one.location.path === other.location.path &&
        isSameRange(one.location.range, other.location.range)
      );
    })
  );
}
