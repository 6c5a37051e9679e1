import type { Report } from '../model/report.ts';

export interface LaunchState {
  /** One a folder that was looked at. */
  reports: readonly Report[];
  /** A scan or a look at the domain is going on. */
  busy: boolean;
  /** Some folder names a domain. */
  hasDomain: boolean;
  /** Some domain was looked at. */
  domainChecked: boolean;
}

/** The few words of the status bar: the worst first, and what was not looked at. */
export function statusText(state: LaunchState): string {
  if (state.reports.length === 0) return state.busy ? 'Launch: checking…' : 'Launch: not checked';
  const sum = (key: 'blockers' | 'high' | 'notMeasured' | 'review') =>
    state.reports.reduce((total, { verdict }) => total + verdict[key], 0);
  const blockers = sum('blockers');
  if (blockers > 0) return `Launch: ${count(blockers, 'blocker')}`;
  const incomplete = state.reports.some(({ verdict }) => verdict.state === 'INCOMPLETE');
  if (incomplete) return `Launch: ${count(sum('notMeasured'), 'check')} could not run`;
  const high = sum('high');
  const domain = state.domainChecked ? '' : state.hasDomain ? 'domain not checked' : 'domain not set';
  if (high > 0) return ['Launch: ', count(high, 'high risk'), domain && `, ${domain}`].join('');
  if (domain) return `Launch: code clear, ${domain}`;
  if (state.reports.every(({ verdict }) => verdict.state === 'READY')) return 'Launch: ready';
  return `Launch: ${sum('review')} to check by hand`;
}

/** What the badge counts, failing blockers and highs, and the same in words; undefined when there are none. */
export function badgeOf(reports: readonly Report[]): { value: number; tooltip: string } | undefined {
  const sum = (key: 'blockers' | 'high') => reports.reduce((total, { verdict }) => total + verdict[key], 0);
  const [blockers, high] = [sum('blockers'), sum('high')];
  if (blockers + high === 0) return undefined;
  const words = [blockers > 0 && count(blockers, 'blocker'), high > 0 && count(high, 'high risk')];
  return { value: blockers + high, tooltip: words.filter(Boolean).join(', ') };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** "3 min ago"; `ms` is the age. */
export function ageInWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ago` : `${count(Math.floor(hours / 24), 'day')} ago`;
}
