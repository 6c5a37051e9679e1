import { wrap } from '../reporters/wrap.ts';
import type { Command, CommandHead, OptionSpec } from './command.ts';

const WIDTH = 100;
const INDENT = ' '.repeat(30);

/** What `launch-ready --help` prints. */
export function generalHelp(commands: readonly CommandHead[]): string {
  const names = commands.map(({ name, operands, summary }) => row(`${name} ${operands}`, summary));
  return `Launch Ready: can this survive paying users, today?

Usage: launch-ready COMMAND [options]

${names.join('\n')}

Options of each command, with an example: launch-ready COMMAND --help
Version: launch-ready --version

Exit codes: 0 nothing at or above --fail-on; 1 findings at or above it; 2 wrong usage or a mistake in
launch-ready.yaml; 3 something that could stop the launch could not be looked at.

Nothing is sent anywhere but the look-ups of the domain that you name.
`;
}

/** What `launch-ready COMMAND --help` prints. */
export function commandHelp(
  { name, operands, summary }: CommandHead,
  { options, example, notes }: Command,
): string {
  const lines = [`launch-ready ${[name, operands].filter(Boolean).join(' ')}`, '', `${summary}.`, ''];
  if (options.length > 0)
    lines.push('Options:', ...options.map((option) => row(signature(option), describe(option))), '');
  if (notes) lines.push(...notes.split('\n').flatMap((line) => wrap(line, WIDTH)), '');
  lines.push('Example:', `  ${example}`);
  return `${lines.join('\n')}\n`;
}

function signature({ name, value, short, list }: OptionSpec): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}${list ? ',…' : ''}` : ''}`;
}

function describe({ help, choices }: OptionSpec): string {
  return choices ? `${help}: ${choices.join(', ')}` : help;
}

function row(left: string, right: string): string {
  const start = `  ${left}`.padEnd(INDENT.length);
  if (`  ${left}`.length >= INDENT.length) return [start, ...wrap(right, WIDTH, INDENT)].join('\n');
  return wrap(right, WIDTH, INDENT)
    .map((line, index) => (index === 0 ? start + line.slice(INDENT.length) : line))
    .join('\n');
}
