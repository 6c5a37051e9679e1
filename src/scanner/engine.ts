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
  /** Which bytes may stand at a place of the match, counted from the literal's start; undefined where that is not known. */
  setAt?(place: number): Uint8Array | undefined;
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
  /** What to try at a literal. */
  trialsAt(literal: number): Trials;
}

/** The rules of one literal. */
export interface Trials {
  probes: readonly Probe[];
  /** The bytes that its first character may be: a rule may want another case than the automaton, which knows none. */
  first: Uint8Array | undefined;
  /** Those that may stand behind it. */
  next: Uint8Array | undefined;
}

let engine: Engine | undefined;

/** Built at the first scan: it costs some milliseconds, and a window that never scans should not pay them. */
export function scannerEngine(): Engine {
  engine ??= build([
    ...DETECTORS,
    nameProbe,
    ...providerProbes,
    kubernetesSecretProbe,
    ...secretlintRules().map(probeOf),
  ]);
  return engine;
}

/** A detector is compiled where one of its literals is first met: in most folders that is never so for most kinds. */
function build(rules: (Detector | Probe)[]): Engine {
  const byLiteral = new Map<string, (Detector | Probe)[]>();
  for (const rule of rules) {
    for (const literal of rule.literals) {
      const key = literal.toLowerCase();
      const known = byLiteral.get(key);
      if (known) known.push(rule);
      else byLiteral.set(key, [rule]);
    }
  }
  const compiled = new Map<Detector, Probe>();
  const probeFor = (rule: Detector | Probe): Probe => {
    if ('run' in rule) return rule;
    const probe = compiled.get(rule) ?? compileDetector(rule);
    compiled.set(rule, probe);
    return probe;
  };
  const literals = [...byLiteral.keys()];
  const trials = new Array<Trials | undefined>(literals.length).fill(undefined);
  return {
    automaton: buildAutomaton(literals),
    trialsAt(literal) {
      trials[literal] ??= trialsOf(
        literals[literal] as string,
        (byLiteral.get(literals[literal] as string) ?? []).map(probeFor),
      );
      return trials[literal];
    },
  };
}

function trialsOf(literal: string, probes: readonly Probe[]): Trials {
  const allAt = (place: number) => {
    const sets = probes.map((probe) => probe.setAt?.(place));
    // For one rule in a hundred literals, the union is not worth its code.
    return sets.length === 1 ? sets[0] : undefined;
  };
  return { probes, first: allAt(0), next: allAt(literal.length) };
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
