import * as vscode from 'vscode';
import type { Sessions } from './sessions.ts';

/** Steps of the walkthrough, and what the manifest calls their completion. */
const STEPS = {
  scan: 'launchReady.didScan',
  domain: 'launchReady.didDomain',
  launch: 'launchReady.didLaunch',
};
type Step = keyof typeof STEPS;

/** By these commands, as registered, the last step is done. */
const LAUNCH_COMMANDS = ['openReport', 'exportReport', 'fixNextBlocker', 'showNextFix'];
/** The page shows before VS Code has read its steps. Milliseconds. */
const AGAIN_AFTER_MS = 1500;

export interface Walkthrough extends vscode.Disposable {
  /** A command of ours has ended well. */
  ran(command: string): void;
}

/**
 * Ticks what was done, also by other ways than the buttons of the page. VS Code reads the steps when their page is first opened, and
 * takes a condition that holds then for one that was seen already: so a condition holds for a moment only, when a step gets done
 * and when a page opens that may be ours.
 */
export function createWalkthrough(sessions: Sessions): Walkthrough {
  const done = new Set<Step>();
  let timer: NodeJS.Timeout | undefined;

  function tick(step: Step): void {
    void vscode.commands.executeCommand('setContext', STEPS[step], true);
    void vscode.commands.executeCommand('setContext', STEPS[step], false);
  }

  function finish(step: Step): void {
    if (done.has(step)) return;
    done.add(step);
    tick(step);
  }

  const tickAll = () => done.forEach(tick);
  const subscriptions = [
    sessions.onDidChange((session) => {
      if (session.report() !== undefined) finish('scan');
      if (session.domain() !== undefined) finish('domain');
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
      // Extensions are not told which page it is.
      if (![...opened, ...changed].some(({ input }) => input === undefined)) return;
      tickAll();
      clearTimeout(timer);
      timer = setTimeout(tickAll, AGAIN_AFTER_MS);
    }),
  ];
  return {
    ran(command) {
      if (LAUNCH_COMMANDS.includes(command)) finish('launch');
    },
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}
