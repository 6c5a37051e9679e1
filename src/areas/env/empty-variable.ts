import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, isRequired, locationOf, ownReads } from './inventory.ts';
import { productionValues } from './production.ts';

/** Catalogue ENV007, SEC205: what production needs is empty, or still the template's word. */
export const emptyVariable = defineCheck({
  id: 'env/empty-variable',
  title: 'Production values are filled in',
  failureTitle: 'A value that production needs is empty or a placeholder',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    empty: '{name} is empty in what production runs with, and the code needs it.',
    placeholder: '{name} still has a placeholder in what production runs with, and the code needs it.',
    guessable:
      '{name} has a value that everybody knows in what production runs with: whoever tries it is let in.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    return judge(
      productionValues(inventory).flatMap((value) => {
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
    );
  },
});
