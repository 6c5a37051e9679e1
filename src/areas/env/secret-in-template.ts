import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';
import { isSecretName } from './public-names.ts';

/** Catalogue SEC204. Known tokens are the secrets area's; here it is what people copy. */
export const secretInTemplate = defineCheck({
  id: 'env/secret-in-template',
  title: 'Templates hold no secrets to copy',
  failureTitle: 'A template holds a secret that people copy',
  severity: 'medium',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    copied:
      '{name} has a value in the template that looks like a real secret: whoever copies the file runs with one that everybody can read here.',
  },
  run: ({ artifacts }) => {
    const all = [...inventoryOf(artifacts).variables.values()].flatMap((variable) => variable.declarations);
    return judge(
      all
        .filter(
          (d) => d.kind === 'template' && d.value?.kind === 'text' && d.value.random && isSecretName(d.name),
        )
        .filter((d) => d.value?.mode !== 'test' && d.value?.jwtRole === undefined)
        .map((d) => ({
          messageId: 'copied',
          data: { name: d.name },
          location: { ...locationOf(d), range: d.valueRange },
          fixes: [
            {
              title: `Empty ${d.name}`,
              safety: 'unsafe' as const,
              edits: [{ path: d.path, range: d.valueRange, newText: '' }],
            },
          ],
          remediation: {
            text: 'Leave it empty here and say how to make one. If it is in use anywhere, replace it there.',
            copy: 'openssl rand -base64 32',
          },
          anchor: d.name,
        })),
    );
  },
});
