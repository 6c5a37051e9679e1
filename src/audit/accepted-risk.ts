import { filePattern } from '../config/file-pattern.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/report.ts';
import { covers, namesOf, type RiskScope } from './suppressions.ts';

/** The narrowest words that launch-ready.yaml has for a finding. None depends on a line's number or on a secret's value. */
export function scopeOf(finding: Finding): RiskScope {
  const { location, data } = finding;
  const name = typeof data?.name === 'string' && data.name.trim() !== '' ? { name: data.name } : {};
  const check = namesOf(finding).at(-1) ?? finding.checkId;
  if (location.kind === 'host') return { check, host: location.host, ...name };
  return { check, path: filePattern(location.path), ...name };
}

/** What else would be taken out with the finding, because no words tell it apart. */
export function alsoCovered(finding: Finding, scope: RiskScope, results: readonly Result[]): Finding[] {
  return results
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ findings }) => findings)
    .filter((one) => one.fingerprint !== finding.fingerprint && covers(scope, one));
}

/** One sentence that says what an acceptance covers. */
export function scopeInWords(finding: Finding, others: readonly Finding[]): string {
  if (others.length === 0) return 'This covers this one finding and nothing else.';
  const { location } = finding;
  const lines = others.flatMap(({ location: at }) => (at.kind === 'file' ? [at.range.start.line + 1] : []));
  const where = location.kind === 'host' ? `on ${location.host}` : 'in this file';
  const which =
    lines.length > 0 ? ` (line ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ', …' : ''})` : '';
  const count = others.length === 1 ? '1 other' : `${others.length} others`;
  return `This also covers ${count} of this kind ${where}${which}.`;
}
