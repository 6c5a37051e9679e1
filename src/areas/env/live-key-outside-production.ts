import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';

/** Catalogue KEY102. */
export const liveKeyOutsideProduction = defineCheck({
  id: 'env/live-key-outside-production',
  title: 'Live keys stay in production',
  failureTitle: 'A live key is used for developing or testing',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    live: '{name} is a live key ({vendor}) in a file for {environment}: a test can charge a real card or mail a real customer.',
  },
  run: ({ artifacts }) => {
    const all = [...inventoryOf(artifacts).variables.values()].flatMap((variable) => variable.declarations);
    const wrong = all.filter((d) => d.value?.mode === 'live' && environmentOf(d) !== undefined);
    return judge(
      wrong.map((d) => ({
        messageId: 'live',
        data: { name: d.name, vendor: d.value?.vendor ?? '', environment: environmentOf(d) ?? '' },
        location: locationOf(d),
        ...(d.kind === 'template' && { severity: 'medium' as const }),
        remediation: {
          text: "Use the test key of the same account here, and keep the live key in the host's secret store.",
        },
        anchor: d.name,
      })),
    );
  },
});

/** What the place is for, when it is not production. A plain `.env` may be either. */
function environmentOf({
  kind,
  environment,
  path,
}: {
  kind: string;
  environment?: string;
  path: string;
}): string | undefined {
  if (kind === 'template') return 'everybody to copy';
  if (kind === 'ci') return /deploy|release|prod/i.test(path) ? undefined : 'automatic tests';
  if (kind !== 'values' || environment === 'production') return undefined;
  return environment;
}
