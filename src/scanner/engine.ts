import type { Severity } from '../model/severity.ts';
import { type Automaton, buildAutomaton } from './automaton.ts';
import { nameProbe } from './context/name-probe.ts';
import { providerProbes } from './context/provider-probe.ts';
import type { Confidence } from './detector.ts';
import { DETECTORS } from './detectors/index.ts';
import { kubernetesSecretProbe } from './kubernetes-secret.ts';
import { compileDetector } from './run-detector.ts';
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
  /** `start` and `length` tell where the literal stands. */
  run(text: string, start: number, length: number, into: Candidate[], file: FileFacts): void;
}

/** Another project's rule, shown a bounded part of the text round each of its literals. */
export interface ForeignRule {
  id: string;
  literals: readonly string[];
  before: number;
  after: number;
  /** What has to stand in that part too. */
  needs?: string | undefined;
  find(path: string, text: string, offset: number): Candidate[];
}

export interface Engine {
  automaton: Automaton;
  /** By literal: what to try there. */
  probes: Probe[][];
  foreign: ForeignRule[][];
}

let engine: Engine | undefined;

/** Built at the first scan: it costs some milliseconds, and a window that never scans should not pay them. */
export function scannerEngine(): Engine {
  engine ??= build(
    [...DETECTORS.map(compileDetector), nameProbe, ...providerProbes, kubernetesSecretProbe],
    secretlintRules(),
  );
  return engine;
}

function build(probes: Probe[], foreign: ForeignRule[]): Engine {
  const byLiteral = new Map<string, { probes: Probe[]; foreign: ForeignRule[] }>();
  const at = (literal: string) => {
    const key = literal.toLowerCase();
    const entry = byLiteral.get(key) ?? { probes: [], foreign: [] };
    byLiteral.set(key, entry);
    return entry;
  };
  for (const probe of probes) for (const literal of probe.literals) at(literal).probes.push(probe);
  for (const rule of foreign) for (const literal of rule.literals) at(literal).foreign.push(rule);
  const entries = [...byLiteral.values()];
  return {
    automaton: buildAutomaton([...byLiteral.keys()]),
    probes: entries.map((entry) => entry.probes),
    foreign: entries.map((entry) => entry.foreign),
  };
}
