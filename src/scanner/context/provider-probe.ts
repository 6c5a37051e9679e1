import type { FileFacts, Probe, RuleFacts } from '../engine.ts';
import { isWord } from '../first-look.ts';
import { placeholderKind } from '../placeholder.ts';
import { looksRandom } from '../randomness.ts';
import { createRunGuard } from '../run-guard.ts';
import { type Assignment, assignmentAt } from './assignment.ts';
import { CONTEXT_WEIGHT, isLiteral, madeUp } from './context-rule.ts';
import { isHarmlessName, squashed } from './names.ts';
import { CONTEXT_PROVIDERS, type ContextProvider } from './provider-table.ts';
import { isNoSecret, isUuid, mayBeKey } from './values.ts';

const KEYISH = /key|token|secret|auth|access|priv|pass|cred|login|pat\b|api|licen[sc]e|sid|dsn/i;
const VALUE = /(?<![A-Za-z0-9_])[A-Za-z0-9][A-Za-z0-9_\-.+/=~]{11,511}/g;
const REACH = 110;
const SHORTEST = 12;

const QUOTE = 3;
/** A further byte of a character that is counted already. */
const CONTINUED = 4;

/** By byte. 2: a digit, 1: another character that keys are made of. */
const RUN_KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/["'`]/.test(character)) return QUOTE;
  if (code >= 0x80) return code < 0xc0 ? CONTINUED : 0;
  return /\d/.test(character) ? 2 : /[A-Za-z_\-.+/=~]/.test(character) ? 1 : 0;
});

/** Kinds of the keyword table, by provider. */
const RULES = new Map<ContextProvider, RuleFacts>(
  CONTEXT_PROVIDERS.map((provider) => [
    provider,
    {
      rule: provider.id,
      provider: provider.name,
      title: `${provider.name} key`,
      severity: provider.grave ? 'high' : 'medium',
      confidence: 'medium',
      grants: `use your ${provider.name} account`,
      rotate: '',
      docs: '',
    },
  ]),
);

export function ruleOf(provider: ContextProvider): RuleFacts {
  return RULES.get(provider) as RuleFacts;
}

/** The names of providers whose keys have no form of their own. */
export const providerProbes: readonly Probe[] = CONTEXT_PROVIDERS.map((provider) => {
  const rule = ruleOf(provider);
  const guard = createRunGuard(24);
  return {
    literals: provider.literals,
    mayMatch: (bytes, start, end, file) =>
      isWholeWord(bytes, start, end) && !isAddress(bytes, end) && mayHoldKey(bytes, end, file),
    run(text, start, length, into, file) {
      const end = start + length;
      if (!guard.allows(start, file)) return;
      const found = valueNear(text, start, end, provider, file);
      const placeholder = found && placeholderKind(found.value, 2.6);
      if (!found || placeholder === 'filler') {
        guard.failed(text, start);
        return;
      }
      const weight = CONTEXT_WEIGHT.provider;
      into.push({ start: found.start, end: found.end, rule: placeholder ? madeUp(rule) : rule, weight });
    },
  };
});

interface Found {
  value: string;
  start: number;
  end: number;
}

/**
 * The first value on the line, near behind the provider's name, that has the form of its keys. A word like `key` or `token`
 * has to stand between them, unless the name is the provider's own and the value is assigned to it.
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
    const { name, operator, value } = assignment;
    const rest = name.toLowerCase().replace(text.slice(from, to).toLowerCase(), ' ');
    const own =
      operator !== ' ' && squashed(name) === provider.words[0] && placeholderKind(value) === undefined;
    if ((own && !isDomainProof(assignment)) || KEYISH.test(rest)) return assignment;
  }
  const window = text.slice(to, to + REACH);
  const line = window.slice(0, endOfContext(window));
  VALUE.lastIndex = 0;
  for (let match = VALUE.exec(line); match; match = VALUE.exec(line)) {
    const value = match[0];
    const between = line.slice(0, match.index);
    if (/[,;{}<>]/.test(between)) break;
    // In a table an "API" in one cell does not make the id in the next a key.
    if (between.includes('|') && !/key|token|secret|pass|cred|private/i.test(between)) continue;
    if (/[@#/]$|sha\d*[-:=]?$/i.test(between) || (file.code && !/["'`]/.test(between))) continue;
    if (KEYISH.test(between) && fitsProvider(value, provider)) {
      return { value, start: to + match.index, end: to + match.index + value.length };
    }
  }
  return undefined;
}

/** `docusign=<uuid>`, by DocuSign's manual the text in a DNS record that proves whose a domain is. */
function isDomainProof({ name, operator, quoted }: Assignment): boolean {
  return name === 'docusign' && operator === '=' && !quoted;
}

