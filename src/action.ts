// The GitHub Action (action.yml): inputs and event from the environment, annotations to standard output.
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT, isUsageError, type Stream, type Terminal } from './commands/command.ts';
import { runGithubAction } from './commands/github-action.ts';
import { plainLine } from './reporters/plain-text.ts';

const home = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const controller = new AbortController();
setMaxListeners(0, controller.signal);
// The runner asks like this when a job is cancelled.
process.once('SIGINT', () => controller.abort());
process.once('SIGTERM', () => controller.abort());

const stream = (to: NodeJS.WriteStream): Stream => ({
  write: (text) => void to.write(text),
  isTerminal: false,
  columns: undefined,
});
const terminal: Terminal = {
  cwd: process.cwd(),
  home,
  version: (JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }).version,
  signal: controller.signal,
  now: Date.now,
  environment: process.env,
  out: stream(process.stdout),
  err: stream(process.stderr),
  plain: true,
  debug: process.env.RUNNER_DEBUG === '1',
};

try {
  process.exitCode = await runGithubAction(terminal);
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  const hint = isUsageError(error) && error.hint ? ` ${error.hint}` : '';
  process.stdout.write(
    controller.signal.aborted
      ? 'Stopped.\n'
      : `::error title=Launch Ready::${plainLine(text + hint).replace(/%/g, '%25')}\n`,
  );
  if (terminal.debug && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = controller.signal.aborted ? EXIT.interrupted : EXIT.usage;
}
