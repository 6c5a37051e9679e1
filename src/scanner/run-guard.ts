import type { FileFacts } from './engine.ts';

const STRETCH = 512;
/** More of one kind in one file is a dump: the first of them say it. */
const MAX_ACCEPTED = 250;
const BREAKS = new Uint8Array(128);
for (const character of ' \t\r\n"\'`<>()[]{},;') BREAKS[character.charCodeAt(0)] = 1;

/**
 * Bounds what one rule costs on text made of its own beginnings: after a number of failures close to each other, the rest of
 * that unbroken run (or stretch of 512 characters) is not tried, nor is what lies inside a match.
 */
export interface RunGuard {
  allows(start: number, file: FileFacts): boolean;
  failed(text: string, start: number): void;
  /** A match that ends at `end` was accepted. */
  matched(end: number): void;
}

export function createRunGuard(maxFailures: number): RunGuard {
  let current: FileFacts | undefined;
  let stretchEnd = 0;
  let matchEnd = 0;
  let failures = 0;
  let accepted = 0;
  return {
    allows(start, file) {
      if (file !== current) {
        current = file;
        stretchEnd = 0;
        matchEnd = 0;
        failures = 0;
        accepted = 0;
      }
      return start >= matchEnd && accepted < MAX_ACCEPTED && (failures < maxFailures || start >= stretchEnd);
    },
    failed(text, start) {
      if (start < stretchEnd) {
        failures++;
        return;
      }
      failures = 1;
      stretchEnd = start;
      while (stretchEnd < text.length && BREAKS[text.charCodeAt(stretchEnd)] !== 1) stretchEnd++;
      stretchEnd = Math.max(stretchEnd, start + STRETCH);
    },
    matched(end) {
      matchEnd = end;
      accepted++;
    },
  };
}
