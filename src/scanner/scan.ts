import { isUtf8 } from 'node:buffer';
import { oneLower, type Severity } from '../model/severity.ts';
import { disabledSpans } from './comments.ts';
import { type Candidate, type FileFacts, type Probe, type RuleFacts, scannerEngine } from './engine.ts';
import { identityOf } from './identity.ts';
import { mask } from './mask.ts';
import { nameBefore } from './name.ts';
import { isCodePath, isQuietPath, isRehearsalPath } from './paths.ts';

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

/** What is scanned: UTF-8 bytes where they are at hand, and the text, which is then asked for only if something may stand in it. */
export interface Scannable {
  /** Relative to the root, with `/`; it decides which files are quiet and which count one level lower. */
  readonly path: string;
  readonly text: string;
  readonly bytes?: Uint8Array | undefined;
}

/** Finds the secrets of one text. Pure and synchronous; linear in the text's length. */
export function scanText(path: string, text: string): SecretMatch[] {
  return isQuietPath(path) ? [] : scanSource({ path, text });
}

/** The same over the raw bytes of a UTF-8 file. Offsets are UTF-16, as if the text had been given. */
export function scanBytes(path: string, bytes: Uint8Array): SecretMatch[] {
  return isQuietPath(path) ? [] : scanSource(new DecodedLater(path, bytes));
}

/** The same for a file that was read and whose path is not quiet: where no first look succeeds it is never decoded. */
export function scanSource(source: Scannable): SecretMatch[] {
  const { path } = source;
  const file = { path, code: isCodePath(path) };
  const bytes = source.bytes ?? encoded(source.text);
  const looks = looksAt(bytes, file);
  if (looks.length === 0) return [];
  const { text } = source;
  if (text.length !== bytes.length) {
    // Where bytes are no UTF-8, each decoder has its own way to count what it put there.
    if (source.bytes && !isUtf8(bytes)) return scanText(path, text);
    countUtf16(looks, bytes);
  }
  const candidates: Candidate[] = [];
  for (const { probe, start, length } of looks) probe.run(text, start, length, candidates, file);
  return matchesOf(path, text, candidates);
}

/** A literal at which a rule may match. */
interface Look {
  probe: Probe;
  start: number;
  length: number;
}

/** In the order of the literals' ends; offsets count bytes. */
function looksAt(bytes: Uint8Array, file: FileFacts): Look[] {
  const { automaton, trialsAt } = scannerEngine();
  const looks: Look[] = [];
  automaton.search(bytes, (literal, start, end) => {
    const { probes, first, next } = trialsAt(literal);
    if (first && first[bytes[start] as number] !== 1) return;
    if (next && next[bytes[end] as number] !== 1) return;
    for (const probe of probes) {
      if (!probe.mayMatch || probe.mayMatch(bytes, start, end, file)) {
        looks.push({ probe, start, length: end - start });
      }
    }
  });
  return looks;
}

const encoder = new TextEncoder();
const MAX_ROOM = 1024 * 1024;
let room = new Uint8Array(64 * 1024);

/** Valid until the next call. */
function encoded(text: string): Uint8Array {
  const most = text.length * 3;
  const target = most > room.length ? new Uint8Array(most) : room;
  // Nobody keeps megabytes for one large document.
  if (most <= MAX_ROOM) room = target;
  return target.subarray(0, encoder.encodeInto(text, target).written);
}

/** Turns offsets of valid UTF-8 into those of its text. Literals are ASCII, so only their starts move. */
function countUtf16(looks: Look[], bytes: Uint8Array): void {
  let at = 0;
  let units = 0;
  for (const look of looks) {
    const end = look.start + look.length;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte < 128) units++;
      else if (byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
    }
    look.start = units - look.length;
  }
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
  // A file may hold one secret many times.
  const identities = new Map<string, string>();
  const identityIn = (secret: string): string => {
    const known = identities.get(secret) ?? identityOf(secret);
    identities.set(secret, known);
    return known;
  };
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
      identity: identityIn(text.slice(start, end)),
    }));
}

/** One level lower; a private key in a test is nearly always made for it, so two. */
function inRehearsal({ rule, severity }: RuleFacts): Severity {
  return rule === 'private-key' ? oneLower(oneLower(severity)) : oneLower(severity);
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
