import { isRealPassword } from '../credential-uri.ts';
import type { Candidate, FileFacts, Probe, RuleFacts } from '../engine.ts';
import { placeholderKind } from '../placeholder.ts';
import { looksRandom } from '../randomness.ts';
import { type Assignment, assignmentAt } from './assignment.ts';
import { isHarmlessName, kindOfName, squashed } from './names.ts';
import { CONTEXT_PROVIDERS, type ContextProvider } from './provider-table.ts';
import { isNoSecret, isUuid, mayBeKey, mayBePassword } from './values.ts';

const WEIGHT = { provider: 15, generic: 8, password: 6 };
const NAME_LITERALS = [
  'key',
  'secret',
  'token',
  'passw',
  'pwd',
  'passphrase',
  '_pass',
  'credential',
  'authorization',
];
const KEYISH = /key|token|secret|auth|access|priv|pass|cred|login|pat\b|api|licen[sc]e|sid|dsn/i;
const REACH = 110;

const generic: RuleFacts = {
  rule: 'generic-secret',
  provider: 'an unknown service',
  title: 'Secret value',
  severity: 'medium',
  confidence: 'low',
  grants: 'use what it opens',
  rotate: '',
  docs: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
};
const password: RuleFacts = {
  ...generic,
  rule: 'password',
  title: 'Password',
  grants: 'sign in with it',
};

/** Tries the value behind a telling name; the value decides, so that a mere mention is no finding. */
export const nameProbe: Probe = {
  literals: NAME_LITERALS,
  run(text, start, length, into, file) {
    const assignment = assignmentAt(text, start, start + length);
    if (assignment && isLiteral(assignment, text, file)) judgeAssignment(assignment, into);
  },
};

