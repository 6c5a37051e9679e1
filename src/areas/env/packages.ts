import type { Artifacts } from '../../model/artifacts.ts';
import type { PackageManifest } from '../../observe/repository/package-manifests.ts';
import { folderOf } from './template-fix.ts';

type Manifests = Artifacts['PackageManifests'];

export interface PackageAt {
  /** Without a slash at the end; empty: the root. */
  folder: string;
  manifest: PackageManifest;
}

/** The npm packages around `path`, nearest first. */
export function packagesAround(path: string, manifests: Manifests): PackageAt[] {
  const found: PackageAt[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const manifest = manifests[folder === '' ? 'package.json' : `${folder}/package.json`];
    if (manifest) found.push({ folder, manifest });
    if (folder === '') return found;
  }
}

/** The folder of the nearest manifest, of whatever language; functions of Supabase are a package of their own. */
export function packageFinder(manifests: Manifests): (path: string) => string {
  const packages = new Set(Object.keys(manifests).map(folderOf));
  const known = new Map<string, string>([['', '']]);
  const find = (folder: string): string => {
    let found = known.get(folder);
    if (found === undefined) {
      const isOwn = packages.has(folder) || /(?:^|\/)supabase\/functions$/.test(folder);
      found = isOwn ? folder : find(folderOf(folder));
      known.set(folder, found);
    }
    return found;
  };
  return (path) => find(folderOf(path));
}

/** True when `path` lies in `folder`, at any depth. */
export const isIn = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

/**
 * What is built from `folder` holds the file at `path`: it is of the package there, or of one that a package of the repository
 * uses. A sample or another program in a folder below, which nothing uses, is not part of it.
 */
export function isOfPackage(path: string, folder: string, manifests: Manifests): boolean {
  const [nearest] = packagesAround(path, manifests);
  if (!nearest || !isIn(nearest.folder, folder) || nearest.folder === folder) return true;
  const around = packagesAround(path, manifests).slice(1);
  if (around.length === 0 || around.some(({ manifest }) => manifest.hasWorkspaces)) return true;
  if (WORKSPACE_TOOLS.some((tool) => around.some(({ manifest }) => manifest.dependencies.includes(tool))))
    return true;
  const { name } = nearest.manifest;
  return (
    name !== undefined && Object.values(manifests).some(({ dependencies }) => dependencies.includes(name))
  );
}

/** pnpm and these keep the list of packages in a file of their own. */
const WORKSPACE_TOOLS = ['turbo', 'nx', 'lerna', '@moonrepo/cli'];

/** A folder written relative to that of `file`: `joinPath('deploy/compose.yaml', '../api')` is `api`. */
export function joinPath(file: string, relative: string): string {
  const parts = folderOf(file) === '' ? [] : folderOf(file).split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The first few of many names, for a sentence. */
export function listOf(names: readonly string[]): string {
  if (names.length > 4) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
