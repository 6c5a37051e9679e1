import type { EnvEntry, EnvSetting } from '../areas/env/inventory-entries.ts';
import { pathFrom } from './place.ts';
import { plainLine } from './plain-text.ts';

/** What text and Markdown say alike. */
export const ENV_GROUPS: readonly { title: string; holds(entry: EnvEntry): boolean }[] = [
  { title: 'Needed to run', holds: ({ required }) => required },
  { title: 'Optional', holds: ({ required, reads }) => !required && reads.count > 0 },
  { title: 'Declared, and not seen to be read', holds: ({ reads }) => reads.count === 0 },
];

/** What the words of the table mean. */
export function envLegend(entries: readonly EnvEntry[]): string[] {
  const hasMark = entries.some(({ environments }) => environments.some(({ mark }) => mark !== null));
  const hasDefault = entries.some(({ environments }) =>
    environments.some(({ environment }) => environment === 'default'),
  );
  const isUnread = entries.some(({ reads }) => reads.count === 0);
  return [
    ...(hasMark
      ? ['The same letter behind two environments of a variable: the same value. No value is shown.']
      : []),
    ...(hasDefault ? ['default: a .env file, for every environment.'] : []),
    ...(isUnread ? ['What is not seen to be read may still be read by a library or a tool.'] : []),
  ];
}

/** `client, server`; '' for what nothing reads. Tests, scripts and pipelines count only where nothing else reads it. */
export function sidesWords({ sides }: EnvEntry): string {
  const own = sides.filter((side) => side === 'client' || side === 'server' || side === 'build');
  return (own.length > 0 ? own : sides).join(', ');
}

/** Needed to run, and nobody says that it exists. */
export const isGap = ({ required, declarations, environments }: EnvEntry): boolean =>
  required && declarations.length === 0 && !environments.some(({ state }) => state === 'provided');

/** `production A, local (empty)`: each once; '' where no file sets it. */
export function settingsWords({ environments }: EnvEntry): string {
  return [...new Set(environments.map(settingWords))].join(', ');
}

const STATES: Record<EnvSetting['state'], string> = {
  set: '',
  empty: ' (empty)',
  placeholder: ' (placeholder)',
  elsewhere: ' (from outside)',
  provided: ' (provided)',
};

function settingWords({ environment, state, mark }: EnvSetting): string {
  return plainLine(`${environment}${STATES[state]}${mark === null ? '' : ` ${mark}`}`);
}

/** `src/db.ts:4`, lines counted from 1. */
export function linePlace(
  place: { path: string; range: { start: { line: number } } },
  prefix: string,
): string {
  return plainLine(`${pathFrom(prefix, place.path)}:${place.range.start.line + 1}`);
}

/** Where it is declared, templates and env files first, at most `most` places and how many more. */
export function declaredWords({ declarations }: EnvEntry, prefix: string, most: number): string {
  if (declarations.length === 0) return 'nowhere';
  const order = ['template', 'values', 'comment', 'deploy', 'ci', 'script'];
  const places = [...declarations]
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((d) => `${linePlace(d, prefix)}${d.kind === 'comment' ? ' (commented out)' : ''}`);
  const unique = [...new Set(places)];
  const more = unique.length > most ? ` and ${unique.length - most} more` : '';
  return `${unique.slice(0, most).join(', ')}${more}`;
}