/** A run of token characters follows that is long enough and holds a digit, or is very long. Most mentions fail here. */
function mayHoldKey(bytes: Uint8Array, from: number, file: FileFacts): boolean {
  let to = Math.min(bytes.length, from + REACH + SHORTEST);
  let length = 0;
  let digits = 0;
  // In code a value is quoted.
  let quoted = !file.code;
  let i = from;
  // Where names come thick and fast, what was looked at in vain is not looked at again, but for the beginning of a run.
  if (file === vain.file && from >= vain.from && from < vain.to) {
    i = Math.max(from, vain.to - 24);
    quoted ||= i > from;
  }
  for (; i < to; i++) {
    const kind = RUN_KINDS[bytes[i] as number] as number;
    if (kind === CONTINUED) {
      if (to < bytes.length) to++;
    } else if (kind === 0 || kind === QUOTE) {
      length = digits = 0;
      quoted ||= kind === QUOTE;
    } else if (quoted) {
      length++;
      if (kind === 2) digits++;
      if (length >= SHORTEST && (digits > 0 || length >= 24)) return true;
    }
  }
  vain.file = file;
  vain.from = from;
  vain.to = to;
  return false;
}

/** Where the last look found nothing. */
const vain: { file: FileFacts | undefined; from: number; to: number } = { file: undefined, from: 0, to: 0 };

/** The line of the name, and the next one where it begins with `value`. */
function endOfContext(window: string): number {
  const end = window.indexOf('\n');
  if (end < 0) return window.length;
  if (!/^\s*(?:-\s)?["']?(?:secret_)?value["']?\s*[:=]/i.test(window.slice(end + 1))) return end;
  const next = window.indexOf('\n', end + 1);
  return next < 0 ? window.length : next;
}

const DOMAINS = ['com', 'io', 'org', 'net', 'dev', 'app', 'ai', 'co', 'so', 'sh'];

/** `github.com`, `github/`: a link, not a name. */
function isAddress(bytes: Uint8Array, end: number): boolean {
  if (bytes[end] !== 46) return bytes[end] === 47;
  for (const domain of DOMAINS) if (isWordAt(bytes, end + 1, domain)) return true;
  return false;
}

function isWordAt(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  const next = bytes[at + word.length] as number;
  return !isWord(next) && next !== 95;
}

/** The provider's name is a word of its own: `lob` in `LOB_KEY` and `lobKey`, not in `LOBSTR` or `blob`. */
function isWholeWord(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    !continues(bytes[start - 1] as number, bytes[start] as number) &&
    !continues(bytes[end - 1] as number, bytes[end] as number)
  );
}

function continues(left: number, right: number): boolean {
  return (isLower(right) && (isLower(left) || isUpper(left))) || (isUpper(left) && isUpper(right));
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Whether a value can be a key of the provider: its form, and drawn by a machine. */
export function fitsProvider(value: string, { shape, open }: ContextProvider): boolean {
  if (isNoSecret(value) || !shape.fits(value)) return false;
  if (isUuid(value)) return true;
  if (open) return mayBeKey(value);
  if (!/\d/.test(value)) return value.length >= 24 && looksRandom(value);
  return looksRandom(value) || placeholderKind(value) === 'counted';
}
