import { getServers } from 'node:dns';
import { setMaxListeners } from 'node:events';
import { createLimiter, type Limiter } from './concurrency.ts';
import { type DnsAnswer, type DnsStatus, isAnswered, type RecordType } from './dns-answer.ts';
import { type DnsQuestion, encodeQuery, isEncodableName, type QueryFlags } from './dns-message.ts';
import { foldName } from './dns-presentation.ts';
import { type DnsServer, parseDnsServer, serverName } from './dns-server.ts';
import { type Exchange, exchangeTcp, exchangeUdp } from './dns-transport.ts';

export interface DnsQueryOptions {
  /** Rejects this call; the question goes on for whoever else asked it. */
  signal?: AbortSignal;
  /** Asks this `address:port` instead of the resolvers. */
  server?: string;
  /** False: the server is to say what it knows itself (RD=0). */
  recursion?: boolean;
  /** Signatures too (DO, RFC 3225). */
  dnssec?: boolean;
  /** Also what the resolver's own validation rejects (CD, RFC 4035, section 3.2.2). */
  unchecked?: boolean;
  /** Over TCP from the start (RFC 7766). */
  tcp?: boolean;
}

export interface DnsClient {
  /** `address:port` of the resolvers asked, in order. */
  readonly servers: readonly string[];
  /**
   * One promise a question: asked again, it is answered from memory. Rejects only when aborted; whatever else goes
   * wrong is a `status` with a `reason`. Bounded: tries of two seconds and of one, and two more over TCP.
   */
  query(name: string, type: RecordType, options?: DnsQueryOptions): Promise<DnsAnswer>;
  /** Ends what is in flight. */
  close(): void;
}

export interface DnsClientOptions {
  /** `address:port` or `address`, IPv6 in brackets where a port follows; empty: the system's resolvers, and nobody else. */
  dns: readonly string[];
  /** Milliseconds a try. */
  timeoutMs?: number;
  tries?: number;
  /** Questions in flight. */
  concurrency?: number;
  /** Whose turns the questions take, instead of a limit of their own. */
  limiter?: Limiter;
}

const HOPELESS_TIMEOUT_MS = 500;
/** A server that is not our resolver is waited for a little less. */
const ONE_SERVER_TIMEOUT_MS = 1500;

/**
 * Asks resolvers over UDP, and over TCP what does not fit. No other server is ever asked than the ones given, or the
 * system's. Throws on a server that is not an IP address.
 */
