import { createLimiter, type Limiter } from './concurrency.ts';

/** TCP connections in flight: all together, and to one address (so that no server feels a burst). */
export const TCP_IN_FLIGHT = 40;
export const TCP_IN_FLIGHT_PER_ADDRESS = 6;
/** Of those of one address: to a port that has not said anything yet. So a dead port leaves room for its neighbour. */
const TCP_IN_FLIGHT_PER_SILENT_PORT = 3;
/** Of those: when spoken to as one host. So that a second name tells at once whether the server is silent to all. */
const TCP_IN_FLIGHT_PER_SILENT_NAME = 2;
/**
 * At an address that a known edge answers at for all its customers, the six are for each host, as browsers count them: a visit
 * to twelve such hosts opens more than this. The six for an address spare a machine of one's own, and an edge is none.
 */
export const TCP_IN_FLIGHT_PER_EDGE_ADDRESS = 24;
const TCP_IN_FLIGHT_PER_SILENT_EDGE_PORT = 12;

/** The right to one connection to an address and port. */
export interface Turn {
  /** The server's machine took the connection. */
  opened(): void;
  /** The server said something. */
  spoke(): void;
  /** The server's machine did not take the connection until the time was over. */
  unopened(): void;
  /** It took it and said nothing to this host. */
  mute(): void;
  /** Gives the turn back. */
  end(): void;
}

export interface AddressTurns {
  /**
   * Waits in line for a turn to speak to it as `host`. `unopened`: others waited for this port in vain, and nobody has got through
   * since they began; `mute`: it took their connections and said nothing, to this host or to two others. Then there is no turn: a dead server's time-out is paid once, not
   * by everybody in line. `isEdge`: a known edge has the address. Rejects with the signal's reason when aborted.
   */
  take(
    address: string,
    port: number,
    host: string,
    signal: AbortSignal,
    isEdge?: boolean,
  ): Promise<Turn | 'unopened' | 'mute'>;
}

interface Port {
  running: number;
  /** The same by the name that is spoken to. */
  runningAs: Map<string, number>;
  /** `performance.now()` of the last sign of life of either kind. */
  lastOpened: number;
  lastSpoke: number;
  /** The names it was silent to since then. */
  muteTo: Set<string>;
  dead?: 'unopened' | 'mute' | undefined;
}

interface Waiting {
  port: Port;
  host: string;
  start(outcome: 'turn' | 'unopened' | 'mute'): void;
}

interface Address {
  running: number;
  isEdge: boolean;
  ports: Map<number, Port>;
  line: Waiting[];
}

export function createAddressTurns(
  max = TCP_IN_FLIGHT,
  maxPerAddress = TCP_IN_FLIGHT_PER_ADDRESS,
  maxPerSilentPort = TCP_IN_FLIGHT_PER_SILENT_PORT,
  all: Limiter = createLimiter(max),
): AddressTurns {
  const addresses = new Map<string, Address>();

  const hasRoom = ({ running, isEdge, ports }: Address, host: string) => {
    if (!isEdge) return running < maxPerAddress;
    const asHost = [...ports.values()].reduce((sum, port) => sum + (port.runningAs.get(host) ?? 0), 0);
    return running < TCP_IN_FLIGHT_PER_EDGE_ADDRESS && asHost < maxPerAddress;
  };

  const isFree = (address: Address, { port, host }: Waiting) => {
    if (!hasRoom(address, host)) return false;
    // It was silent to one already: those under way tell whether to all.
    if (port.muteTo.size > 0) return port.running === 0;
    if (port.lastSpoke >= 0) return true;
    const asHost = port.runningAs.get(host) ?? 0;
    const most = address.isEdge ? TCP_IN_FLIGHT_PER_SILENT_EDGE_PORT : maxPerSilentPort;
    return port.running < most && asHost < TCP_IN_FLIGHT_PER_SILENT_NAME;
  };

  const inVain = ({ port, host }: Waiting) => port.dead ?? (port.muteTo.has(host) ? 'mute' : undefined);

  const advance = (address: Address) => {
    for (const waiting of [...address.line]) {
      const { port, host } = waiting;
      const vain = inVain(waiting);
      if (vain === undefined && !isFree(address, waiting)) continue;
      address.line.splice(address.line.indexOf(waiting), 1);
      if (vain !== undefined) {
        waiting.start(vain);
        continue;
      }
      address.running++;
      port.running++;
      port.runningAs.set(host, (port.runningAs.get(host) ?? 0) + 1);
      waiting.start('turn');
    }
  };

  const inLine = (address: Address, port: Port, host: string, signal: AbortSignal) =>
    new Promise<'turn' | 'unopened' | 'mute'>((resolve, reject) => {
      const waiting: Waiting = {
        port,
        host,
        start(outcome) {
          signal.removeEventListener('abort', leave);
          resolve(outcome);
        },
      };
      const leave = () => {
        address.line.splice(address.line.indexOf(waiting), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      address.line.push(waiting);
      advance(address);
    });

  return {
    async take(name, number, host, signal, isEdge = false) {
      signal.throwIfAborted();
      const address = addresses.get(name) ?? { running: 0, isEdge, ports: new Map(), line: [] };
      // One host's alias may tell what another's address does not.
      address.isEdge ||= isEdge;
      addresses.set(name, address);
      const port = address.ports.get(number) ?? {
        running: 0,
        runningAs: new Map(),
        lastOpened: -1,
        lastSpoke: -1,
        muteTo: new Set(),
      };
      address.ports.set(number, port);

      // The address's turn is taken first, so that a slow one holds up nobody else.
      const outcome = await inLine(address, port, host, signal);
      if (outcome !== 'turn') return outcome;
      const leave = () => {
        address.running--;
        port.running--;
        port.runningAs.set(host, (port.runningAs.get(host) ?? 1) - 1);
        advance(address);
      };
      let give: () => void;
      try {
        give = await all.take(signal);
      } catch (error) {
        leave();
        throw error;
      }
      const begun = performance.now();
      return {
        opened() {
          port.lastOpened = performance.now();
        },
        spoke() {
          port.lastSpoke = performance.now();
          port.muteTo.clear();
          advance(address);
        },
        // Who got through after this one began proves that the server lives.
        unopened() {
          if (Math.max(port.lastOpened, port.lastSpoke) < begun) port.dead = 'unopened';
        },
        mute() {
          // One name that hangs may be that name's trouble alone.
          if (port.lastSpoke < begun && port.muteTo.add(host).size > 1) port.dead = 'mute';
        },
        end() {
          give();
          leave();
        },
      };
    },
  };
}
