import { lifetimeWords } from '../formats/dns-map.ts';
import { shownName } from '../formats/international-name.ts';
import {
  certificateFault,
  daysLeft,
  failureWords,
  type Trace,
  type TraceName,
  type TraceStep,
  traceProblems,
} from '../formats/trace.ts';
import { count } from './place.ts';
import { guardLine, plainLine } from './plain-text.ts';
import { type Style, styleFor } from './style.ts';
import { wrap } from './wrap.ts';

export interface TraceTextOptions {
  colour: boolean;
  /** Columns. */
  width: number;
}

type State = 'plain' | 'good' | 'broken' | 'unknown';

/** A line of the branch: what it is about, and what was seen. */
interface Leaf {
  label: string;
  words: string;
  state: State;
}

const LABEL_COLUMNS = 12;
const LONGEST = 400;
const SHOWN_NAMES = 4;
const LEAST_WIDTH = 60;
const CODES: Record<string, string> = {
  301: 'moved for good',
  302: 'moved for now',
  303: 'see another page',
  307: 'moved for now',
  308: 'moved for good',
};

/** The way of an address as one branch of a tree: each hop, and below it what was met there. */
export function formatTrace(trace: Trace, options: TraceTextOptions): string {
  const { colour } = options;
  const width = Math.max(options.width, LEAST_WIDTH);
  const style = styleFor(colour);
  const time = `${trace.takenAt.slice(0, 16).replace('T', ' ')} UTC`;
  const lines = [`${style.bold(shownAddress(trace.url))}, ${time}`];
  for (const [index, step] of trace.steps.entries()) {
    const isLast = index === trace.steps.length - 1;
    lines.push(`${isLast ? '└─' : '├─'} ${style.bold(shownAddress(step.url))}`);
    const stem = isLast ? '   ' : '│  ';
    const leaves = leavesOf(step, trace, isLast);
    for (const [place, leaf] of leaves.entries())
      lines.push(...leafLines(leaf, stem, place === leaves.length - 1, width, style));
  }
  lines.push('', ...closing(trace, style, width));
  return `${lines.map(guardLine).join('\n')}\n`;
}

function leafLines(
  { label, words, state }: Leaf,
  stem: string,
  isLast: boolean,
  width: number,
  style: Style,
): string[] {
  const head = `${stem}${isLast ? '└─' : '├─'} ${label.padEnd(LABEL_COLUMNS)} `;
  const below = `${stem}${isLast ? '  ' : '│ '} ${' '.repeat(LABEL_COLUMNS)} `;
  const mark = { plain: '', good: '', broken: '✗ ', unknown: '? ' }[state];
  const paint = { plain: String, good: String, broken: severe(style), unknown: style.caution }[state];
  return wrap(`${mark}${plainLine(words, LONGEST)}`, Math.max(20, width - head.length)).map(
    (line, i) => `${i === 0 ? head : below}${paint(line)}`,
  );
}

const severe = (style: Style) => (text: string) => style.severity('blocker', text);

function leavesOf(step: TraceStep, trace: Trace, isLast: boolean): Leaf[] {
  const leaves: Leaf[] = [];
  if (step.name) leaves.push(...nameLeaves(step.host, step.name));
  if (step.edge) leaves.push(leaf('Edge', `${step.edge.name}, by ${step.edge.by}`));
  else if (step.name && step.answer) leaves.push(leaf('Edge', 'none that is known by its answer'));
  if (step.certificate) {
    const { names, issuer, notAfter } = step.certificate;
    const fault = certificateFault(step.certificate, trace.takenAt);
    const left = daysLeft(step.certificate, trace.takenAt);
    const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : '';
    const dates = `until ${notAfter.slice(0, 10)}${left >= 0 ? ` (${count(left, 'day')} left)` : ''}`;
    const shown = names.slice(0, SHOWN_NAMES).map(shownName).join(', ');
    leaves.push(leaf('Certificate', `for ${shown || 'no name'}${more}; by ${issuer}; ${dates}`));
    if (fault) leaves.push(leaf('', fault, 'broken'));
  }
  if (step.failure) {
    const isUnknown = traceProblems({ ...trace, steps: [step], end: 'failed' }).some(
      ({ state, words }) => state === 'unknown' && words.startsWith(step.url),
    );
    leaves.push(
      isUnknown
        ? leaf('Answer', `Could not check: ${failureWords(step)}`, 'unknown')
        : leaf('Answer', `none: ${failureWords(step)}`, 'broken'),
    );
  }
  if (step.answer) leaves.push(...answerLeaves(step.answer, trace, isLast));
  return leaves;
}

