import * as vscode from 'vscode';
import type { Report } from './model/report.ts';
import { createChecklist } from './providers/checklist-tree.ts';
import { registerCodeActions } from './providers/code-actions.ts';
import { registerCommands } from './providers/commands.ts';
import { createDiagnostics } from './providers/diagnostics.ts';
import { createDomainCommands } from './providers/domain-commands.ts';
import { createEngine } from './providers/engine.ts';
import { registerEnvLanguage } from './providers/env-language.ts';
import { createFindingCommands } from './providers/finding-commands.ts';
import { registerLanguageModelTools } from './providers/language-model-tools.ts';
import { registerLaunchFileHelp } from './providers/launch-file-help.ts';
import { registerLaunchFileLens } from './providers/launch-file-lens.ts';
import { createReportPanel } from './providers/report-panel.ts';
import { registerSecretHover } from './providers/secret-hover.ts';
import { createSessions } from './providers/sessions.ts';
import { createStatusBar } from './providers/status-bar.ts';
import { registerTasks } from './providers/tasks.ts';
import { createWalkthrough } from './providers/walkthrough.ts';

/** What other extensions may use. */
export interface LaunchReadyApi {
  /** The report of a workspace folder (of the first, unless named); undefined before anything was looked at. */
  report(folder?: vscode.Uri): Report | undefined;
  /** Resolves when no check is at work or waiting. */
  whenIdle(): Promise<void>;
  /** What the checklist and the status bar say, for tests. */
  shown(): { rows: readonly unknown[]; status: string; activationMs: number };
  /**
   * Instead of a person's yes, in this window, for tests. Another extension can ask the network by itself, so that this opens
   * nothing; a workspace, its settings and the environment cannot say it.
   */
  agreeTo(domains: readonly string[]): void;
}

export function activate(context: vscode.ExtensionContext): LaunchReadyApi {
  const startedAt = performance.now();
  const log = vscode.window.createOutputChannel('Launch Ready', { log: true });
  const engine = createEngine(context);
  const sessions = createSessions({ engine, log });
  const diagnostics = createDiagnostics(sessions, context.extensionUri);
  const checklist = createChecklist(sessions, engine, context);
  const statusBar = createStatusBar(sessions);
  const report = createReportPanel(context, sessions, engine);
  const domain = createDomainCommands(context);
  const findings = createFindingCommands(context, sessions, diagnostics);
  const walkthrough = createWalkthrough(sessions);
  const commands = registerCommands({
    engine,
    checklist,
    extensionUri: context.extensionUri,
    sessions,
    domain,
    findings,
    report,
    log,
    walkthrough,
  });
  context.subscriptions.push(
    log,
    engine,
    sessions,
    diagnostics,
    checklist,
    statusBar,
    report,
    walkthrough,
    commands,
    registerCodeActions(diagnostics),
    registerLaunchFileHelp(engine),
    registerLaunchFileLens(sessions),
    registerTasks(sessions, engine),
    registerLanguageModelTools(context, sessions, domain),
    registerSecretHover(sessions),
    registerEnvLanguage(sessions),
  );
  // After activation: whatever the audit needs is loaded then.
  const start = setImmediate(() => sessions.start());
  context.subscriptions.push({ dispose: () => clearImmediate(start) });

  const activationMs = Math.round((performance.now() - startedAt) * 10) / 10;
  log.info(`Activated in ${activationMs} ms`);
  return {
    report: (folder) => (folder ? sessions.of(folder) : sessions.all()[0])?.report(),
    whenIdle: () => sessions.whenIdle(),
    shown: () => ({ rows: checklist.rows(), status: statusBar.text(), activationMs }),
    agreeTo: domain.agree,
  };
}
