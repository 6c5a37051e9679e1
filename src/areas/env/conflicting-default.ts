import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { AddressDefault } from '../../observe/repository/address-defaults.ts';
import type {} from '../../observe/repository/package-manifests.ts';
import { packagesAround } from './packages.ts';

interface Placed extends AddressDefault {
  path: string;
}

/** Catalogue ENV019, DRF105. */
export const conflictingDefault = defineCheck({
  id: 'env/conflicting-default',
  title: 'A variable has one default address',
  failureTitle: 'A variable has another default address in another place',
  severity: 'medium',
  requires: ['AddressDefaults', 'PackageManifests'],
  messages: {
    conflict:
      'Where {name} is not set, this place goes to {address} and another one to {other}: half of the app talks to the wrong host.',
  },
  run: ({ artifacts: { AddressDefaults, PackageManifests } }) => {
    const groups = new Map<string, Placed[]>();
    for (const path of Object.keys(AddressDefaults).sort()) {
      const folder = packagesAround(path, PackageManifests)[0]?.folder ?? '';
      for (const one of AddressDefaults[path] ?? []) {
        // A developer's machine, or staging, as the default of one place is meant for that environment.
        if (one.isLocal || OTHER_ENVIRONMENT.test(one.origin)) continue;
        const key = `${folder}\n${one.name}`;
        groups.set(key, [...(groups.get(key) ?? []), { ...one, path }]);
      }
    }
    return judge([...groups.values()].flatMap(conflictOf));
  },
});

const OTHER_ENVIRONMENT =
  /(?:^|[/.-])(?:dev|develop|staging|stage|stg|preview|test|testing|uat|qa|sandbox)(?=[.-])/;

/** The place that differs from most. */
function conflictOf(places: Placed[]): FindingDraft[] {
  const counts = new Map<string, number>();
  for (const { origin } of places) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  if (counts.size < 2) return [];
  const most = places.reduce((a, b) => ((counts.get(b.origin) ?? 0) > (counts.get(a.origin) ?? 0) ? b : a));
  const odd = places.filter((place) => place.origin !== most.origin);
  const [first] = odd;
  if (!first) return [];
  const at = (place: Placed) => ({ kind: 'file' as const, path: place.path, range: place.range });
  return [
    {
      messageId: 'conflict',
      data: { name: first.name, address: first.origin, other: most.origin },
      location: at(first),
      related: places
        .filter((place) => place !== first)
        .slice(0, 8)
        .map((place) => ({ location: at(place), message: `Here it is ${place.origin}` })),
      remediation: {
        text: `Read ${first.name} in one file, with one default, and use that everywhere; or stop when it is not set.`,
      },
      anchor: first.name,
    },
  ];
}
