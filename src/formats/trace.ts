import { shownName } from './international-name.ts';

export const TRACE_SCHEMA = 'launch-ready/trace@1';

/** The way of one address, from the name to the page. Addresses are without query: that may be a secret. */
export interface Trace {
  schema: typeof TRACE_SCHEMA;
  url: string;
  /** ISO 8601. */
  takenAt: string;
  steps: TraceStep[];
  end: TraceEnd;
  /** What stands at the end. */
  page?: { title?: string; contentType?: string };
  /** Of an address with a query: it is still there at the end. */
  keepsQuery?: boolean;
}

/** As redirects end: see `ChainEnd` of the gatherer. */
export type TraceEnd = 'final' | 'loop' | 'tooMany' | 'nowhere' | 'elsewhere' | 'failed';

export interface TraceStep {
  url: string;
  host: string;
  /** Told where the host comes for the first time. Not of an address in numbers. */
  name?: TraceName;
  /** What stands in front, and what gives it away. Told with `name`; undefined where none was recognised. */
  edge?: { name: string; by: string };
  certificate?: TraceCertificate;
  answer?: { status: number; address: string; location?: string; blocked?: string };
  failure?: { code: string; reason: string };
}

export interface TraceName {
  /** The same in other letters, where the name has such. */
  unicode?: string;
  /** From the name to the one that has the addresses. */
  aliases: { name: string; to: string; ttl: number }[];
  addresses: { address: string; ttl: number }[];
  questions: { type: 'A' | 'AAAA'; status: string; server: string; reason?: string }[];
}

export interface TraceCertificate {
  names: string[];
  covers: boolean;
  issuer: string;
  /** ISO 8601. */
  notBefore: string;
  notAfter: string;
  trusted: boolean;
  errorCode?: string;
  protocol: string;
}

/** `broken`: visitors do not get there. `unknown`: we could not look. */
export interface TraceProblem {
  state: 'broken' | 'unknown';
  /** A sentence without its full stop. */
  words: string;
}

/** These say something of our way there, not of the site. */
const COULD_NOT_LOOK = new Set(['dns', 'timeout', 'unreachable', 'reset', 'guarded', 'inspected']);
const DAY_MS = 86_400_000;

/** What keeps visitors from the page, in the order of the way. */
export function traceProblems(trace: Trace): TraceProblem[] {
  const problems: TraceProblem[] = [];
  for (const step of trace.steps) {
    const fault = step.certificate && certificateFault(step.certificate, trace.takenAt);
    if (fault) problems.push({ state: 'broken', words: `${shownName(step.host)}: ${fault}` });
    if (step.failure)
      problems.push({
        state: COULD_NOT_LOOK.has(step.failure.code) ? 'unknown' : 'broken',
        words: `${step.url}: ${failureWords(step)}`,
      });
  }
  const last = trace.steps.at(-1);
  const end = endProblem(trace, last);
  return end ? [...problems, end] : problems;
}

function endProblem({ end }: Trace, last: TraceStep | undefined): TraceProblem | undefined {
  if (end === 'loop') return { state: 'broken', words: 'The redirects go in a circle: browsers give up' };
  if (end === 'tooMany') return { state: 'broken', words: 'There are more redirects than browsers follow' };
  if (end === 'nowhere') return { state: 'broken', words: 'The last redirect does not say where to go' };
  const { status = 0, blocked } = last?.answer ?? {};
  if (end !== 'final') return undefined;
  if (blocked !== undefined) return { state: 'unknown', words: `The page was not seen: ${blocked}` };
  // Who asks for a password has something to protect: a staging site, most often.
  if (status < 400 || status === 401) return undefined;
  return { state: 'broken', words: `The last answer is an error (${status})` };
}

/** Why the step got no answer. */
export function failureWords({ failure, name }: TraceStep): string {
  if (failure?.code !== 'unresolved') return failure?.reason ?? '';
  const missing = name?.questions.some(({ status }) => status === 'nxdomain');
  const target = name?.aliases.at(-1)?.to;
  if (!missing) return failure.reason;
  return target === undefined
    ? 'the name does not exist in the DNS'
    : `the name leads to ${target}, which does not exist`;
}

/** What makes browsers warn instead of showing the page; undefined where nothing does. */
export function certificateFault(certificate: TraceCertificate, now: string): string | undefined {
  const days = (time: string) => Math.floor((Date.parse(time) - Date.parse(now)) / DAY_MS);
  const warned = 'browsers warn visitors instead of showing the site';
  if (days(certificate.notAfter) < 0)
    return `the certificate ran out on ${certificate.notAfter.slice(0, 10)}: ${warned}`;
  if (Date.parse(certificate.notBefore) > Date.parse(now))
    return `the certificate is not valid before ${certificate.notBefore.slice(0, 10)}: ${warned}`;
  if (!certificate.covers)
    return `the certificate is for another name (${certificate.names.slice(0, 3).join(', ') || 'none'}): ${warned}`;
  if (certificate.trusted) return undefined;
  if (/SELF_SIGNED_CERT$/.test(certificate.errorCode ?? '') && certificate.errorCode?.startsWith('DEPTH'))
    return `the server signed the certificate itself: ${warned}`;
  return `the certificate does not lead to an authority that browsers trust: ${warned}`;
}

/** Whole days that are left of a certificate. */
export function daysLeft({ notAfter }: TraceCertificate, now: string): number {
  return Math.floor((Date.parse(notAfter) - Date.parse(now)) / DAY_MS);
}