export function createDnsClient(options: DnsClientOptions): DnsClient {
  const { timeoutMs = 2000, tries = 2, concurrency = 100 } = options;
  const resolvers = (options.dns.length > 0 ? options.dns : getServers()).map(parseDnsServer);
  const limiter = options.limiter ?? createLimiter(concurrency);
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const cache = new Map<string, Promise<DnsAnswer>>();
  /** The resolver that answered last: a dead first one is paid for once, not with every question. */
  let preferred = 0;
  /** No resolver has said anything yet, and one question was waited for in vain: the next ones wait little. */
  let heard = false;
  let silent = false;

  const ask = async (question: DnsQuestion, how: QueryFlags, server?: DnsServer): Promise<DnsAnswer> => {
    const hopeless = server === undefined && silent && !heard;
    const firstMs = server ? Math.min(timeoutMs, ONE_SERVER_TIMEOUT_MS) : timeoutMs;
    if (!isEncodableName(question.name)) {
      return { ...failure(question, 'malformed', 'this is not a valid domain name'), server: '' };
    }
    const servers = server ? [server] : [...resolvers.slice(preferred), ...resolvers.slice(0, preferred)];
    let worst: DnsAnswer | undefined;
    const attempts = Math.max(hopeless ? 1 : tries, Math.min(servers.length, 3));
    for (let attempt = 0; attempt < attempts; attempt++) {
      const target = servers[attempt % servers.length] as DnsServer;
      // The same server once more: half as long, so that a dead one costs three seconds.
      const tryMs = attempt >= servers.length ? firstMs / 2 : firstMs;
      const patienceMs = hopeless ? Math.min(tryMs, HOPELESS_TIMEOUT_MS) : tryMs;
      const answer = await askOnce(question, how, target, patienceMs, closing.signal);
      if (!server && answer.status !== 'timeout') heard = true;
      if (isAnswered(answer)) {
        if (!server) preferred = resolvers.indexOf(target);
        return answer;
      }
      // What a server said outweighs silence.
      if (!worst || worst.status === 'timeout' || worst.status === 'unreachable') worst = answer;
      const retried = (answer.status === 'timeout' && !how.tcp) || attempt + 1 < servers.length;
      if (!retried) break;
    }
    if (!server && worst?.status === 'timeout') silent = true;
    return worst ?? { ...failure(question, 'unreachable', 'this computer names no DNS server'), server: '' };
  };

  return {
    servers: resolvers.map(serverName),
    query(name, type, { signal, server, recursion = true, dnssec, unchecked, tcp } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      const question = { name: foldName(name), type };
      const how = {
        recursion,
        dnssec: dnssec === true,
        unchecked: unchecked === true,
        tcp: tcp === true,
        direct: server !== undefined,
      };
      const key = [question.name, type, server ?? '', ...Object.values(how)].join(' ');
      let answer = cache.get(key);
      if (!answer) {
        const target = server === undefined ? undefined : parseDnsServer(server);
        answer = limiter.run(() => ask(question, how, target), closing.signal);
        answer.catch(() => cache.delete(key));
        cache.set(key, answer);
      }
      return signal ? abortable(answer, signal) : answer;
    },
    close() {
      closing.abort(new DOMException('The DNS client was closed', 'AbortError'));
    },
  };
}

async function askOnce(
  question: DnsQuestion,
  how: QueryFlags,
  server: DnsServer,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<DnsAnswer> {
  signal.throwIfAborted();
  const exchange = how.tcp
    ? await exchangeTcp(server, encodeQuery(question, { ...how, edns: true }), question, timeoutMs, signal)
    : await askOverUdp(question, how, server, timeoutMs, signal);
  const name = serverName(server);
  if (exchange.kind === 'answer') {
    const { status, records, authenticated, reason, direct } = exchange.message;
    return {
      ...question,
      status,
      records,
      authenticated,
      server: name,
      ...(reason && { reason: `${reason} (${name})` }),
      ...(how.direct && { direct }),
    };
  }
  return { ...failure(question, exchange.kind, `${FAILURES[exchange.kind]} (${name})`), server: name };
}

async function askOverUdp(
  question: DnsQuestion,
  how: QueryFlags,
  server: DnsServer,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Exchange> {
  const withEdns = encodeQuery(question, { ...how, edns: true });
  let exchange = await exchangeUdp(server, withEdns, question, timeoutMs, signal);
  if (exchange.kind === 'answer' && exchange.message.formatRefused) {
    const plain = encodeQuery(question, { ...how, edns: false });
    exchange = await exchangeUdp(server, plain, question, timeoutMs, signal);
  }
  if (exchange.kind === 'answer' && exchange.message.truncated) {
    const again = encodeQuery(question, { ...how, edns: true });
    exchange = await exchangeTcp(server, again, question, timeoutMs, signal);
  }
  return exchange;
}

const FAILURES = {
  timeout: 'the DNS server did not answer in time',
  unreachable: 'the DNS server could not be reached',
  malformed: 'the DNS server answered with something that is not a DNS message',
} as const;

function failure(question: DnsQuestion, status: DnsStatus, reason: string): Omit<DnsAnswer, 'server'> {
  return { ...question, status, records: [], authenticated: false, reason };
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  // One signal for a whole audit: many questions listen to it.
  setMaxListeners(0, signal);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
