import { Worker } from 'node:worker_threads';
import type { Gathered, GatheredArtifacts } from '../audit/artifact-store.ts';
import type { GatherPort, GatherRequest, Progress } from '../audit/gather.ts';
import type { ArtifactName } from '../model/artifacts.ts';

/** What the worker is asked; `id` names the piece of work. */
export type ToWorker =
  | { id: number; kind: 'gather'; root: string; request: GatherRequest }
  | { id: number; kind: 'abort' };

export type FromWorker =
  | { id: number; kind: 'progress'; progress: Progress }
  | { id: number; kind: 'artifact'; name: ArtifactName; artifact: Gathered }
  /** Those that were not sent one by one. */
  | { id: number; kind: 'gathered'; artifacts: GatheredArtifacts }
  | { id: number; kind: 'failed'; reason: string };

/** A worker that has had nothing to do for this long is ended: an idle window keeps no thread. Milliseconds. */
const IDLE_MS = 10_000;
/** Room for what a scan makes and drops at once. Node's own choice is four times that, costs some 20 MB more and saves no time. */
const YOUNG_MB = 12;

/** What the thread is started with. */
export interface WorkerStart {
  identityKey: Uint8Array;
}

export interface GatherWorker {
  /** With it, equal secrets are known as equal here and there. It lives as long as the window. */
  readonly identityKey: Uint8Array;
  /** Gathers below `root`, an absolute path. */
  portFor(root: string): GatherPort;
  dispose(): void;
}

/**
 * Runs gatherers in a worker thread, started when first needed: a scan never holds up the extension host, and
 * the network is only ever used there, where nobody has replaced Node's own TLS.
 */
export function createGatherWorker(script: URL): GatherWorker {
  const identityKey = crypto.getRandomValues(new Uint8Array(32));
  const pending = new Map<number, (message: FromWorker) => void>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    clearTimeout(idle);
    if (worker) return worker;
    const started = new Worker(script, {
      workerData: { identityKey } satisfies WorkerStart,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    started.on('message', (message: FromWorker) => pending.get(message.id)?.(message));
    started.on('error', (error) => fail(started, error.message));
    started.on('exit', (code) => fail(started, `the background thread ended with code ${code}`));
    worker = started;
    return started;
  }

  function fail(ended: Worker, reason: string): void {
    if (worker !== ended) return;
    worker = undefined;
    for (const [id, answer] of pending) answer({ id, kind: 'failed', reason });
  }

  function rest(): void {
    if (pending.size > 0 || !worker) return;
    clearTimeout(idle);
    idle = setTimeout(stop, IDLE_MS);
    idle.unref();
  }

  function stop(): void {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    void ending?.terminate();
  }

  return {
    identityKey,
    portFor: (root) => (request: GatherRequest, signal, onProgress, onArtifact) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const id = ++lastId;
        const thread = start();
        const send = (message: ToWorker) => thread.postMessage(message);
        const onAbort = () => {
          send({ id, kind: 'abort' });
          end(() => reject(signal.reason));
        };
        const end = (settle: () => void) => {
          pending.delete(id);
          signal.removeEventListener('abort', onAbort);
          rest();
          settle();
        };
        const early: Record<string, Gathered> = {};
        pending.set(id, (message) => {
          if (message.kind === 'progress') onProgress?.(message.progress);
          else if (message.kind === 'artifact') {
            early[message.name] = message.artifact;
            onArtifact?.(message.name, message.artifact);
          } else if (message.kind === 'gathered') end(() => resolve({ ...early, ...message.artifacts }));
          else end(() => reject(new Error(message.reason)));
        });
        signal.addEventListener('abort', onAbort, { once: true });
        send({ id, kind: 'gather', root, request });
      }),
    dispose() {
      stop();
      for (const [id, answer] of pending) answer({ id, kind: 'failed', reason: 'the window is closing' });
    },
  };
}
