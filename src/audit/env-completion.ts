import type { Variable } from '../areas/env/inventory.ts';
import { isSetByPlatform } from '../areas/env/inventory-entries.ts';
import { publicPrefixOf } from '../areas/env/public-names.ts';
import type { Artifacts } from '../model/artifacts.ts';
import { ANY_WORD } from '../observe/repository/env-mentions.ts';
import type { CompletionPlace } from './env-completion-place.ts';
import { declarationsFor, type EnvKnowledge, readsFor } from './env-places.ts';

export interface CompletionName {
  variable: Variable;
  newText: string;
  /** Where it is declared, or first read. */
  detail: string;
}

/** Names that the types of Node give to the editor's own completion. */
const TYPED = new Set(['NODE_ENV', 'TZ']);
const MOST_NAMES = 1000;

/** The names to offer, best first: never a value. */
export function completionNames(
  knowledge: EnvKnowledge,
  mentions: Artifacts['EnvMentions'],
  place: CompletionPlace,
  path: string,
): CompletionName[] {
  const offered =
    place.kind === 'code' ? forCode(knowledge, mentions, place, path) : forEnvFile(knowledge, place, path);
  return offered
    .map((one) => ({ ...one, name: one.variable.name }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(({ variable, name }) => {
      const newText =
        place.kind === 'code' ? `${place.quote}${name}${place.quote}` : `${name}${place.hasSign ? '' : '='}`;
      return { variable, newText, detail: detailOf(variable, path) };
    });
}

interface Offered {
  variable: Variable;
  /** Lower is better. */
  rank: number;
}

function forCode(
  { inventory }: EnvKnowledge,
  mentions: Artifacts['EnvMentions'],
  place: CompletionPlace & { kind: 'code' },
  path: string,
): Offered[] {
  const isTyped = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path)
    ? typedNames(mentions)
    : new Set<string>();
  return [...inventory.variables.values()].flatMap((variable) => {
    const { name, declarations, reads } = variable;
    if (!/^[A-Za-z_]\w*$/.test(name) || isTyped.has(name)) return [];
    if (declarations.some((d) => d.environment === 'binding')) return [];
    const isDeclared = declarations.some(
      ({ kind }) => kind !== 'ci' && kind !== 'script' && kind !== 'comment',
    );
    const isNoted = declarations.some(({ kind }) => kind === 'comment');
    const isRead = reads.some(
      (read) => ['server', 'client', 'build'].includes(read.side) && read.path !== path,
    );
    if (!isDeclared && !isRead && !isNoted) return [];
    const isPublic = publicPrefixOf(name) !== undefined;
    if (place.wants !== 'any' && isPublic !== (place.wants === 'public')) return [];
    const wrongSide = place.isClient && !isPublic ? 4 : 0;
    return [
      { variable, rank: wrongSide + (isSetByPlatform(variable) ? 3 : isDeclared ? 0 : isRead ? 1 : 2) },
    ];
  });
}

/** What declaration files of the project give types to: the language offers those names itself. */
function typedNames(mentions: Artifacts['EnvMentions']): Set<string> {
  const typed = new Set(TYPED);
  for (const [path, words] of Object.entries(mentions)) {
    if (!/\.d\.[cm]?ts$/.test(path) || words[0] === ANY_WORD) continue;
    if (words.length > 0 && !/(?:^|\/)node_modules\//.test(path)) for (const word of words) typed.add(word);
  }
  return typed;
}

/** What is read, or stands in a file beside it, and is not in this one. */
function forEnvFile(
  { inventory }: EnvKnowledge,
  { declared }: CompletionPlace & { kind: 'envFile' },
  path: string,
): Offered[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return [...inventory.variables.values()].flatMap((variable) => {
    const { name, declarations, reads } = variable;
    if (!/^[A-Za-z_]\w*$/.test(name) || isSetByPlatform(variable)) return [];
    if (declared.has(name) || declarations.some((d) => d.environment === 'binding')) return [];
    const ownReads = reads.filter(({ side }) => side === 'server' || side === 'client' || side === 'build');
    const isNear = ownReads.some((read) => read.path.startsWith(folder));
    const template = declarations.find(({ kind }) => kind === 'template');
    const inEnvFile = declarations.some(({ kind }) => kind === 'template' || kind === 'values');
    if (ownReads.length === 0 && !inEnvFile) return [];
    const isBeside = template?.path.startsWith(folder) === true;
    return [{ variable, rank: isNear ? 0 : isBeside ? 1 : ownReads.length > 0 ? 2 : 3 }];
  });
}

function detailOf(variable: Variable, path: string): string {
  const declared = declarationsFor(variable, path).filter(({ kind }) => kind !== 'comment');
  const paths = [...new Set(declared.map((d) => d.path))];
  if (paths.length > 0) {
    const more = paths.length > 2 ? ` and ${paths.length - 2} more` : '';
    return `in ${paths.slice(0, 2).join(', ')}${more}`;
  }
  const [first] = readsFor(variable);
  return first ? `read in ${first.path}:${first.range.start.line + 1}, declared nowhere` : 'commented out';
}
