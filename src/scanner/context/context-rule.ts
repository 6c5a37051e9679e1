import type { FileFacts, RuleFacts } from '../engine.ts';
import { looksRandom } from '../randomness.ts';
import type { Assignment } from './assignment.ts';

/** Lighter than a token known by its form; the provider's name tells more than a mere `token`. */
export const CONTEXT_WEIGHT = { provider: 15, generic: 8, password: 6 };

/** The value is written out: in code it is quoted, and it is no path and no argument after a plain name. */
export function isLiteral(assignment: Assignment, text: string, file: FileFacts): boolean {
  const { value, quoted, operator, name, nameStart } = assignment;
  if (value.length < 6 || (file.code && !quoted && !isInsideText(assignment, text))) return false;
  // `password: deleted=${deleted}`: a text that is put together.
  if (!quoted && value.endsWith('$') && /[{(]/.test(text[assignment.end] ?? '')) return false;
  // `API_KEY=$API_KEY BUILD_ID=…`: what follows a variable in a shell is no value of it.
  if (operator === ' ' && name.startsWith('$') && !quoted) return false;
  if (operator === ',' && (!quoted || !/["'`]/.test(text[nameStart - 1] ?? ''))) return false;
  if (
    operator === '(' &&
    /^(?:verify|compare|check|is|validate|hash|match|expect|has|test)/i.test(
      name.slice(name.lastIndexOf('.') + 1),
    )
  ) {
    return false;
  }
  // `sign in with your password (2-hour session)`, `'Test-' + Math.random()`.
  if (operator === '(' && !quoted && /[ \t]\($/.test(text.slice(nameStart + name.length, assignment.start)))
    return false;
  if (quoted && /^["'`]\s{0,3}\+\s{0,3}[A-Za-z_$]/.test(text.slice(assignment.end, assignment.end + 10)))
    return false;
  // Gradle writes `storePassword "…"`.
  const isCall = quoted && /(?:^|\.)(?:store|key)Password$/.test(name);
  if (operator === ' ' && !name.startsWith('-') && !isCall && !looksRandom(value)) return false;
  // A part of a path, but for the names of parameter stores: `/prod/app/CLIENT_SECRET = …`.
  return text[nameStart - 1] !== '/' || (/^[=:]/.test(operator) && /^[A-Z][A-Z0-9_]{5,}$/.test(name));
}

/** In code a value without quotes of its own: part of a text (`?key=…`, `'NAME=…'`, `${name:…}`) or of a comment. */
function isInsideText({ value, operator, nameStart, end }: Assignment, text: string): boolean {
  const before = text[nameStart - 1] ?? '';
  const after = text[end] ?? '';
  if (operator === '=' && (before === '?' || before === '&')) return true;
  if (operator === '=' && before === after && /["'`]/.test(before)) return true;
  if (operator === ':' && before === '{' && after === '}' && text[nameStart - 2] === '$') return true;
  if (operator !== '=' && operator !== ':') return false;
  const line = text.slice(Math.max(0, nameStart - 80), nameStart);
  return (
    /(?:^|\n)[ \t]{0,40}(?:\/\/|#|\*|--|<!--)[^\n]{0,40}$/.test(line) &&
    /\d/.test(value) &&
    looksRandom(value)
  );
}

/** The same kind for a value that counts up or repeats. */
export function madeUp(rule: RuleFacts): RuleFacts {
  return { ...rule, severity: 'low', confidence: 'low', doubt: 'counted' };
}
