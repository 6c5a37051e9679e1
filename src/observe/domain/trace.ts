import { isIP } from 'node:net';
import { recogniseEdge } from '../../formats/edges.ts';
import { readHtml } from '../../formats/html.ts';
import { unicodeName } from '../../formats/international-name.ts';
import {
  TRACE_SCHEMA,
  type Trace,
  type TraceCertificate,
  type TraceName,
  type TraceStep,
} from '../../formats/trace.ts';
import type { GatherContext, ProjectGatherer } from '../../model/gatherer.ts';
import type { CertificateFacts } from '../../net/certificate-facts.ts';
import { ACCEPT_ENCODING, decodeBody } from '../../net/content-coding.ts';
import { answerData } from '../../net/dns-answer.ts';
import type { DnsClient } from '../../net/dns-client.ts';
import type { HttpHead, HttpResponse } from '../../net/http-client.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { inspectedBy } from './inspecting-proxy.ts';
import { type NetworkSession, networkSession } from './network-session.ts';
import { isRedirect, ownership, shownUrl, type Walked, walkRedirects } from './redirect-walk.ts';
import { type Target, targetOf } from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    /** Only where an address was given to trace. */
    Trace: Trace;
  }
}

const MAX_PAGE_BYTES = 256 * 1024;
const MAX_NAMES = 20;

/** Goes the way of one address as a visitor does, and writes down what it meets. */
export const traceGatherer: ProjectGatherer<'Trace'> = {
  produces: 'Trace',
  dependsOn: ['Configuration'],
  scope: 'network',
  async gather(context) {
    if (context.trace === undefined) throw new Error('no address was given to trace');
    const url = new URL(context.trace);
    const session = networkSession(context);
    const recorder = createRecorder(session, context);
    const walked = await walkRedirects(recorder, url, ownerOf(context, hostOf(url)), context.signal);
    return traceOf(url, walked, recorder, context.now);
  },
};

/** A project's other domains are its own as well, where the address is on one of them. */
function ownerOf(context: GatherContext, host: string): (host: string) => boolean {
  const alone = ownership({ hosts: [{ host }] });
  let declared: Target;
  try {
    declared = targetOf(context.artifact('Configuration'));
  } catch {
    return alone;
  }
  const isOurs = ownership(declared);
  return isOurs(host) ? isOurs : alone;
}

interface Visited {
  response: HttpResponse;
  url: URL;
}

/** Opens pages for `walkRedirects` and keeps what was seen on the way. */
function createRecorder({ dns, http, tls, web }: NetworkSession, context: GatherContext) {
  const steps: TraceStep[] = [];
  const names = new Map<string, TraceName>();
  let last: Visited | undefined;

  async function open(url: URL, cookie: string, signal: AbortSignal): Promise<HttpHead> {
    const host = hostOf(url);
    const step: TraceStep = { url: shownUrl(url), host };
    steps.push(step);
    context.progress?.(`Opening ${step.url}`);
    const isNew = !names.has(host) && isIP(host) === 0;
    const looking = isNew ? lookUp(dns, host, signal) : undefined;
    // Waited for below; where the page fails first, nobody may miss it.
    looking?.catch(() => {});
    const show = (facts: CertificateFacts) => {
      step.certificate = shownCertificate(facts);
      const inspected = inspectedBy(facts);
      if (inspected === undefined) return;
      // Not the site's.
      delete step.certificate;
      throw new NetworkError('inspected', inspected);
    };
    try {
      const response = await http.get(url, {
        signal,
        headers: { 'accept-encoding': ACCEPT_ENCODING, ...(cookie && { cookie }) },
        maxBodyBytes: (head) => (isPage(head) ? MAX_PAGE_BYTES : 0),
        onCertificate: show,
      });
      last = { response, url };
      return response;
    } catch (error) {
      // The page is asked for in HTTP/1.1 alone; a server that has only HTTP/2 shows its certificate all the same.
      if (error instanceof NetworkError && error.code === 'tls' && !step.certificate)
        await tls.look(host, Number(url.port || 443), signal).then(show, ignoreNetwork);
      throw error;
    } finally {
      const name = await looking;
      if (name) {
        names.set(host, name);
        step.name = name;
      }
    }
  }
  return { chainLimitMs: web.chainLimitMs, open, steps, last: () => last };
}

