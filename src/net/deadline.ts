import { NetworkError } from './network-error.ts';

/**
 * Runs a task with a signal that also fires after `ms`; being late is a `NetworkError` with `words`. The timer ends
 * with the task, so that nothing keeps the process alive.
 */
export async function withDeadline<T>(
  ms: number,
  words: string,
  signal: AbortSignal,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const late = new NetworkError('timeout', words);
  const timer = setTimeout(() => controller.abort(late), ms);
  const forward = () => controller.abort(signal.reason);
  signal.addEventListener('abort', forward, { once: true });
  try {
    return await task(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', forward);
  }
}
