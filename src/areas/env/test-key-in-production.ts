import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';
import { productionValues } from './production.ts';

/** Catalogue KEY101, KEY103, DRF104 for keys. */
export const testKeyInProduction = defineCheck({
  id: 'env/test-key-in-production',
  title: 'Production uses live keys',
  failureTitle: 'Production runs with test keys',
  severity: 'blocker',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    test: '{name} is a test key ({vendor}) in what production runs with: payments and sign-ups there are not real.',
    inherited:
      '{name} is a test key ({vendor}) in {path}, and no production file replaces it: production runs with the test key.',
    mixed:
      '{name} is a test key, while {other} beside it is a live key ({vendor}): they belong to two different worlds, and each call fails.',
  },
  run: ({ artifacts }) => {
    const values = productionValues(inventoryOf(artifacts));
    if (values.length === 0)
      return notApplicable('Nothing in the repository says what production runs with.');
    const keys = values.filter((value) => value.value?.mode !== undefined);
    return judge(
      keys
        .filter((key) => key.value?.mode === 'test')
        .map((key) => {
          const live = keys.find(
            (other) =>
              other.value?.mode === 'live' &&
              other.path === key.path &&
              other.value.vendor === key.value?.vendor,
          );
          const data = {
            name: key.name,
            vendor: key.value?.vendor ?? '',
            path: key.path,
            ...(live && { other: live.name }),
          };
          return {
            messageId: live ? 'mixed' : key.isInherited ? 'inherited' : 'test',
            data,
            location: locationOf(key),
            // The host's own settings win over an env file, and we cannot see them.
            ...(key.isInherited && { severity: 'high' as const }),
            related: live ? [{ location: locationOf(live), message: `${live.name} is a live key` }] : [],
            remediation: {
              text: 'Set the live key where the app is deployed, in its dashboard or secret store, not in a file of the repository.',
            },
            anchor: key.name,
          };
        }),
    );
  },
});
