import path from 'node:path';
import { plainLine } from '../reporters/plain-text.ts';
import type { Input, Terminal } from './command.ts';
import { textWidth, writeWhole } from './output.ts';

/** To the terminal, or to the file of `--output`. Throws `UsageError` where that cannot be written. */
export function sayText(text: string, input: Input, terminal: Terminal): void {
  const file = input.value('output');
  if (file === undefined) terminal.out.write(text);
  else {
    writeWhole(path.resolve(terminal.cwd, file), text, file);
    terminal.err.write(`Written to ${plainLine(file)}.\n`);
  }
}

/** How a text for people is drawn: colours only where a person looks. */
export function textOptions(input: Input, terminal: Terminal): { colour: boolean; width: number } {
  const toTerminal = terminal.out.isTerminal && input.value('output') === undefined;
  return {
    colour: toTerminal && !terminal.plain && !input.has('no-color'),
    width: textWidth(toTerminal, terminal),
  };
}
