import assert from 'node:assert/strict';

/** The same numbers at every run (mulberry32). */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** The seed with one to `most` bytes changed, put in or cut off. */
export function mutate(seed: Uint8Array, random: (below: number) => number, most = 8): Uint8Array {
  let bytes = Uint8Array.from(seed);
  for (let times = 1 + random(most); times > 0 && bytes.length > 0; times--) {
    const at = random(bytes.length);
    const kind = random(4);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes = bytes.slice(0, at);
    else if (kind === 2) bytes = Uint8Array.from([...bytes.slice(0, at), random(256), ...bytes.slice(at)]);
    else bytes.fill([0, 0x80, 0xff, 0x30][random(4)] as number, at, at + 1 + random(4));
  }
  return bytes;
}

/** Milliseconds of the processor since `process.cpuUsage()`: what others do on the machine does not count. */
export function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** A hostile input may cost this much of the processor, and no more. */
const HANG_MS = 10;

/**
 * What is the longest that one input cost? Told of each with `cost`, and asked to try the dearest again: the least of several
 * tries is the input's own work, since a collection of garbage or a compiler at work meets one try by chance, and never all.
 */
export interface Costs<T> {
  add(input: T, ms: number): void;
  /** Milliseconds of the processor of the dearest input. Throws an AssertionError for one that would be a hang. */
  settle(again: (input: T) => void | Promise<void>): Promise<number>;
}

export function costs<T>(kept = 5, tries = 5): Costs<T> {
  let dearest: { input: T; ms: number }[] = [];
  return {
    add(input, ms) {
      dearest = [...dearest, { input, ms }].sort((a, b) => b.ms - a.ms).slice(0, kept);
    },
    async settle(again) {
      let most = 0;
      for (const { input, ms } of dearest) {
        let least = ms;
        for (let i = 0; i < tries; i++) {
          const from = process.cpuUsage();
          await again(input);
          least = Math.min(least, cpuMs(from));
        }
        most = Math.max(most, least);
      }
      assert.ok(most <= HANG_MS, `one input cost ${most.toFixed(1)} ms of the processor`);
      return most;
    },
  };
}
