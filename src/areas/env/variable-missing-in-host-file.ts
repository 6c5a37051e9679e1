import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { HostFile } from '../../observe/repository/host-files.ts';
import {
  INVENTORY_ARTIFACTS,
  type Inventory,
  type InventoryArtifacts,
  inventoryOf,
  isRequired,
  locationOf,
  ownReads,
} from './inventory.ts';
import { isIn, joinPath, listOf } from './packages.ts';
import { isProvided } from './platform-names.ts';
import { publicPrefixOf } from './public-names.ts';
import { folderOf } from './template-fix.ts';

/** Catalogue DRF108, DRF109. Hosts whose variables live in a dashboard (Vercel, Railway, Fly's secrets) say nothing here. */
export const variableMissingInHostFile = defineCheck({
  id: 'env/variable-missing-in-host-file',
  title: "The host's file asks for every variable that the template lists",
  failureTitle: "The host's file lacks a variable that the code needs",
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, 'HostFiles'],
  messages: {
    missing:
      'The code reads {names} with no default, and {path} does not ask for them as the template does: in an app that is set up from this file, what needs them fails.',
    context:
      '{path} sets {name} for {context} and not for production, which has a list of its own there: the code needs it, and production does not get it.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const files = Object.entries(artifacts.HostFiles);
    if (files.length === 0) return notApplicable('No file of a host lists variables.');
    return judge(
      files.flatMap(([path, file]) =>
        file.host === 'netlify'
          ? contextFindings(path, file, inventory)
          : findingsOf(path, file, inventory, artifacts.PackageManifests),
      ),
    );
  },
});

/** One for the file: its list is mended as a whole. */
function findingsOf(
  path: string,
  file: HostFile,
  inventory: Inventory,
  manifests: InventoryArtifacts['PackageManifests'],
): FindingDraft[] {
  if (!file.isComplete || file.names.length < 2) return [];
  const folders = file.folders.map((folder) => joinPath(path, folder));
  // Which of many packages an app in the root is made of, the file does not say.
  const isMany = Object.keys(manifests).filter((one) => one.endsWith('package.json')).length > 2;
  if (folders.includes('') && isMany) return [];
  const missing = [...inventory.variables.values()].flatMap((variable) => {
    const { name, declarations, writes } = variable;
    if (
      file.names.includes(name) ||
      writes.length > 0 ||
      inventory.provided.has(name) ||
      !isRequired(variable)
    )
      return [];
    const listed = declarations.find(
      (d) =>
        d.kind === 'template' && !d.environment && [folderOf(path), ...folders].includes(folderOf(d.path)),
    );
    const isBuilt = declarations.some(
      (d) => d.source === 'dockerfile' || (d.kind === 'values' && d.environment === 'production'),
    );
    const read = ownReads(variable).find(
      (one) =>
        one.requirement === 'required' &&
        one.side !== 'build' &&
        // Nothing is nothing in Elixir: the program goes on.
        one.form !== 'System.get_env' &&
        !isProvided(name, one.path, one) &&
        folders.some((folder) => isIn(one.path, folder)),
    );
    return listed && read && !isBuilt ? [{ name, listed, read }] : [];
  });
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).sort();
  const isRender = file.host === 'render';
  return [
    {
      messageId: 'missing',
      data: { names: listOf(names), count: names.length, path },
      location: { kind: 'file', path, range: file.range },
      related: missing.slice(0, 6).flatMap(({ name, listed, read }) => [
        { location: locationOf(read), message: `${name} is read here` },
        { location: locationOf(listed), message: `${name} is listed here` },
      ]),
      remediation: {
        text: isRender
          ? 'Add them to envVars: Render then asks for the values, and the file holds none.'
          : 'Add them to env: Heroku then asks for the values, and the file holds none.',
        copy: names
          .map((name) => (isRender ? `- key: ${name}\n  sync: false` : `"${name}": { "required": true }`))
          .join(isRender ? '\n' : ',\n'),
      },
      anchor: 'host file',
    },
  ];
}

/** Only where production has a list in the file: else its values are in the dashboard, which we cannot see. */
function contextFindings(path: string, { names }: HostFile, inventory: Inventory): FindingDraft[] {
  if (names.length === 0) return [];
  return [...inventory.variables.values()].flatMap((variable): FindingDraft[] => {
    const { name, declarations } = variable;
    const here = declarations.filter((d) => d.source === 'netlify' && d.path === path);
    const place = here.find(
      (d) => d.environment !== undefined && d.environment !== 'production' && d.environment !== 'dev',
    );
    if (!place || here.some((d) => d.environment === undefined || d.environment === 'production')) return [];
    const read = ownReads(variable).find(
      (one) => one.requirement === 'required' && !isProvided(name, one.path, one),
    );
    if (!read || (read.side !== 'client' && read.side !== 'build' && !publicPrefixOf(name))) return [];
    return [
      {
        messageId: 'context',
        data: { name, path, context: place.environment ?? '' },
        location: locationOf(place),
        related: [{ location: locationOf(read), message: `${name} is read here` }],
        remediation: {
          text: 'Add it under [context.production.environment] with the value for production, or list it under environments.production.provided when it is set in the dashboard.',
          copy: `${name} = ""`,
        },
        anchor: name,
      },
    ];
  });
}
