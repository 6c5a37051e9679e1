import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';
import { isProvided } from './platform-names.ts';

/** Catalogue ENV017. */
export const undefinedReference = defineCheck({
  id: 'env/undefined-reference',
  title: 'Env files refer to names that exist',
  failureTitle: 'An env file refers to a name that nothing sets',
  severity: 'medium',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    undefined:
      '{name} is put together from {reference}, which nothing sets: the part stays empty, or the text stays as it is.',
  },
  run: ({ artifacts }) => {
    const { variables } = inventoryOf(artifacts);
    const all = [...variables.values()].flatMap((variable) => variable.declarations);
    return judge(
      all
        .filter((d) => d.source === 'dotenv' && d.kind !== 'comment' && d.value?.kind !== 'text')
        .flatMap((d) => (d.value?.references ?? []).map((reference) => ({ d, reference })))
        .filter(({ d, reference }) => {
          const isBraced = /^[A-Z][A-Z0-9_]*$/.test(reference);
          const isSet = (variables.get(reference)?.declarations.length ?? 0) > 0;
          return isBraced && !isSet && !isProvided(reference, d.path, { form: '' });
        })
        .map(({ d, reference }) => ({
          messageId: 'undefined',
          data: { name: d.name, reference },
          location: { ...locationOf(d), range: d.valueRange },
          remediation: {
            text: `Set ${reference} in the same file, or write its value here.`,
            copy: `${reference}=`,
          },
          anchor: `${d.name} ${reference}`,
        })),
    );
  },
});
