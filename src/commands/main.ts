import { didYouMean } from '../config/did-you-mean.ts';
import { parseArguments } from './arguments.ts';
import { COMMANDS } from './catalog.ts';
import { EXIT, isUsageError, type Terminal, UsageError } from './command.ts';
import { commandHelp, generalHelp } from './help.ts';

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
    if (isUsageError(error)) {
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
  const head = COMMANDS.find((candidate) => candidate.name === wanted);
  if (!head) throw unknownCommand(wanted);
  const command = await head.load();
  if (isHelp || asksForHelp(rest)) {
    terminal.out.write(commandHelp(head, command));
    return EXIT.ok;
  }
  return await command.run(parseArguments(head, command, rest), terminal);
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
