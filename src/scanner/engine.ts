import type { Severity } from '../model/severity.ts';
import { type Automaton, buildAutomaton } from './automaton.ts';
import { nameProbe } from './context/name-probe.ts';
import { providerProbes } from './context/provider-probe.ts';
import type { Confidence, Detector } from './detector.ts';
import { DETECTORS } from './detectors/index.ts';
import { kubernetesSecretProbe } from './kubernetes-secret.ts';
import { compileDetector, isTokenStart } from './run-detector.ts';
import { secretlintRules } from './secretlint.ts';

/** What is known of a kind of secret, wherever it stands. */
export interface RuleFacts {
  /** The kind; `secrets/<rule>` in ignores. */
  rule: string;
  /** Whose it is: "Stripe". */
  provider: string;
  /** "Stripe live secret key". */
  title: string;
  severity: Severity;
  confidence: Confidence;
  /** Completes "whoever reads it can …". */
  grants: string;
  /** Where it is revoked or rotated. */
  rotate: string;
  /** The vendor's page. */
  docs: string;
  /**
   * `counted`: it counts up or repeats, so it is told as a note in code and not at all in tests, docs and examples.
   * `checksum`: the vendor's checksum does not fit.
   */
  doubt?: 'counted' | 'checksum';
  /** Why this one may be read by everybody; such a match is no finding. */
  publicByDesign?: string;
}

/** A span with its kind, before the filters that need the whole file. Values stay inside the scanner. */
export interface Candidate {
  start: number;
  end: number;
  rule: RuleFacts;
  /** Greater wins where spans overlap. */
  weight: number;
}

/** What the path tells of a file. */
export interface FileFacts {
  path: string;
  /** A programming language, where a value that is not quoted is a name. */
  code: boolean;
}

/** A rule of ours, tried at each of its literals. */
export interface Probe {
  literals: readonly string[];
  /**
   * A first look at the bytes round a literal that stands at `[start, end)` of them. False where the rule cannot match, as at
   * nearly all literals: a file in which no look succeeds is never decoded.
   */
  mayMatch?(bytes: Uint8Array, start: number, end: number, file: FileFacts): boolean;
  /** Called where the first look succeeded. `start` and `length` tell where the literal stands in the text. */
  run(text: string, start: number, length: number, into: Candidate[], file: FileFacts): void;
}

/** Another project's rule, shown a bounded part of the text round each of its literals. */
export interface ForeignRule {
  id: string;
  literals: readonly string[];
  before: number;
  after: number;
  /** The same first look as a probe's. */
  mayMatch(bytes: Uint8Array, start: number, end: number): boolean;
  find(path: string, text: string, offset: number): Candidate[];
}

export interface Engine {
  automaton: Automaton;
  /** By literal: what to try there. */
  probes: Probe[][];
}

let engine: Engine | undefined;

/** Built at the first scan: it costs some milliseconds, and a window that never scans should not pay them. */
export function scannerEngine(): Engine {
  engine ??= build([
    ...DETECTORS.map(compiledLater),
    nameProbe,
    ...providerProbes,
    kubernetesSecretProbe,
    ...secretlintRules().map(probeOf),
  ]);
  return engine;
}

/** Compiled where one of its literals is first met: in most folders that is never so for most kinds. */
function compiledLater(detector: Detector): Probe {
  let probe: Probe | undefined;
  const compiled = () => {
    probe ??= compileDetector(detector);
    return probe;
  };
  return {
    literals: detector.literals,
    mayMatch: (bytes, start, end, file) => compiled().mayMatch?.(bytes, start, end, file) !== false,
    run: (text, start, length, into, file) => compiled().run(text, start, length, into, file),
  };
}

function build(probes: Probe[]): Engine {
  const byLiteral = new Map<string, Probe[]>();
  for (const probe of probes) {
    for (const literal of probe.literals) {
      const key = literal.toLowerCase();
      const known = byLiteral.get(key);
      if (known) known.push(probe);
      else byLiteral.set(key, [probe]);
    }
  }
  return { automaton: buildAutomaton([...byLiteral.keys()]), probes: [...byLiteral.values()] };
}

/** Foreign rules are only a second opinion: where so many looks in a row find nothing, the file is not theirs. */
const MAX_VAIN_WINDOWS = 12;
/** Nor is more of a file full of tokens: our own rules have told them by then. */
const MAX_WINDOWS = 24;

/** Shows the rule one window after the other, in which all its literals count. */
function probeOf(rule: ForeignRule): Probe {
  let current: FileFacts | undefined;
  let shownTo = 0;
  let vain = 0;
  let windows = 0;
  return {
    literals: rule.literals,
    mayMatch: (bytes, start, end) => rule.mayMatch(bytes, start, end),
    run(text, start, _length, into, file) {
      if (file !== current) {
        current = file;
        shownTo = 0;
        vain = 0;
        windows = 0;
      }
      // `task-` holds `sk-`, but no key begins there.
      if (!isTokenStart(text, start) && !isTokenStart(text, start + 1)) return;
      if (start < shownTo || vain === MAX_VAIN_WINDOWS || windows === MAX_WINDOWS) return;
      windows++;
      const from = Math.max(0, start - rule.before);
      shownTo = start + rule.after;
      const found = rule.find(file.path, text.slice(from, shownTo), from);
      into.push(...found);
      vain = found.length > 0 ? 0 : vain + 1;
    },
  };
}
