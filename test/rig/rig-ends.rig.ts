import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { ADDRESSES } from './names.ts';
import type { RigDescription } from './rig.ts';

const SCRIPT = path.resolve(import.meta.dirname, '..', '..', 'scripts', 'rig.ts');

/** Servers that outlive their rig would pile up on whoever's machine it is. */
describe('the rig ends all that it started', function () {
  this.timeout(60_000);
  const endings: Record<string, { words?: string[]; act: (child: ChildProcess) => void }> = {
    'when it is interrupted': { act: (child) => child.kill('SIGINT') },
    'when it is killed': { act: (child) => child.kill('SIGKILL') },
    'when its parent goes away': { act: (child) => child.disconnect() },
    'when its time is over': { words: ['--minutes', '0.03'], act: () => {} },
  };
  for (const [title, { words = [], act }] of Object.entries(endings)) {
    it(title, async () => {
      const child = fork(SCRIPT, ['run', ...words], { execArgv: ['--import=tsx'], silent: true });
      const { directory, ports } = await new Promise<RigDescription>((resolve, reject) => {
        child.once('message', (message) => resolve(message as RigDescription));
        child.once('exit', (code) => reject(new Error(`The rig ended with ${code}.`)));
      });
      assert.ok(existsSync(directory));
      assert.ok(await isOpen(ADDRESSES.apex, ports.https));
      act(child);
      while (existsSync(directory)) await new Promise((resolve) => setTimeout(resolve, 50));
      const open = await Promise.all([
        isOpen(ADDRESSES.apex, ports.https),
        isOpen(ADDRESSES.primary, ports.dns),
        isOpen(ADDRESSES.secondary, ports.dns),
        isOpen(ADDRESSES.primary, ports.resolver),
        isOpen(ADDRESSES.dropped, ports.https),
        isOpen(ADDRESSES.hung, ports.https),
      ]);
      assert.deepEqual(open, Array(open.length).fill(false));
    });
  }
});

function isOpen(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const settle = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    // A queue that is full is somebody's too.
    setTimeout(() => settle(true), 1000).unref();
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
