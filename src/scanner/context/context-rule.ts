import type { FileFacts, RuleFacts } from '../engine.ts';
import { looksRandom } from '../randomness.ts';
import type { Assignment } from './assignment.ts';

/** Lighter than a token known by its form; the provider's name tells more than a mere `token`. */
export const CONTEXT_WEIGHT = { provider: 15, generic: 8, password: 6 };

/** The value is written out: in code it is quoted, and it is no path and no argument after a plain name. */
export function isLiteral(
  { value, quoted, operator, name, nameStart }: Assignment,
  text: string,
  file: FileFacts,
): boolean {
  if (value.length < 6 || (file.code && !quoted)) return false;
  if (operator === ',' && (!quoted || !/["'`]/.test(text[nameStart - 1] ?? ''))) return false;
  if (operator === '(' && /^(?:verify|compare|check|is|validate|hash|match|expect|has|test)/i.test(name)) {
    return false;
  }
  if (operator === ' ' && !name.startsWith('-') && !looksRandom(value)) return false;
  return text[nameStart - 1] !== '/';
}

/** The same kind for a value that counts up or repeats. */
export function madeUp(rule: RuleFacts): RuleFacts {
  return { ...rule, severity: 'low', confidence: 'low', doubt: 'counted' };
}
