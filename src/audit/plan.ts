import type { LaunchConfig } from '../config/model.ts';
import type { ArtifactName } from '../model/artifacts.ts';
import { type Area, areaOf, type Check } from '../model/check.ts';
import type { Gatherer } from '../model/gatherer.ts';
import type { NotAsked } from '../model/report.ts';

/** What the person asked for. */
export interface Selection {
  /** Area or check ids; empty or missing: all. */
  only?: readonly string[];
  skip?: readonly string[];
  /** Why the network is not to be asked, in words; undefined when it is. */
  noNetwork?: string;
}

export interface Plan {
  checks: readonly Check[];
  notAsked: readonly NotAsked[];
}

/** The checks to run, in launch order, and the areas that nobody asked for. */
export function planAudit(areas: readonly Area[], config: LaunchConfig, selection: Selection = {}): Plan {
  const checks: Check[] = [];
  const notAsked: NotAsked[] = [];
  for (const area of areas) {
    const selected = area.checks.filter((check) => isSelected(check.id, selection));
    if (selected.length === 0) {
      notAsked.push({ area: area.id, reason: 'left out on the command line' });
    } else if (area.network && selection.noNetwork !== undefined) {
      notAsked.push({ area: area.id, reason: selection.noNetwork });
    } else {
      checks.push(...selected.filter((check) => config.checks?.[check.id] !== 'off'));
    }
  }
  return { checks, notAsked };
}

function isSelected(id: string, { only, skip }: Selection): boolean {
  const isNamed = (names: readonly string[]) => names.some((name) => name === id || name === areaOf(id));
  if (skip && isNamed(skip)) return false;
  return !only || only.length === 0 || isNamed(only);
}

/** The artifacts that `checks` need, with what those depend on; dependencies first. */
export function artifactsFor(checks: readonly Check[], gatherers: readonly Gatherer[]): ArtifactName[] {
  return withDependencies(
    checks.flatMap((check) => check.requires),
    gatherers,
  );
}

/** `names` and everything they depend on; dependencies first. */
export function withDependencies(
  names: readonly ArtifactName[],
  gatherers: readonly Gatherer[],
): ArtifactName[] {
  const byName = new Map(gatherers.map((gatherer) => [gatherer.produces, gatherer]));
  const ordered = new Set<ArtifactName>();
  const visit = (name: ArtifactName) => {
    if (ordered.has(name)) return;
    const gatherer = byName.get(name);
    if (gatherer && gatherer.scope !== 'file') gatherer.dependsOn?.forEach(visit);
    ordered.add(name);
  };
  names.forEach(visit);
  return [...ordered];
}
