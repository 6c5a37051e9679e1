import type { Artifacts } from '../../model/artifacts.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { Fix } from '../../model/finding.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, isRequired, locationOf, ownReads } from './inventory.ts';
import { productionValues } from './production.ts';
import { addLine, folderOf } from './template-fix.ts';

/** Catalogue DRF101, DRF108. */
export const variableMissingInProduction = defineCheck({
  id: 'env/variable-missing-in-production',
  title: 'Production has every variable that development has',
  failureTitle: 'A variable that the code needs is set for development and not for production',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    missing: '{name} is set in {path}, the code needs it, and the files for production do not have it.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const production = productionValues(inventory);
    const files = production.filter((value) => value.kind === 'values');
    if (files.length === 0) return notApplicable('The repository has no env file for production.');
    const known = new Set([...production.map((value) => value.name), ...inventory.provided]);
    const folders = new Set(files.map((value) => value.path.slice(0, value.path.lastIndexOf('/') + 1)));
    return judge(
      [...inventory.variables.values()].flatMap((variable) => {
        const place = variable.declarations.find(
          (d) =>
            d.kind === 'values' &&
            d.environment !== 'test' &&
            folders.has(d.path.slice(0, d.path.lastIndexOf('/') + 1)),
        );
        const [read] = ownReads(variable);
        if (!place || !read || known.has(variable.name) || !isRequired(variable)) return [];
        return {
          messageId: 'missing',
          data: { name: variable.name, path: place.path },
          location: locationOf(place),
          related: [{ location: locationOf(read), message: `${variable.name} is read here` }],
          fixes: addToProduction(variable.name, place.path, artifacts.EnvFiles),
          remediation: {
            text: `Set ${variable.name} where the app is deployed, and say so in launch-ready.yaml with these lines. Or, where it is no secret, add it with its value to the env file for production.`,
            copy: `environments:\n  production:\n    provided: [${variable.name}]`,
          },
          anchor: variable.name,
        };
      }),
    );
  },
});

/** Without a value: which one production needs, only a person knows. */
function addToProduction(name: string, path: string, files: Artifacts['EnvFiles']): Fix[] {
  const candidates = Object.entries(files)
    .filter(([file, { kind, environment, local }]) => {
      return kind === 'values' && environment === 'production' && !local && folderOf(file) === folderOf(path);
    })
    .map(([file]) => file)
    .sort();
  const target = candidates.find((file) => file.endsWith('.env.production')) ?? candidates[0];
  if (target === undefined) return [];
  const title = `Add ${name} to ${target}, with an empty value`;
  return [{ title, safety: 'unsafe', edits: [addLine(name, target, files)] }];
}
