import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The servers of one rig: started here, and ended by pid whatever happens. */
export interface Processes {
  /** Starts a server in a process group of its own; what it says goes to `NAME.log`. */
  start(name: string, command: string, words: readonly string[]): void;
  /** Throws with the server's last words when one has ended by itself. */
  check(): void;
  /** All is there: from now on the limit counts. */
  up(): void;
  stop(): Promise<void>;
}

const KILL_AFTER_MS = 2000;

/** `limitSeconds`: everything ends that long after `up` at the latest, even when this process hangs or was killed. */
export function createProcesses(directory: string, limitSeconds: number): Processes {
  const watchdog = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'watchdog.mjs'), String(process.pid), String(limitSeconds), directory],
    // A session of its own: Ctrl+C in the terminal is for the owner, who then ends everything in order.
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  );
  watchdog.unref();
  watchdog.stdin.on('error', () => {});
  const running = new Map<string, ChildProcess>();
  const ended = new Map<string, string>();

  return {
    start(name, command, words) {
      const log = path.join(directory, `${name}.log`);
      const out = openSync(log, 'a');
      const child = spawn(command, words, { stdio: ['ignore', out, out], detached: true, cwd: directory });
      const over = (how: string) => {
        running.delete(name);
        if (child.pid !== undefined) watchdog.stdin.write(`- ${child.pid}\n`);
        ended.set(name, `${name} ended by itself (${how}): ${readFileSync(log, 'utf8').slice(-600).trim()}`);
      };
      child.once('error', (error) => over(error.message));
      child.once('exit', (code, signal) => over(String(code ?? signal)));
      if (child.pid === undefined) return;
      watchdog.stdin.write(`+ ${child.pid}\n`);
      running.set(name, child);
    },
    check() {
      const [words] = ended.values();
      if (words !== undefined) throw new Error(words);
    },
    up: () => void watchdog.stdin.write('up\n'),
    async stop() {
      await Promise.all([...running.values()].map(endGroup));
      if (watchdog.exitCode !== null || watchdog.signalCode !== null) return;
      // Its input's end lets it look once more, remove the folder, and go.
      const gone = new Promise((resolve) => watchdog.once('exit', resolve));
      watchdog.ref();
      watchdog.stdin.end();
      await gone;
    },
  };
}

function endGroup(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const signal = (name: NodeJS.Signals) => {
      try {
        process.kill(-(child.pid as number), name);
      } catch {
        resolve();
      }
    };
    const timer = setTimeout(() => signal('SIGKILL'), KILL_AFTER_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    signal('SIGTERM');
  });
}
