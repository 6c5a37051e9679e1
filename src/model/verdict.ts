import type { Severity } from './severity.ts';

export type VerdictState = 'NOT READY' | 'INCOMPLETE' | 'READY WITH RISKS' | 'READY';

export interface Verdict {
  state: VerdictState;
  /** Unsuppressed findings by severity. */
  blockers: number;
  high: number;
  medium: number;
  low: number;
  /** Accepted risks, counted apart. */
  accepted: number;
  /** Checks that could not run. */
  notMeasured: number;
  /** Rows of the minimum bar that only a human can answer. */
  review: number;
  /** "NOT READY (2 blockers)". */
  headline: string;
  /** What was not asked for, in words: "code only; domain not checked". Empty when all was. */
  scope: string;
}

export const COUNT_KEYS: Record<Severity, 'blockers' | 'high' | 'medium' | 'low'> = {
  blocker: 'blockers',
  high: 'high',
  medium: 'medium',
  low: 'low',
};
