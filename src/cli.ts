#!/usr/bin/env node
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stream, Terminal } from './commands/command.ts';
import { EXIT } from './commands/command.ts';
import { runCommandLine } from './commands/main.ts';

// Both src/ and dist/ stand beside docs/ and package.json.
const home = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const controller = new AbortController();
// Every open connection listens to it.
setMaxListeners(0, controller.signal);

process.once('SIGINT', interrupt);
process.once('SIGTERM', interrupt);
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
const out = streamOf(process.stdout);
const err = streamOf(process.stderr);

const terminal: Terminal = {
  cwd: process.cwd(),
  home,
  version: readVersion(),
  signal: controller.signal,
  now: Date.now,
  readInput,
  environment: process.env,
  out,
  err,
  plain: Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb',
  debug: Boolean(process.env.LAUNCH_READY_DEBUG),
};

await leave(await runCommandLine(process.argv.slice(2), terminal));

/** The first time: stop what is under way. The second time the default holds, and the process ends at once. */
function interrupt(): void {
  controller.abort();
}

function crash(error: unknown): void {
  if (terminal.debug) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  else {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`launch-ready stopped because of a mistake of its own: ${text}\n`);
  }
  process.exit(EXIT.usage);
}

/** A reader that went away (`| head`) is no reason for a word. */
function streamOf(stream: NodeJS.WriteStream): Stream {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
  };
}

/** At most 16 MB: git tells a hook some hundred bytes a branch. */
async function readInput(): Promise<string> {
  if (process.stdin.isTTY) return '';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += (chunk as Buffer).length;
    if (size > 16 * 1024 * 1024) break;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Waits until all is written, then ends even when a socket lingers. */
async function leave(code: number): Promise<never> {
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) =>
        new Promise<void>((resolve) => (stream.writable ? stream.write('', () => resolve()) : resolve())),
    ),
  );
  process.exit(code);
}

function readVersion(): string {
  return JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')).version;
}
