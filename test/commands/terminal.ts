import path from 'node:path';
import type { Stream, Terminal } from '../../src/commands/command.ts';

export interface RecordedStream extends Stream {
  text: string;
}

export function recordedStream(changes: Partial<Stream> = {}): RecordedStream {
  const stream: RecordedStream = {
    text: '',
    write(text) {
      stream.text += text;
    },
    isTerminal: false,
    columns: undefined,
    ...changes,
  };
  return stream;
}

/** A terminal in memory, for what needs no process of its own. */
export function recordedTerminal(
  changes: Partial<Terminal> = {},
): Terminal & { out: RecordedStream; err: RecordedStream } {
  const out = recordedStream();
  const err = recordedStream();
  return {
    cwd: process.cwd(),
    home: path.resolve(import.meta.dirname, '..', '..'),
    version: '0.0.0-test',
    signal: new AbortController().signal,
    now: () => Date.parse('2026-11-21T22:30:00Z'),
    plain: false,
    debug: false,
    ...changes,
    out: (changes.out as RecordedStream | undefined) ?? out,
    err: (changes.err as RecordedStream | undefined) ?? err,
  };
}
