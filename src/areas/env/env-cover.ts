import type { Artifacts } from '../../model/artifacts.ts';

/** Languages whose programs usually take a `.env`. */
const LOADS_ENV_FILES = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|rb|php)$/;

/** Does anything here invite a developer to make an `.env`? */
export function usesEnvironment({ EnvFiles, EnvReads }: Pick<Artifacts, 'EnvFiles' | 'EnvReads'>): boolean {
  if (Object.keys(EnvFiles).length > 0) return true;
  return Object.entries(EnvReads).some(
    ([path, facts]) =>
      LOADS_ENV_FILES.test(path) &&
      facts.reads.some((read) => read.side === 'server' || read.side === 'client'),
  );
}

/** A monorepo may ignore env files in each package, so any one rule is enough; a tracked `.env` is a convention of its own. */
export function coversEnv({
  GitIgnoreRules,
  EnvFiles,
  WorkspaceFiles,
}: Pick<Artifacts, 'GitIgnoreRules' | 'EnvFiles' | 'WorkspaceFiles'>): boolean {
  if (Object.values(GitIgnoreRules).some((rules) => rules.ignoresEnv)) return true;
  return WorkspaceFiles.files.some(
    ({ path, tracked, ignored }) =>
      EnvFiles[path]?.kind === 'values' && !EnvFiles[path].environment && (tracked || ignored),
  );
}
