import { entropy } from './entropy.ts';

/** What people write where a secret would stand; compared in lower case. */
const FILLER =
  /(?:^|[^a-z])your[-_ ]|x{5,}|\*{3,}|\.{3,}|•{2,}|…|(?:your|insert|enter|paste|replace)[-_ ]?(?:api|own|key|token|secret|password|access|account|app|client|project|here|auth|bot|user|org|new|real|actual|with|super)|(?:my|some|add|put|the|change)[-_ ](?:api|own|key|token|secret|pass|access|app|client|here|me|this|it|auth|bot|user|new|real)|my(?:api|secret|password|token)|super[-_]?secret|change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|it)|placeholder|example|sample|redacted|censored|removed|fixme|foobar|lorem|ipsum|<[^>]{0,60}>|\$\{|\$\(|\{\{|%\(|#\{|\btest[-_]?(?:key|token|secret|password)|not[-_]?a[-_]?(?:real|secret|valid)|deadbeef|jbswy3dpehpk3pxp|aaaaaa|00000000/;
/** Short words, which stand in long random text by chance unless they stand alone and in one case. */
const SHORT_FILLER =
  /(?:^|[^a-z])(?:todo|fake|mock|dummy|hidden|none|null|xxxx)(?:[^a-z]|$)|(?:^|[^A-Z])(?:TODO|FAKE|MOCK|DUMMY|HIDDEN|NONE|NULL|XXXX)(?:[^A-Z]|$)/;
const COUNTED = /abcdef|bcdefg|123456|234567|456789|012345|987654|fedcba|qwerty|asdfgh/;

/**
 * `filler`: words, templates, one character again and again, too little variety; nobody's secret.
 * `counted`: letters and digits in their order, or a short piece repeated; almost always made up.
 */
export type Placeholder = 'filler' | 'counted';

/** What kind of stand-in `value` is, or undefined when it may be a secret. `minEntropy` is in bits a character. */
export function placeholderKind(value: string, minEntropy = 2.5): Placeholder | undefined {
  const folded = value.toLowerCase();
  if (FILLER.test(folded) || SHORT_FILLER.test(value)) return 'filler';
  const unit = repeatedUnit(value);
  if (unit === 1 || unit === 2) return 'filler';
  if (entropy(value) < Math.min(minEntropy, Math.log2(Math.max(value.length, 2)) * 0.6)) return 'filler';
  if (unit > 2 || isCounted(folded)) return 'counted';
  return undefined;
}

export function isPlaceholder(value: string, minEntropy = 2.5): boolean {
  return placeholderKind(value, minEntropy) !== undefined;
}

/** Neighbours that count up or down make up most of it, or several runs of them stand in a short text. */
function isCounted(folded: string): boolean {
  if (folded.length < 8) return false;
  let steps = 0;
  for (let i = 1; i < folded.length; i++) {
    if (Math.abs(folded.charCodeAt(i) - folded.charCodeAt(i - 1)) === 1) steps++;
  }
  const share = steps / (folded.length - 1);
  return share > 0.5 || (share > 0.25 && COUNTED.test(folded));
}

/** Length of the piece (up to eight characters) that the text repeats; 0 when it repeats none. */
function repeatedUnit(value: string): number {
  for (let unit = 1; unit <= 8 && unit * 3 <= value.length; unit++) {
    let same = 0;
    for (let i = unit; i < value.length; i++) if (value[i] === value[i - unit]) same++;
    if (same >= (value.length - unit) * 0.8) return unit;
  }
  return 0;
}
