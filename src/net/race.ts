/** One attempt: `begun` when it is really under way, so that waiting in line does not count. */
export type Attempt<C, T> = (candidate: C, signal: AbortSignal, begun: () => void) => Promise<T>;

/**
 * Tries candidates in order; the next one starts when one fails, or `delayMs` after the last one began ("Happy Eyeballs",
 * RFC 8305, section 5). The first success wins and the others' signal fires; a late second success goes to `discard`.
 * Rejects with all failures in the order they came (a failure of `candidates` itself is one), or with the signal's reason.
 */
export function race<C, T>(
  candidates: AsyncIterator<C>,
  attempt: Attempt<C, T>,
  { delayMs, signal, discard }: { delayMs: number; signal: AbortSignal; discard: (value: T) => void },
): Promise<{ won: T } | { failures: unknown[] }> {
  return new Promise((resolve, reject) => {
    const others = new AbortController();
    const failures: unknown[] = [];
    let running = 0;
    let pulling = false;
    let exhausted = false;
    let over = false;
    let timer: NodeJS.Timeout | undefined;

    const finish = (act: () => void) => {
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      act();
      others.abort(new DOMException('Another address was faster', 'AbortError'));
    };
    const abort = () => {
      finish(() => reject(signal.reason));
    };
    const begun = () => {
      clearTimeout(timer);
      if (!over && !exhausted) timer = setTimeout(() => void next(), delayMs);
    };
    const next = async () => {
      if (over || pulling || exhausted) return;
      pulling = true;
      let step: IteratorResult<C>;
      try {
        step = await candidates.next();
      } catch (error) {
        failures.push(error);
        step = { done: true, value: undefined };
      }
      pulling = false;
      if (over) return;
      if (step.done) {
        exhausted = true;
        if (running === 0) finish(() => resolve({ failures }));
        return;
      }
      running++;
      attempt(step.value, others.signal, begun).then(
        (won) => (over ? discard(won) : finish(() => resolve({ won }))),
        (error) => {
          running--;
          if (over) return;
          failures.push(error);
          if (exhausted && running === 0) finish(() => resolve({ failures }));
          else void next();
        },
      );
    };

    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    void next();
  });
}
