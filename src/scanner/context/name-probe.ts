import { isRealPassword } from '../credential-uri.ts';
import type { Candidate, Probe, RuleFacts } from '../engine.ts';
import { mayHoldValue } from '../first-look.ts';
import { placeholderKind } from '../placeholder.ts';
import { createRunGuard } from '../run-guard.ts';
import { type Assignment, assignmentAt, wordsOf } from './assignment.ts';
import { CONTEXT_WEIGHT, isLiteral, madeUp } from './context-rule.ts';
import { kindOfName, type NameKind } from './names.ts';
import { fitsProvider, ruleOf } from './provider-probe.ts';
import { providerIn } from './provider-table.ts';
import { isUuid, mayBeKey, mayBePassword } from './values.ts';

const LITERALS = [
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
/** Before a bare `key` these say nothing of what it opens. */
const PLAIN_WORDS =
  /^(?:const|let|var|the|this|that|return|public|private|static|final|string|val|def|new|and|for|with|primary|foreign|unique|cache|any|each|same|sort|map|object|row|item|react|config|case|class|type|default|export|import|from)$/i;

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
const password: RuleFacts = { ...generic, rule: 'password', title: 'Password', grants: 'sign in with it' };

const guard = createRunGuard(40);

/** Tries the value behind a telling name; the value decides, so that a mere mention is no finding. */
export const nameProbe: Probe = {
  literals: LITERALS,
  mayMatch: (bytes, _start, end) => mayHoldValue(bytes, end),
  run(text, start, length, into, file) {
    if (!guard.allows(start, file)) return;
    const before = into.length;
    const assignment = assignmentAt(text, start, start + length);
    if (assignment && isLiteral(assignment, text, file)) {
      const kind = kindOfName(assignment.name) ?? kindOfBareKey(assignment, text);
      if (kind === 'password') judgePassword(assignment, into);
      else if (kind !== undefined) judgeKey(assignment, kind, into);
    }
    if (into.length === before) guard.failed(text, start);
  },
};

function judgePassword({ value, quoted, start, end }: Assignment, into: Candidate[]): void {
  if (!mayBePassword(value, quoted) || !isRealPassword(value)) return;
  into.push({ start, end, rule: password, weight: CONTEXT_WEIGHT.password });
}

function judgeKey(
  { value, name, quoted, operator, start, end }: Assignment,
  kind: NameKind,
  into: Candidate[],
): void {
  const provider = providerIn(wordsOf(name));
  const known = provider !== undefined && fitsProvider(value, provider);
  // What bears the name of a provider whose keys have one form, and has another, is no key of theirs.
  if (!known && provider?.strict) return;
  if (!known && kind === 'key' && !quoted && operator !== '=') return;
  if (!known && !mayBeKey(value) && !(kind === 'secret' && isUuid(value))) return;
  const placeholder = placeholderKind(value, 2.8);
  if (placeholder === 'filler') return;
  const rule = known ? ruleOf(provider) : generic;
  const weight = known ? CONTEXT_WEIGHT.provider : CONTEXT_WEIGHT.generic;
  into.push({ start, end, rule: placeholder ? madeUp(rule) : rule, weight });
}

/** `finnhub KEY …`: a bare `key` counts where the word before it says whose. */
function kindOfBareKey({ name, nameStart }: Assignment, text: string): NameKind | undefined {
  if (!/^key$/i.test(name)) return undefined;
  const before = /([A-Za-z][\w.]{2,30})[ \t_-]{1,4}$/.exec(
    text.slice(Math.max(0, nameStart - 40), nameStart),
  )?.[1];
  return before !== undefined && !PLAIN_WORDS.test(before) ? 'key' : undefined;
}
