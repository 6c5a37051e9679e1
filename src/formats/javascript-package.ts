/** The package that a file belongs to: the nearest folder above it with a manifest of its language. */
export interface Package {
  /** '' for the root. */
  folder: string;
  /** Names of what it depends on; for other languages than JavaScript, every word of its manifests. */
  dependencies: ReadonlySet<string>;
  /** Names of the files that lie in the folder itself. */
  names: ReadonlySet<string>;
}

/** By a file's name alone. */
export const JAVASCRIPT_MANIFEST = /^(?:package\.json|deno\.jsonc?|wrangler\.(?:toml|jsonc?))$/;

const GROUPS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
  'imports',
  'require',
  'require-dev',
];

/** What a manifest of that name depends on, also while it is half typed; every word of those that are not read as JSON. */
export function dependenciesOf(name: string, text: string): string[] {
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

/** Names in a package's folder that tell what kind of package it is. */
const TELLING = /^(?:manifest\.json|index\.html)$/;

/** The packages of a repository: `files` are all its files, `manifests` what each manifest depends on, by path. */
export function packagesOf(
  files: readonly { path: string }[],
  manifests: Readonly<Record<string, readonly string[]>>,
): (path: string) => Package {
  return (path) => {
    const all = tellingNames(files);
    for (let folder = path; folder !== ''; ) {
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
      const names = all.get(folder);
      const own = [...(names ?? [])].filter((name) => JAVASCRIPT_MANIFEST.test(name));
      if (!names || own.length === 0) continue;
      const listed = own.flatMap((name) => {
        const at = folder === '' ? name : `${folder}/${name}`;
        return Object.hasOwn(manifests, at) ? (manifests[at] ?? []) : [];
      });
      return { folder, dependencies: new Set(listed), names };
    }
    return { folder: '', dependencies: new Set(), names: all.get('') ?? new Set() };
  };
}

/** The list stays the same over most edits. */
const namesOfLists = new WeakMap<object, ReadonlyMap<string, ReadonlySet<string>>>();

/** By folder, the names in it that tell of a package. */
function tellingNames(files: readonly { path: string }[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = namesOfLists.get(files);
  if (known) return known;
  const byFolder = new Map<string, Set<string>>();
  for (const { path } of files) {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (!TELLING.test(name) && !JAVASCRIPT_MANIFEST.test(name)) continue;
    const folder = slash < 0 ? '' : path.slice(0, slash);
    byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(name));
  }
  namesOfLists.set(files, byFolder);
  return byFolder;
}