/** The value is written out: in code it is quoted, and it is no path and no argument after a plain name. */
function isLiteral(
  { value, quoted, operator, name, nameStart }: Assignment,
  text: string,
  file: FileFacts,
): boolean {
  if (value.length < 6 || (file.code && !quoted)) return false;
  if (operator === ',' && (!quoted || !/["'`]/.test(text[nameStart - 1] ?? ''))) return false;
  if (operator === '(' && /^(?:verify|compare|check|is|validate|hash|match|expect|has|test)/i.test(name))
    return false;
  if (operator === ' ' && !name.startsWith('-') && !looksRandom(value)) return false;
  return text[nameStart - 1] !== '/';
}

function judgeAssignment(assignment: Assignment, into: Candidate[]): void {
  const { value, start, end, name, quoted, operator } = assignment;
  const kind = kindOfName(name);
  if (kind === undefined) return;
  if (kind === 'password') {
    if (mayBePassword(value, quoted) && isRealPassword(value))
      into.push({ start, end, rule: password, weight: WEIGHT.password });
    return;
  }
  if (kind === 'key' && !quoted && operator !== '=') return;
  if (!mayBeKey(value) && !(kind === 'secret' && isUuid(value))) return;
  const placeholder = placeholderKind(value, 3);
  if (placeholder === 'filler') return;
  into.push({ start, end, rule: placeholder ? madeUp(generic) : generic, weight: WEIGHT.generic });
}

/** The names of providers whose keys have no form of their own. */
export const providerProbes: readonly Probe[] = CONTEXT_PROVIDERS.map((provider) => {
  const rule = factsOf(provider);
  return {
    literals: provider.words,
    run(text, start, length, into, file) {
      if (!isWholeWord(text, start, start + length)) return;
      const found = valueNear(text, start, start + length, provider, file);
      if (!found) return;
      const placeholder = placeholderKind(found.value, 2.6);
      if (placeholder === 'filler') return;
      into.push({
        start: found.start,
        end: found.end,
        rule: placeholder ? madeUp(rule) : rule,
        weight: WEIGHT.provider,
      });
    },
  };
});

function factsOf({ id, name, grave }: ContextProvider): RuleFacts {
  return {
    rule: id,
    provider: name,
    title: `${name} key`,
    severity: grave ? 'high' : 'medium',
    confidence: 'medium',
    grants: `use your ${name} account`,
    rotate: '',
    docs: '',
  };
}

interface Found {
  value: string;
  start: number;
  end: number;
}

/**
 * The first value on the line, near behind the provider's name, that has the form of its keys. A word like `key` or `token`
 * has to stand between them unless the value is assigned directly; where the provider's name is an English word, it has to
 * be part of the value's own name.
 */
function valueNear(
  text: string,
  from: number,
  to: number,
  provider: ContextProvider,
  file: FileFacts,
): Found | undefined {
  const assignment = assignmentAt(text, from, to);
  if (assignment && isHarmlessName(assignment.name)) return undefined;
  if (assignment && isLiteral(assignment, text, file) && fitsProvider(assignment.value, provider)) {
    const keyish = KEYISH.test(
      assignment.name.toLowerCase().replace(text.slice(from, to).toLowerCase(), ' '),
    );
    if (
      keyish ||
      (!provider.common && assignment.operator !== ' ' && squashed(assignment.name) === provider.words[0])
    )
      return assignment;
  }
  if (provider.common) return undefined;
  const window = text.slice(to, to + REACH);
  const line = window.slice(0, endOfContext(window));
  VALUE.lastIndex = 0;
  for (let match = VALUE.exec(line); match; match = VALUE.exec(line)) {
    const value = match[0];
    const between = line.slice(0, match.index);
    if (/[,;{}<>]/.test(between)) break;
    if (/[@#/]$|sha\d*[-:=]?$/i.test(between) || (file.code && !/["'`]/.test(between))) continue;
    if (fitsProvider(value, provider) && KEYISH.test(between)) {
      return { value, start: to + match.index, end: to + match.index + value.length };
    }
  }
  return undefined;
}

const VALUE = /(?<![A-Za-z0-9_])[A-Za-z0-9][A-Za-z0-9_\-.+/=~]{11,511}/g;

/** The line of the name, and the next one where it begins with `value`. */
function endOfContext(window: string): number {
  const end = window.indexOf('\n');
  if (end < 0) return window.length;
  if (!/^\s*(?:-\s)?["']?(?:secret_)?value["']?\s*[:=]/i.test(window.slice(end + 1))) return end;
  const next = window.indexOf('\n', end + 1);
  return next < 0 ? window.length : next;
}

/** A signed token whose signature is missing or cut off, as in a manual. */
function isCutToken(value: string): boolean {
  return (
    value.startsWith('eyJ') &&
    !/^[\w-]{10,}\.[\w-]{10,}\.[\w-]{20,}=*$/.test(value) &&
    !/^[\w-]{60,}$/.test(value)
  );
}

/** The provider's name is a word of its own: `lob` in `LOB_KEY` and `lobKey`, not in `LOBSTR` or `blob`. */
function isWholeWord(text: string, start: number, end: number): boolean {
  return (
    !continues(text.charCodeAt(start - 1), text.charCodeAt(start)) &&
    !continues(text.charCodeAt(end - 1), text.charCodeAt(end))
  );
}

function continues(left: number, right: number): boolean {
  const isLower = (code: number) => code >= 97 && code <= 122;
  const isUpper = (code: number) => code >= 65 && code <= 90;
  return (isLower(right) && (isLower(left) || isUpper(left))) || (isUpper(left) && isUpper(right));
}

function fitsProvider(value: string, { shape, open }: ContextProvider): boolean {
  if (isNoSecret(value) || !shape.fits(value) || isCutToken(value)) return false;
  if (isUuid(value)) return true;
  if (open) return mayBeKey(value);
  return /\d/.test(value)
    ? looksRandom(value) || placeholderKind(value) === 'counted'
    : value.length >= 24 && looksRandom(value);
}

function madeUp(rule: RuleFacts): RuleFacts {
  return { ...rule, severity: 'low', confidence: 'low', doubt: 'counted' };
}
