import type { Progress } from '../audit/gather.ts';
import { plainLine } from '../reporters/plain-text.ts';
import { cutTo, displayWidth } from '../reporters/wrap.ts';
import type { Stream } from './command.ts';

const BAR = 16;
const MIN_INTERVAL_MS = 80;

/** One line on a terminal that is written over and taken away at the end; nothing in a pipe. */
export function progressLine(stream: Stream): { show(progress: Progress): void; end(): void } {
  if (!stream.isTerminal) return { show: () => {}, end: () => {} };
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    show({ text, fraction }) {
      const now = performance.now();
      if (now - shownAt < MIN_INTERVAL_MS) return;
      shownAt = now;
      shown = true;
      const bar = fraction === undefined ? '' : `${drawBar(fraction)} `;
      const room = Math.max(10, (stream.columns ?? 80) - displayWidth(bar) - 1);
      stream.write(`\r\u001b[K${bar}${cutTo(plainLine(text), room)}`);
    },
    end() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

function drawBar(fraction: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * BAR);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
}
