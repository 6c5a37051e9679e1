// The worker thread: gathers for the editor, off the extension host. All network probes of the editor run here.
import { parentPort, workerData } from 'node:worker_threads';
import { gatherInProcess } from './audit/gather.ts';
import { GATHERERS } from './observe/index.ts';
import type { FromWorker, ToWorker, WorkerStart } from './providers/gather-worker.ts';
import { useIdentityKey } from './scanner/identity.ts';
import { createNodeFileSystem } from './workspace/node-file-system.ts';

useIdentityKey((workerData as WorkerStart).identityKey);

const running = new Map<number, AbortController>();

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}

async function gather({ id, root, request }: Extract<ToWorker, { kind: 'gather' }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const files = createNodeFileSystem(root);
    const sent = new Set<string>();
    const gathered = await gatherInProcess(files, GATHERERS)(
      request,
      controller.signal,
      (progress) => send({ id, kind: 'progress', progress }),
      (name, artifact) => {
        sent.add(name);
        send({ id, kind: 'artifact', name, artifact });
      },
    );
    // What was given is known over there: only what is new goes back, and once.
    const artifacts = Object.fromEntries(
      Object.entries(gathered).filter(([name]) => !Object.hasOwn(request.given, name) && !sent.has(name)),
    );
    send({ id, kind: 'gathered', artifacts });
  } catch (error) {
    send({ id, kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'abort') running.get(message.id)?.abort();
  else void gather(message);
});
