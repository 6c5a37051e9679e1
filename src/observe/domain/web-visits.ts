import type { CertificateFacts } from '../../net/certificate-facts.ts';
import { ACCEPT_ENCODING } from '../../net/content-coding.ts';
import {
  type Ask,
  type HttpClient,
  type HttpHead,
  type HttpResponse,
  REQUEST_LATE,
  type TalkOptions,
} from '../../net/http-client.ts';
import { NetworkError } from '../../net/network-error.ts';
import { HANDSHAKE_LATE, type TlsProbe } from '../../net/tls-probe.ts';
import { inspectedBy } from './inspecting-proxy.ts';

/** What the web servers of one audit answer: each page is asked for once, whoever wants to know. */
export interface WebVisits {
  /** Milliseconds for one chain of redirects: slow hops add up. Time in line counts, so there is none when all is asked one by one. */
  readonly chainLimitMs: number;
  /**
   * The head of the answer to a GET with these cookies. Throws `NetworkError` (`inspected` where the network we look
   * from replaces the server's certificate, so that the answer is not the site's word), or the signal's reason.
   */
  open(url: URL, cookie: string, signal: AbortSignal): Promise<HttpHead>;
  /** The same answer without cookies, and its body where it is text, at most 512 KB of it as sent. Throws as `open`. */
  page(url: URL, signal: AbortSignal): Promise<HttpResponse>;
  /**
   * Further questions to the page's host, over the connection that the page was read over, or over another where that one is
   * closed. Throws as `open`.
   */
  afterPage<T>(url: URL, signal: AbortSignal, task: (ask: Ask, page: HttpResponse) => Promise<T>): Promise<T>;
  /** The certificate at port 443, off the connection that the host's page is read over. Throws as `open`. */
  certificate(host: string, signal: AbortSignal): Promise<CertificateFacts>;
  /** Several questions over one more connection; `via` an address instead of the host's own. Throws as `open`. */
  talk<T>(
    origin: URL,
    options: { signal: AbortSignal; via?: string; onCertificate?: (facts: CertificateFacts) => void },
    task: (ask: Ask) => Promise<T>,
  ): Promise<T>;
}

interface Visit {
  head: Promise<HttpHead>;
  whole: Promise<HttpResponse>;
  certificate: Promise<CertificateFacts>;
  /** Somebody wants the body too. */
  wanted: boolean;
  /** It came too late: the body was not read. */
  skipped: boolean;
  /** To be asked over the same connection, once the page is there; none can be added when it is closed. */
  further: ((ask: Ask, page: HttpResponse | undefined) => Promise<void>)[];
  isOpen: boolean;
}

const CHAIN_LIMIT_MS = 20_000;
const MAX_PAGE_BYTES = 512 * 1024;
/** Of an answer whose body nobody wants, to keep the connection. */
const MAX_DRAINED_BYTES = 64 * 1024;

