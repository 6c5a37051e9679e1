/** Runs tasks, at most so many at once; the others wait in line. */
export interface Limiter {
  /** Rejects with the signal's reason when aborted while waiting; a task that runs must watch the signal itself. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** A turn to be given back, once, by calling it. Rejects as `run` does. */
  take(signal?: AbortSignal): Promise<() => void>;
}

export function createLimiter(max: number): Limiter {
  let running = 0;
  const waiting: Array<() => void> = [];

  const give = () => {
    running--;
    waiting.shift()?.();
  };
  const take = (signal?: AbortSignal): Promise<() => void> => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (running < max) {
      running++;
      return Promise.resolve(give);
    }
    return new Promise((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', leave);
        running++;
        resolve(give);
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(start);
    });
  };

  return {
    take,
    async run(task, signal) {
      const done = await take(signal);
      try {
        return await task();
      } finally {
        done();
      }
    },
  };
}
