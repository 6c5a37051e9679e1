import { compareSeverity } from '../model/severity.ts';
import type { Confidence, Detector } from './detector.ts';
import type { Candidate, FileFacts, Probe, RuleFacts } from './engine.ts';
import { codesIn, isWord, mayStartToken } from './first-look.ts';
import { beginningOf, type PatternBeginning } from './pattern-beginning.ts';
import { drawnPlaceholder, placeholderKind } from './placeholder.ts';
import { createRunGuard } from './run-guard.ts';

const WEIGHT: Record<Confidence, number> = { high: 30, medium: 20, low: 10 };
const DEFAULT_WIDTH = 1500;
const MAX_FAILURES = 12;

/** The pattern is tried only at the literal (or in a bounded window round it), so its cost does not grow with the file. */
export function compileDetector(detector: Detector): Probe {
  const { provider, pattern, before, width = DEFAULT_WIDTH, minEntropy = 2.5, quick, reach } = detector;
  const flags = `d${pattern.ignoreCase ? 'i' : ''}${before === undefined && reach === undefined ? 'y' : 'g'}`;
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

  const guard = createRunGuard(MAX_FAILURES);
  const startsAtLiteral = before === undefined && reach === undefined;
  const beginning = before === undefined ? beginningOf(pattern) : undefined;
  const mayReach = beginning && reach !== undefined ? lookAhead(beginning, 3 * reach) : undefined;
  const mayMatch: Probe['mayMatch'] = (bytes, start, _end, file) => {
    if (quick && !quick(codesIn(bytes), start)) return false;
    if (startsAtLiteral) {
      return beginning?.fits(bytes, start) !== false && (open || mayStartToken(bytes, start));
    }
    // A character may be of three bytes.
    return mayReach?.(bytes, start, file) !== false;
  };
  const shared = {
    literals: detector.literals,
    mayMatch,
    ...(startsAtLiteral && beginning && { setAt: beginning.setAt }),
  };

  const beginnings = detector.literals.map((literal) => literal.toLowerCase());
  /** How much of a token all of its kind have. */
  const fixedLength = (secret: string): number => {
    const folded = secret.slice(0, 80).toLowerCase();
    return Math.max(
      detector.fixed ?? 0,
      ...beginnings.map((literal) => (folded.startsWith(literal) ? literal.length : 0)),
    );
  };

  const accept = (text: string, match: RegExpExecArray, offset: number, into: Candidate[]): boolean => {
    const whole = match.indices?.[0] as [number, number];
    const [from, to] = match.indices?.slice(1).find((group) => group !== undefined) ?? whole;
    const start = from + offset;
    if (!open && !isTokenStart(text, match.index + offset)) return false;
    const secret = text.slice(start, to + offset);
    const looksAt = detector.filtersPlaceholders !== false && !detector.publicByDesign;
    const placeholder = !looksAt
      ? undefined
      : detector.chosen
        ? placeholderKind(secret, minEntropy)
        : drawnPlaceholder(secret.slice(fixedLength(secret)), minEntropy);
    if (placeholder === 'filler') return false;
    if (detector.isValid && !detector.isValid(secret, text, start)) return false;
    const madeUp = detector.hasChecksum !== undefined && !detector.hasChecksum(secret);
    const refinement = detector.refine?.(secret, text, start);
    const known = placeholder === 'counted' ? counted : madeUp ? doubtful : rule;
    const facts = refinement ? { ...known, ...refinement } : known;
    into.push({ start, end: to + offset, rule: facts, weight });
    guard.matched(to + offset);
    return true;
  };

  const tryWindow = (text: string, from: number, to: number, lastStart: number, into: Candidate[]) => {
    const offset = Math.max(0, from - 1);
    const window = text.slice(offset, to);
    let found = false;
    expression.lastIndex = from - offset;
    for (let match = expression.exec(window); match; match = expression.exec(window)) {
      if (match[0] === '' || match.index + offset > lastStart) break;
      found = accept(text, match, offset, into) || found;
    }
    return found;
  };

  if (reach !== undefined) {
    let current: FileFacts | undefined;
    let seenTo = 0;
    return {
      ...shared,
      run(text, start, _length, into, file) {
        if (file !== current) {
          current = file;
          seenTo = 0;
        }
        // Where the literal comes thick and fast, each window still shows half its length of new text.
        if (start + reach / 2 < seenTo) return;
        seenTo = start + reach;
        tryWindow(text, start, seenTo, seenTo, into);
      },
    };
  }

  if (before !== undefined) {
    let current: FileFacts | undefined;
    let cursor = 0;
    return {
      ...shared,
      run(text, start, length, into, file) {
        if (!guard.allows(start, file)) return;
        if (file !== current) {
          current = file;
          cursor = 0;
        }
        // A match that begins behind an earlier literal holds a later one, and is looked for there.
        const from = Math.max(0, start - before, cursor);
        cursor = start + 1;
        if (!tryWindow(text, from, start + width, start + length, into)) guard.failed(text, start);
      },
    };
  }

  return {
    ...shared,
    run(text, start, _length, into, file) {
      if ((!open && !isTokenStart(text, start)) || !guard.allows(start, file)) return;
      expression.lastIndex = start;
      const match = expression.exec(text);
      if (!match || !accept(text, match, 0, into)) guard.failed(text, start);
    },
  };
}

/** Whether a match may begin within so many bytes behind a place; no byte of a file is looked at twice. */
function lookAhead(beginning: PatternBeginning, reach: number) {
  let current: FileFacts | undefined;
  let seenTo = 0;
  let found = -1;
  return (bytes: Uint8Array, start: number, file: FileFacts): boolean => {
    if (file !== current) {
      current = file;
      seenTo = 0;
      found = -1;
    }
    const to = Math.min(bytes.length, start + reach);
    if (found < start) {
      let at = Math.max(start, seenTo);
      while (at < to && !beginning.fits(bytes, at)) at++;
      if (at < to) found = at;
      seenTo = Math.max(seenTo, at < to ? at + 1 : to);
    }
    return found >= start && found < to;
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
