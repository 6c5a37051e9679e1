/** Runs tasks, at most so many at once; the others wait in line. */
export interface Limiter {
  /** Rejects with the signal's reason when aborted while waiting; a task that runs must watch the signal itself. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createLimiter(max: number): Limiter {
  let running = 0;
  const waiting: Array<() => void> = [];

  const acquire = (signal?: AbortSignal): Promise<void> => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (running < max) {
      running++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', give);
        running++;
        resolve();
      };
      const give = () => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', give, { once: true });
      waiting.push(start);
    });
  };

  return {
    async run(task, signal) {
      await acquire(signal);
      try {
        return await task();
      } finally {
        running--;
        waiting.shift()?.();
      }
    },
  };
}

/** TCP connections in flight: all together, and to one address (so that no server feels a burst). */
export const TCP_IN_FLIGHT = 40;
export const TCP_IN_FLIGHT_PER_ADDRESS = 6;

export interface AddressLimiter {
  run<T>(address: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** One cap for all tasks and one for each address. The address's turn is taken first, so that a slow one holds up nobody else. */
export function createAddressLimiter(
  max = TCP_IN_FLIGHT,
  maxPerAddress = TCP_IN_FLIGHT_PER_ADDRESS,
): AddressLimiter {
  const all = createLimiter(max);
  const byAddress = new Map<string, Limiter>();
  return {
    run(address, task, signal) {
      let own = byAddress.get(address);
      if (!own) {
        own = createLimiter(maxPerAddress);
        byAddress.set(address, own);
      }
      return own.run(() => all.run(task, signal), signal);
    },
  };
}
