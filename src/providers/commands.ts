import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import type { Row } from './checklist-rows.ts';
import { type Checklist, VIEW_ID } from './checklist-tree.ts';
import type { ChecklistView } from './checklist-view.ts';
import type { DomainCommands } from './domain-commands.ts';
import type { Engine } from './engine.ts';
import { type FindingCommands, findingOf } from './finding-commands.ts';
import { chooseFolder } from './folder-choice.ts';
import type { FolderSession } from './folder-session.ts';
import type { ReportPanel } from './report-panel.ts';
import type { Sessions } from './sessions.ts';

export interface CommandParts {
  engine: Engine;
  checklist: Checklist;
  extensionUri: vscode.Uri;
  sessions: Sessions;
  domain: DomainCommands;
  findings: FindingCommands;
  report: ReportPanel;
  log: vscode.LogOutputChannel;
}

/** Every command; what fails is told to the person who asked for it. */
export function registerCommands({
  engine,
  checklist,
  extensionUri,
  sessions,
  domain,
  findings,
  report,
  log,
}: CommandParts): vscode.Disposable {
  const withFolder =
    (work: (session: FolderSession, given: unknown) => Thenable<unknown>) => async (given?: unknown) => {
      const session = await chooseFolder(sessions, given);
      if (session) await work(session, given);
      else void vscode.window.showInformationMessage('Open a folder first: Launch Ready checks a project.');
    };
  const scan = (session: FolderSession) =>
    vscode.window.withProgress({ location: { viewId: VIEW_ID } }, (progress) =>
      session.scan(({ text }) => progress.report({ message: text })),
    );
  const checkDomain = async (session: FolderSession, only?: readonly string[]) => {
    // launch-ready.yaml says which domain, so it is read first.
    if (session.report() === undefined) await scan(session);
    return domain.check(session, only);
  };
  /** Only what the row of the checklist speaks of. */
  const runRow = (session: FolderSession, given: unknown) => {
    const { words = [], checkId, area } = (given ?? {}) as Partial<Row>;
    const id = checkId ?? area;
    if (id === undefined) return scan(session);
    if (words.includes('network')) return checkDomain(session, [id]);
    return vscode.window.withProgress({ location: { viewId: VIEW_ID } }, (progress) =>
      session.runAgain([id], ({ text }) => progress.report({ message: text })),
    );
  };
  const commands: Record<string, (...given: never[]) => unknown> = {
    scanWorkspace: withFolder(scan),
    checkDomain: withFolder((session) => checkDomain(session)),
    runFullAudit: withFolder(async (session) => {
      await scan(session);
      await domain.check(session);
    }),
    filterChecklist: (given?: Partial<ChecklistView>) => checklist.choose(given),
    setDomain: withFolder((session) => domain.set(session)),
    runRow: withFolder(runRow),
    openReport: withFolder(async (session) => {
      if (session.report() === undefined) await scan(session);
      report.show(session);
    }),
    exportReport: async (given?: unknown, options?: { format?: string; to?: vscode.Uri }) => {
      const session = await chooseFolder(sessions, given);
      if (session && session.report() === undefined) await scan(session);
      const { exportReport } = await import('./export-report.ts');
      if (session) await exportReport(session, engine.areas(), extensionUri, options);
    },
    openFinding: (folder: unknown, finding: Finding) => findings.open(folder, finding),
    explainFinding: (given: unknown) => findings.explain(given),
    fixNextBlocker: () => findings.fixNextBlocker(),
    acceptRisk: (given: unknown, finding?: Finding) => findings.acceptRisk(given, finding),
    copyRemediation: (given: unknown) => findings.copyRemediation(given),
    copyRecord: async (given: unknown) => {
      const [session, finding] = [await chooseFolder(sessions, given), findingOf(given)];
      const { copyRecord } = await import('./copy-commands.ts');
      if (finding) await copyRecord(finding, session?.report()?.domain ?? null);
    },
    copyFixPrompt: async (given: unknown) => {
      const finding = findingOf(given);
      const { promptFor } = await import('./copy-commands.ts');
      if (finding) await vscode.env.clipboard.writeText(await promptFor(extensionUri, finding));
    },
    moveToEnvironment: async (folder: unknown, finding: Finding) => {
      const session = await chooseFolder(sessions, folder);
      const { moveToEnvironment } = await import('./move-to-environment.ts');
      return session && moveToEnvironment(session, finding);
    },
    acceptInBaseline: async (folder: unknown, finding: Finding) => {
      const session = await chooseFolder(sessions, folder);
      const { acceptInBaseline } = await import('./secret-baseline.ts');
      if (session) await acceptInBaseline(session, finding);
    },
    ignoreFile: async (folder: unknown, path: string) => {
      const session = await chooseFolder(sessions, folder);
      const { writeIgnored } = await import('./launch-file.ts');
      if (session) await writeIgnored(session.folder, path);
    },
    openWalkthrough: () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        'launch-ready.launch-ready#start',
        false,
      ),
    forgetDomains: () => domain.forget(),
    showLog: () => log.show(),
  };
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(`launchReady.${name}`, async (...given: never[]) => {
      try {
        return await run(...given);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        log.error(error instanceof Error ? (error.stack ?? text) : text);
        void vscode.window.showErrorMessage(`Launch Ready: ${text}`);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
