import type { Input, OptionSpec } from './command.ts';

export const BASELINE_OPTIONS: readonly OptionSpec[] = [
  { name: 'update-baseline', help: 'accept every secret that is found now, by its value' },
  {
    name: 'accept',
    value: 'FINGERPRINT',
    list: true,
    help: 'accept the secrets of these findings, by their value',
  },
  { name: 'accept-rule', value: 'KIND', list: true, help: 'accept all secrets of these kinds' },
  { name: 'accept-path', value: 'GLOB', list: true, help: 'accept all secrets in the files that match' },
];

export function changesBaseline(input: Input): boolean {
  return BASELINE_OPTIONS.some(({ name }) => input.has(name));
}
