import { directoryOf, joinPath } from '../../workspace/paths.ts';

/** What the planner may know of the folder. Unsaved text wins over what is on disk. */
export interface ProjectView {
  files: readonly { path: string; tracked: boolean; ignored: boolean }[];
  /** The text of a file without a byte order mark; undefined where there is none or it cannot be read. */
  read(path: string): Promise<string | undefined>;
}

/** The package that a file belongs to: the nearest folder above it with a manifest of its language. */
export interface Package {
  /** '' for the root. */
  folder: string;
  /** Names of what it depends on; for other languages than JavaScript, every word of its manifests. */
  dependencies: ReadonlySet<string>;
  /** Names of the files that lie in the folder itself. */
  names: ReadonlySet<string>;
}

export type Language = 'javascript' | 'python' | 'go' | 'ruby' | 'php';

const MANIFESTS: Record<Language, RegExp> = {
  javascript: /^(?:package\.json|deno\.jsonc?|wrangler\.(?:toml|jsonc?))$/,
  python: /^(?:pyproject\.toml|requirements[\w.-]*\.txt|Pipfile|setup\.py|setup\.cfg|manage\.py)$/,
  go: /^go\.mod$/,
  ruby: /^(?:Gemfile|gems\.rb)$/,
  php: /^composer\.json$/,
};

const EXTENSIONS: [RegExp, Language][] = [
  [/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/, 'javascript'],
  [/\.pyw?$/, 'python'],
  [/\.go$/, 'go'],
  [/\.(?:rb|rake|ru)$|(?:^|\/)(?:Rakefile|Gemfile|Capfile)$/, 'ruby'],
  [/\.(?:php|phtml)$/, 'php'],
];

/** Undefined where we do not know how the file would read a variable. */
export function languageOf(path: string): Language | undefined {
  return EXTENSIONS.find(([pattern]) => pattern.test(path))?.[1];
}

export async function packageOf(
  path: string,
  language: Language,
  { files, read }: ProjectView,
): Promise<Package> {
  const byFolder = new Map<string, string[]>();
  for (const file of files) {
    const folder = directoryOf(file.path);
    const name = file.path.slice(folder === '' ? 0 : folder.length + 1);
    const names = byFolder.get(folder);
    if (names) names.push(name);
    else byFolder.set(folder, [name]);
  }
  for (const folder of foldersUp(path)) {
    const manifests = (byFolder.get(folder) ?? []).filter((name) => MANIFESTS[language].test(name));
    if (manifests.length === 0) continue;
    const texts = await Promise.all(manifests.map((name) => read(joinPath(folder, name))));
    const dependencies = manifests.flatMap((name, i) => dependenciesOf(name, texts[i] ?? ''));
    return { folder, dependencies: new Set(dependencies), names: new Set(byFolder.get(folder)) };
  }
  return { folder: '', dependencies: new Set(), names: new Set(byFolder.get('')) };
}

/** The file's own folder first, the root ('') last. */
export function foldersUp(path: string): string[] {
  const folders: string[] = [];
  for (let folder = directoryOf(path); ; folder = directoryOf(folder)) {
    folders.push(folder);
    if (folder === '') return folders;
  }
}

const GROUPS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
  'imports',
  'require',
  'require-dev',
];

function dependenciesOf(name: string, text: string): string[] {
  if (/^(?:package|composer)\.json$/.test(name)) {
    try {
      const manifest = JSON.parse(text) as Record<string, unknown> | null;
      return GROUPS.flatMap((group) => {
        const listed = manifest?.[group];
        return typeof listed === 'object' && listed !== null ? Object.keys(listed) : [];
      });
    } catch {
      // Half typed: what can be seen of it has to do.
    }
  }
  return (text.slice(0, 200_000).match(/[A-Za-z@][\w@./-]*/g) ?? []).slice(0, 5000);
}
