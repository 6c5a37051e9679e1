import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, ownReads } from './inventory.ts';
import { isProvided } from './platform-names.ts';
import { nameWithoutLeak } from './public-names.ts';
import { addToTemplate, TEMPLATE_ARTIFACTS, templateFor } from './template-fix.ts';

/** Catalogue ENV006. */
export const undocumentedVariable = defineCheck({
  id: 'env/undocumented-variable',
  title: 'The template has every variable of your own env file',
  failureTitle: 'A variable is set on this computer only',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, ...TEMPLATE_ARTIFACTS],
  messages: {
    local:
      '{name} is set in {path}, which stays on this computer, and the code reads it: nobody else knows that it is needed.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    if (!inventory.hasTemplate) return judge([]);
    const ignored = new Set(
      artifacts.WorkspaceFiles.files.filter((file) => file.ignored).map((file) => file.path),
    );
    return judge(
      [...inventory.variables.values()].flatMap((variable) => {
        const { name, declarations } = variable;
        const [place] = declarations;
        const read = ownReads(variable).find((one) => !isProvided(name, one.path, one));
        const isLocalOnly = declarations.every(
          (d) => d.kind === 'script' || (d.kind === 'values' && ignored.has(d.path)),
        );
        if (!place || !read || !isLocalOnly || place.kind === 'script' || inventory.provided.has(name))
          return [];
        // It is to have another name first: env/public-secret.
        if (nameWithoutLeak(name) !== name) return [];
        const fix = addToTemplate(name, read.path, artifacts);
        return {
          messageId: 'local',
          data: { name, path: place.path },
          location: locationOf(place),
          related: [{ location: locationOf(read), message: `${name} is read here` }],
          fixes: [fix],
          remediation: {
            text: `Add the name, without its value, to ${templateFor(read.path, artifacts.EnvFiles)}.`,
            copy: `${name}=`,
          },
          anchor: name,
        };
      }),
    );
  },
});
