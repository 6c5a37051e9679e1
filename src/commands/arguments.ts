import { parseArgs } from 'node:util';
import { didYouMean } from '../config/did-you-mean.ts';
import { type Command, type CommandHead, type Input, type OptionSpec, UsageError } from './command.ts';

/** Reads the words after a command's name. Throws `UsageError` with what was probably meant. */
export function parseArguments(head: CommandHead, command: Command, words: readonly string[]): Input {
  const options = command.options;
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      options.map(({ name, value, short }) => [
        name,
        { type: value ? ('string' as const) : ('boolean' as const), multiple: true, ...(short && { short }) },
      ]),
    ),
  });
  const operands: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (!option) throw unknownOption(command, token.rawName);
    const values = given.get(option.name) ?? [];
    given.set(option.name, [...values, ...readValue(option, token.value, token.inlineValue === true)]);
  }
  const [least, most] = command.arity;
  if (operands.length < least) throw new UsageError(`${head.name} needs ${head.operands}`);
  if (operands.length > most) {
    throw new UsageError(`${head.name} does not know what to do with "${operands[most]}"`);
  }
  return {
    operands,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
}

function readValue(option: OptionSpec, value: string | undefined, inline: boolean): string[] {
  const name = `--${option.name}`;
  if (!option.value) {
    if (inline) throw new UsageError(`${name} takes no value`);
    return [];
  }
  // What looks like the next option was not meant as a value.
  if (value === undefined || value === '' || (!inline && /^-./u.test(value))) {
    throw new UsageError(`${name} needs a value: ${name} ${option.value}`);
  }
  const values = option.list ? value.split(',').map((part) => part.trim()) : [value];
  if (values.includes('')) throw new UsageError(`${name} has an empty value in "${value}"`);
  for (const one of values) {
    if (option.choices && !option.choices.includes(one)) throw notAChoice(name, one, option.choices);
  }
  return values;
}

function unknownOption(command: Command, written: string): UsageError {
  const bare = written.replace(/^-+/u, '');
  const known = command.options.map(({ name }) => name);
  const meant = bare.length > 1 ? didYouMean(bare, known) : undefined;
  return new UsageError(`unknown option ${written}`, meant && `Did you mean --${meant}?`);
}

/** The error for a word that is not one of a closed list. */
export function notAChoice(what: string, word: string, choices: readonly string[]): UsageError {
  const meant = didYouMean(word, choices);
  const hint = meant
    ? `Did you mean ${meant}?`
    : choices.length <= 12
      ? `Choose from: ${choices.join(', ')}`
      : undefined;
  return new UsageError(`${what} does not know "${word}"`, hint);
}
