import { TLSSocket } from 'node:tls';
import { Client } from 'undici';
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts';
import type { Connector } from './connector.ts';
import { toNetworkError } from './network-error.ts';
import { shakeHands } from './tls-handshake.ts';
import type { Trust } from './trust.ts';

export interface HttpHead {
  status: number;
  /** By lower-case name; several of one name joined with `, `. Exactly as sent: `remoteText` before it enters an artifact. */
  headers: Record<string, string>;
  /** Kept apart: cookies do not join. */
  setCookie: string[];
  /** Address the connection went to. */
  address: string;
}

export interface HttpResponse extends HttpHead {
  /** At most `maxBodyBytes`. */
  body: Uint8Array;
  /** There was more than we read. */
  truncated: boolean;
}

export interface HttpRequestOptions {
  signal: AbortSignal;
  headers?: Record<string, string>;
  /** 0 reads no body at all. At most 1 MB, which is the default. A function decides when it has seen the answer's head. */
  maxBodyBytes?: number | ((head: HttpHead) => number);
  /** Told the answer's head, before its body is read. */
  onHead?: (head: HttpHead) => void;
  /** Told what an https server showed, before the request is sent. */
  onCertificate?: (facts: CertificateFacts) => void;
}

export interface HttpClient {
  /**
   * One GET, redirects not followed, certificate not judged (see `onCertificate`). Eight seconds a connection. Throws
   * `NetworkError`, or the signal's reason.
   */
  get(url: URL, options: HttpRequestOptions): Promise<HttpResponse>;
  /**
   * Several GETs over one connection. `ask` takes a path with its query, and may be called again before it has answered; once the
   * server has ended the connection it throws `NetworkError` with `reset`. The limit of eight seconds is for all of them. Throws as `get`.
   */
  talk<T>(origin: URL, options: TalkOptions, task: (ask: Ask) => Promise<T>): Promise<T>;
}

export type Ask = (
  path: string,
  options?: Pick<HttpRequestOptions, 'headers' | 'maxBodyBytes' | 'onHead'>,
) => Promise<HttpResponse>;

export interface TalkOptions extends Pick<HttpRequestOptions, 'signal' | 'onCertificate'> {
  /** Goes there instead of to the host's own addresses; name and certificate are still the host's. */
  via?: string;
}

export const MAX_BODY_BYTES = 1_000_000;
export const REQUEST_TIMEOUT_MS = 8000;
const PIPELINED = 8;
export const REQUEST_LATE = 'the server takes longer than we wait';
export const USER_AGENT = "Mozilla/5.0 (compatible; LaunchReady/1; website owner's audit)";

export function createHttpClient(
  connector: Connector,
  trust: Trust,
  timeoutMs = REQUEST_TIMEOUT_MS,
): HttpClient {
  const talk = <T>(
    url: URL,
    { signal: outer, onCertificate, via }: TalkOptions,
    task: (ask: Ask) => Promise<T>,
  ): Promise<T> => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const secure = url.protocol === 'https:';
    if (secure) trust.prepare();
    const port = Number(url.port || (secure ? 443 : 80));
    const limits = {
      signal: outer,
      timeoutMs,
      late: REQUEST_LATE,
      ...(via !== undefined && { address: via }),
    };
    return connector.use(host, port, limits, async ({ socket, address, heard }, signal) => {
      const abort = () => socket.destroy();
      // The connection's own errors are told by the request; without a listener they would end the process.
      socket.on('error', () => {});
      const stream = secure ? await shakeHands(socket, host, trust, ['http/1.1'], signal) : socket;
      if (secure) heard();
      signal.addEventListener('abort', abort, { once: true });
      const client = new Client(url.origin, {
        // Several questions may be under way at once; the answers come in order (RFC 9112, section 9.3.2).
        pipelining: PIPELINED,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        connect: (_, callback) => {
          // Not in the same turn: undici waits for ever on a connection that is there at once.
          queueMicrotask(() => (stream.destroyed ? callback(closed(), null) : callback(null, stream)));
        },
      });
      try {
        if (stream instanceof TLSSocket) onCertificate?.(certificateFacts(stream, host, address, trust));
        return await task(async (path, options = {}) => {
          try {
            return await exchange(client, path, { ...options, signal }, address);
          } catch (error) {
            signal.throwIfAborted();
            throw toNetworkError(error, 'protocol');
          }
        });
      } finally {
        signal.removeEventListener('abort', abort);
        await client.destroy().catch(() => {});
      }
    });
  };

  return {
    talk,
    get: (url, options) => talk(url, options, (ask) => ask(`${url.pathname}${url.search}`, options)),
  };
}

function closed(): Error {
  return Object.assign(new Error('closed'), { code: 'ECONNRESET' });
}

async function exchange(
  client: Client,
  path: string,
  options: HttpRequestOptions,
  address: string,
): Promise<HttpResponse> {
  const response = await client.request({
    method: 'GET',
    path,
    // Else it waits for each answer before it asks the next.
    blocking: false,
    // One name for all questions: else one for another host would end the connection. The handshake is ours, and over.
    ...{ servername: 'one' },
    signal: options.signal,
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
  const head = { status: response.statusCode, headers, setCookie, address };
  options.onHead?.(head);
  const most = options.maxBodyBytes ?? MAX_BODY_BYTES;
  const maxBytes = Math.min(typeof most === 'function' ? most(head) : most, MAX_BODY_BYTES);
  return { ...head, ...(await readBody(response.body, maxBytes)) };
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