export function createWebVisits(http: HttpClient, tls: TlsProbe, chainLimitMs = CHAIN_LIMIT_MS): WebVisits {
  const visits = new Map<string, Visit>();

  const visit = (url: URL, cookie: string, signal: AbortSignal, wanted: boolean): Visit => {
    // The same page with the same cookies answers the same.
    const key = `${url.href} ${cookie}`;
    const known = visits.get(key);
    if (known && !(wanted && known.skipped)) {
      known.wanted ||= wanted;
      return known;
    }
    const head = deferred<HttpHead>();
    const whole = deferred<HttpResponse>();
    const certificate = deferred<CertificateFacts>();
    const made: Visit = {
      head: head.promise,
      whole: whole.promise,
      certificate: certificate.promise,
      wanted,
      skipped: false,
      further: [],
      isOpen: true,
    };
    visits.set(key, made);
    const read = async (ask: Ask) => {
      const answer = await ask(`${url.pathname}${url.search}`, {
        headers: { 'accept-encoding': ACCEPT_ENCODING, ...(cookie && { cookie }) },
        maxBodyBytes(shown) {
          if (made.wanted && isText(shown)) return MAX_PAGE_BYTES;
          made.skipped = isText(shown);
          return made.further.length > 0 ? MAX_DRAINED_BYTES : 0;
        },
        onHead: head.resolve,
      });
      whole.resolve(answer);
      // Whoever waited for the page may have something to ask.
      await new Promise(setImmediate);
      while (made.further.length > 0)
        await Promise.all(made.further.splice(0).map((next) => next(withCoding(ask), answer)));
      made.isOpen = false;
    };
    talk(http, url, { signal, onCertificate: certificate.resolve }, read).catch((error) => {
      made.isOpen = false;
      // What was aborted is not kept.
      if (!(error instanceof NetworkError)) visits.delete(key);
      for (const waiting of [head, whole, certificate]) waiting.reject(error);
      for (const next of made.further.splice(0)) void next(() => Promise.reject(error), undefined);
    });
    return made;
  };

  const page = async (url: URL, signal: AbortSignal): Promise<HttpResponse> => {
    const first = visit(url, '', signal, true);
    const answer = await first.whole;
    // It was under way before anybody wanted its body.
    return first.skipped ? visit(url, '', signal, true).whole : answer;
  };

  return {
    chainLimitMs,
    open: (url, cookie, signal) => visit(url, cookie, signal, false).head,
    page,
    async afterPage(url, signal, task) {
      const first = visit(url, '', signal, true);
      if (first.isOpen && !first.skipped) {
        const done = deferred<{ value: Awaited<ReturnType<typeof task>> } | { closed: true }>();
        first.further.push(async (ask, answer) => {
          try {
            // Where there is no page, asking says why.
            done.resolve({ value: await task(ask, answer ?? (await ask(url.pathname))) });
          } catch (error) {
            // The server ends connections after an answer: then over a new one.
            if (error instanceof NetworkError && error.code === 'reset') done.resolve({ closed: true });
            else done.reject(error);
          }
        });
        const outcome = await done.promise;
        if ('value' in outcome) return outcome.value;
      }
      const answer = await page(url, signal);
      return talk(http, url, { signal }, (ask) => task(withCoding(ask), answer));
    },
    async certificate(host, signal) {
      try {
        return await visit(new URL(`https://${host}/`), '', signal, false).certificate;
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
        // The page is asked for in HTTP/1.1 alone; a server that has only HTTP/2 shows its certificate all the same.
        if (error.code === 'tls') return tls.look(host, 443, signal);
        throw error.message === REQUEST_LATE ? new NetworkError(error.code, HANDSHAKE_LATE) : error;
      }
    },
    talk: (origin, options, task) => talk(http, origin, options, (ask) => task(withCoding(ask))),
  };
}

/** Nothing that is said behind a certificate of somebody else's making is believed. */
function talk<T>(
  http: HttpClient,
  origin: URL,
  { onCertificate, ...options }: TalkOptions,
  task: (ask: Ask) => Promise<T>,
): Promise<T> {
  return http.talk(
    origin,
    {
      ...options,
      onCertificate(facts) {
        // Whoever looks at the certificate sees that for themselves.
        onCertificate?.(facts);
        const inspected = inspectedBy(facts);
        if (inspected !== undefined) throw new NetworkError('inspected', inspected);
      },
    },
    task,
  );
}

function withCoding(ask: Ask): Ask {
  return (path, more) =>
    ask(path, { ...more, headers: { 'accept-encoding': ACCEPT_ENCODING, ...more?.headers } });
}

/** A page of an error is read too; what a redirect says beside its target is of no interest. */
function isText({ status, headers }: HttpHead): boolean {
  return (
    (status < 300 || status >= 400) &&
    /^(text\/|application\/(xhtml|json))/i.test(headers['content-type'] ?? '')
  );
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Whoever asks is told; where nobody asks, nobody needs to be.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
