import type { ValueDefect } from '../../formats/env-value.ts';
import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, type PlacedDeclaration } from './inventory.ts';

/** Catalogue ENV016. */
export const malformedValue = defineCheck({
  id: 'env/malformed-value',
  title: 'Values are of the kind that their names say',
  failureTitle: 'A value is written in a way that the program cannot use',
  severity: 'medium',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    boolean:
      '{name} is neither true nor false, by a slip of the keys: most programs then take it for the wrong one.',
    number:
      '{name} is a port by its name, and its value is no number: the program cannot use it and stops, or uses another.',
    address: '{name} holds an address that begins wrongly: every call to it fails.',
    url: '{name} has to be a whole address with https:// in front, and is not: the first call stops with an error.',
    json: '{name} begins like JSON and cannot be read as that: only its first line may have arrived.',
    pem: '{name} holds a private key without its line breaks: every program refuses it.',
    quotes:
      '{name} has quotes in its value: in this list they are a part of it, and the program gets them too.',
    spaces: '{name} has a space at an end of its value: a key or an address with it is another one.',
  },
  run: ({ artifacts }) => {
    const all = [...inventoryOf(artifacts).variables.values()].flatMap((variable) => variable.declarations);
    return judge(
      all.flatMap((d) => {
        const messageId = defectOf(d);
        if (!messageId) return [];
        return {
          messageId,
          data: { name: d.name },
          location: { ...locationOf(d), range: d.valueRange },
          ...((d.kind === 'template' || d.environment === 'test') && { severity: 'low' as const }),
          remediation: { text: REMEDIES[messageId] as string },
          anchor: d.name,
        };
      }),
    );
  },
});

const REMEDIES: Record<string, string> = {
  boolean: 'Write true or false.',
  number: 'Write the number of the port: for a web server for example 3000, for mail 587 or 465.',
  address: 'Begin it with https:// (or the scheme that the program expects), once.',
  url: 'Write the whole address, with https:// in front.',
  json: 'Put it on one line, in single quotes.',
  pem: 'Put it in double quotes, with \\n where a line ends.',
  quotes: 'Take the quotes out, or write the variables as a map: NAME: value.',
  spaces: 'Take the space out.',
};

/** Libraries stop at once when these are no address. */
const WHOLE_ADDRESS = /^(?:NEXTAUTH_URL|(?:NEXT_PUBLIC_|VITE_|EXPO_PUBLIC_|PUBLIC_)?SUPABASE_URL)$/;
const PORT = /^(?:PORT|[A-Z_]+_PORT)$/;
const EXACT = /(?:URL|URI|HOST|KEY|TOKEN|SECRET|PASSWORD|DSN|DOMAIN)$/;

function defectOf({
  kind,
  name,
  source,
  value,
  environment,
}: PlacedDeclaration): ValueDefect | 'url' | undefined {
  if (!value || (kind !== 'values' && kind !== 'deploy' && kind !== 'template') || environment === 'binding')
    return undefined;
  if (PORT.test(name) && (value.kind === 'boolean' || value.kind === 'url' || value.defect === 'number'))
    return source === 'dotenv' && value.kind !== 'url' ? 'number' : undefined;
  if (
    WHOLE_ADDRESS.test(name) &&
    (value.kind === 'text' || value.kind === 'boolean' || value.kind === 'number')
  )
    return value.references || value.defect === 'quotes' ? undefined : 'url';
  switch (value.defect) {
    case 'quotes':
      return source === 'compose' ? 'quotes' : undefined;
    case 'spaces':
      return kind === 'deploy' && EXACT.test(name) ? 'spaces' : undefined;
    case 'address':
      return /(?:URL|URI|ORIGIN|ENDPOINT|HOST|LINK|DSN)S?$/.test(name) ? 'address' : undefined;
    case 'json':
    case 'pem':
      return source === 'dotenv' || source === 'compose' ? value.defect : undefined;
    case 'boolean':
      return 'boolean';
    default:
      return undefined;
  }
}
