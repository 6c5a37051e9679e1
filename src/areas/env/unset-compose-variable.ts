import { defineCheck, judge } from '../../model/check.ts';
import { isImplicit } from './implicit-names.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';
import { isProvided } from './platform-names.ts';

/** Catalogue ENV018. */
export const unsetComposeVariable = defineCheck({
  id: 'env/unset-compose-variable',
  title: 'Compose files fill in only names that are declared',
  failureTitle: 'A Compose file fills in a name that nothing declares',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    unset:
      'Compose fills in {name}, which nothing declares and which has no default here: it starts the service with an empty text.',
  },
  run: ({ artifacts }) => {
    const { variables: byName, dependencies } = inventoryOf(artifacts);
    return judge(
      [...byName.values()].flatMap(({ name, reads, declarations }) => {
        const filled = reads.filter((read) => read.form === 'compose');
        const first = filled.find((read) => read.requirement === 'required');
        // `NAME: ${NAME}` in the same file only hands it on.
        const isDeclared = declarations.some((d) => d.source !== 'compose' && d.source !== 'dockerfile');
        if (!first || isDeclared || filled.some((read) => read.requirement !== 'required')) return [];
        if (isImplicit(name, dependencies) || isProvided(name, first.path, first) || ASIDE.test(first.path))
          return [];
        return {
          messageId: 'unset',
          data: { name },
          location: locationOf(first),
          related: filled
            .slice(1, 6)
            .map((read) => ({ location: locationOf(read), message: `${name} is also filled in here` })),
          remediation: {
            text: 'Make Compose stop when it is missing, and list it in the template.',
            copy: `\${${name}:?set ${name}}`,
          },
          anchor: name,
        };
      }),
    );
  },
});

/** Files for developing, testing and showing. */
const ASIDE =
  /(?:^|\/)(?:examples?|samples?|tests?|testing|e2e|\.devcontainer)\/|[._-](?:dev|development|test|ci|e2e|local|example|sample|override)\./;
