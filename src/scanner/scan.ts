import { isUtf8 } from 'node:buffer';
import { oneLower, type Severity } from '../model/severity.ts';
import type { OnHit } from './automaton.ts';
import { disabledSpans } from './comments.ts';
import { type Candidate, type ForeignRule, type RuleFacts, scannerEngine } from './engine.ts';
import { identityOf } from './identity.ts';
import { mask } from './mask.ts';
import { nameBefore } from './name.ts';
import { isCodePath, isQuietPath, isRehearsalPath } from './paths.ts';
import { isTokenStart } from './run-detector.ts';

/** A secret found in a text. It holds no value: only where it stands and what is known of it. */
export interface SecretMatch extends RuleFacts {
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  masked: string;
  /** The name it is assigned to, or ''. */
  name: string;
  /** Equal for equal secrets in one process; says nothing about the value. */
  identity: string;
}

/** What is scanned: UTF-8 bytes where they are at hand, and the text, which is then asked for only if a literal stands in them. */
export interface Scannable {
  /** Relative to the root, with `/`; it decides which files are quiet and which count one level lower. */
  readonly path: string;
  readonly text: string;
  readonly bytes?: Uint8Array | undefined;
}

/** Finds the secrets of one text. Pure and synchronous; linear in the text's length. */
export function scanText(path: string, text: string): SecretMatch[] {
  if (isQuietPath(path)) return [];
  const found = collector(path, text);
  scannerEngine().automaton.searchText(text, found.onHit);
  return matchesOf(path, text, found.candidates);
}

/** The same over the raw bytes of a UTF-8 file. Offsets are UTF-16, as if the text had been given. */
export function scanBytes(path: string, bytes: Uint8Array): SecretMatch[] {
  return scanSource(new DecodedLater(path, bytes));
}

/** The same for a file that was read: without any literal it is never decoded. */
export function scanSource(source: Scannable): SecretMatch[] {
  const { path, bytes } = source;
  if (!bytes) return scanText(path, source.text);
  if (isQuietPath(path)) return [];
  let found: ReturnType<typeof collector> | undefined;
  let offsetOf: ((end: number) => number) | undefined;
  let isDamaged = false;
  scannerEngine().automaton.searchBytes(bytes, (literal, end, length) => {
    if (isDamaged) return;
    if (!found) {
      const { text } = source;
      found = collector(path, text);
      if (text.length !== bytes.length) {
        isDamaged = !isUtf8(bytes);
        if (isDamaged) return;
        offsetOf = utf16Offsets(bytes);
      }
    }
    found.onHit(literal, offsetOf ? offsetOf(end) : end, length);
  });
  // Where bytes are no UTF-8, each decoder has its own way to count what it put there.
  if (isDamaged) return scanText(path, source.text);
  return found ? matchesOf(path, source.text, found.candidates) : [];
}

/** UTF-16 offsets for ascending offsets of valid UTF-8. */
function utf16Offsets(bytes: Uint8Array): (end: number) => number {
  let at = 0;
  let units = 0;
  return (end) => {
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte < 128) units++;
      else if (byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
    }
    return units;
  };
}

const decoder = new TextDecoder();

class DecodedLater implements Scannable {
  readonly path: string;
  readonly bytes: Uint8Array;
  #text: string | undefined;
  constructor(path: string, bytes: Uint8Array) {
    this.path = path;
    this.bytes = bytes;
  }
  get text(): string {
    this.#text ??= decoder.decode(this.bytes);
    return this.#text;
  }
}

function matchesOf(path: string, text: string, candidates: Candidate[]): SecretMatch[] {
  if (candidates.length === 0) return [];

  const disabled = disabledSpans(text);
  const rehearsal = isRehearsalPath(path);
  return withoutOverlaps(candidates)
    .filter(({ rule }) => !(rehearsal && rule.doubt === 'counted'))
    .filter(
      ({ start, rule }) =>
        !disabled.some((span) => start >= span.start && start < span.end && span.covers(rule)),
    )
    .map(({ start, end, rule }) => ({
      ...rule,
      start,
      end,
      severity: rehearsal ? inRehearsal(rule) : rule.severity,
      masked: mask(text.slice(start, end)),
      name: nameBefore(text, start),
      identity: identityOf(text.slice(start, end)),
    }));
}

/** Foreign rules are only a second opinion: where so many looks in a row find nothing, the file is not theirs. */
const MAX_VAIN_WINDOWS = 12;

/** One level lower; a private key in a test is nearly always made for it, so two. */
function inRehearsal({ rule, severity }: RuleFacts): Severity {
  return rule === 'private-key' ? oneLower(oneLower(severity)) : oneLower(severity);
}

function collector(path: string, text: string): { candidates: Candidate[]; onHit: OnHit } {
  const { probes, foreign } = scannerEngine();
  const candidates: Candidate[] = [];
  const file = { path, code: isCodePath(path) };
  const shown = new Map<ForeignRule, { until: number; vain: number }>();
  const onHit: OnHit = (literal, end, length) => {
    const start = end - length;
    for (const probe of probes[literal] ?? []) probe.run(text, start, length, candidates, file);
    for (const rule of foreign[literal] ?? []) {
      // `task-` holds `sk-`, but no key begins there.
      if (!isTokenStart(text, start) && !isTokenStart(text, start + 1)) continue;
      const so = shown.get(rule) ?? { until: -1, vain: 0 };
      if (start < so.until || so.vain === MAX_VAIN_WINDOWS) continue;
      const from = Math.max(0, start - rule.before);
      const until = Math.min(text.length, start + rule.after);
      const window = text.slice(from, until);
      const mayFind = rule.needs === undefined || window.includes(rule.needs);
      const found = mayFind ? rule.find(path, window, from) : [];
      candidates.push(...found);
      shown.set(rule, { until, vain: found.length > 0 ? 0 : so.vain + 1 });
    }
  };
  return { candidates, onHit };
}

/** Nobody reads more of one file. */
const MAX_MATCHES = 1000;

/** One finding a span: the heavier rule wins, then the longer span, then the earlier one. In file order. */
function withoutOverlaps(candidates: Candidate[]): Candidate[] {
  const byWeight = candidates.sort(
    (a, b) => b.weight - a.weight || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const taken = new Uint8Array(byWeight.reduce((end, candidate) => Math.max(end, candidate.end), 0));
  const kept = byWeight.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start).slice(0, MAX_MATCHES);
}
