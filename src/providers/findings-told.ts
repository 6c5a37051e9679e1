import type { Finding } from '../model/finding.ts';
import { compareSeverity } from '../model/severity.ts';

/** Kinds of problems, and places of each, told at once: an assistant's attention is small, and the report has them all. */
const MOST_KINDS = 40;
const MOST_PLACES = 12;

/** The findings as lines of text, the gravest first: what is the same in many places is said once, with the places. */
export function findingsTold(findings: readonly Finding[]): string[] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of [...findings].sort((a, b) => compareSeverity(a.severity, b.severity))) {
    const kind = [finding.severity, finding.checkId, finding.messageId, finding.data?.rule].join(' ');
    const known = kinds.get(kind);
    if (known) known.push(finding);
    else kinds.set(kind, [finding]);
  }
  const told = [...kinds.values()].slice(0, MOST_KINDS).flatMap(kindTold);
  const left = [...kinds.values()].slice(MOST_KINDS).flat().length;
  return left > 0 ? [...told, `and ${left} more`] : told;
}

/** `path:line`, or the host. */
export function placeTold({ location }: Finding): string {
  return location.kind === 'file' ? `${location.path}:${location.range.start.line + 1}` : location.host;
}

function kindTold(findings: readonly Finding[]): string[] {
  const [first, ...others] = findings;
  if (!first) return [];
  const { severity, checkId, message, remediation } = first;
  const fix = remediation ? ` Fix: ${remediation.text}` : '';
  const copy = remediation?.copy ? ` Text for it: ${JSON.stringify(remediation.copy)}` : '';
  const places = others.slice(0, MOST_PLACES).map((one) => {
    const { name } = one.data ?? {};
    return typeof name === 'string' && name !== first.data?.name
      ? `${placeTold(one)} (${name})`
      : placeTold(one);
  });
  const more = others.length - places.length;
  if (more > 0) places.push(`${more} more places`);
  return [
    `- ${severity} ${checkId} at ${placeTold(first)}: ${message}${fix}${copy}`,
    ...(places.length > 0 ? [`  The same at ${places.join(', ')}`] : []),
  ];
}
