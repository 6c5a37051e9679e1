import { compareSeverity } from '../model/severity.ts';
import type { Confidence, Detector } from './detector.ts';
import type { Candidate, Probe, RuleFacts } from './engine.ts';
import { placeholderKind } from './placeholder.ts';

const WEIGHT: Record<Confidence, number> = { high: 30, medium: 20, low: 10 };
const DEFAULT_WIDTH = 1500;

/** The pattern is tried only at the literal (or in a bounded window round it), so its cost does not grow with the file. */
export function compileDetector(detector: Detector): Probe {
  const { provider, pattern, before, width = DEFAULT_WIDTH, minEntropy = 2.5, quick } = detector;
  const flags = `d${pattern.ignoreCase ? 'i' : ''}${before === undefined ? 'y' : 'g'}`;
  const open = detector.boundary === 'none';
  const expression = new RegExp(open ? pattern.source : `(?:${pattern.source})(?![A-Za-z0-9])`, flags);
  const confidence = detector.confidence ?? 'high';
  const rule: RuleFacts = {
    rule: detector.id,
    provider: provider.name,
    title: detector.title,
    severity: detector.severity,
    confidence,
    grants: detector.grants ?? provider.grants,
    rotate: detector.rotate ?? provider.rotate,
    docs: detector.docs ?? provider.docs,
    ...(detector.publicByDesign && { publicByDesign: detector.publicByDesign }),
  };
  const doubtful: RuleFacts = {
    ...rule,
    severity: compareSeverity(rule.severity, 'medium') < 0 ? 'medium' : rule.severity,
    confidence: 'medium',
    doubt: 'checksum',
  };
  const counted: RuleFacts = {
    ...rule,
    severity: 'low',
    confidence: 'low',
    doubt: 'counted',
  };
  const weight = WEIGHT[confidence] + (detector.publicByDesign ? 5 : 0) + (detector.specific ? 3 : 0);

  const accept = (text: string, match: RegExpExecArray, offset: number, into: Candidate[]) => {
    const whole = match.indices?.[0] as [number, number];
    const [from, to] = match.indices?.slice(1).find((group) => group !== undefined) ?? whole;
    const start = from + offset;
    if (!open && !isTokenStart(text, match.index + offset)) return;
    const secret = text.slice(start, to + offset);
    const looksAt = detector.filtersPlaceholders !== false && !detector.publicByDesign;
    const placeholder = looksAt ? placeholderKind(secret, minEntropy) : undefined;
    if (placeholder === 'filler') return;
    if (detector.isValid && !detector.isValid(secret, text, start)) return;
    const madeUp = detector.hasChecksum !== undefined && !detector.hasChecksum(secret);
    const refinement = detector.refine?.(secret, text, start);
    const known = placeholder === 'counted' ? counted : madeUp ? doubtful : rule;
    const facts = refinement ? { ...known, ...refinement } : known;
    into.push({ start, end: to + offset, rule: facts, weight });
  };

  if (before === undefined) {
    return {
      literals: detector.literals,
      run(text, start, _length, into) {
        expression.lastIndex = start;
        const match = expression.exec(text);
        if (match) accept(text, match, 0, into);
      },
    };
  }
  return {
    literals: detector.literals,
    run(text, start, _length, into) {
      if (quick && !quick(text, start)) return;
      const offset = Math.max(0, start - before);
      const window = text.slice(offset, start + width);
      expression.lastIndex = 0;
      for (let match = expression.exec(window); match; match = expression.exec(window)) {
        if (match[0] === '') break;
        accept(text, match, offset, into);
      }
    },
  };
}

/** No letter or digit stands directly before, but for `\n`, `\t`, `\r`, `\"` escapes and `%3D`-like ones. */
export function isTokenStart(text: string, start: number): boolean {
  if (start === 0 || !isWord(text.charCodeAt(start - 1))) return true;
  const before = text.slice(Math.max(0, start - 3), start);
  return (
    /\\[nrt]$|%[0-9A-Fa-f]{2}$|\\u00$/.test(before) ||
    /\\u[0-9a-f]{4}$/i.test(text.slice(Math.max(0, start - 6), start))
  );
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
