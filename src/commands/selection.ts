import { AREAS } from '../areas/index.ts';
import { notAChoice } from './arguments.ts';
import type { Input, OptionSpec } from './command.ts';

export const SELECTION_OPTIONS: readonly OptionSpec[] = [
  { name: 'only', value: 'AREA|CHECK', list: true, help: 'run only these areas or checks' },
  { name: 'skip', value: 'AREA|CHECK', list: true, help: 'leave out these areas or checks' },
];

/** The areas and checks named in an option. */
export function selection(input: Input, option: 'only' | 'skip'): string[] {
  const known = AREAS.flatMap((area) => [area.id, ...area.checks.map(({ id }) => id)]);
  const named = input.values(option);
  for (const name of named) {
    if (!(known as string[]).includes(name)) throw notAChoice(`--${option}`, name, known);
  }
  return [...named];
}
