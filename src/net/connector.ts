import { setMaxListeners } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { refusalOf } from './address-guard.ts';
import { createAddressTurns, type Turn } from './address-turns.ts';
import type { Limiter } from './concurrency.ts';
import { withDeadline } from './deadline.ts';
import { answerData, type DnsAnswer, isAnswered } from './dns-answer.ts';
import type { DnsClient } from './dns-client.ts';
import { NetworkError, toNetworkError } from './network-error.ts';
import type { NetworkOptions } from './network-options.ts';
import { race } from './race.ts';

export interface Connected {
  socket: Socket;
  /** The address the socket is connected to. */
  address: string;
  /** To be called when the server has said something: then more of those in line may go to it at once. */
  heard(): void;
}

export interface UseOptions {
  signal: AbortSignal;
  /** Milliseconds for one connection and its task. The look-up, bounded by itself, and waiting in line do not count. */
  timeoutMs: number;
  /** What is said when the time is over. */
  late: string;
  /** Only this one of the host's addresses. */
  address?: string;
}

/** Opens TCP connections: own look-up, guard, `--connect-to`, caps. */
export interface Connector {
  /**
   * Connects to one of the host's addresses (the next one where the first does not take the connection), runs `task`, and
   * destroys the socket. The task's signal fires at the deadline too. Where others wait for the same server in vain, it fails
   * with their reason as soon as that is known. Throws `NetworkError`, or the signal's reason.
   */
  use<T>(
    host: string,
    port: number,
    options: UseOptions,
    task: (connected: Connected, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

/** For all of a host's addresses together. */
const CONNECT_TIMEOUT_MS = 3000;
/** A second address is tried beside the first when that has not answered by then. */
const NEXT_ADDRESS_MS = 500;
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

/** Does a known edge stand at the address, by the address or by the aliases (CNAME) that led to it. */
export type IsEdge = (address: string, aliases: readonly string[]) => boolean;

interface Candidate {
  address: string;
  aliases: readonly string[];
}

/** `isEdge` tells where more connections are allowed; without it nowhere. */
export function createConnector(
  options: Pick<NetworkOptions, 'connectTo' | 'allowPrivate'>,
  dns: DnsClient,
  limiter?: Limiter,
  isEdge: IsEdge = () => false,
): Connector {
  const mappings = options.connectTo.map(parseConnectTo);
  const turns = createAddressTurns(undefined, undefined, undefined, limiter);

  /**
   * IPv4 first, since many networks of offices and CI machines have no IPv6; and so the answer about IPv6 is not waited for
   * where IPv4 serves. Throws a `NetworkError` where there is no address at all.
   */
  async function* addressesOf(host: string, signal: AbortSignal): AsyncGenerator<Candidate> {
    if (isIP(host)) return yield { address: host, aliases: [] };
    const asked = (['A', 'AAAA'] as const).map((type) => dns.query(host, type, { signal }));
    for (const answer of asked) answer.catch(() => {});
    let some = false;
    let silent: DnsAnswer | undefined;
    for (const asking of asked) {
      const answer = await asking;
      if (!isAnswered(answer)) silent ??= answer;
      const aliases = answer.records.filter(({ type }) => type === 'CNAME').map(({ data }) => data);
      for (const address of answerData(answer)) {
        some = true;
        yield { address, aliases };
      }
    }
    if (some) return;
    if (silent) throw new NetworkError('dns', silent.reason ?? 'the name could not be looked up');
    throw new NetworkError('unresolved', 'the name has no address');
  }

  return {
    async use(host, port, { signal, timeoutMs, late, address: only }, task) {
      setMaxListeners(0, signal);
      const mapping = mappings.find(
        (m) => (m.host === '' || m.host === host.toLowerCase()) && (m.port === '' || m.port === String(port)),
      );
      // A pair for any host stands in for the real servers, not for the DNS: a name without address stays without one.
      if (mapping?.host === '') await addressesOf(host, signal).next();
      const targetPort = Number(mapping?.toPort || port);
      // A mapping to an address is the person's own word; all else is judged by where it really leads.
      const trusted = mapping !== undefined && isIP(mapping.toHost) !== 0;
      let until: number | undefined;
      const open = async (
        { address, aliases }: Candidate,
        lost: AbortSignal,
        begun: () => void,
      ): Promise<Opened> => {
        const refusal = trusted ? undefined : refusalOf(address, options);
        if (refusal) throw new NetworkError('guarded', refusal);
        const roomy = isEdge(address, aliases);
        const turn = await turns.take(address, targetPort, host.toLowerCase(), lost, roomy);
        if (turn === 'unopened') throw new NetworkError('timeout', NO_ANSWER);
        if (turn === 'mute') throw new NetworkError('timeout', late);
        begun();
        const from = performance.now();
        until ??= from + Math.min(CONNECT_TIMEOUT_MS, timeoutMs);
        try {
          const socket = await openTcp(address, targetPort, until - from, lost);
          turn.opened();
          return { socket, address, turn, leftMs: timeoutMs - (performance.now() - from) };
        } catch (error) {
          const failure = toNetworkError(error);
          if (failure.code === 'timeout' && !lost.aborted) turn.unopened();
          turn.end();
          throw failure;
        }
      };
      const candidates = addressesOf(trusted ? mapping.toHost : (only ?? (mapping?.toHost || host)), signal);
      const outcome = await race(firstFew(candidates, ADDRESSES_TRIED), open, {
        signal,
        delayMs: NEXT_ADDRESS_MS,
        discard: ({ socket, turn }) => {
          socket.destroy();
          turn.end();
        },
      });
      if ('failures' in outcome) throw worst(outcome.failures);
      const { socket, address, turn, leftMs } = outcome.won;
      try {
        return await withDeadline(Math.max(1, leftMs), late, signal, (within) =>
          task({ socket, address, heard: turn.spoke }, within),
        );
      } catch (error) {
        const silent = error instanceof NetworkError && error.code === 'timeout' && socket.bytesRead === 0;
        if (silent) turn.mute();
        throw error;
      } finally {
        if (socket.bytesRead > 0) turn.spoke();
        socket.destroy();
        turn.end();
      }
    },
  };
}

interface Opened {
  socket: Socket;
  address: string;
  turn: Turn;
  leftMs: number;
}

const NO_ANSWER = 'the server does not answer';

async function* firstFew<T>(items: AsyncIterable<T>, few: number): AsyncGenerator<T> {
  let given = 0;
  for await (const item of items) {
    yield item;
    if (++given === few) return;
  }
}

/** The first that says something of the server: that we have no IPv6 here, or do not contact one address, says least. */
function worst(failures: readonly unknown[]): unknown {
  const rank = (error: unknown) =>
    !(error instanceof NetworkError)
      ? 0
      : error.code === 'guarded'
        ? 3
        : error.code === 'unreachable'
          ? 2
          : 1;
  const [first] = failures.toSorted((a, b) => rank(a) - rank(b));
  return first ?? new NetworkError('unresolved', 'the name has no address');
}

function openTcp(address: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
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
    const timer = setTimeout(() => fail(new NetworkError('timeout', NO_ANSWER)), Math.max(1, timeoutMs));
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once('connect', () => settle(() => resolve(socket)));
  });
}
