import { setMaxListeners } from 'node:events';
import { connect, isIP, isIPv6, type Socket } from 'node:net';
import { refusalOf } from './address-guard.ts';
import { createAddressLimiter } from './concurrency.ts';
import { withDeadline } from './deadline.ts';
import { answerData, type DnsClient, isAnswered } from './dns-client.ts';
import { NetworkError, toNetworkError } from './network-error.ts';
import type { NetworkOptions } from './network-options.ts';

export interface Connected {
  socket: Socket;
  /** The address the socket is connected to. */
  address: string;
}

export interface UseOptions {
  signal: AbortSignal;
  /** Milliseconds for one connection and its task. The look-up, bounded by itself, and waiting in line do not count. */
  timeoutMs: number;
  /** What is said when the time is over. */
  late: string;
}

/** Opens TCP connections: own look-up, guard, `--connect-to`, caps. */
export interface Connector {
  /**
   * Connects to one of the host's addresses (the next one where the first does not take the connection), runs `task`,
   * and destroys the socket. The task's signal fires at the deadline too. Throws `NetworkError`, or the signal's reason.
   */
  use<T>(
    host: string,
    port: number,
    options: UseOptions,
    task: (connected: Connected, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

/** A second address is tried while this leaves time for it. */
const CONNECT_TIMEOUT_MS = 3000;
const ADDRESSES_TRIED = 3;

interface Mapping {
  host: string;
  port: string;
  toHost: string;
  toPort: string;
}

/**
 * curl's `--connect-to`: `HOST:PORT:ADDR:PORT`, IPv6 in brackets. An empty HOST or PORT of the first pair matches any,
 * of the second keeps what was asked for. Unlike curl, a pair with an empty HOST only serves names that have an
 * address: an audit must not find a server behind a name that does not exist. Throws an Error with a sentence.
 */
export function parseConnectTo(text: string): Mapping {
  const part = '(\\[[^\\]]*\\]|[^:\\[\\]]*)';
  const match = new RegExp(`^${part}:(\\d*):${part}:(\\d*)$`).exec(text);
  if (!match) throw new Error(`"${text}" is not HOST:PORT:ADDR:PORT.`);
  const [, host = '', port = '', toHost = '', toPort = ''] = match;
  return { host: bare(host).toLowerCase(), port, toHost: bare(toHost), toPort };
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

export function createConnector(
  options: Pick<NetworkOptions, 'connectTo' | 'allowPrivate'>,
  dns: DnsClient,
): Connector {
  const mappings = options.connectTo.map(parseConnectTo);
  const limiter = createAddressLimiter();

  const lookUp = async (host: string, signal: AbortSignal): Promise<string[]> => {
    if (isIP(host)) return [host];
    const [v4, v6] = await Promise.all([
      dns.query(host, 'A', { signal }),
      dns.query(host, 'AAAA', { signal }),
    ]);
    const addresses = [...answerData(v4), ...answerData(v6)];
    if (addresses.length > 0) return addresses;
    const silent = [v4, v6].find((answer) => !isAnswered(answer));
    if (silent) throw new NetworkError('dns', silent.reason ?? 'the name could not be looked up');
    throw new NetworkError('unresolved', 'the name has no address');
  };

  return {
    async use(host, port, { signal, timeoutMs, late }, task) {
      setMaxListeners(0, signal);
      const mapping = mappings.find(
        (m) => (m.host === '' || m.host === host.toLowerCase()) && (m.port === '' || m.port === String(port)),
      );
      // A pair for any host stands in for the real servers, not for the DNS: a name without address stays without one.
      if (mapping?.host === '') await lookUp(host, signal);
      const targetHost = mapping?.toHost || host;
      const targetPort = Number(mapping?.toPort || port);
      const addresses = await lookUp(targetHost, signal);
      // A mapping to an address is the person's own word; all else is judged by where it really leads.
      const trusted = mapping !== undefined && isIP(mapping.toHost) !== 0;
      let failure: NetworkError | undefined;
      for (const address of preferIpv4(addresses).slice(0, ADDRESSES_TRIED)) {
        const refusal = trusted ? undefined : refusalOf(address, options);
        if (refusal) {
          failure ??= new NetworkError('guarded', refusal);
          continue;
        }
        const attempt = await limiter.run(
          address,
          () =>
            withDeadline(timeoutMs, late, signal, async (within) => {
              let socket: Socket;
              try {
                socket = await openTcp(address, targetPort, within);
              } catch (error) {
                signal.throwIfAborted();
                return { failed: toNetworkError(error) };
              }
              try {
                return { value: await task({ socket, address }, within) };
              } finally {
                socket.destroy();
              }
            }),
          signal,
        );
        if ('value' in attempt) return attempt.value as never;
        failure = attempt.failed;
      }
      throw failure ?? new NetworkError('unresolved', 'the name has no address');
    },
  };
}

/** Many networks of offices and CI machines have no IPv6: it is the second choice, not the first. */
function preferIpv4(addresses: string[]): string[] {
  return [...addresses.filter((a) => !isIPv6(a)), ...addresses.filter((a) => isIPv6(a))];
}

function openTcp(address: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.off('error', fail);
      act();
    };
    const fail = (error: Error) =>
      settle(() => {
        socket.on('error', () => {});
        socket.destroy();
        reject(error);
      });
    const abort = () => fail(signal.reason as Error);
    const timer = setTimeout(
      () => fail(new NetworkError('timeout', 'the server does not answer')),
      CONNECT_TIMEOUT_MS,
    );
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once('connect', () => settle(() => resolve(socket)));
  });
}
