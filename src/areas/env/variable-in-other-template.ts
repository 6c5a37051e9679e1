import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, ownReads } from './inventory.ts';
import { isIn, packagesAround } from './packages.ts';
import { isProvided } from './platform-names.ts';
import { addToTemplate, folderOf, nearestTemplate, TEMPLATE_ARTIFACTS } from './template-fix.ts';

/** Catalogue ENV024. */
export const variableInOtherTemplate = defineCheck({
  id: 'env/variable-in-other-template',
  title: 'Each package lists its own variables',
  failureTitle: "A variable is listed in another package's template only",
  severity: 'low',
  requires: [...INVENTORY_ARTIFACTS, ...TEMPLATE_ARTIFACTS],
  messages: {
    other:
      '{name} is read here, {own} of this package does not list it, and only {template} does: whoever sets up this package misses it.',
  },
  run: ({ artifacts }) => {
    const { PackageManifests: manifests, EnvFiles: files } = artifacts;
    const folders = Object.keys(manifests).map(folderOf);
    if (folders.length < 2) return notApplicable('The repository is one package.');
    const used = new Set(Object.values(manifests).flatMap(({ dependencies }) => dependencies));
    return judge(
      [...inventoryOf(artifacts).variables.values()].flatMap((variable): FindingDraft[] => {
        const { name, declarations } = variable;
        const place = declarations[0];
        if (!place || !declarations.every((d) => d.kind === 'template' && folderOf(d.path) !== '')) return [];
        const reads = ownReads(variable).filter(
          (one) => one.requirement === 'required' && one.side !== 'build' && !isProvided(name, one.path, one),
        );
        const found = reads.flatMap((read) => {
          const [own] = packagesAround(read.path, manifests);
          // What others of the repository use runs with their variables.
          if (!own || own.folder === '' || used.has(own.manifest.name ?? '')) return [];
          const template = nearestTemplate(read.path, files);
          const isTold = template === undefined || !isIn(template, own.folder);
          return isTold || !declarations.every((d) => isForOther(d.path, own.folder))
            ? []
            : [{ read, template }];
        });
        const [first] = found;
        if (!first) return [];
        const { read, template } = first;
        return [
          {
            messageId: 'other',
            data: { name, own: template, template: place.path },
            location: locationOf(read),
            related: declarations
              .slice(0, 5)
              .map((d) => ({ location: locationOf(d), message: `${name} is listed here` })),
            fixes: [addToTemplate(name, read.path, artifacts)],
            remediation: { text: `Add this line to ${template}.`, copy: `${name}=` },
            anchor: name,
          },
        ];
      }),
    );

    /** Of a package of its own, neither around the one that reads nor inside it. */
    function isForOther(path: string, own: string): boolean {
      const folder = folderOf(path);
      return !isIn(folder, own) && !isIn(own, folder) && folders.includes(folder);
    }
  },
});
