import { entropy } from './entropy.ts';
import { isMadeOfWords } from './randomness.ts';

/** What people write where a secret would stand; compared in lower case. */
const FILLER =
  /(?:^|[^a-z])your[-_ ]|x{5,}|\*{3,}|\.{3,}|•{2,}|…|(?:your|insert|enter|paste|replace)[-_ ]?(?:api|own|key|token|secret|password|access|account|app|client|project|here|auth|bot|user|org|new|real|actual|with|super)|(?:my|some|add|put|the|change)[-_ ](?:api|own|key|token|secret|pass|access|app|client|here|me|this|it|auth|bot|user|new|real)|my(?:api|secret|password|token)|super[-_]?secret|change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|it)|placeholder|dummy|invalid|example|sample|redacted|censored|removed|fixme|foobar|lorem|ipsum|<[^>]{0,60}>|\$\{|\$\(|\{\{|%\(|#\{|(?:test|fake|dummy|mock|invalid|sample)[-_]?(?:key|token|secret|password)|not[-_]?(?:a[-_]?)?(?:real|secret|valid)|goes[-_ ]?here|does[-_]?not[-_]?exist|&lt;|\d{4}-\d\d-\d\dt\d\d:\d\d|deadbeef|cafebabe|feedface|baadf00d|jbswy3dpehpk3pxp|aaaaaa|00000000/;
/** Short words, which stand in long random text by chance unless they stand alone and in one case. */
const SHORT_FILLER =
  /(?:^|[^a-z])(?:todo|fake|mock|dummy|hidden|none|null|xxxx)(?:[^a-z]|$)|(?:^|[^A-Z])(?:TODO|FAKE|MOCK|DUMMY|HIDDEN|NONE|NULL|XXXX)(?:[^A-Z]|$)/;
const COUNTED = /abcdef|bcdefg|123456|234567|456789|012345|987654|fedcba|qwerty|asdfgh/;

/** Words that can be spelt with six letters: where sixteen signs are drawn there are digits among them. */
const HEX_WORDS = /^(?=.{16,}$)[a-f]*\d?[a-f]*$/i;

/**
 * `filler`: words, templates, one character again and again, too little variety; nobody's secret.
 * `counted`: letters and digits in their order, or a short piece repeated; almost always made up.
 */
export type Placeholder = 'filler' | 'counted';

/** What kind of stand-in `value` is, or undefined when it may be a secret. `minEntropy` is in bits a character. */
export function placeholderKind(value: string, minEntropy = 2.5): Placeholder | undefined {
  const folded = value.toLowerCase();
  if (FILLER.test(folded) || SHORT_FILLER.test(value)) return 'filler';
  const dense = value.replace(/[^A-Za-z0-9]+/g, '') || value;
  const unit = repeatedUnit(dense);
  if (unit === 1 || unit === 2 || HEX_WORDS.test(value)) return 'filler';
  if (entropy(value) < Math.min(minEntropy, Math.log2(Math.max(value.length, 2)) * 0.6)) return 'filler';
  if (unit > 2 || countsBytes(folded) || isCounted(folded) || isCounted(dense.toLowerCase()))
    return 'counted';
  return undefined;
}

export function isPlaceholder(value: string, minEntropy = 2.5): boolean {
  return placeholderKind(value, minEntropy) !== undefined;
}

/**
 * The same for the part of a token that a machine should have drawn, without the beginning that all of its kind have. Here
 * words of any sort give it away, and a single piece of it that is made up is enough.
 */
export function drawnPlaceholder(body: string, minEntropy = 2.5): Placeholder | undefined {
  const seen = body.slice(0, LOOKED_AT);
  const kinds = [seen, longestRun(seen), UUID.exec(seen)?.[0] ?? ''].map((piece, index) => {
    if (index > 0 && (piece.length < 16 || piece === seen)) return undefined;
    return isMadeOfWords(piece) ? 'filler' : placeholderKind(piece, minEntropy);
  });
  return kinds.includes('filler') ? 'filler' : kinds.find((kind) => kind !== undefined);
}

/** What is made up shows it early. */
const LOOKED_AT = 300;
const UUID = /[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}/i;

function longestRun(text: string): string {
  return (text.match(/[A-Za-z0-9]+/g) ?? []).reduce((a, b) => (b.length > a.length ? b : a), '');
}

/** Neighbours that count up or down make up most of it, or several runs of them stand in a short text. */
function isCounted(folded: string): boolean {
  if (folded.length < 8) return false;
  let steps = 0;
  let keys = 0;
  let jumps = 0;
  let beforeLast = Number.NaN;
  let last = folded.charCodeAt(0);
  for (let i = 1; i < folded.length; i++) {
    const code = folded.charCodeAt(i);
    if (isStep(last, code)) steps++;
    else if (code < 128 && KEYBOARD[last * 128 + code] === 1) keys++;
    // `a1b2c3d4`: two rows that count, one in the other.
    if (isStep(beforeLast, code)) jumps++;
    beforeLast = last;
    last = code;
  }
  const share = steps / (folded.length - 1);
  return (
    (steps + keys) / (folded.length - 1) > 0.5 ||
    jumps > 0.6 * (folded.length - 2) ||
    (share > 0.25 && COUNTED.test(folded))
  );
}

/** `000102…0e0f`: the bytes count up or down, as in the vectors of standards. */
function countsBytes(folded: string): boolean {
  if (folded.length < 16 || folded.length % 2 !== 0 || !/^[a-f0-9]+$/.test(folded)) return false;
  let steps = 0;
  for (let i = 2; i < folded.length; i += 2) {
    if (isStep(Number.parseInt(folded.slice(i - 2, i), 16), Number.parseInt(folded.slice(i, i + 2), 16)))
      steps++;
  }
  return steps > 0.6 * (folded.length / 2 - 1);
}

/** By two codes of ASCII: neighbours on a keyboard, from left to right. */
const KEYBOARD = new Uint8Array(128 * 128);
const KEYS = 'qwertyuiop asdfghjkl zxcvbnm';
for (let i = 1; i < KEYS.length; i++) KEYBOARD[KEYS.charCodeAt(i - 1) * 128 + KEYS.charCodeAt(i)] = 1;

function isStep(left: number, right: number): boolean {
  return left - right === 1 || right - left === 1;
}

/** Length of the piece (up to twenty characters) that the text repeats; 0 when it repeats none. */
function repeatedUnit(value: string): number {
  for (let unit = 1; unit <= 20 && unit * (unit >= 6 ? 2 : 3) <= value.length; unit++) {
    const most = (value.length - unit) * 0.2;
    let others = 0;
    for (let i = unit; i < value.length && others <= most; i++) {
      if (value.charCodeAt(i) !== value.charCodeAt(i - unit)) others++;
    }
    if (others <= most) return unit;
  }
  return 0;
}
