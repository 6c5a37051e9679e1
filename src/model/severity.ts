/** The launch vocabulary, most severe first. */
export const SEVERITIES = ['blocker', 'high', 'medium', 'low'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Negative when `a` is more severe than `b`: the order of an array sort, worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** True when `severity` is `floor` or worse. */
export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return compareSeverity(severity, floor) <= 0;
}

/** The next milder severity; `low` stays `low`. */
export function oneLower(severity: Severity): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)] as Severity;
}

export function isSeverity(value: unknown): value is Severity {
  return (SEVERITIES as readonly unknown[]).includes(value);
}
