/** What may be told of a variable's value: never the value, and nothing it could be guessed from. */
export interface ValueFacts {
  kind: 'empty' | 'placeholder' | 'reference' | 'boolean' | 'number' | 'url' | 'text';
  /** UTF-16 code units. */
  length: number;
  /** The host of a URL, for the comparison with localhost, staging hosts and the domain. */
  host?: string;
  scheme?: string;
  /** Names an environment fills in: `${OTHER}`. */
  references?: string[];
  /** A key of a payment or auth vendor that says which mode it belongs to. */
  mode?: 'test' | 'live';
  vendor?: string;
  /** The role in a Supabase-like JSON web token: `anon`, `service_role`. */
  jwtRole?: string;
  /** A vendor's key that by its prefix is for servers only. */
  secretKey?: boolean;
  /** Random enough to be a real secret. */
  random: boolean;
  /** Written in a way that no program understands. */
  defect?: ValueDefect;
}

/**
 * `boolean`: `ture`. `number`: a letter among digits. `json`: it begins as JSON and is none. `pem`: a key that lost its line
 * breaks. `address`: a broken scheme. `quotes`: the quotes are a part of it. `spaces`: so are spaces at an end.
 */
export type ValueDefect = 'boolean' | 'number' | 'json' | 'pem' | 'address' | 'quotes' | 'spaces';

