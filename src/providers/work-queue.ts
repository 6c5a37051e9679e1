/** Work on one folder, one piece at a time: a session is never asked two things at once. */
export interface WorkQueue {
  /**
   * Runs `work` when its turn comes. Newer work under the same key replaces what still waits, and aborts what
   * runs. `first`: before all that waits. Resolves to true when the work came to its end, to false when it was
   * replaced, aborted or disposed of; rejects with the work's own error.
   */
  run(
    key: string,
    work: (signal: AbortSignal) => Promise<void>,
    options?: { first?: boolean },
  ): Promise<boolean>;
  /** Ends what runs and drops what waits. */
  stop(): void;
  /** The keys at work or waiting, in order. */
  keys(): string[];
  dispose(): void;
}

interface Job {
  key: string;
  work: (signal: AbortSignal) => Promise<void>;
  controller: AbortController;
  settle: { resolve(done: boolean): void; reject(error: unknown): void };
}

export function createWorkQueue(onChange: () => void = () => {}): WorkQueue {
  let waiting: Job[] = [];
  let running: Job | undefined;
  let disposed = false;

  function replace(key: string): void {
    for (const job of waiting) if (job.key === key) job.settle.resolve(false);
    waiting = waiting.filter((job) => job.key !== key);
    if (running?.key === key) running.controller.abort();
  }

  function stop(): void {
    for (const job of waiting) job.settle.resolve(false);
    waiting = [];
    running?.controller.abort();
  }

  async function next(): Promise<void> {
    if (running || disposed) return;
    running = waiting.shift();
    onChange();
    if (!running) return;
    const { work, controller, settle } = running;
    try {
      await work(controller.signal);
      settle.resolve(!controller.signal.aborted);
    } catch (error) {
      if (controller.signal.aborted) settle.resolve(false);
      else settle.reject(error);
    }
    running = undefined;
    void next();
  }

  return {
    run(key, work, { first = false } = {}) {
      if (disposed) return Promise.resolve(false);
      replace(key);
      return new Promise((resolve, reject) => {
        const job: Job = { key, work, controller: new AbortController(), settle: { resolve, reject } };
        if (first) waiting.unshift(job);
        else waiting.push(job);
        void next();
      });
    },
    stop,
    keys: () => [...(running ? [running.key] : []), ...waiting.map((job) => job.key)],
    dispose() {
      disposed = true;
      stop();
    },
  };
}
