import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, isRequired, locationOf, ownReads } from './inventory.ts';
import { isProvided } from './platform-names.ts';
import { addToTemplate, folderOf, TEMPLATE_ARTIFACTS } from './template-fix.ts';

/** Catalogue DRF102. */
export const variableMissingInDevelopment = defineCheck({
  id: 'env/variable-missing-in-development',
  title: 'Development has every variable that production has',
  failureTitle: 'A variable that the code needs is set for production only',
  severity: 'low',
  requires: [...INVENTORY_ARTIFACTS, ...TEMPLATE_ARTIFACTS],
  messages: {
    missing:
      '{name} is set in {path}, the code needs it, and no file for developing names it: the next developer cannot start the app.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const files = Object.entries(artifacts.EnvFiles);
    const forDeveloping = new Set(
      files
        .filter(([, file]) => file.environment === undefined || file.environment === 'development')
        .map(([path]) => folderOf(path)),
    );
    if (forDeveloping.size === 0) return notApplicable('The repository has no env file for developing.');
    return judge(
      [...inventory.variables.values()].flatMap((variable): FindingDraft[] => {
        const { name, declarations } = variable;
        const place = declarations.find(
          (d) => d.kind === 'values' && d.environment === 'production' && forDeveloping.has(folderOf(d.path)),
        );
        const read = ownReads(variable).find(
          (one) => one.requirement === 'required' && !isProvided(name, one.path, one),
        );
        const isElsewhere = declarations.some(
          (d) => d.environment !== 'production' && d.source !== 'dockerfile' && d.kind !== 'ci',
        );
        if (!place || !read || !isRequired(variable) || isElsewhere || inventory.provided.has(name))
          return [];
        return [
          {
            messageId: 'missing',
            data: { name, path: place.path },
            location: locationOf(place),
            related: [{ location: locationOf(read), message: `${name} is read here` }],
            fixes: [addToTemplate(name, place.path, artifacts)],
            remediation: { text: 'Add the name, without its value, to the template.', copy: `${name}=` },
            anchor: name,
          },
        ];
      }),
    );
  },
});
