import { isRealPassword } from '../credential-uri.ts';
import type { Candidate, FileFacts, Probe, RuleFacts } from '../engine.ts';
import { mayHoldValue } from '../first-look.ts';
import { placeholderKind } from '../placeholder.ts';
import { looksRandom } from '../randomness.ts';
import { createRunGuard } from '../run-guard.ts';
import { type Assignment, assignmentAt, wordsOf } from './assignment.ts';
import { CONTEXT_WEIGHT, isLiteral, madeUp } from './context-rule.ts';
import { kindOfName, type NameKind, namesFormedKeys, squashed } from './names.ts';
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
  'bearer',
  'psk',
  'pass:',
  'pass=',
  'pass =',
  "pass'",
  'pass"',
  'pass>',
  'pw=',
  'pw:',
  'pw =',
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
/** What people type while they try something out. */
const weakPassword: RuleFacts = { ...password, title: 'Weak password', severity: 'low' };
const WEAK =
  /^(?:passwords?|passw0rd|pass|pw|p@ss(?:word|w0rd)?|admin|tests?|user|demo|guest|root|welcome|secret|wrong|secure|strong|weak|valid|invalid|new|old|my|temp|default|hello|world|foo|bar|some|any|super|simple|dummy|sample|reset|current|login|qwerty|letmein|abc|dev|local|very)+[@#!$%&*_.-]{0,3}\d{0,8}[@#!$%&*_.-]{0,4}$/i;

const guard = createRunGuard(20);

/** Tries the value behind a telling name; the value decides, so that a mere mention is no finding. */
export const nameProbe: Probe = {
  literals: LITERALS,
  mayMatch: (bytes, _start, end, file) => mayHoldValue(bytes, end, file),
  run(text, start, length, into, file) {
    if (!guard.allows(start, file)) return;
    const before = into.length;
    const assignment = assignmentAt(text, start, start + length);
    if (assignment && isLiteral(assignment, text, file)) {
      const kind =
        repeatsName(assignment) || isTranslation(assignment, file)
          ? undefined
          : (kindOfName(assignment.name) ?? kindOfBareKey(assignment, text));
      if (kind === 'password') judgePassword(assignment, text, into);
      else if (kind !== undefined && !namesPage(assignment, kind, text)) judgeKey(assignment, kind, into);
    }
    if (into.length === before) guard.failed(text, start);
    else guard.matched((into[before] as Candidate).end);
  },
};

/** `href="https://pay.acme.dev/?token=…"`, `/home?communityKey=<uuid>`: a page that visitors are sent to. */
function namesPage({ nameStart, value }: Assignment, kind: NameKind, text: string): boolean {
  if (!/[?&;]/.test(text[nameStart - 1] ?? '')) return false;
  if (kind === 'key' && isUuid(value)) return true;
  return /\bhref=\{?["'`]https?:\/\/[^\s"'`]{1,280}$/i.test(
    text.slice(Math.max(0, nameStart - 300), nameStart),
  );
}

function judgePassword(assignment: Assignment, text: string, into: Candidate[]): void {
  const { value, quoted, start, end } = assignment;
  if (isKeyOfPassword(assignment)) return;
  const strong = (mayBePassword(value, quoted) || mayBeKey(value)) && isRealPassword(value);
  if (!strong && !isWordBesideAccount(assignment, text)) return;
  if (isAnonymous(text, assignment.nameStart)) return;
  const rule = !strong || WEAK.test(value) ? weakPassword : password;
  into.push({ start, end, rule, weight: CONTEXT_WEIGHT.password });
}

/** `passwordKey: 'password_field_1'`: under which key a password is found. */
function isKeyOfPassword({ name, value }: Assignment): boolean {
  return /key$/i.test(name) && /password/i.test(value) && /^[a-z0-9]+(?:[-_.][a-z0-9]+)+$/i.test(value);
}

/** An account's name just before: `email: 'ana@…'`, `user = "app"`. A label begins with a capital letter. */
const ACCOUNT =
  /(?:e-?mail|user(?:[-_ ]?name)?|login|account)["']?\s{0,4}(?:=>|[:=,])\s{0,4}["'](?:[^"'\s]{1,60}@[^"'\s]{3,60}|[a-z][\w.-]{1,30})["'][^{}]{0,100}$/i;
const NO_PASSWORD =
  /^(?:required|optional|string|password|passwd|text|hidden|invalid|incorrect|missing|confirm|current|placeholder|secret|credentials?|null|none|true|false|undefined|your.*|.*password.*)$/i;

/** Mere letters are a password where an account stands beside them. */
function isWordBesideAccount({ value, quoted, name, nameStart }: Assignment, text: string): boolean {
  if (!quoted || !/^[a-z!_.]{6,40}$/.test(value) || NO_PASSWORD.test(value)) return false;
  if (!/pass(?:word|wd|phrase)?(?:_confirmation)?$|pwd$/i.test(name)) return false;
  const before = text.slice(Math.max(0, nameStart - 200), nameStart);
  return /["']/.test(before) && ACCOUNT.test(before) && isRealPassword(value);
}

/** `user = "anonymous"` just before: what is sent with it is no secret, by custom an address or the program's name. */
function isAnonymous(text: string, nameStart: number): boolean {
  const before = text.slice(Math.max(0, nameStart - 80), nameStart);
  return /(?:user(?:[-_ ]?name)?|login|account)["']?\s{0,4}(?:=>|[:=,])\s{0,4}["'](?:anonymous|ftp|guest)["']/i.test(
    before,
  );
}

function judgeKey(
  { value, name, quoted, operator, start, end }: Assignment,
  kind: NameKind,
  into: Candidate[],
): void {
  const provider = providerIn(wordsOf(name));
  const known = provider !== undefined && fitsProvider(value, provider);
  // What bears the name of a provider whose keys have one form, and has another, is no key of theirs.
  if (!known && (provider?.strict || (/^pk[_.]/.test(value) && !/secret|private/i.test(name)))) return;
  if (!known && kind === 'key' && !quoted && operator !== '=') return;
  const formed = namesFormedKeys(name);
  const chosen = !known && !formed && kind === 'secret' && isChosenSecret(name, value, quoted);
  if (!known && !chosen && !mayBeKey(value) && !(kind === 'secret' && isUuid(value))) return;
  const placeholder = placeholderKind(value, 2.8);
  if (placeholder === 'filler') return;
  // Made up, and not even in the form that this vendor's keys have.
  if (!known && placeholder && formed) return;
  const rule = known ? ruleOf(provider) : generic;
  const weight = known ? CONTEXT_WEIGHT.provider : CONTEXT_WEIGHT.generic;
  into.push({ start, end, rule: placeholder ? madeUp(rule) : rule, weight });
}

/** A secret that a person made up, behind a name that ends in the word: `JWT_SECRET=Sup3rS4fe`. */
function isChosenSecret(name: string, value: string, quoted: boolean): boolean {
  return (
    /(?:secret|secret[_-]?key(?:[_-]?base)?|passphrase)(?:[_-]\w{1,6}){0,2}$/i.test(name) &&
    value.length >= 8 &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    !/^[a-z0-9]+(?:[-._/][a-z0-9]+)+$|^[A-Z0-9]+(?:[-_][A-Z0-9]+){2,}$|^k(?:[A-Z][a-z]+){2,}V?\d{0,2}$/.test(
      value,
    ) &&
    mayBePassword(value, quoted) &&
    isRealPassword(value)
  );
}

/** `locales/pt.yml`: what the application says, in each language; its words for a password are no password. */
const TRANSLATIONS = /(?:^|\/)(?:locales?|i18n|translations)\/(?:[\w-]+\/){0,3}[\w.-]+$/i;

function isTranslation({ value }: Assignment, { path }: FileFacts): boolean {
  return TRANSLATIONS.test(path) && !looksRandom(value);
}

/** `PASSWORD_RECOVERY: 'PASSWORD_RECOVERY_2'`: a constant that only names itself. */
function repeatsName({ name, value }: Assignment): boolean {
  return wordsOf(name).length > 1 && squashed(value).startsWith(squashed(name));
}

/** `"Jwt": { "Key": "…" }`: what stands first in an object is named after it. */
const PARENT = /([A-Za-z]\w{1,29})["']?[ \t]{0,3}[:=][ \t]{0,3}\{\s{0,24}["']?$/;

/** `finnhub KEY …`, `API key: …`: a bare `key` counts where the word before it says whose or what for. */
function kindOfBareKey({ name, nameStart }: Assignment, text: string): NameKind | undefined {
  if (!/^key$/i.test(name)) return undefined;
  const around = text.slice(Math.max(0, nameStart - 70), nameStart);
  const parent = PARENT.exec(around)?.[1];
  if (parent !== undefined) return kindOfName(`${parent}_key`) === 'secret' ? 'secret' : undefined;
  const before = /([A-Za-z][\w.]{2,30})[ \t_-]{1,4}$/.exec(around)?.[1];
  return before !== undefined && !PLAIN_WORDS.test(before) ? kindOfName(`${before}_key`) : undefined;
}
