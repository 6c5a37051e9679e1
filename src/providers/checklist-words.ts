import type { Finding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import { SEVERITIES, type Severity } from '../model/severity.ts';

/** How a row stands: an outcome, or that nobody asked. */
export type Standing = Outcome | 'notAsked';

/** Failing findings by severity. */
export type Counts = Partial<Record<Severity, number>>;

/** What decides how a row over others stands, first to last. */
export const STANDINGS: readonly Standing[] = [
  'fail',
  'notMeasured',
  'review',
  'notAsked',
  'pass',
  'notApplicable',
];

/** The words after a number. */
const COUNTED: Record<Standing, string> = {
  fail: 'failed',
  review: 'to check by hand',
  notMeasured: 'could not be checked',
  pass: 'passed',
  notApplicable: 'not needed here',
  notAsked: 'not checked',
};

export function countFindings(findings: readonly Finding[]): Counts {
  return sumCounts(findings.map(({ severity }) => ({ [severity]: 1 })));
}

export function sumCounts(all: readonly Counts[]): Counts {
  const sum: Counts = {};
  for (const counts of all) {
    for (const severity of SEVERITIES) {
      const n = counts[severity];
      if (n) sum[severity] = (sum[severity] ?? 0) + n;
    }
  }
  return sum;
}

export function worstOf(counts: Counts): Severity | undefined {
  return SEVERITIES.find((severity) => counts[severity]);
}

/** "2 blockers, 1 high". */
export function countsInWords(counts: Counts): string {
  return SEVERITIES.filter((severity) => counts[severity])
    .map((severity) => {
      const n = counts[severity] ?? 0;
      return severity === 'blocker' ? `${n} blocker${n === 1 ? '' : 's'}` : `${n} ${severity}`;
    })
    .join(', ');
}

/** The worst of them, and how many more: "2 blockers +3". For a side bar of the usual width. */
export function countsInShort(counts: Counts): string {
  const worst = worstOf(counts);
  if (!worst) return '';
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const rest = all - (counts[worst] ?? 0);
  return `${countsInWords({ [worst]: counts[worst] })}${rest > 0 ? ` +${rest}` : ''}`;
}

/** Where nothing fails: the one reason that all share, else what keeps it from being done. */
export function summary(checks: readonly { standing: Standing; description: string }[]): string {
  const reasons = new Set(checks.map(({ description }) => description));
  if (reasons.size === 1 && checks[0]?.standing === 'notAsked') return checks[0].description;
  const words = STANDINGS.flatMap((standing) => {
    const n = checks.filter((check) => check.standing === standing).length;
    if (n === 0) return [];
    return { standing, text: standing === 'notAsked' ? COUNTED[standing] : `${n} ${COUNTED[standing]}` };
  });
  // What passed is no news beside what is open.
  const open = words.filter(({ standing }) => standing !== 'pass' && standing !== 'notApplicable');
  return (open.length > 0 ? open : words)
    .slice(0, 2)
    .map(({ text }) => text)
    .join(', ');
}

/** Of an area about the domain that was not asked about. */
export function whyNoNetwork(trusted: boolean, domain: string | null): string {
  if (!trusted) return 'Not checked: the workspace is not trusted';
  return domain === null ? 'No domain is set' : 'Not checked yet';
}
