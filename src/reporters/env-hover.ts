import type { EnvEntry, EnvSetting } from '../areas/env/inventory-entries.ts';
import { isSecretName, publicPrefixOf } from '../areas/env/public-names.ts';
import type { Range } from '../model/location.ts';
import { plainLine } from './plain-text.ts';

/** A variable with what only the place of the pointer can tell. */
export interface EnvHoverFacts {
  entry: EnvEntry;
  /** Environments of the project that neither set it nor fall back on a file that does. */
  missing: readonly string[];
  /** Everything that declares it was looked at: else nothing is said to be nowhere. */
  isWhole: boolean;
  /** The place that is pointed at, which is not named again. */
  at?: { path: string; range: Range };
}

const MOST_PLACES = 5;

/**
 * What is known of one variable, as Markdown for a hover: never a value. `link` gives the address of a place; line counts
 * from 1.
 */
export function formatEnvHover(
  { entry, missing, isWhole, at }: EnvHoverFacts,
  link: (path: string, line: number) => string,
): string {
  const places = (all: readonly Place[], most = MOST_PLACES) => {
    const lines = uniqueLines(all);
    const shown = lines.slice(0, most).map(({ path, line, note }) => {
      return `[${escapeMarkdown(`${path}:${line}`)}](${link(path, line)})${note ?? ''}`;
    });
    const more = lines.length - shown.length;
    return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  };
  const { name, reads, declarations } = entry;
  const paragraphs = [[`**${escapeMarkdown(name)}**`, ...traits(entry)].join(' · ')];
  if (entry.purpose !== null) paragraphs.push(escapeMarkdown(entry.purpose));
  const publicWords = publicSentence(name);
  if (publicWords) paragraphs.push(publicWords);

  const lines: string[] = [];
  const isProvided = entry.environments.some(({ state }) => state === 'provided');
  if (declarations.length > 0) {
    const noted = declarations.map((d) => ({ ...d, note: d.kind === 'comment' ? ' (commented out)' : '' }));
    lines.push(`Declared in ${places(noted)}`);
  } else if (isWhole && !entry.setByPlatform && !isProvided)
    lines.push('**Declared nowhere** in this folder');
  const settings = settingSentence(entry.environments, missing);
  if (settings) lines.push(settings);
  const others = reads.places.filter(({ path, range }) => !isAt({ path, range }, at));
  if (others.length > 0) {
    const isOther = others.length < reads.places.length;
    lines.push(`${isOther ? 'Also read' : 'Read'} in ${places(others)}`);
  } else if (reads.count === 0 && isWhole) lines.push('No code here is seen to read it');
  else if (reads.count > 0) lines.push('Read nowhere else');
  paragraphs.push(lines.map((line) => `- ${line}`).join('\n'));
  return paragraphs.join('\n\n');
}

interface Place {
  path: string;
  range: Range;
  note?: string;
}

/** Places of one line are one place to go to. */
function uniqueLines(places: readonly Place[]): { path: string; line: number; note?: string }[] {
  const seen = new Map<string, { path: string; line: number; note?: string }>();
  for (const { path, range, note } of places) {
    const line = range.start.line + 1;
    if (!seen.has(`${path}:${line}`)) seen.set(`${path}:${line}`, { path, line, ...(note && { note }) });
  }
  return [...seen.values()];
}

function isAt(place: Place, at: EnvHoverFacts['at']): boolean {
  return at !== undefined && place.path === at.path && place.range.start.line === at.range.start.line;
}

/** `client and server`, `needed to run`. Tests, scripts and pipelines count only where nothing else reads it. */
function traits({ sides: all, setByPlatform, required, reads }: EnvEntry): string[] {
  const own = all.filter((side) => side === 'client' || side === 'server' || side === 'build');
  const sides = own.length > 0 ? own : all;
  const where = sides.length > 1 ? `${sides.slice(0, -1).join(', ')} and ${sides.at(-1)}` : sides[0];
  if (setByPlatform) return [...(where ? [where] : []), 'set by the platform'];
  if (reads.count === 0) return [];
  return [...(where ? [where] : []), required ? 'needed to run' : 'optional'];
}

/** What a public prefix does, for who has never heard of it; undefined without one. */
function publicSentence(name: string): string | undefined {
  const known = publicPrefixOf(name);
  if (!known) return undefined;
  const what = `**Public**: ${known.tool} copies every variable that begins with ${escapeMarkdown(known.prefix)} into the pages, so each visitor can read it.`;
  return isSecretName(known.rest)
    ? `${what} Its name sounds like a secret: call it ${escapeMarkdown(known.rest)}.`
    : `${what} Never put a secret in it.`;
}

const STATES: readonly [EnvSetting['state'], string][] = [
  ['set', 'Set for'],
  ['provided', 'Provided by the platform for'],
  ['elsewhere', 'Passed in from outside for'],
  ['placeholder', 'Only a placeholder for'],
  ['empty', 'Empty for'],
];

function settingSentence(
  environments: readonly EnvSetting[],
  missing: readonly string[],
): string | undefined {
  const parts = STATES.flatMap(([state, words]) => {
    const own = environments.filter((one) => one.state === state);
    const names = own.map(({ environment }) => environment);
    const isSame = own.length > 1 && own.every(({ mark }) => mark !== null && mark === own[0]?.mark);
    return names.length > 0 ? [`${words} ${listed(names)}${isSame ? ' (the same value)' : ''}`] : [];
  });
  if (missing.length > 0) parts.push(`**missing for ${listed(missing)}**`);
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  const whole = [first, ...rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join('; ');
  return missing.length > 0 && parts.length === 1 ? whole.replace('**missing', '**Missing') : whole;
}

/** `default` is what the tables call a `.env`. */
function listed(names: readonly string[]): string {
  const others = [...new Set(names)].filter((name) => name !== 'default').map(escapeMarkdown);
  if (!names.includes('default')) return others.join(', ');
  return others.length > 0 ? `every environment, and again for ${others.join(', ')}` : 'every environment';
}

/** One line in which nothing is markup: names, paths and comments are other people's text. */
export function escapeMarkdown(text: string): string {
  return plainLine(text).replace(/[\\`*_{}[\]()#+!|<>~&$-]/gu, '\\$&');
}
