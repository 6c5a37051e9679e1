import { at, type DocumentNode, entriesOf, itemsOf, textAt } from './document.ts';

export interface TurboSettings {
  /** Names and patterns (`ACME_*`) that tasks may see. */
  listed: string[];
  /** `envMode: "loose"`: tasks see everything. */
  isLoose: boolean;
  /** A package's own file, which adds to the root's. */
  isExtending: boolean;
  /** The list that a name is best added to: `globalEnv`, or the build task's `env`. */
  list?: DocumentNode;
}

export const TURBO_FILE = /(?:^|\/)turbo\.jsonc?$/;

/** `env`, `passThroughEnv` and their global forms (Turborepo, configuration reference). */
export function turboSettings(document: DocumentNode | undefined): TurboSettings {
  const tasks = [...entriesOf(at(document, 'tasks')), ...entriesOf(at(document, 'pipeline'))];
  const lists = [
    at(document, 'globalEnv'),
    at(document, 'globalPassThroughEnv'),
    ...tasks.flatMap(({ value }) => [at(value, 'env'), at(value, 'passThroughEnv')]),
  ];
  const build = tasks.find(({ key }) => key === 'build' || key.endsWith('#build'));
  const list = [at(build?.value, 'env'), at(document, 'globalEnv')].find((node) => itemsOf(node).length > 0);
  return {
    listed: lists.flatMap((node) => itemsOf(node).flatMap((item) => textAt(item) ?? [])),
    isLoose: textAt(document, 'envMode') === 'loose',
    isExtending: at(document, 'extends') !== undefined,
    ...(list && { list }),
  };
}

/** `*` stands for any characters; a `!` in front takes names out again. */
export function isListed(name: string, listed: readonly string[]): boolean {
  return listed.some((pattern) => {
    if (pattern.startsWith('!')) return false;
    if (!pattern.includes('*')) return pattern === name;
    return new RegExp(
      `^${pattern
        .split('*')
        .map((part) => part.replace(/\W/g, '\\$&'))
        .join('.*')}$`,
    ).test(name);
  });
}
