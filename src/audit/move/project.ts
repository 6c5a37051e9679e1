import { dependenciesOf, JAVASCRIPT_MANIFEST, type Package } from '../../formats/javascript-package.ts';
import { directoryOf, joinPath } from '../../workspace/paths.ts';

/** What the planner may know of the folder. Unsaved text wins over what is on disk. */
export interface ProjectView {
  files: readonly { path: string; tracked: boolean; ignored: boolean }[];
  /** The text of a file without a byte order mark; undefined where there is none or it cannot be read. */
  read(path: string): Promise<string | undefined>;
}

export type Language = 'javascript' | 'python' | 'go' | 'ruby' | 'php';

const MANIFESTS: Record<Language, RegExp> = {
  javascript: JAVASCRIPT_MANIFEST,
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
