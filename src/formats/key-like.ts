import { valueFactsOf } from './env-value.ts';

/**
 * A word that is rather a piece of a key than a word or a name: a known kind of key, or letters of both cases and
 * digits in a jumble. For what is written where no value should be: comments, and lines that only look like names.
 */
export function isKeyLike(word: string): boolean {
  const facts = valueFactsOf(word);
  if (facts.random || facts.secretKey || facts.mode || facts.jwtRole || word.length > 100) return true;
  const switches = word.match(/[a-z](?=[A-Z0-9])|[0-9](?=[A-Za-z])/g)?.length ?? 0;
  if (word.length >= 8 && switches >= 3) return true;
  return word.length >= 12 && /^\w*\d\w*$/.test(word) && /[a-z]/.test(word) && !word.includes('_');
}
