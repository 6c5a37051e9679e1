import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, ownReads } from './inventory.ts';
import { isSecretName, publicPrefixOf } from './public-names.ts';

/** Catalogue ENV020. */
export const hardcodedSecretFallback = defineCheck({
  id: 'env/hardcoded-secret-fallback',
  title: 'No secret has a default in the code',
  failureTitle: 'A secret has a default that everybody can read',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    fallback:
      'When {name} is not set, the code goes on with a text that stands in the repository: whoever knows it can forge what the secret protects.',
  },
  run: ({ artifacts }) => {
    const variables = [...inventoryOf(artifacts).variables.values()];
    const reads = variables.filter((v) => isForging(v.name)).flatMap((variable) => ownReads(variable));
    return judge(
      reads
        .filter((read) => read.hasTextDefault && read.side !== 'build')
        .map((read) => ({
          messageId: 'fallback',
          data: { name: read.name, side: read.side },
          location: locationOf(read),
          remediation: {
            text: `Stop when it is missing: throw an error that names ${read.name}, and set it where the app is deployed.`,
          },
          anchor: read.name,
        })),
    );
  },
});

/** Secrets that sign or encrypt; a database address with a local default is common and harms nobody. */
function isForging(name: string): boolean {
  if (publicPrefixOf(name) || /URL|URI|HOST/.test(name)) return false;
  return isSecretName(name) && /SECRET|PRIVATE_KEY|SIGNING|ENCRYPTION|PASSPHRASE|PASSWORD|JWT/.test(name);
}
