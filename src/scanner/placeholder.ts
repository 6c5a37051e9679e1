import { entropy } from './entropy.ts';

/** Words that people write where a secret would stand. Compared in lower case, as whole words or joined by `-` and `_`. */
const FILLER =
  /x{4,}|\*{3,}|\.{3,}|-{4,}|_{4,}|(?:your|my|some|insert|enter|paste|replace|add|put|change|the)[-_ ]?(?:api|own|key|token|secret|pass|password|access|account|app|client|project|here|me|this|it|auth|bot|user|org|new|real|actual|with)|changeme|change_?this|replace_?me|placeholder|example|sample|dummy|redacted|removed|todo|fixme|foobar|lorem|ipsum|fake|mock|<[^>]*>|\$\{|\{\{|%\(|\btest[-_]?(?:key|token|secret|password)|not[-_]?a[-_]?(?:real|secret|valid)|abcdefgh|12345678|01234567|deadbeef|aaaaaa|000000000/;

/** A value that stands for a secret and is none: a word, a template, a repeated or counted-up run, too little variety. */
export function isPlaceholder(value: string, minEntropy = 2.5): boolean {
  if (FILLER.test(value.toLowerCase())) return true;
  if (isRepetitive(value)) return true;
  return entropy(value) < Math.min(minEntropy, Math.log2(Math.max(value.length, 2)) * 0.6);
}

/** More than half of it is one character, or neighbours that count up or down, or one short unit again and again. */
export function isRepetitive(value: string): boolean {
  let steps = 0;
  for (let i = 1; i < value.length; i++) {
    if (Math.abs(value.charCodeAt(i) - value.charCodeAt(i - 1)) <= 1) steps++;
  }
  if (value.length >= 8 && steps > (value.length - 1) * 0.6) return true;
  for (let unit = 1; unit <= 8 && unit * 3 <= value.length; unit++) {
    let same = 0;
    for (let i = unit; i < value.length; i++) if (value[i] === value[i - unit]) same++;
    if (same >= (value.length - unit) * 0.85) return true;
  }
  return false;
}
