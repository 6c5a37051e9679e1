import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import {
  INVENTORY_ARTIFACTS,
  inventoryOf,
  locationOf,
  type PlacedDeclaration,
  type Variable,
} from './inventory.ts';
import { isSecretName, publicPrefixOf } from './public-names.ts';

/** Catalogue SEC101 (by name), SEC102 (by the kind of value), SEC103 (same value as a secret). */
export const publicSecret = defineCheck({
  id: 'env/public-secret',
  title: 'No secret goes to the browser',
  failureTitle: 'A secret is named so that every visitor can read it',
  severity: 'blocker',
  minimumBar: true,
  requires: INVENTORY_ARTIFACTS,
  messages: {
    name: '{name} sounds like a secret, and {tool} copies every {prefix}… variable into the pages: each visitor can read it.',
    value:
      '{name} holds {what}, and {tool} copies every {prefix}… variable into the pages: each visitor can use it.',
    same: '{name} has the same value as {other}, which is no public variable: {tool} copies it into the pages.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const secrets = secretValues([...inventory.variables.values()]);
    return judge(
      [...inventory.variables.values()].flatMap(
        (variable) => findingOf(variable, secrets, inventory.dependencies) ?? [],
      ),
    );
  },
});

/** Equality marks of values whose names say that they are secrets. */
function secretValues(variables: Variable[]): Map<string, PlacedDeclaration> {
  const found = new Map<string, PlacedDeclaration>();
  for (const variable of variables) {
    if (publicPrefixOf(variable.name) || !isSecretName(variable.name)) continue;
    for (const declaration of variable.declarations) {
      const isReal = declaration.value?.kind === 'text' && declaration.value.random;
      if (declaration.equality && isReal) found.set(declaration.equality, declaration);
    }
  }
  return found;
}

function findingOf(
  variable: Variable,
  secrets: ReadonlyMap<string, PlacedDeclaration>,
  dependencies: ReadonlySet<string>,
): FindingDraft | undefined {
  const { name, declarations, reads } = variable;
  const known = publicPrefixOf(name);
  const place = declarations[0] ?? reads[0];
  if (!known || !place) return undefined;
  // PUBLIC_ is a prefix of these two alone; elsewhere it is a word.
  if (known.prefix === 'PUBLIC_' && !dependencies.has('astro') && !dependencies.has('@sveltejs/kit'))
    return undefined;
  const shared = { name, prefix: known.prefix, tool: known.tool };
  const telling = declarations.find((d) => d.value?.jwtRole === 'service_role' || isSecretKey(d));
  if (telling) {
    const what =
      telling.value?.jwtRole === 'service_role'
        ? 'the service role key, which passes every rule of the database'
        : 'a secret key';
    return draft('value', { ...shared, what }, telling, variable);
  }
  const twin = declarations.find((d) => d.equality !== undefined && secrets.has(d.equality));
  const original = twin?.equality === undefined ? undefined : secrets.get(twin.equality);
  if (twin && original)
    return { ...draft('same', { ...shared, other: original.name }, twin, variable), severity: 'high' };
  return isSecretName(known.rest) ? draft('name', shared, place, variable) : undefined;
}

/** `sk_live_` and the like: the vendor's own word for secret. */
const isSecretKey = ({ value }: PlacedDeclaration): boolean => value?.secretKey === true;

function draft(
  messageId: string,
  data: Record<string, string>,
  place: { path: string; range: PlacedDeclaration['range'] },
  { name, declarations, reads }: Variable,
): FindingDraft {
  const plain = publicPrefixOf(name)?.rest ?? name;
  return {
    messageId,
    data,
    location: locationOf(place),
    related: [
      ...declarations
        .filter((d) => d !== place)
        .map((d) => ({ location: locationOf(d), message: `${name} is declared here` })),
      ...reads
        .filter((r) => r !== place)
        .map((r) => ({ location: locationOf(r), message: `${name} is read here` })),
    ].slice(0, 10),
    remediation: {
      text: `Call it ${plain}, read it only in code that runs on the server, and make a new key where it comes from: the old one may already be known.`,
      copy: plain,
    },
    anchor: name,
  };
}