const PLACEHOLDER =
  /^(?:x{3,}|\.{3,}|\*{3,}|_{2,}|-{2,}|todo|tbd|n\/a|none|null|undefined|secret|password|changeme|change[-_ ]?this.*|change[-_ ]?me.*|replace[-_ ]?(?:me|this|with).*|foo|bar|foobar|baz|test|example|dummy|fake|sample|placeholder|supersecret.*|my[-_]?secret.*|your.*|<.*>|\[[^"'{}[\]]*\]|\{\{.*\}\}|insert.*|enter.*|put[-_ ].*|generate.*|add[-_ ].*|paste.*|here|key|token|value|string|abc(?:def)?(?:123)?|12345?6?7?8?9?0?)$/i;
const PLACEHOLDER_PART =
  /your[-_ ]|[-_ ]here$|xxxx|<[^>]+>|\bexample\.(?:com|org|net)\b|change[-_]?me|change[-_]?this|replace[-_]?me|placeholder|\.\.\.$|goes[-_ ]here|\*\*\*\*|dummy|\bTODO\b|(?:^|[-_ ])(?:fake|insecure|not[-_ ]?real)(?=[-_ ]|$)|abcdefgh|12345678/i;
const MODES: [RegExp, 'test' | 'live', string][] = [
  [/^(?:sk|rk|pk)_test_/, 'test', 'Stripe or Clerk'],
  [/^(?:sk|rk|pk)_live_/, 'live', 'Stripe or Clerk'],
  [/^pdl_sdbx_|^test_[0-9a-f]{20,}/, 'test', 'Paddle'],
  [/^pdl_live_|^live_[0-9a-f]{20,}/, 'live', 'Paddle'],
  [/^rzp_test_/, 'test', 'Razorpay'],
  [/^rzp_live_/, 'live', 'Razorpay'],
  [/^FLWSECK_TEST|^FLWPUBK_TEST/, 'test', 'Flutterwave'],
  [/^sandbox-sq0/, 'test', 'Square'],
  [/^sq0(?:atp|csp|idp)-/, 'live', 'Square'],
  [/^sandbox$/i, 'test', 'sandbox'],
];

const SECRET_KEY =
  /^(?:sk_(?:live|test)_|rk_(?:live|test)_|sb_secret_|sk-(?:proj|ant|or)-|sk-[A-Za-z0-9]{32,}|whsec_|ghp_|github_pat_|xox[bp]-|SG\.|re_[A-Za-z0-9]{8,}_|AKIA[A-Z0-9]{16}$)[A-Za-z0-9_./+=-]{8,}/;

const TYPED_BOOLEAN =
  /^(?:ture|treu|tru|rtue|turue|truee|ttrue|flase|fasle|fales|fals|falsee|flse|afalse|faslse)$/i;
const BROKEN_ADDRESS =
  /^(?:https?|wss?|postgres(?:ql)?|rediss?|mysql|mongodb(?:\+srv)?)(?::\/(?!\/)|\/\/|;\/\/|:\\|::|:\/\/(?:https?:|\/))|^(?:htt?p|ht+ps|htps|htpps|httpss|hhttps?|ttps?|hppts?|htttps?):\/\/(?<!^https?:\/\/)/i;

function defectOf(value: string, text: string): { defect?: ValueDefect } {
  if (TYPED_BOOLEAN.test(text)) return { defect: 'boolean' };
  if (/^\d{2,5}[A-Za-z]\d{0,2}$/.test(text)) return { defect: 'number' };
  if (BROKEN_ADDRESS.test(text)) return { defect: 'address' };
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) && !/\n|\\n/.test(text)) return { defect: 'pem' };
  if (isBrokenJson(text)) return { defect: 'json' };
  if (/^(["'])[^"']+\1$/.test(text)) return { defect: 'quotes' };
  return value === text ? {} : { defect: 'spaces' };
}

/** `{"…` that cannot be read, or the first line of an object whose other lines were lost. */
function isBrokenJson(text: string): boolean {
  if (text === '{' || text === '[') return true;
  if (!/^(?:\{\s*"|\[\s*[{"])/.test(text) || text.includes('\\"') || text.includes('${')) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** Turns a value into facts at once. */
export function valueFactsOf(value: string): ValueFacts {
  const length = value.length;
  const text = value.trim();
  if (text === '') return { kind: 'empty', length: 0, random: false };
  const references = [
    ...text.matchAll(/(?<!\\)\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?::?[-?+][^}]*)?\}|([A-Za-z_][A-Za-z0-9_]*))/g),
  ].map((match) => (match[1] ?? match[2]) as string);
  if (/^\$\{\{.*\}\}$|^\$\{?[A-Za-z_]\w*(?::?[-?+][^}]*)?\}?$/.test(text))
    return { kind: 'reference', length, references, random: false };
  const shared = {
    length,
    ...(references.length > 0 && { references }),
    ...modeOf(text),
    ...jwtRoleOf(text),
    ...(SECRET_KEY.test(text) && { secretKey: true }),
    ...defectOf(value, text),
  };
  if (PLACEHOLDER.test(text) || PLACEHOLDER_PART.test(text)) {
    // `sk_live_xxx` is no key, so it has no mode.
    return { kind: 'placeholder', length, random: false };
  }
  if (/^(?:true|false|yes|no|on|off)$/i.test(text)) return { kind: 'boolean', ...shared, random: false };
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return { kind: 'number', ...shared, random: false };
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@\s]*@)?(\[[^\]]+\]|[^/?#:\s,]*)/i.exec(text);
  if (url) {
    const random = /:\/\/[^/?#@\s:]*:([^/?#@\s]{8,})@/.test(text);
    return {
      kind: 'url',
      ...shared,
      scheme: (url[1] as string).toLowerCase(),
      host: (url[2] as string).toLowerCase(),
      random,
    };
  }
  return { kind: 'text', ...shared, random: isRandom(text) };
}

function modeOf(text: string): Pick<ValueFacts, 'mode' | 'vendor'> {
  const found = MODES.find(([pattern]) => pattern.test(text));
  return found ? { mode: found[1], vendor: found[2] } : {};
}

/** Reads the payload's `role` alone; the signature is not looked at. */
function jwtRoleOf(text: string): Pick<ValueFacts, 'jwtRole'> {
  const payload = /^eyJ[\w-]{8,}\.(eyJ[\w-]{8,})\./.exec(text)?.[1];
  if (!payload || payload.length > 4096) return {};
  try {
    const role = (JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { role?: unknown }).role;
    return role === 'anon' || role === 'service_role' ? { jwtRole: role } : {};
  } catch {
    return {};
  }
}

/** Long, without spaces, of mixed characters and spread evenly: 3.2 bits a character and more. */
function isRandom(text: string): boolean {
  if (text.length < 20 || /\s/.test(text) || /^[a-z]+(?:[-_./][a-z]+)*$/i.test(text)) return false;
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length);
  return bits >= 3.2 && /\d/.test(text) && /[a-z]/i.test(text);
}

export function isLocalHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|.*\.localhost|.*\.local)$/.test(
    host,
  );
}