/** What failed is known already. Rethrows an aborted signal's reason. */
function ignoreNetwork(error: unknown): void {
  if (!(error instanceof NetworkError)) throw error;
}

async function lookUp(dns: DnsClient, host: string, signal: AbortSignal): Promise<TraceName> {
  const answers = await Promise.all(
    (['A', 'AAAA'] as const).map((type) => dns.query(host, type, { signal })),
  );
  const aliases = new Map<string, TraceName['aliases'][number]>();
  for (const { records } of answers)
    for (const { name, type, data, ttl } of records)
      if (type === 'CNAME') aliases.set(name, { name: remoteText(name), to: remoteText(data), ttl });
  const unicode = unicodeName(host);
  return {
    ...(unicode !== undefined && { unicode }),
    aliases: [...aliases.values()],
    addresses: answers.flatMap((answer) => {
      const own = answer.records.filter(({ type }) => type === answer.type);
      return answerData(answer).map((address, i) => ({ address, ttl: own[i]?.ttl ?? 0 }));
    }),
    questions: answers.map(({ type, status, server, reason }) => ({
      type: type as 'A' | 'AAAA',
      status,
      server,
      ...(reason !== undefined && { reason }),
    })),
  };
}

function shownCertificate(facts: CertificateFacts): TraceCertificate {
  return {
    names: facts.names.slice(0, MAX_NAMES),
    covers: facts.covers,
    issuer: facts.issuer,
    notBefore: new Date(facts.notBefore).toISOString(),
    notAfter: new Date(facts.notAfter).toISOString(),
    trusted: facts.trusted,
    ...(facts.errorCode !== undefined && { errorCode: facts.errorCode }),
    protocol: facts.protocol,
  };
}

function traceOf(
  start: URL,
  walked: Walked,
  recorder: Pick<ReturnType<typeof createRecorder>, 'steps' | 'last'>,
  now: number,
): Trace {
  const { steps } = recorder;
  for (const [index, { status, address, location, blocked, headers }] of walked.hops.entries()) {
    const step = steps[index] as TraceStep;
    step.answer = {
      status,
      address,
      ...(location !== undefined && { location }),
      ...(blocked !== undefined && { blocked }),
    };
    const aliases = (step.name?.aliases ?? []).map(({ to }) => to);
    const known = step.name && recogniseEdge({ addresses: [address], aliases, headers: [headers] });
    if (known) step.edge = { name: known.edge.name, by: remoteText(known.by) };
  }
  if (walked.failure) {
    const { url, code, reason } = walked.failure;
    const step = steps[walked.hops.length];
    // The time was over before it was asked.
    if (step) step.failure = { code, reason };
    else steps.push({ url, host: new URL(url).hostname, failure: { code, reason } });
  }
  const page = walked.end === 'final' ? pageOf(recorder.last()) : undefined;
  const isKept = [...start.searchParams].every(([name, value]) =>
    walked.lastUrl.searchParams.getAll(name).includes(value),
  );
  return {
    schema: TRACE_SCHEMA,
    url: shownUrl(start),
    takenAt: new Date(now).toISOString(),
    steps,
    end: walked.end,
    ...(page && { page }),
    ...(walked.end === 'final' && start.search.length > 1 && { keepsQuery: isKept }),
  };
}

function pageOf(visited: Visited | undefined): Trace['page'] {
  if (!visited) return undefined;
  const { body, headers } = visited.response;
  const type = headers['content-type'];
  const text = /html/i.test(type ?? '') ? decodeBody(body, headers['content-encoding']) : undefined;
  const title = text && readHtml(new TextDecoder().decode(text), visited.url.href).title;
  return {
    ...(title !== undefined && { title: remoteText(title.replace(/\s+/g, ' '), 100) }),
    ...(type !== undefined && { contentType: remoteText(type, 60) }),
  };
}

/** What a redirect says beside its target is of no interest. */
function isPage({ status, headers }: HttpHead): boolean {
  return !isRedirect(status) && /html/i.test(headers['content-type'] ?? '');
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
