import type { Artifacts } from '../../model/artifacts.ts';
import type { EnvRead, EnvReadFacts, EnvUse } from '../../observe/repository/env-reads.ts';

type Files = Artifacts['EnvReads'];
type Export = EnvReadFacts['exports'][number];

/** What an import stands for, once the file it names was found. */
type Target = Exclude<Export, { kind: 'again' }>;

/** A read that another file turned out to be needed for. */
export type ReadThrough = EnvRead & { path: string };

/** Finds what an import stands for, as long as no file exports anything else. */
export type Resolver = (from: string, source: string, imported: string, depth: number) => Target | undefined;

export function resolverOf(files: Files, manifests: Artifacts['PackageManifests']): Resolver {
  const exports = new Map<string, Export[]>();
  for (const [path, facts] of Object.entries(files)) {
    if (facts.exports.length > 0) exports.set(path, facts.exports);
  }
  return createResolver(exports, manifests);
}

/** The uses of other files' environments and look-up functions that turn out to be reads, by path. */
export function readsThroughImports(files: Files, manifests: Artifacts['PackageManifests']): ReadThrough[] {
  const resolver = resolverOf(files, manifests);
  return Object.entries(files).flatMap(([path, facts]) => readsOfUses(path, facts, resolver));
}

export function readsOfUses(path: string, facts: EnvReadFacts, resolve: Resolver): ReadThrough[] {
  return facts.uses.flatMap((use) => {
    const target = resolve(path, use.source, use.imported, 0);
    const read = target && readOf(use, target);
    return read ? [{ ...read, path }] : [];
  });
}

function readOf({ source: _s, imported: _i, argument, ...use }: EnvUse, target: Target) {
  if (target.kind === 'environment') {
    if (argument >= 0) return undefined;
    return target.isChecked ? { ...use, form: 'schema.X', requirement: 'optional' as const } : use;
  }
  if (target.argument !== argument) return undefined;
  const requirement = target.requirement === 'required' ? use.requirement : target.requirement;
  return { ...use, requirement, ...(target.isQuiet && requirement === 'required' && { isQuiet: true }) };
}

function createResolver(
  files: ReadonlyMap<string, Export[]>,
  manifests: Artifacts['PackageManifests'],
): Resolver {
  const exporting = new Map<string, string[]>();
  const byName = new Map<string, Target>();
  for (const [path, list] of files) {
    for (const one of list) {
      if (one.kind === 'wrapper' && one.source) byName.set(`${one.source} ${one.name}`, one);
    }
    const key = stemOf(path);
    exporting.set(key, [...(exporting.get(key) ?? []), path]);
  }
  const byLast = new Map<string, [stem: string, paths: string[]][]>();
  for (const entry of exporting) {
    const last = lastPart(entry[0]);
    byLast.set(last, [...(byLast.get(last) ?? []), entry]);
  }
  const packages = Object.entries(manifests).flatMap(([path, { name }]) =>
    name ? [{ name, folder: path.slice(0, path.lastIndexOf('/') + 1) }] : [],
  );
  const resolve = (from: string, source: string, imported: string, depth: number): Target | undefined => {
    if (source.startsWith(':')) return byName.get(`${source} ${imported}`);
    if (depth > 5) return undefined;
    for (const path of candidates(from, source, exporting, byLast, packages)) {
      const found = lookIn(path, imported, depth);
      if (found) return found;
    }
    return undefined;
  };
  const lookIn = (path: string, imported: string, depth: number): Target | undefined => {
    for (const one of files.get(path) ?? []) {
      if (one.kind !== 'again') {
        if (one.name === imported) return one;
      } else if (one.name === imported || one.name === '*') {
        const found = resolve(path, one.source, one.name === '*' ? imported : one.imported, depth + 1);
        if (found) return found;
      }
    }
    return undefined;
  };
  return resolve;
}

const stemOf = (path: string): string => path.replace(/\.(?:d\.)?[cm]?[jt]sx?$/, '').replace(/\/index$/, '');

/** Files an import may mean, nearest first. Aliases (`@/env`, `~/env`, `$lib/env`) go by the end of the path. */
function candidates(
  from: string,
  source: string,
  exporting: ReadonlyMap<string, string[]>,
  byLast: ReadonlyMap<string, [stem: string, paths: string[]][]>,
  packages: readonly { name: string; folder: string }[],
): string[] {
  if (source.startsWith('.')) return exporting.get(stemOf(joined(from, source))) ?? [];
  const own = packages.find(({ name }) => source === name || source.startsWith(`${name}/`));
  if (own) {
    const rest = source.slice(own.name.length + 1);
    const inside = [...exporting].filter(([stem]) => stem.startsWith(own.folder));
    const wanted =
      rest === ''
        ? inside
        : inside.filter(([stem]) => stem.endsWith(`/${stemOf(rest)}`) || stem === own.folder + stemOf(rest));
    return wanted.flatMap(([, paths]) => paths);
  }
  const alias = /^(?:@|~|#|\$lib|src|app|lib)?\/(.+)$|^(?:src|#)\/?(.+)$/.exec(
    source.replace(/^(@|~|#)(?=[A-Za-z])/, '$1/'),
  );
  const rest = stemOf(alias?.[1] ?? alias?.[2] ?? source);
  const matching = (byLast.get(lastPart(rest)) ?? []).filter(
    ([stem]) => stem === rest || stem.endsWith(`/${rest}`),
  );
  return matching.flatMap(([, paths]) => paths).sort((a, b) => shared(b, from) - shared(a, from));
}

const lastPart = (stem: string): string => stem.slice(stem.lastIndexOf('/') + 1);

function joined(from: string, source: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Number of characters in common at the start: files of one package are nearest. */
function shared(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
