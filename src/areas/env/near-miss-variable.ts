import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isImplicit } from './implicit-names.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, ownReads } from './inventory.ts';
import { distanceOf, nearestRead } from './near-miss.ts';

/** Catalogue ENV004: a name that is declared and read by nothing, one slip away from one that is read and not declared. */
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
    return judge(findings);
  },
});
