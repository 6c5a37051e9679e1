import type { CertificateFacts } from '../../net/certificate-facts.ts';
import { ACCEPT_ENCODING } from '../../net/content-coding.ts';
import {
  type Ask,
  type HttpClient,
  type HttpHead,
  type HttpResponse,
  REQUEST_LATE,
} from '../../net/http-client.ts';
import { NetworkError } from '../../net/network-error.ts';
import { HANDSHAKE_LATE, type TlsProbe } from '../../net/tls-probe.ts';
import { inspectedBy } from './inspecting-proxy.ts';

/** What the web servers of one audit answer: each page is asked for once, whoever wants to know. */
export interface WebVisits {
  /**
   * The head of the answer to a GET with these cookies. Throws `NetworkError` (`inspected` where the network we look
   * from replaces the server's certificate, so that the answer is not the site's word), or the signal's reason.
   */
  open(url: URL, cookie: string, signal: AbortSignal): Promise<HttpHead>;
  /** The same answer without cookies, and its body where it is text, at most 512 KB of it as sent. Throws as `open`. */
  page(url: URL, signal: AbortSignal): Promise<HttpResponse>;
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
}

const MAX_PAGE_BYTES = 512 * 1024;

export function createWebVisits(http: HttpClient, tls: TlsProbe): WebVisits {
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
    const certificate = deferred<CertificateFacts>();
    let inspected: string | undefined;
    const made: Visit = {
      head: head.promise,
      whole: undefined as never,
      certificate: certificate.promise,
      wanted,
      skipped: false,
    };
    made.whole = http
      .get(url, {
        signal,
        headers: { 'accept-encoding': ACCEPT_ENCODING, ...(cookie && { cookie }) },
        maxBodyBytes(answer) {
          if (made.wanted && isText(answer)) return MAX_PAGE_BYTES;
          made.skipped = true;
          return 0;
        },
        onHead(answer) {
          if (inspected === undefined) head.resolve(answer);
        },
        onCertificate(facts) {
          inspected = inspectedBy(facts);
          certificate.resolve(facts);
        },
      })
      .then(
        (answer) => {
          if (inspected !== undefined) throw new NetworkError('inspected', inspected);
          return answer;
        },
        (error) => {
          // What was aborted is not kept.
          if (!(error instanceof NetworkError)) visits.delete(key);
          throw inspected === undefined ? error : new NetworkError('inspected', inspected);
        },
      );
    made.whole.catch((error) => {
      head.reject(error);
      certificate.reject(error);
    });
    visits.set(key, made);
    return made;
  };

  return {
    open: (url, cookie, signal) => visit(url, cookie, signal, false).head,
    async page(url, signal) {
      const first = visit(url, '', signal, true);
      const answer = await first.whole;
      // It was under way before anybody wanted its body.
      return first.skipped && isText(answer) ? visit(url, '', signal, true).whole : answer;
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
    async talk(origin, { signal, via, onCertificate }, task) {
      let inspected: string | undefined;
      const options = {
        signal,
        ...(via !== undefined && { via }),
        onCertificate(facts: CertificateFacts) {
          inspected = inspectedBy(facts);
          if (inspected !== undefined) throw new NetworkError('inspected', inspected);
          onCertificate?.(facts);
        },
      };
      return http.talk(origin, options, (ask) =>
        task((path, more) =>
          ask(path, { ...more, headers: { 'accept-encoding': ACCEPT_ENCODING, ...more?.headers } }),
        ),
      );
    },
  };
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
