import type { Context } from 'mocha';
import { ensureBuilt } from '../support/built-cli.ts';
import { type Rig, startRig } from './rig.ts';
import { whyNoRig } from './tools.ts';

const START_MS = 60_000;
let shared: Rig | undefined;

/** The one rig of all suites. */
export function rig(): Rig {
  if (!shared) throw new Error('The rig is not up: run the suites with npm run test:rig.');
  return shared;
}

/** Root hooks: mocha runs them once, around all suites. */
export const mochaHooks = {
  async beforeAll(this: Context): Promise<void> {
    this.timeout(START_MS);
    const why = whyNoRig();
    if (why !== undefined) {
      if (process.env.CI) throw new Error(`The rig cannot start: ${why}`);
      console.warn(`\n  !! SKIPPED, all of it: ${why}\n`);
      return this.skip();
    }
    ensureBuilt();
    shared = await startRig();
  },
  async afterAll(this: Context): Promise<void> {
    this.timeout(START_MS);
    await shared?.close();
  },
};