function nameLeaves(host: string, { aliases, addresses, questions }: TraceName): Leaf[] {
  const leaves = aliases.map(({ name, to, ttl }) =>
    leaf('Alias', `${shownName(name)} → ${shownName(to)} (CNAME, kept ${lifetimeWords(ttl)})`),
  );
  const server = [...new Set(questions.map((question) => question.server).filter(Boolean))].join(', ');
  const says = server === '' ? '' : `, says ${server}`;
  if (addresses.length > 0) {
    const shown = addresses.map(({ address, ttl }) => `${address} (kept ${lifetimeWords(ttl)})`);
    leaves.push(leaf('Address', `${shown.join(', ')}${says}`));
  } else if (questions.some(({ status }) => status === 'nxdomain')) {
    leaves.push(leaf('Address', `${shownName(aliases.at(-1)?.to ?? host)} does not exist${says}`, 'broken'));
  } else if (questions.every(({ status }) => status === 'nodata')) {
    leaves.push(leaf('Address', `none, neither for IPv4 nor for IPv6${says}`, 'broken'));
  }
  for (const { type, status, reason } of questions)
    if (!['ok', 'nodata', 'nxdomain'].includes(status))
      leaves.push(leaf(leaves.length > 0 ? '' : 'Address', `Could not check ${type}: ${reason}`, 'unknown'));
  return leaves;
}

function answerLeaves(
  { status, address, location, blocked }: NonNullable<TraceStep['answer']>,
  { end, page, keepsQuery }: Trace,
  isLast: boolean,
): Leaf[] {
  const from = `from ${address}`;
  if (blocked !== undefined)
    return [leaf('Answer', `${status} ${from}. Could not check: ${blocked}`, 'unknown')];
  if (location !== undefined) {
    const words = CODES[String(status)] ?? 'redirect';
    const leaves = [leaf('Answer', `${status} (${words}) ${from}, on to ${shownAddress(location)}`)];
    if (!isLast) return leaves;
    if (end === 'loop') leaves.push(leaf('', 'back to where it has been: a circle', 'broken'));
    if (end === 'tooMany') leaves.push(leaf('', 'one redirect more than browsers follow', 'broken'));
    if (end === 'elsewhere')
      leaves.push(leaf('', "that is somebody else's domain, where we do not look: trace it by itself"));
    return leaves;
  }
  if (isLast && end === 'nowhere')
    return [leaf('Answer', `${status} ${from}, a redirect that does not say where to go`, 'broken')];
  const title = page?.title === undefined ? '' : `, "${page.title}"`;
  const type = page?.title === undefined && page?.contentType !== undefined ? `, ${page.contentType}` : '';
  const isGood = status < 400 || status === 401;
  const leaves = [leaf('Page', `${status}${title}${type}, ${from}`, isGood ? 'good' : 'broken')];
  if (keepsQuery !== undefined)
    leaves.push(leaf('Query', keepsQuery ? 'is kept' : 'is lost on the way: campaigns are not counted'));
  return leaves;
}

function closing(trace: Trace, style: Style, width: number): string[] {
  const problems = traceProblems(trace);
  const redirects = trace.steps.filter(({ answer }) => answer?.location !== undefined).length;
  const last = trace.steps.at(-1)?.url ?? trace.url;
  const way = redirects === 0 ? 'without a redirect' : `after ${count(redirects, 'redirect')}`;
  if (problems.length === 0 && trace.end === 'elsewhere')
    return wrap(`It leaves the domain ${way}; the page at the end was not looked at.`, width);
  if (problems.length === 0)
    return wrap(`Visitors get to ${shownAddress(last)}, ${way}.`, width).map(style.good);
  return problems.flatMap(({ state, words }) => {
    const isBroken = state === 'broken';
    const text = `${isBroken ? 'Broken' : 'Could not check'}: ${plainLine(words, LONGEST)}.`;
    return wrap(text, width).map(isBroken ? severe(style) : style.caution);
  });
}

function leaf(label: string, words: string, state: State = 'plain'): Leaf {
  return { label, words, state };
}

/** An address with its host as people write it: `http://bücher.example/ (xn--bcher-kva.example)`. */
function shownAddress(url: string): string {
  const [, before = '', host = '', rest = ''] = /^([a-z]+:\/\/)([^/:?]+)(.*)$/s.exec(url) ?? [];
  const shown = shownName(host);
  if (shown === host) return plainLine(url);
  return plainLine(`${before}${shown.slice(0, shown.indexOf(' '))}${rest} (${host})`);
}
