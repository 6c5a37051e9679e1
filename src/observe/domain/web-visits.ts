import type { CertificateFacts } from '../../net/certificate-facts.ts';
import { type HttpClient, type HttpResponse, REQUEST_LATE } from '../../net/http-client.ts';
import { NetworkError } from '../../net/network-error.ts';
import { HANDSHAKE_LATE, type TlsProbe } from '../../net/tls-probe.ts';
import { inspectedBy } from './inspecting-proxy.ts';

/** What the web servers of one audit answer: each page is asked for once, whoever wants to know. */
export interface WebVisits {
  /**
   * The answer to a GET with these cookies, without its body. Throws `NetworkError` (`inspected` where the network we look
   * from replaces the server's certificate, so that the answer is not the site's word), or the signal's reason.
   */
  open(url: URL, cookie: string, signal: AbortSignal): Promise<HttpResponse>;
  /** The certificate at port 443, off the connection that the host's page is read over. Throws as `open`. */
  certificate(host: string, signal: AbortSignal): Promise<CertificateFacts>;
}

interface Visit {
  response: Promise<HttpResponse>;
  certificate: Promise<CertificateFacts>;
}

export function createWebVisits(http: HttpClient, tls: TlsProbe): WebVisits {
  const visits = new Map<string, Visit>();

  const visit = (url: URL, cookie: string, signal: AbortSignal): Visit => {
    // The same page with the same cookies answers the same.
    const key = `${url.href} ${cookie}`;
    const known = visits.get(key);
    if (known) return known;
    let shown: (facts: CertificateFacts) => void = () => {};
    let missing: (error: unknown) => void = () => {};
    const certificate = new Promise<CertificateFacts>((resolve, reject) => {
      shown = resolve;
      missing = reject;
    });
    let inspected: string | undefined;
    const response = http
      .get(url, {
        signal,
        maxBodyBytes: 0,
        ...(cookie && { headers: { cookie } }),
        onCertificate(facts) {
          inspected = inspectedBy(facts);
          shown(facts);
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
    response.catch(missing);
    certificate.catch(() => {});
    const made = { response, certificate };
    visits.set(key, made);
    return made;
  };

  return {
    open: (url, cookie, signal) => visit(url, cookie, signal).response,
    async certificate(host, signal) {
      try {
        return await visit(new URL(`https://${host}/`), '', signal).certificate;
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
        // The page is asked for in HTTP/1.1 alone; a server that has only HTTP/2 shows its certificate all the same.
        if (error.code === 'tls') return tls.look(host, 443, signal);
        throw error.message === REQUEST_LATE ? new NetworkError(error.code, HANDSHAKE_LATE) : error;
      }
    },
  };
}
