import { fileLocationOf } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { shortGist } from '../reporters/gist.ts';
import { escaped, inCode } from './markdown-text.ts';

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

/** A codicon: the verdict at a glance, in another shape each. A domain that was not looked at is no pass. */
export function statusIcon(state: LaunchState): string {
  if (state.busy) return 'sync~spin';
  const some = (test: (verdict: Report['verdict']) => boolean) =>
    state.reports.some(({ verdict }) => test(verdict));
  if (some(({ blockers }) => blockers > 0)) return 'error';
  if (some((verdict) => verdict.state === 'INCOMPLETE')) return 'question';
  if (some(({ high }) => high > 0)) return 'warning';
  if (state.reports.length === 0 || !state.domainChecked) return 'circle-outline';
  return some((verdict) => verdict.state !== 'READY') ? 'checklist' : 'pass';
}

/** A report with the name of its folder. */
export interface NamedReport {
  name: string;
  report: Report;
}

/** Lines of the tooltip, and the longest message in it, in UTF-16 units: what is longer breaks into two lines. */
const MOST_LINES = 5;
const LONGEST = 56;

/** As Markdown, a line each: the verdict, what stops the launch (else the high risks), and what a click does. */
export function statusTooltip(all: readonly NamedReport[]): string[] {
  const worstFirst = [...all].sort((a, b) => rank(a) - rank(b));
  const [worst, ...others] = worstFirst;
  if (!worst) return ['Nothing was checked yet', 'Click for the checklist'];
  const headline = ({ name, report }: NamedReport) =>
    escaped(others.length > 0 ? `${name}: ${report.verdict.headline}` : report.verdict.headline);
  const { scope, headline: whole } = worst.report.verdict;
  const beside =
    others.length > 0 ? others.map(headline) : scope && !whole.includes(scope) ? [escaped(scope)] : [];
  const failing = worstFirst.flatMap(({ report }) =>
    report.results.filter(({ outcome }) => outcome === 'fail').flatMap(({ findings }) => findings),
  );
  const blockers = failing.filter(({ severity }) => severity === 'blocker');
  const serious = blockers.length > 0 ? blockers : failing.filter(({ severity }) => severity === 'high');
  const room = MOST_LINES - 2;
  const told = serious
    .slice(0, serious.length > room ? room - 1 : room)
    .map(({ severity, message, location }) => {
      const place = fileLocationOf(location);
      const where = place ? ` ${inCode(`${place.path}:${place.range.start.line + 1}`)}` : '';
      return `$(${severity === 'blocker' ? 'error' : 'warning'}) ${escaped(shortened(shortGist({ message })))}${where}`;
    });
  const more = serious.length - told.length;
  return [
    [`**${headline(worst)}**`, ...beside].join(' · '),
    ...told,
    ...(more > 0 ? [`and ${more} more ${blockers.length > 0 ? 'that stop the launch' : 'high risks'}`] : []),
    failing.length > 0 ? 'Click for the next thing to fix' : 'Click for the checklist',
  ];
}

function rank({ report: { verdict } }: NamedReport): number {
  if (verdict.blockers > 0) return 0;
  return verdict.state === 'INCOMPLETE' ? 1 : verdict.high > 0 ? 2 : 3;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
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
