import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import type { Connector } from './connector.ts';
import { NetworkError, toNetworkError } from './network-error.ts';
import { encodeHello, type Hello, readFlight, type ServerFlight } from './tls-hello.ts';
import { HANDSHAKE_LATE } from './tls-probe.ts';

/** An answer to a hello of our own making. */
export type HelloAnswer = ServerFlight & { address: string };

export interface HelloProbe {
  /**
   * One hello and what comes back; the handshake is not ended. A server that hangs up without a word refuses: `complete` is then
   * false. Eight seconds a connection. Throws `NetworkError` where the server could not be asked, or the signal's reason.
   */
  say(
    host: string,
    port: number,
    hello: Omit<Hello, 'serverName'>,
    signal: AbortSignal,
  ): Promise<HelloAnswer>;
}

export function createHelloProbe(connector: Connector, timeoutMs = 8000): HelloProbe {
  return {
    say(host, port, hello, signal) {
      const limits = { signal, timeoutMs, late: HANDSHAKE_LATE };
      return connector.use(host, port, limits, async ({ socket, address, heard }, within) => {
        socket.write(encodeHello({ ...hello, ...(isIP(host) === 0 && { serverName: host }) }));
        return { ...(await listen(socket, heard, within)), address };
      });
    },
  };
}

function listen(socket: Socket, heard: () => void, signal: AbortSignal): Promise<ServerFlight> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', abort);
      socket.off('data', take);
      act();
    };
    const abort = () => settle(() => reject(signal.reason));
    const end = () => settle(() => resolve(readFlight(Buffer.concat(chunks))));
    const take = (chunk: Buffer) => {
      if (chunks.length === 0) heard();
      chunks.push(chunk);
      const flight = readFlight(Buffer.concat(chunks));
      if (flight.complete) settle(() => resolve(flight));
    };
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    socket.on('data', take);
    socket.once('end', end);
    socket.once('close', end);
    socket.on('error', (error) => {
      const failure = toNetworkError(error);
      // Cut in the middle of the handshake: many servers refuse in this way.
      if (failure.code === 'reset') end();
      else settle(() => reject(failure instanceof NetworkError ? failure : error));
    });
  });
}
