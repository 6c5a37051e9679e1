import assert from 'node:assert/strict';
import { createWorkQueue } from '../../src/providers/work-queue.ts';

const gate = () => {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
};

describe('work queue', () => {
  it('does one piece at a time, in order', async () => {
    const queue = createWorkQueue();
    const told: string[] = [];
    const first = gate();
    const a = queue.run('a', async () => {
      told.push('a starts');
      await first.passed;
      told.push('a ends');
    });
    const b = queue.run('b', async () => void told.push('b'));
    assert.deepEqual(queue.keys(), ['a', 'b']);
    first.open();
    assert.deepEqual([await a, await b], [true, true]);
    assert.deepEqual(told, ['a starts', 'a ends', 'b']);
  });

  it('lets newer work under a key replace what waits and abort what runs', async () => {
    const queue = createWorkQueue();
    const told: string[] = [];
    const first = gate();
    const running = queue.run('doc', async (signal) => {
      await first.passed;
      signal.throwIfAborted();
      told.push('old');
    });
    const waiting = queue.run('doc', async () => void told.push('middle'));
    const last = queue.run('doc', async () => void told.push('new'));
    first.open();
    assert.deepEqual([await running, await waiting, await last], [false, false, true]);
    assert.deepEqual(told, ['new']);
  });

  it('takes urgent work before what waits', async () => {
    const queue = createWorkQueue();
    const told: string[] = [];
    const first = gate();
    const all = [
      queue.run('running', () => first.passed),
      queue.run('scan', async () => void told.push('scan')),
      queue.run('document', async () => void told.push('document'), { first: true }),
    ];
    first.open();
    await Promise.all(all);
    assert.deepEqual(told, ['document', 'scan']);
  });

  it('goes on after an error, which only its own caller sees', async () => {
    const queue = createWorkQueue();
    const bad = queue.run('bad', () => Promise.reject(new Error('broken')));
    const good = queue.run('good', async () => {});
    await assert.rejects(bad, /broken/);
    assert.equal(await good, true);
    assert.deepEqual(queue.keys(), []);
  });

  it('does nothing more once it is disposed of', async () => {
    const queue = createWorkQueue();
    const first = gate();
    let aborted = false;
    const running = queue.run('a', async (signal) => {
      await first.passed;
      aborted = signal.aborted;
    });
    const waiting = queue.run('b', () => Promise.reject(new Error('must not run')));
    queue.dispose();
    first.open();
    assert.deepEqual(
      [await running, await waiting, await queue.run('c', async () => {})],
      [false, false, false],
    );
    assert.equal(aborted, true);
  });
});
