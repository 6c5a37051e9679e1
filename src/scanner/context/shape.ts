/** The form of a provider's keys, where it is known: `hex:32`, `b62:24-48`, `uuid`, `any`. */
export interface Shape {
  fits(value: string): boolean;
}

const ALPHABETS: Record<string, string> = {
  hex: '[a-fA-F0-9]',
  lhex: '[a-f0-9]',
  b36: '[a-z0-9]',
  B36: '[A-Z0-9]',
  b62: '[A-Za-z0-9]',
  b64: '[A-Za-z0-9+/=]',
  url64: '[A-Za-z0-9_-]',
  key64: '[A-Za-z0-9_=-]',
};
const UUID = '[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}';
const ANY = '[A-Za-z0-9_\\-.+/=~:]{16,512}';

/** A comma-separated list of forms. Throws on an unknown one: the tables are ours. */
export function shapesOf(list: string): Shape {
  const patterns = list.split(',').map((form) => {
    if (form === 'uuid') return UUID;
    if (form === 'any') return ANY;
    const [, alphabet = '', from = '', to = from] = /^(\w+):(\d+)(?:-(\d+))?$/.exec(form) ?? [];
    if (!ALPHABETS[alphabet]) throw new Error(`Unknown form of keys: ${form}.`);
    return `${ALPHABETS[alphabet]}{${from},${to}}`;
  });
  const expression = new RegExp(`^(?:${patterns.join('|')})$`);
  return { fits: (value) => expression.test(value) };
}
