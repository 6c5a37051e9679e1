import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { NetworkError, toNetworkError } from './network-error.ts';
import type { Trust } from './trust.ts';

/**
 * A handshake with the host's name over an open connection; the certificate is looked at, not judged. The socket that is
 * given back has a listener for errors. Throws `NetworkError`, or the signal's reason.
 */
export function shakeHands(
  socket: Socket,
  host: string,
  trust: Trust,
  ALPNProtocols: string[],
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const tls = connect({
      socket,
      secureContext: trust.context(),
      rejectUnauthorized: false,
      // The name is judged by us, so that a wrong name does not hide what else is wrong.
      checkServerIdentity: () => undefined,
      ALPNProtocols,
      ...(isIP(host) ? {} : { servername: host }),
    });
    const abort = () => fail(signal.reason);
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', abort);
      tls.destroy();
      reject(error);
    };
    signal.addEventListener('abort', abort, { once: true });
    tls.once('secureConnect', () => {
      signal.removeEventListener('abort', abort);
      resolve(tls);
    });
    tls.on('error', (error) => fail(toNetworkError(error, 'tls')));
    tls.once('close', () =>
      fail(new NetworkError('tls', 'the server ends the connection during the handshake')),
    );
  });
}
