import { createLimiter } from './concurrency.ts';

/** TCP connections in flight: all together, and to one address (so that no server feels a burst). */
export const TCP_IN_FLIGHT = 40;
export const TCP_IN_FLIGHT_PER_ADDRESS = 6;
/** Of those of one address: to a port that has not said anything yet. So a dead port leaves room for its neighbour. */
const TCP_IN_FLIGHT_PER_SILENT_PORT = 3;

/** The right to one connection to an address and port. */
export interface Turn {
  /** The server's machine took the connection. */
  opened(): void;
  /** The server said something. */
  spoke(): void;
  /** The server's machine did not take the connection until the time was over. */
  unopened(): void;
  /** It took it and said nothing, when it was spoken to as `host`. */
  mute(host: string): void;
  /** Gives the turn back. */
  end(): void;
}

export interface AddressTurns {
  /**
   * Waits in line for a turn. `unopened`: others waited for this port in vain, and nobody has got through since they began;
   * `mute`: it took their connections and said nothing. Then there is no turn: a dead server's time-out is paid once, not
   * by everybody in line. Rejects with the signal's reason when aborted.
   */
  take(address: string, port: number, signal: AbortSignal): Promise<Turn | 'unopened' | 'mute'>;
}

interface Port {
  running: number;
  /** `performance.now()` of the last sign of life of either kind. */
  lastOpened: number;
  lastSpoke: number;
  /** The names it was silent to since then. */
  muteTo: Set<string>;
  dead?: 'unopened' | 'mute' | undefined;
}

interface Waiting {
  port: Port;
  start(outcome: 'turn' | 'unopened' | 'mute'): void;
}

interface Address {
  running: number;
  ports: Map<number, Port>;
  line: Waiting[];
}

export function createAddressTurns(
  max = TCP_IN_FLIGHT,
  maxPerAddress = TCP_IN_FLIGHT_PER_ADDRESS,
  maxPerSilentPort = TCP_IN_FLIGHT_PER_SILENT_PORT,
): AddressTurns {
  const all = createLimiter(max);
  const addresses = new Map<string, Address>();

  const isFree = (address: Address, port: Port) => {
    if (address.running >= maxPerAddress) return false;
    // It was silent to one already: those under way tell whether to all.
    if (port.muteTo.size > 0) return port.running === 0;
    return port.lastSpoke >= 0 || port.running < maxPerSilentPort;
  };

  const advance = (address: Address) => {
    for (const waiting of [...address.line]) {
      const { port } = waiting;
      if (port.dead === undefined && !isFree(address, port)) continue;
      address.line.splice(address.line.indexOf(waiting), 1);
      if (port.dead !== undefined) {
        waiting.start(port.dead);
        continue;
      }
      address.running++;
      port.running++;
      waiting.start('turn');
    }
  };

  const inLine = (address: Address, port: Port, signal: AbortSignal) =>
    new Promise<'turn' | 'unopened' | 'mute'>((resolve, reject) => {
      const waiting: Waiting = {
        port,
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
    async take(name, number, signal) {
      signal.throwIfAborted();
      const address = addresses.get(name) ?? { running: 0, ports: new Map(), line: [] };
      addresses.set(name, address);
      const port = address.ports.get(number) ?? {
        running: 0,
        lastOpened: -1,
        lastSpoke: -1,
        muteTo: new Set(),
      };
      address.ports.set(number, port);

      // The address's turn is taken first, so that a slow one holds up nobody else.
      const outcome = await inLine(address, port, signal);
      if (outcome !== 'turn') return outcome;
      const leave = () => {
        address.running--;
        port.running--;
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
        mute(host) {
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
