/**
 * What a check came to.
 * `review`: only a human can tell. `notMeasured`: we could not look, which is never a pass and never a fail.
 */
export type Outcome = 'pass' | 'fail' | 'review' | 'notMeasured' | 'notApplicable';

/** The words a person sees. */
export const OUTCOME_LABELS: Record<Outcome, string> = {
  pass: 'Passed',
  fail: 'Failed',
  review: 'Check by hand',
  notMeasured: 'Could not check',
  notApplicable: 'Not needed here',
};
