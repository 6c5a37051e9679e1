import { base62, crc32 } from '../../src/scanner/checksum.ts';
import { randomFrom, textFrom } from './random-text.ts';
import { TOKEN_TEMPLATES } from './token-templates.ts';

/** Every kind that `makeToken` can build. */
export const TOKEN_KINDS: readonly string[] = Object.keys(TOKEN_TEMPLATES);

const CHECKSUM = '{crc62}';

/**
 * A token of that kind, built now from a template, so that no token-shaped text stands in the repository.
 * The same kind and seed give the same token. Throws for an unknown kind.
 */
export function makeToken(kind: string, seed = 1): string {
  const template = TOKEN_TEMPLATES[kind];
  if (template === undefined) throw new Error(`No template for tokens of the kind ${kind}.`);
  const random = randomFrom(crc32(`${kind}:${seed}`));
  if (typeof template === 'function') return template(random);
  return withChecksum(
    template.replace(/\{(\w+):(\d+)\}/g, (_, alphabet: string, length: string) =>
      textFrom(alphabet, Number(length), random),
    ),
  );
}

/** At the end of a template it stands for the six characters of GitHub's and npm's checksum. */
function withChecksum(text: string): string {
  if (!text.endsWith(CHECKSUM)) return text;
  const token = text.slice(0, -CHECKSUM.length);
  return token + base62(crc32(token.slice(token.indexOf('_') + 1)), 6);
}
