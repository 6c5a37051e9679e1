import type { NetworkFailure } from '../model/host-looks.ts';

/** The one error of this folder, besides being aborted. `message` says in plain words what happened, without the host. */
export class NetworkError extends Error {
  readonly code: NetworkFailure;
  constructor(code: NetworkFailure, message: string) {
    super(message);
    this.name = 'NetworkError';
    this.code = code;
  }
}

const BY_ERRNO: Record<string, [NetworkFailure, string]> = {
  ECONNREFUSED: ['refused', 'the server refuses the connection'],
  ECONNRESET: ['reset', 'the connection was cut'],
  EPIPE: ['reset', 'the connection was cut'],
  ETIMEDOUT: ['timeout', 'the server does not answer'],
  EHOSTUNREACH: ['unreachable', 'no route leads to the server from here'],
  ENETUNREACH: ['unreachable', 'no route leads to the server from here'],
  EADDRNOTAVAIL: ['unreachable', 'no route leads to the server from here'],
  EACCES: ['unreachable', 'this computer does not allow the connection'],
  EPERM: ['unreachable', 'this computer does not allow the connection'],
};

/** OpenSSL's and BoringSSL's words for a server that has neither TLS 1.2 nor 1.3 (RFC 8996 forbids the older ones). */
const OLD_TLS = /^ERR_SSL_(UNSUPPORTED_PROTOCOL|TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_SSL_VERSION)$/;
/** For bytes that are no TLS record: plain HTTP, most often. */
const NOT_TLS = /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL)$/;

/** Turns what Node or undici throws into words. */
export function toNetworkError(error: unknown, fallback: NetworkFailure = 'unreachable'): NetworkError {
  if (error instanceof NetworkError) return error;
  const { code = '', message = '', name = '' } = error as { code?: string; message?: string; name?: string };
  const known = BY_ERRNO[code];
  if (known) return new NetworkError(...known);
  if (OLD_TLS.test(code)) return new NetworkError('oldTls', 'the server speaks only old versions of TLS');
  if (NOT_TLS.test(code)) return new NetworkError('notTls', 'the server answers without encryption');
  if (/^(ERR_SSL|ERR_TLS|EPROTO)/.test(code)) {
    // OpenSSL: "sslv3 alert handshake failure"; BoringSSL, in editors: "SSLV3_ALERT_HANDSHAKE_FAILURE".
    const alert = /(?:alert|tlsv1)[ _]([a-z_ ]+)/i
      .exec(message)?.[1]
      ?.replaceAll('_', ' ')
      .trim()
      .toLowerCase();
    return new NetworkError('tls', `the secure connection fails${alert ? ` (${alert})` : ''}`);
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new NetworkError('protocol', "the answer's headers are too large");
  if (code === 'UND_ERR_SOCKET') return new NetworkError('reset', 'the connection was cut');
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return new NetworkError('timeout', 'the server takes longer than we wait');
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return new NetworkError('protocol', 'the answer is not as long as it says');
  // undici asserts that no interim answer (1xx) is odd.
  if (code.startsWith('HPE_') || code === 'ERR_ASSERTION' || name === 'HTTPParserError')
    return new NetworkError('protocol', 'the answer is not HTTP');
  return new NetworkError(fallback, 'the connection failed');
}
