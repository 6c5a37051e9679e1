import { at, entriesOf, itemsOf, textAt } from '../../formats/document.ts';
import { parseJsonDocument } from '../../formats/document-json.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    PackageManifests: ByFile<PackageManifest>;
  }
}

export interface PackageManifest {
  /** The ecosystem the manifest belongs to. */
  ecosystem: 'npm' | 'python' | 'go' | 'ruby' | 'php' | 'rust' | 'java' | 'dotnet' | 'elixir';
  name?: string;
  /** Names of everything it depends on, for running, developing or otherwise. */
  dependencies: string[];
  /** Names of its npm scripts. */
  scripts: string[];
  isPrivate: boolean;
  /** Published to a registry as a library, by its own words. */
  isLibrary: boolean;
  hasWorkspaces: boolean;
  packageManager?: string;
}

/** What each package depends on. */
export const packageManifestsGatherer: FileGatherer<'PackageManifests'> = {
  produces: 'PackageManifests',
  scope: 'file',
  appliesTo: (path) => !isVendored(path) && KINDS.some(([pattern]) => pattern.test(path)),
  gatherFile({ path, text }) {
    const kind = KINDS.find(([pattern]) => pattern.test(path));
    if (!kind) return undefined;
    if (kind[1] === 'npm') return npmManifest(text);
    const shape = { scripts: [], isPrivate: true, isLibrary: false, hasWorkspaces: false };
    return { ecosystem: kind[1], dependencies: wordsOf(text), ...shape };
  },
};

const KINDS: [RegExp, PackageManifest['ecosystem']][] = [
  [/(?:^|\/)(?:package|deno)\.jsonc?$/, 'npm'],
  [/(?:^|\/)(?:pyproject\.toml|requirements[\w.-]*\.txt|Pipfile|setup\.py|setup\.cfg)$/, 'python'],
  [/(?:^|\/)go\.mod$/, 'go'],
  [/(?:^|\/)Gemfile$/, 'ruby'],
  [/(?:^|\/)composer\.json$/, 'php'],
  [/(?:^|\/)Cargo\.toml$/, 'rust'],
  [/(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/, 'java'],
  [/(?:^|\/)[\w.-]+\.(?:cs|fs)proj$/, 'dotnet'],
  [/(?:^|\/)mix\.exs$/, 'elixir'],
];

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'imports'];

function npmManifest(text: string): PackageManifest | undefined {
  const document = parseJsonDocument(text);
  if (document?.kind !== 'map') return undefined;
  const names = GROUPS.flatMap((group) => entriesOf(at(document, group)).map((entry) => entry.key));
  const name = textAt(document, 'name');
  const packageManager = textAt(document, 'packageManager');
  const isPrivate = textAt(document, 'private') === 'true';
  const publishes = ['main', 'exports', 'module', 'types', 'files'].some(
    (key) => at(document, key) !== undefined,
  );
  return {
    ecosystem: 'npm',
    ...(name && { name }),
    dependencies: [...new Set(names)],
    scripts: entriesOf(at(document, 'scripts')).map((entry) => entry.key),
    isPrivate,
    isLibrary: !isPrivate && publishes && textAt(document, 'version') !== undefined,
    hasWorkspaces:
      itemsOf(at(document, 'workspaces')).length + entriesOf(at(document, 'workspaces')).length > 0,
    ...(packageManager && { packageManager }),
  };
}

/** Package names in manifests that we do not parse: every word that may be one. */
function wordsOf(text: string): string[] {
  const plain = text.replace(/^\s*(?:#|\/\/).*$/gm, '').slice(0, 200_000);
  return [...new Set(plain.match(/[A-Za-z][\w@.-]*(?:\/[\w@.-]+)*/g) ?? [])].slice(0, 2000);
}
