import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/repository/host-files.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';
import { isIn, joinPath } from './packages.ts';
import { isProvided } from './platform-names.ts';

/** Catalogue NFN101. */
export const unreachableFunctionVariable = defineCheck({
  id: 'env/unreachable-function-variable',
  title: 'Netlify functions read variables that reach them',
  failureTitle: 'A Netlify function reads a variable that never reaches it',
  severity: 'high',
  requires: [...INVENTORY_ARTIFACTS, 'HostFiles'],
  messages: {
    unreachable:
      '{name} is set in {path}, which is for the build alone: this function runs later, and the value is undefined there.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const files = Object.entries(artifacts.HostFiles).filter(
      ([, file]) => file.host === 'netlify' && file.isComplete,
    );
    if (files.length === 0) return notApplicable('Nothing is deployed to Netlify from here.');
    return judge(
      files.flatMap(([path, file]) => {
        const folders = (file.functionFolders ?? []).map((folder) => joinPath(path, folder));
        return [...inventory.variables.values()].flatMap(
          ({ name, declarations, reads, writes }): FindingDraft[] => {
            const place = declarations.find((d) => d.source === 'netlify' && d.path === path);
            const read = reads.find(
              (one) =>
                folders.some((folder) => isIn(one.path, folder)) &&
                one.side !== 'test' &&
                !isProvided(name, one.path, one),
            );
            if (!place || !read || writes.length > 0 || inventory.provided.has(name)) return [];
            return [
              {
                messageId: 'unreachable',
                data: { name, path },
                location: locationOf(read),
                ...(read.requirement !== 'required' && { severity: 'medium' as const }),
                related: [{ location: locationOf(place), message: `${name} is set here, for the build` }],
                remediation: {
                  text: 'Set it for functions, with the command or under Site configuration, Environment variables. When it is set there already, list it under environments.production.provided.',
                  copy: `netlify env:set ${name} "…"`,
                },
                anchor: name,
              },
            ];
          },
        );
      }),
    );
  },
});
