import { isPublicName } from '../../formats/env-side.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';
import { isProvided } from './platform-names.ts';
import { isSecretName } from './public-names.ts';

/** Catalogue ENV012. */
export const serverVariableInClientCode = defineCheck({
  id: 'env/server-variable-in-client-code',
  title: 'Browser code reads only public variables',
  failureTitle: 'Browser code reads a variable that exists only on the server',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    undefined:
      '{name} is read in browser code, and only names that start with NEXT_PUBLIC_ get there: the value is undefined for every visitor.',
  },
  run: ({ artifacts }) => {
    const { variables, dependencies } = inventoryOf(artifacts);
    if (!dependencies.has('next')) return notApplicable('No framework is used that marks its browser code.');
    const reads = [...variables.values()]
      .filter((variable) => !isPublicName(variable.name) && variable.writes.length === 0)
      .flatMap((variable) => variable.reads)
      .filter(
        (read) =>
          artifacts.EnvReads[read.path]?.isClient &&
          read.side === 'client' &&
          read.form.startsWith('process.env'),
      )
      .filter((read) => !isProvided(read.name, read.path, read) && read.requirement !== 'tested');
    return judge(
      reads.map((read) => ({
        messageId: 'undefined',
        data: { name: read.name },
        location: locationOf(read),
        remediation: {
          text: isSecretName(read.name)
            ? 'Read it on the server, and hand over only what the page needs. Do not give it a public prefix: it is a secret.'
            : `When every visitor may know the value, call it NEXT_PUBLIC_${read.name}: here, in .env.example and other env files, and where the app is deployed. Else read it on the server and hand over what the page needs.`,
          ...(!isSecretName(read.name) && { copy: `NEXT_PUBLIC_${read.name}` }),
        },
        anchor: read.name,
      })),
    );
  },
});
