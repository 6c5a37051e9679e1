import { didYouMean } from '../config/did-you-mean.ts';
import { parseArguments } from './arguments.ts';
import { auditCommand } from './audit.ts';
import { checksCommand } from './checks.ts';
import { type Command, EXIT, type Terminal, UsageError } from './command.ts';
import { domainCommand } from './domain.ts';
import { explainCommand } from './explain.ts';
import { commandHelp, generalHelp } from './help.ts';
import { initCommand } from './init.ts';
import { recordCommand } from './record.ts';
import { replayCommand } from './replay.ts';

export const COMMANDS: readonly Command[] = [
  auditCommand,
  domainCommand,
  explainCommand,
  checksCommand,
  initCommand,
  recordCommand,
  replayCommand,
];

/** Runs the words of a command line and gives the exit code. Never throws. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '--help', ...rest] = words;
  try {
    return await dispatch(name, rest, terminal);
  } catch (error) {
    if (terminal.signal.aborted) {
      terminal.err.write('Stopped.\n');
      return EXIT.interrupted;
    }
    if (error instanceof UsageError) {
      terminal.err.write(`launch-ready: ${error.message}\n${error.hint ? `${error.hint}\n` : ''}`);
      const known = COMMANDS.some((command) => command.name === name);
      terminal.err.write(`See: launch-ready ${known ? `${name} ` : ''}--help\n`);
      return EXIT.usage;
    }
    terminal.err.write(
      `launch-ready stopped because of a mistake of its own: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    if (terminal.debug && error instanceof Error) terminal.err.write(`${error.stack}\n`);
    else terminal.err.write('LAUNCH_READY_DEBUG=1 in the environment shows where.\n');
    return EXIT.usage;
  }
}

async function dispatch(name: string, rest: readonly string[], terminal: Terminal): Promise<number> {
  if (name === '--version' || name === '-v') {
    terminal.out.write(`${terminal.version}\n`);
    return EXIT.ok;
  }
  const isHelp = name === '--help' || name === '-h' || name === 'help';
  const wanted = isHelp ? rest[0] : name;
  if (wanted === undefined) {
    terminal.out.write(generalHelp(COMMANDS));
    return EXIT.ok;
  }
  const command = COMMANDS.find((candidate) => candidate.name === wanted);
  if (!command) throw unknownCommand(wanted);
  if (isHelp || asksForHelp(rest)) {
    terminal.out.write(commandHelp(command));
    return EXIT.ok;
  }
  return await command.run(parseArguments(command, rest), terminal);
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === '--help' || word === '-h');
}

function unknownCommand(word: string): UsageError {
  if (word.startsWith('-'))
    return new UsageError(`unknown option ${word}`, 'A command comes first: launch-ready audit');
  const meant = didYouMean(
    word,
    COMMANDS.map(({ name }) => name),
  );
  return new UsageError(`there is no command ${word}`, meant && `Did you mean ${meant}?`);
}
