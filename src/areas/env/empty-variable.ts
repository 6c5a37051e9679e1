import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/repository/workspace-files.ts';
import {
  INVENTORY_ARTIFACTS,
  type Inventory,
  inventoryOf,
  isRequired,
  locationOf,
  ownReads,
} from './inventory.ts';
import { isProvided } from './platform-names.ts';
import { productionValues } from './production.ts';

/** Catalogue ENV007, SEC205: what production needs is empty, or still the template's word. */
export const emptyVariable = defineCheck({
  id: 'env/empty-variable',
  title: 'Production values are filled in',
  failureTitle: 'A value that production needs is empty or a placeholder',
  severity: 'high',
  requires: [...INVENTORY_ARTIFACTS, 'WorkspaceFiles'],
  messages: {
    empty: '{name} is empty in what production runs with, and the code needs it.',
    unfilled: '{name} is empty in {path} on this computer, and the code needs it: what needs it fails here.',
    placeholder: '{name} still has a placeholder in what production runs with, and the code needs it.',
    guessable:
      '{name} has a value that everybody knows in what production runs with: whoever tries it is let in.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const own = new Set(
      artifacts.WorkspaceFiles.files.filter(({ tracked }) => !tracked).map(({ path }) => path),
    );
    return judge([
      ...unfilledFindings(inventory, own),
      ...productionValues(inventory).flatMap((value) => {
        const kind = value.value?.kind;
        const variable = inventory.variables.get(value.name);
        if ((kind !== 'empty' && kind !== 'placeholder') || !variable || value.isInherited) return [];
        const isGuessable = kind === 'placeholder' && /SECRET|PASSWORD|_KEY$|TOKEN/.test(value.name);
        if (!isGuessable && !isRequired(variable)) return [];
        const read = ownReads(variable)[0];
        return {
          messageId: isGuessable ? 'guessable' : kind,
          data: { name: value.name },
          location: locationOf(value),
          related: read ? [{ location: locationOf(read), message: `${value.name} is read here` }] : [],
          remediation: {
            text: 'Set the real value where the app is deployed, and take this line out.',
            copy: value.name,
          },
          anchor: value.name,
        };
      }),
    ]);
  },
});

/** What a program loads by itself on a laptop. */
const OWN = /(?:^|\/)(?:\.env(?:\.local|\.development(?:\.local)?)?|\.dev\.vars)$/;

/** In a developer's own file, where no other env file has it. */
function unfilledFindings(inventory: Inventory, own: ReadonlySet<string>): FindingDraft[] {
  return [...inventory.variables.values()].flatMap((variable): FindingDraft[] => {
    const { name, declarations, writes } = variable;
    const values = declarations.filter((d) => d.kind === 'values' && d.environment !== 'production');
    const place = values.find((d) => own.has(d.path) && OWN.test(d.path));
    if (!place || values.some((d) => d.value?.kind !== 'empty') || writes.length > 0 || !isRequired(variable))
      return [];
    const read = ownReads(variable).find(
      (one) => one.requirement === 'required' && one.side !== 'build' && !isProvided(name, one.path, one),
    );
    if (!read) return [];
    return [
      {
        messageId: 'unfilled',
        data: { name, path: place.path },
        location: locationOf(place),
        severity: 'medium',
        related: [{ location: locationOf(read), message: `${name} is read here` }],
        remediation: { text: 'Fill in a value for developing.' },
        anchor: `${name} here`,
      },
    ];
  });
}
