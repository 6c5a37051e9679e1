import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { ComposeServiceFacts } from '../../observe/repository/compose-files.ts';
import { missingFinding, type Sibling, siblingFinding } from './container-finding.ts';
import {
  type ContainerArtifacts,
  isListed,
  isOfOneEnvironment,
  namesGiven,
  siblingsOf,
  withExtended,
} from './container-names.ts';
import { INVENTORY_ARTIFACTS, type Inventory, inventoryOf, isRequired } from './inventory.ts';
import { isIn, isOfPackage, joinPath } from './packages.ts';
import { isProvided } from './platform-names.ts';
import { publicPrefixOf } from './public-names.ts';
import { folderOf } from './template-fix.ts';

const ASIDE =
  /(?:^|\/)(?:tests?|testing|e2e|examples?|\.devcontainer)\/|[._-](?:dev|development|test|ci|e2e|local|override)\b/;
/** A service that is given fewer names than this takes its settings from elsewhere. */
const ENOUGH = 3;

/** Catalogue DRF103. */
export const variableMissingInContainer = defineCheck({
  id: 'env/variable-missing-in-container',
  title: 'Containers get the variables that their program reads',
  failureTitle: 'A container does not get a variable that its program reads',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, 'ComposeFiles', 'WorkspaceFiles'],
  messages: {
    missing:
      '{service} is built from code that needs {name}, and Compose hands over other variables and not this one: the container stops, or fails when it comes to it.',
    sibling:
      '{service} gets {others} and not {names}, which the code reads as well: what is set for them never arrives.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const files = Object.entries(artifacts.ComposeFiles).filter(([path]) => !ASIDE.test(path));
    if (files.length === 0) return notApplicable('No Compose file says what runs.');
    return judge(
      files.flatMap(([path, written]) => {
        const services = written.flatMap(
          (service) => withExtended(path, service, artifacts.ComposeFiles) ?? [],
        );
        return services.flatMap((service) => findingsOf(path, service, services, inventory, artifacts));
      }),
    );
  },
});

function findingsOf(
  path: string,
  service: ComposeServiceFacts,
  services: ComposeServiceFacts[],
  inventory: Inventory,
  artifacts: ContainerArtifacts,
): FindingDraft[] {
  const { build } = service;
  if (build === undefined || service.names.length < ENOUGH) return [];
  const context = joinPath(path, build);
  const dockerfile = joinPath(`${context ? `${context}/` : ''}x`, service.dockerfile ?? 'Dockerfile');
  const folder = folderOf(dockerfile).length > context.length ? folderOf(dockerfile) : context;
  // Its source is mounted: what stands in the env file there is read as well.
  if (service.volumes.some(({ source }) => /^\./.test(source) && isIn(folder, joinPath(path, source))))
    return [];
  const twins = services.filter((other) => other.build === build && other.dockerfile === service.dockerfile);
  if (twins[0] !== service) return [];
  const given = namesGiven(path, twins, artifacts);
  const hasWorkspace = artifacts.WorkspaceFiles.files.some((file) =>
    /(?:^|\/)pnpm-workspace\.ya?ml$/.test(file.path),
  );
  if (!given) return [];
  const missing: FindingDraft[] = [];
  const siblings: Sibling[] = [];
  for (const variable of inventory.variables.values()) {
    const { name, declarations, writes } = variable;
    if (
      given.has(name) ||
      inventory.provided.has(name) ||
      writes.length > 0 ||
      publicPrefixOf(name) ||
      isOfOneEnvironment(name)
    )
      continue;
    if (!isListed(variable) || declarations.some((d) => d.source === 'dockerfile' && d.path === dockerfile))
      continue;
    const reads = variable.reads.filter(
      (one) =>
        one.side === 'server' &&
        one.form !== 'compose' &&
        isIn(one.path, folder) &&
        (hasWorkspace || isOfPackage(one.path, folder, artifacts.PackageManifests)) &&
        !isProvided(name, one.path, one),
    );
    const read = reads.find((one) => one.requirement === 'required');
    if (read && isRequired(variable)) missing.push(missingFinding(path, service, variable, read));
    else if (reads[0]) {
      const others = siblingsOf(name, given, inventory, folder);
      if (others.length >= 2) siblings.push({ name, read: reads[0], others });
    }
  }
  return [...missing, ...siblingFinding(path, service, siblings)];
}
