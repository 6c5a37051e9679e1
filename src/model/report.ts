import type { AreaId, Observation } from './check.ts';
import type { Finding } from './finding.ts';
import type { Outcome } from './outcome.ts';
import type { Verdict } from './verdict.ts';

/** One check's answer. */
export interface Result {
  checkId: string;
  outcome: Outcome;
  durationMs: number;
  reason: string | null;
  findings: Finding[];
  observations?: Observation[];
}

/** Why a finding does not count. */
export interface Suppression {
  kind: 'comment' | 'ignore' | 'accept' | 'baseline';
  reason?: string;
  owner?: string;
  /** ISO date (YYYY-MM-DD) on which an accepted risk comes back. */
  until?: string;
}

export interface SuppressedFinding {
  finding: Finding;
  suppression: Suppression;
}

/** An area nobody asked for (no domain, offline, untrusted, `--only`): it never changes the exit code. */
export interface NotAsked {
  area: AreaId;
  /** Only this check of the area; without it the area as a whole. */
  check?: string;
  reason: string;
}

export interface Report {
  schema: 'launch-ready/report@1';
  version: string;
  /** Display path of the audited folder. */
  root: string;
  domain: string | null;
  /** ISO 8601, the audit's one clock. */
  checkedAt: string;
  verdict: Verdict;
  results: Result[];
  suppressed: SuppressedFinding[];
  notAsked: NotAsked[];
  /** Checks and kinds that launch-ready.yaml switches off: what nobody looks at is said. */
  switchedOff: string[];
  /** Files that were counted but not read. */
  skipped: { binary: number; oversized: number; unreadable: number };
  files: number;
  /** Milliseconds, by phase. */
  durations: Record<string, number>;
}

export const REPORT_SCHEMA = 'launch-ready/report@1';
