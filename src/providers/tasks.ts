import * as vscode from 'vscode';
import type { Engine } from './engine.ts';
import type { FolderSession } from './folder-session.ts';
import type { Sessions } from './sessions.ts';

const TYPE = 'launch-ready';

/** "Run Task": the audit of the code in a terminal, with the session of the editor, so that both say the same. */
export function registerTasks(sessions: Sessions, engine: Engine): vscode.Disposable {
  const taskOf = (folder: vscode.WorkspaceFolder, definition: vscode.TaskDefinition) => {
    const session = sessions.of(folder.uri);
    const task = new vscode.Task(
      definition,
      folder,
      'audit',
      TYPE,
      new vscode.CustomExecution(async () => auditTerminal(session, engine)),
    );
    task.group = vscode.TaskGroup.Test;
    task.detail = 'Checks the code for what would break or leak on launch day. Uses no network.';
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
    return task;
  };
  return vscode.tasks.registerTaskProvider(TYPE, {
    provideTasks: () => sessions.all().map(({ folder }) => taskOf(folder, { type: TYPE })),
    resolveTask({ scope, definition }) {
      const folder = typeof scope === 'object' ? scope : sessions.all()[0]?.folder;
      return folder && taskOf(folder, definition);
    },
  });
}

/** Ends as the command line does: 1 when there are blockers, 3 when something could not be looked at, else 0. */
function auditTerminal(session: FolderSession | undefined, engine: Engine): vscode.Pseudoterminal {
  const wrote = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  const write = (text: string) => wrote.fire(text.replace(/\r?\n/g, '\r\n'));
  async function run(columns: number): Promise<void> {
    try {
      await session?.scan();
      const report = session?.report();
      if (!report) throw new Error('there is no report: the folder was closed, or the scan was stopped');
      const [{ formatText }, { exitCodeOf }] = await Promise.all([
        import('../reporters/text.ts'),
        import('../audit/verdict.ts'),
      ]);
      write(formatText(report, { areas: engine.areas(), pathPrefix: '', colour: true, width: columns }));
      closed.fire(exitCodeOf(report, 'blocker'));
    } catch (error) {
      write(`${error instanceof Error ? error.message : String(error)}\n`);
      closed.fire(2);
    }
  }
  return {
    onDidWrite: wrote.event,
    onDidClose: closed.event,
    open: (size) => void run(Math.min(size?.columns ?? 100, 110)),
    close: () => {},
  };
}
