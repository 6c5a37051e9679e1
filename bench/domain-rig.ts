import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Passage } from '../test/rig/delay-proxy.ts';
import type { RigDescription } from '../test/rig/rig.ts';

/** The rig in a process of its own, so that it does not slow down what is measured more than a second core would. */
export interface FarRig {
  description: RigDescription;
  /** What went through at this round trip since the last time. */
  take(rttMs: number): Promise<Passage[]>;
  stop(): Promise<void>;
}

const START_MS = 60_000;

export async function startFarRig(rtts: readonly number[], minutes: number): Promise<FarRig> {
  const script = path.join(import.meta.dirname, '..', 'scripts', 'rig.ts');
  const child = fork(script, ['run', '--rtt', rtts.join(','), '--minutes', String(minutes)], {
    execArgv: ['--import=tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const description = (await next(child)) as RigDescription;
  return {
    description,
    async take(rttMs) {
      child.send('take');
      const all = (await next(child)) as [number, Passage[]][];
      return all.find(([rtt]) => rtt === rttMs)?.[1] ?? [];
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}

function next(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new Error('The rig does not answer.'))), START_MS);
    const ended = (code: number | null) => settle(() => reject(new Error(`The rig ended with ${code}.`)));
    const heard = (message: unknown) => settle(() => resolve(message));
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.off('exit', ended);
      child.off('message', heard);
      act();
    };
    child.once('exit', ended);
    child.once('message', heard);
  });
}
