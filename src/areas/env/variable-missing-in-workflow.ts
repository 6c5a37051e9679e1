import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { WorkflowJob } from '../../observe/repository/workflow-jobs.ts';
import { isOfOneEnvironment } from './container-names.ts';
import {
  INVENTORY_ARTIFACTS,
  type Inventory,
  type InventoryArtifacts,
  inventoryOf,
  isRequired,
  ownReads,
  type PlacedRead,
  type Variable,
} from './inventory.ts';
import { isIn, listOf, packagesAround } from './packages.ts';
import { isProvided } from './platform-names.ts';
import { publicPrefixOf } from './public-names.ts';
import { folderOf } from './template-fix.ts';
import { type Missing, workflowFinding } from './workflow-finding.ts';

/** Catalogue CI102, CI104. */
export const variableMissingInWorkflow = defineCheck({
  id: 'env/variable-missing-in-workflow',
  title: 'Workflows hand over the variables that their jobs need',
  failureTitle: 'A workflow lacks a variable of the app that it builds or starts',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, 'WorkflowJobs'],
  messages: {
    build:
      'The job {job} builds the pages and puts them online with {others} and without {names}, which the pages read: there they go online empty.',
    written:
      'The job {job} writes {file} for the app and leaves out {names}, which the template lists and the code reads with no default.',
    test: 'The job {job} starts the app for its tests with {others} and without {names}, which the code reads with no default: what needs them is not tested.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const jobs = Object.entries(artifacts.WorkflowJobs).flatMap(([path, { jobs: list }]) =>
      list.map((job) => ({ path, job })),
    );
    if (jobs.length === 0) return notApplicable('There is no workflow.');
    return judge(
      jobs.flatMap(({ path, job }) => [
        ...startedFindings(path, job, inventory, artifacts),
        ...writtenFindings(path, job, inventory, artifacts),
      ]),
    );
  },
});

const isOwn = (variable: Variable | undefined): boolean =>
  variable !== undefined && ownReads(variable).length > 0;

/** Built and put online, or started and clicked through, with a list of variables in the workflow. */
function startedFindings(
  path: string,
  job: WorkflowJob,
  inventory: Inventory,
  artifacts: InventoryArtifacts,
): FindingDraft[] {
  const isBuild = job.builds && job.uploads;
  if (job.fillsEnvironment || (!isBuild && !job.testsWhole)) return [];
  const given = new Set(job.names.map(({ name }) => name));
  const own = [...given].filter((name) => isOwn(inventory.variables.get(name)));
  const others = isBuild ? own.filter((name) => publicPrefixOf(name)) : own;
  if (others.length < (isBuild ? 1 : 3)) return [];
  const folders = new Set(
    others.flatMap((name) =>
      ownReads(inventory.variables.get(name) as Variable).map(({ path: at }) => packageFolder(at, artifacts)),
    ),
  );
  const found = missing(given, inventory, (read, variable) => {
    if (!isIn(read.path, job.folder) || !folders.has(packageFolder(read.path, artifacts))) return false;
    if (isBuild) return publicPrefixOf(variable.name) !== undefined && read.side === 'client';
    return read.side !== 'build' && variable.declarations.some((d) => d.kind === 'template');
  });
  // A job that hands over little of what the app can do tests that part alone.
  if (!isBuild && found.length * 2 > others.length) return [];
  return workflowFinding(isBuild ? 'build' : 'test', path, job, found, {
    others: listOf(others.slice(0, 2)),
  });
}

/** An env file that a step puts together. */
function writtenFindings(
  path: string,
  job: WorkflowJob,
  inventory: Inventory,
  artifacts: InventoryArtifacts,
): FindingDraft[] {
  return job.written.flatMap(({ path: file, names }) => {
    const folder = [job.folder, folderOf(file)].filter(Boolean).join('/');
    const own = names.filter((name) => isOwn(inventory.variables.get(name)));
    if (own.length < 2) return [];
    const given = new Set([...names, ...job.names.map(({ name }) => name)]);
    const found = missing(given, inventory, (read, variable) => {
      const listed = variable.declarations.some((d) => d.kind === 'template' && folderOf(d.path) === folder);
      return listed && packageFolder(read.path, artifacts) === folder;
    });
    return found.length > own.length && !job.deploys
      ? []
      : workflowFinding('written', path, job, found, { file });
  });
}

const packageFolder = (path: string, { PackageManifests }: InventoryArtifacts): string =>
  packagesAround(path, PackageManifests)[0]?.folder ?? '';

function missing(
  given: ReadonlySet<string>,
  inventory: Inventory,
  concerns: (read: PlacedRead, variable: Variable) => boolean,
): Missing[] {
  return [...inventory.variables.values()].flatMap((variable) => {
    const { name, declarations, writes } = variable;
    if (
      given.has(name) ||
      writes.length > 0 ||
      inventory.provided.has(name) ||
      !isRequired(variable) ||
      isOfOneEnvironment(name)
    )
      return [];
    // An env file in the repository that the program loads by itself.
    if (declarations.some((d) => d.kind === 'values' && d.value?.kind !== 'empty')) return [];
    const read = ownReads(variable).find(
      (one) => one.requirement === 'required' && !isProvided(name, one.path, one) && concerns(one, variable),
    );
    return read ? [{ variable, read }] : [];
  });
}
