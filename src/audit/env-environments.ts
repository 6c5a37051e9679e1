import type { Variable } from '../areas/env/inventory.ts';
import { environmentOf } from '../areas/env/inventory-entries.ts';
import type { EnvKnowledge } from './env-places.ts';

/**
 * Environments with an env file that could hold the variable and does not, and that no file for every environment fills in:
 * only of folders that declare it or hold code that reads it. A developer's own `.env.local` is none.
 */
export function environmentsWithout(
  { artifacts }: EnvKnowledge,
  { name, reads, declarations }: Variable,
): string[] {
  const environments = artifacts.Configuration.value.environments ?? {};
  const values = declarations.filter(({ kind }) => kind === 'values');
  const settled = new Set(
    Object.entries(environments)
      .filter(([, environment]) => environment?.provided?.includes(name))
      .map(([environment]) => environment),
  );
  const missing = new Set<string>();
  for (const [path, file] of Object.entries(artifacts.EnvFiles)) {
    if (file.kind !== 'values' || file.local || file.environment === 'test') continue;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const isNear = reads.some((read) => read.path.startsWith(folder) && read.side !== 'test');
    if (!isNear && !values.some((d) => d.path.startsWith(folder))) continue;
    const kind = { path, kind: 'values' as const, source: 'dotenv' };
    const environment = environmentOf(
      { ...kind, ...(file.environment && { environment: file.environment }) },
      environments,
    );
    const isSet = values.some((d) => d.path === path || (d.path.startsWith(folder) && isForAll(d.path)));
    if (isSet) settled.add(environment);
    else if (environment !== 'default') missing.add(environment);
  }
  return [...missing].filter((environment) => !settled.has(environment)).sort();
}

/** `.env`, which is read for every environment. */
const isForAll = (path: string): boolean => /(?:^|\/)\.env$/.test(path);
