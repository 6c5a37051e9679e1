import { TLSSocket } from 'node:tls';
import { Client } from 'undici';
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts';
import type { Connector } from './connector.ts';
import { toNetworkError } from './network-error.ts';
import { shakeHands } from './tls-handshake.ts';
import type { Trust } from './trust.ts';

export interface HttpResponse {
  status: number;
  /** By lower-case name; several of one name joined with `, `. Exactly as sent: `remoteText` before it enters an artifact. */
  headers: Record<string, string>;
  /** Kept apart: cookies do not join. */
  setCookie: string[];
  /** At most `maxBodyBytes`. */
  body: Uint8Array;
  /** There was more than we read. */
  truncated: boolean;
  /** Address the connection went to. */
  address: string;
}

export interface HttpRequestOptions {
  signal: AbortSignal;
  headers?: Record<string, string>;
  /** 0 reads no body at all. At most 1 MB, which is the default. */
  maxBodyBytes?: number;
  /** Told what an https server showed, before the request is sent. */
  onCertificate?: (facts: CertificateFacts) => void;
}

export interface HttpClient {
  /**
   * One GET, redirects not followed, certificate not judged (see `onCertificate`). Eight seconds a connection. Throws
   * `NetworkError`, or the signal's reason.
   */
  get(url: URL, options: HttpRequestOptions): Promise<HttpResponse>;
}

export const MAX_BODY_BYTES = 1_000_000;
export const REQUEST_TIMEOUT_MS = 8000;
export const REQUEST_LATE = 'the server takes longer than we wait';
export const USER_AGENT = "Mozilla/5.0 (compatible; LaunchReady/1; website owner's audit)";

export function createHttpClient(
  connector: Connector,
  trust: Trust,
  timeoutMs = REQUEST_TIMEOUT_MS,
): HttpClient {
  return {
    get(url, options) {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const secure = url.protocol === 'https:';
      if (secure) trust.prepare();
      const port = Number(url.port || (secure ? 443 : 80));
      const limits = { signal: options.signal, timeoutMs, late: REQUEST_LATE };
      return connector.use(host, port, limits, async ({ socket, address, heard }, signal) => {
        const abort = () => socket.destroy();
        // The connection's own errors are told by the request; without a listener they would end the process.
        socket.on('error', () => {});
        const stream = secure ? await shakeHands(socket, host, trust, ['http/1.1'], signal) : socket;
        if (secure) heard();
        signal.addEventListener('abort', abort, { once: true });
        const client = new Client(url.origin, {
          pipelining: 1,
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
          connect: (_, callback) => {
            // Not in the same turn: undici waits for ever on a connection that is there at once.
            queueMicrotask(() => (stream.destroyed ? callback(closed(), null) : callback(null, stream)));
          },
        });
        try {
          if (stream instanceof TLSSocket)
            options.onCertificate?.(certificateFacts(stream, host, address, trust));
          return { ...(await exchange(client, url, options, signal)), address };
        } catch (error) {
          signal.throwIfAborted();
          throw toNetworkError(error, 'protocol');
        } finally {
          signal.removeEventListener('abort', abort);
          await client.destroy().catch(() => {});
        }
      });
    },
  };
}

function closed(): Error {
  return Object.assign(new Error('closed'), { code: 'ECONNRESET' });
}

async function exchange(
  client: Client,
  url: URL,
  options: HttpRequestOptions,
  signal: AbortSignal,
): Promise<Omit<HttpResponse, 'address'>> {
  const maxBytes = Math.min(options.maxBodyBytes ?? MAX_BODY_BYTES, MAX_BODY_BYTES);
  const response = await client.request({
    method: 'GET',
    path: `${url.pathname}${url.search}`,
    signal,
    headers: {
      'user-agent': USER_AGENT,
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      ...options.headers,
    },
  });
  const setCookie = ([] as string[]).concat(response.headers['set-cookie'] ?? []);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (name === 'set-cookie' || value === undefined) continue;
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const { body, truncated } = await readBody(response.body, maxBytes);
  return { status: response.statusCode, headers, setCookie, body, truncated };
}

async function readBody(
  stream: AsyncIterable<Uint8Array> & {
    destroy(): unknown;
    on(event: 'error', listener: () => void): unknown;
  },
  maxBytes: number,
): Promise<{ body: Uint8Array; truncated: boolean }> {
  stream.on('error', () => {});
  const chunks: Uint8Array[] = [];
  let left = maxBytes;
  let truncated = maxBytes === 0;
  if (maxBytes > 0) {
    for await (const chunk of stream) {
      chunks.push(chunk.subarray(0, left));
      if (chunk.length > left) {
        truncated = true;
        break;
      }
      left -= chunk.length;
    }
  }
  stream.destroy();
  return { body: Buffer.concat(chunks), truncated };
}
