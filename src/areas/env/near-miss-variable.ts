import { type CheckResult, defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isImplicit } from './implicit-names.ts';
import { INVENTORY_ARTIFACTS, type Inventory, inventoryOf, locationOf, ownReads } from './inventory.ts';
import { distanceOf, nearestRead } from './near-miss.ts';

/** Catalogue ENV004, and ENV023 as an observation: a name that is declared and read by nothing, one slip away from one that is read and not declared. */
export const nearMissVariable = defineCheck({
  id: 'env/near-miss-variable',
  title: 'Declared names are spelled as the code reads them',
  failureTitle: 'A declared name differs by a slip from the one the code reads',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    slip: '{suggestion} is declared here and read by nothing, while the code reads {name}: the value never arrives.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const findings: FindingDraft[] = [];
    for (const near of inventory.variables.values()) {
      if (inventory.referenced.has(near.name)) continue;
      const variable = nearestRead(near, inventory);
      if (!variable) continue;
      // A library's patterns are wide: one letter is a slip all the same.
      if (isImplicit(near.name, inventory.dependencies) && distanceOf(near.name, variable.name) !== 1)
        continue;
      const place = near.declarations.find((d) => d.kind === 'template') ?? near.declarations[0];
      if (!place) continue;
      const edits = near.declarations
        .filter((d) => d.source === 'dotenv')
        .map((d) => ({ path: d.path, range: d.range, newText: variable.name }));
      findings.push({
        messageId: 'slip',
        data: { name: variable.name, suggestion: near.name },
        location: locationOf(place),
        related: ownReads(variable)
          .slice(0, 8)
          .map((read) => ({ location: locationOf(read), message: `${variable.name} is read here` })),
        ...(edits.length > 0 && {
          fixes: [{ title: `Rename ${near.name} to ${variable.name}`, safety: 'unsafe' as const, edits }],
        }),
        remediation: {
          text: 'Give both ends one name, here or in the code, and where the app is deployed.',
          copy: variable.name,
        },
        anchor: near.name,
      });
    }
    return { ...judge(findings), ...observationsOf(inventory) };
  },
});

/** Names in a mixture of letters, `GitHub_TOKEN`: programs take them, people mistype them. */
function observationsOf({ variables }: Inventory): Pick<CheckResult, 'observations'> {
  const odd = [...variables.values()]
    .filter(
      ({ name, declarations }) =>
        /[a-z][A-Z_]|[A-Z]_[a-z]/.test(name) &&
        /[A-Z]{2}/.test(name) &&
        declarations.some(({ source }) => source === 'dotenv'),
    )
    .map(({ name }) => name)
    .sort();
  if (odd.length === 0) return {};
  return {
    observations: odd.map((name) => ({ text: `${name} mixes large and small letters`, data: { name } })),
  };
}
