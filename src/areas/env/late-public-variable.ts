import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, type Variable } from './inventory.ts';

/** Catalogue ENV014. */
export const latePublicVariable = defineCheck({
  id: 'env/late-public-variable',
  title: 'Public variables are there when the image is built',
  failureTitle: 'A public variable is set only when the container starts',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    late: '{name} is set when the container starts, but it is copied into the pages when the image is built: the pages have the old value, or none.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    return judge(
      [...inventory.variables.values()].flatMap((variable) => {
        const place = lateDeclaration(variable);
        if (!place || !variable.reads.some(isInlined)) return [];
        return {
          messageId: 'late',
          data: { name: variable.name },
          location: locationOf(place),
          related: variable.reads
            .slice(0, 3)
            .map((read) => ({ location: locationOf(read), message: `${variable.name} is read here` })),
          remediation: {
            text: `Hand it over at build time: add it under build.args in the Compose file, and these lines to the Dockerfile before the build step.`,
            copy: `ARG ${variable.name}\nENV ${variable.name}=$${variable.name}`,
          },
          anchor: variable.name,
        };
      }),
    );
  },
});

/** Written in full, so that the build puts the value in its place; a look-up function reads at run time. */
const isInlined = ({ side, form }: { side: string; form: string }): boolean =>
  side === 'client' && /^(?:process|import\.meta)\.env/.test(form) && !form.includes('…');

const ASIDE = /(?:^|\/)(?:tests?|testing|e2e|examples?|\.devcontainer)\/|\.(?:dev|test|ci|e2e|local)\./;

/** Set for a service built here, and neither an argument of the build nor in a file that the build reads. */
function lateDeclaration({ name, declarations }: Variable) {
  if (!/^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|VUE_APP_|GATSBY_)/.test(name)) return undefined;
  const atBuild = declarations.some(
    (d) =>
      d.source === 'dockerfile' ||
      d.environment?.endsWith(' (build)') ||
      (d.kind === 'values' && !d.environment?.startsWith('dev')),
  );
  return atBuild
    ? undefined
    : declarations.find((d) => d.source === 'compose' && d.isBuiltHere && !ASIDE.test(d.path));
}
