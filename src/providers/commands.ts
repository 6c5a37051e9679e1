import * as vscode from 'vscode';
import type { Finding } from '../model/finding.ts';
import type { AcceptAnswers } from './accept-risk.ts';
import type { Row } from './checklist-row.ts';
import { type Checklist, VIEW_ID } from './checklist-tree.ts';
import type { ChecklistView } from './checklist-view.ts';
import type { DomainCommands } from './domain-commands.ts';
import type { LookParts } from './domain-look.ts';
import type { Engine } from './engine.ts';
import { type FindingCommands, findingOf, ownerOf } from './finding-commands.ts';
import { chooseFolder } from './folder-choice.ts';
import type { FolderSession } from './folder-session.ts';
import { createReadOnlyPages } from './read-only-pages.ts';
import type { ReportPanel } from './report-panel.ts';
import { createSecretCommands } from './secret-commands.ts';
import type { Sessions } from './sessions.ts';
import type { SetUpAnswers } from './set-up.ts';
import type { Walkthrough } from './walkthrough.ts';

export interface CommandParts {
  engine: Engine;
  checklist: Checklist;
  extensionUri: vscode.Uri;
  sessions: Sessions;
  domain: DomainCommands;
  findings: FindingCommands;
  report: ReportPanel;
  log: vscode.LogOutputChannel;
  walkthrough: Walkthrough;
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
  walkthrough,
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
  const pages = createReadOnlyPages();
  /** Asks the network beside the audit. launch-ready.yaml says which domain, so it is read first. */
  const beside = async <T>(
    given: unknown,
    work: (session: FolderSession, parts: LookParts) => Promise<T>,
  ): Promise<T | undefined> => {
    const session = await chooseFolder(sessions, given);
    if (!session) return undefined;
    await session.complete(['Configuration']);
    return work(session, { engine, domain, pages });
  };
  const searchHistory = async (session: FolderSession) =>
    (await import('./secret-history.ts')).searchHistory(session);
  const secrets = createSecretCommands(sessions, findings);
  const checkDomainAgain = async (session: FolderSession, id: string) => {
    const { wordsAfterAnotherLook } = await import('./old-answers.ts');
    const look = () => ({ results: session.report()?.results ?? [], artifacts: session.artifacts() });
    const before = look();
    if (!(await checkDomain(session, [id]))) return;
    const words = wordsAfterAnotherLook(id, before, look());
    if (words) void vscode.window.showInformationMessage(words);
  };
  /** Only what the row of the checklist speaks of. */
  const runRow = (session: FolderSession, given: unknown) => {
    const { words = [], checkId, area } = (given ?? {}) as Partial<Row>;
    const id = checkId ?? area;
    if (id === undefined) return scan(session);
    if (words.includes('history')) return searchHistory(session);
    if (words.includes('network')) return checkDomainAgain(session, id);
    return vscode.window.withProgress({ location: { viewId: VIEW_ID } }, (progress) =>
      session.runAgain([id], ({ text }) => progress.report({ message: text })),
    );
  };
  const commands: Record<string, (...given: never[]) => unknown> = {
    scanWorkspace: withFolder(scan),
    checkDomain: withFolder((session) => checkDomain(session)),
    traceDomain: (given?: unknown, address?: string) =>
      beside(given, async (session, parts) =>
        (await import('./trace-domain.ts')).traceDomain(session, parts, address),
      ),
    saveDnsSnapshot: (given?: unknown, to?: vscode.Uri) =>
      beside(given, async (session, parts) =>
        (await import('./dns-snapshot.ts')).saveDnsSnapshot(session, parts, to),
      ),
    compareDnsSnapshot: (given?: unknown, from?: vscode.Uri) =>
      beside(given, async (session, parts) =>
        (await import('./dns-snapshot.ts')).compareDns(session, parts, from),
      ),
    runFullAudit: withFolder(async (session) => {
      await scan(session);
      await domain.check(session);
    }),
    filterChecklist: (given?: Partial<ChecklistView>) => checklist.choose(given),
    markReviewed: async (row: Partial<Row>, isDone: boolean, by?: string) => {
      const session = await chooseFolder(sessions, row);
      if (!session || row.checkId === undefined) return;
      const who = isDone ? (by ?? (await ownerOf(session.folder, 'Who looked at this?'))) : undefined;
      if (isDone && who === undefined) return;
      const { writeReviewed } = await import('./launch-file.ts');
      await writeReviewed(session.folder, row.checkId, who);
    },
    setUp: async (given?: unknown, answers?: SetUpAnswers) => {
      const session = await chooseFolder(sessions, given);
      const { setUp } = await import('./set-up.ts');
      return session ? setUp(session, answers) : undefined;
    },
    setDomain: withFolder(async (session) => {
      // The checklist has what comes next: the look at it.
      if (await domain.set(session)) await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
    }),
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
    fixFinding: (given: unknown) => findings.fix(given),
    showNextFix: async () => (await import('./next-fix.ts')).showNextFix(sessions, engine, findings),
    clearResults: () => {
      for (const session of sessions.all()) session.clear();
    },
    acceptRisk: (given: unknown, finding?: Finding, answers?: AcceptAnswers) =>
      findings.acceptRisk(given, finding, answers),
    copyRemediation: (given: unknown) => findings.copyRemediation(given),
    copyRecord: async (given: unknown) => {
      const [session, finding] = [await chooseFolder(sessions, given), findingOf(given)];
      const { copyRecord } = await import('./copy-commands.ts');
      if (finding) await copyRecord(finding, session?.report()?.domain ?? null);
    },
    copyFixPrompt: async (given: unknown) => {
      const finding = findingOf(given);
      const { copy, promptFor } = await import('./copy-commands.ts');
      if (finding) await copy(await promptFor(extensionUri, [finding]), 'Fix prompt');
    },
    searchHistory: withFolder(searchHistory),
    showEnvironment: withFolder(async (session) => {
      const { showInventory } = await import('./env-inventory.ts');
      await showInventory(extensionUri, sessions, session);
    }),
    renameVariable: async (folder: unknown, to?: { name: string; newName: string; joins: boolean }) => {
      const session = await chooseFolder(sessions, folder);
      const { renameVariable } = await import('./env-rename.ts');
      return session && to && renameVariable(sessions, session, to.name, to.newName, to.joins);
    },
    markRotated: (given: unknown, finding?: Finding) => secrets.markRotated(given, finding),
    openRevokePage: (given: unknown, finding?: Finding) => secrets.openRevokePage(given, finding),
    moveToEnvironment: (given: unknown, finding?: Finding) => secrets.moveToEnvironment(given, finding),
    explainBrowserKey: (given: unknown, finding?: Finding) => secrets.explainBrowserKey(given, finding),
    acceptInBaseline: (given: unknown, finding?: Finding) => secrets.acceptInBaseline(given, finding),
    ignoreFile: (folder: unknown, path?: string) => secrets.ignoreFile(folder, path),
    openWalkthrough: () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        'launch-ready.launch-ready#start',
        false,
      ),
    forgetDomains: async () => {
      await domain.forget();
      for (const session of sessions.all()) session.forgetDomain();
    },
    showLog: () => log.show(),
  };
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(`launchReady.${name}`, async (...given: never[]) => {
      try {
        const answer = await run(...given);
        walkthrough.ran(name);
        return answer;
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        log.error(error instanceof Error ? (error.stack ?? text) : text);
        void vscode.window.showErrorMessage(`Launch Ready: ${text}`);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(pages, ...registered);
}
