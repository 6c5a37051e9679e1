import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GatherRequest } from '../../src/audit/gather.ts';
import { parse } from '../../src/config/parse.ts';
import { createGatherWorker } from '../../src/providers/gather-worker.ts';
import { startDnsServer } from '../support/servers/dns-server.ts';
import { startWebServer } from '../support/servers/web-server.ts';

// The built one: what runs in the editor.
const BUILT = pathToFileURL(join(import.meta.dirname, '../../dist/worker.mjs'));

const request: GatherRequest = {
  names: ['WorkspaceFiles', 'SuppressionComments'],
  given: {},
  configPath: 'launch-ready.yaml',
  now: 0,
};

describe('gather worker', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'launch-ready-worker-'));
    writeFileSync(join(root, 'a.ts'), '// launch-ready-ignore-next-line env/x -- saved\n');
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const script = (code: string) => {
    const path = join(root, 'worker.mjs');
    writeFileSync(path, `import { parentPort } from 'node:worker_threads';\n${code}\n`);
    return pathToFileURL(path);
  };

  it('gathers off this thread, with unsaved text', async () => {
    const worker = createGatherWorker(BUILT);
    try {
      const gather = worker.portFor(root);
      const signal = new AbortController().signal;
      const saved = await gather(request, signal);
      assert.ok(saved.SuppressionComments?.status === 'ready');
      assert.deepEqual(saved.SuppressionComments.value['a.ts']?.[0]?.reason, 'saved');
      const overlay = { 'a.ts': '// launch-ready-ignore-next-line env/x -- unsaved\n' };
      const unsaved = await gather({ ...request, overlay }, signal);
      assert.ok(unsaved.SuppressionComments?.status === 'ready');
      assert.deepEqual(unsaved.SuppressionComments.value['a.ts']?.[0]?.reason, 'unsaved');
    } finally {
      worker.dispose();
    }
  });

  it('follows an address and reads the DNS off this thread, with the configuration that it is given', async () => {
    const zone = { 'acme.test': { A: ['198.51.100.7'] }, 'app.acme.test': { A: ['198.51.100.8'] } };
    const dns = await startDnsServer({ zone });
    const web = await startWebServer({ 'acme.test': { http: { '*': {} } } });
    const worker = createGatherWorker(BUILT);
    try {
      const config = parse('domain: acme.test\nhosts: { app: {} }\n', 'launch-ready.yaml', { now: 0 });
      const gathered = await worker.portFor(root)(
        {
          ...request,
          names: ['Trace', 'DnsMap'],
          given: { Configuration: { status: 'ready', value: config, at: 0 } },
          trace: 'http://acme.test/',
          domain: 'acme.test',
          network: { dns: [dns.address], connectTo: web.connectTo, allowPrivate: false },
        },
        new AbortController().signal,
      );
      assert.ok(gathered.Trace?.status === 'ready' && gathered.DnsMap?.status === 'ready');
      assert.equal(gathered.Trace.value.steps[0]?.answer?.status, 200);
      assert.ok(gathered.DnsMap.value.records.some(({ name }) => name === 'app.acme.test'));
    } finally {
      worker.dispose();
      await Promise.all([dns.close(), web.close()]);
    }
  });

  it('tells each artifact as soon as it is there, and sends none twice', async () => {
    const worker = createGatherWorker(BUILT);
    try {
      const told: string[] = [];
      const gathered = await worker.portFor(root)(
        request,
        new AbortController().signal,
        undefined,
        (name, artifact) => {
          assert.equal(artifact.status, 'ready');
          told.push(name);
        },
      );
      assert.equal(told[0], 'WorkspaceFiles');
      assert.ok(told.includes('SuppressionComments') && new Set(told).size === told.length, told.join());
      assert.deepEqual(Object.keys(gathered).sort(), told.sort());
    } finally {
      worker.dispose();
    }
  });

  it('sends back only what it was not given', async () => {
    const worker = createGatherWorker(BUILT);
    try {
      const gather = worker.portFor(root);
      const signal = new AbortController().signal;
      const first = await gather({ ...request, names: ['WorkspaceFiles'] }, signal);
      const second = await gather(
        { ...request, given: { WorkspaceFiles: first.WorkspaceFiles as never } },
        signal,
      );
      assert.ok(!('WorkspaceFiles' in second) && 'SuppressionComments' in second, Object.keys(second).join());
    } finally {
      worker.dispose();
    }
  });

  it('ends at once when aborted, before and during the work', async () => {
    const worker = createGatherWorker(script("parentPort.on('message', () => {});"));
    try {
      await assert.rejects(worker.portFor(root)(request, AbortSignal.abort(new Error('before'))), /before/);
      const controller = new AbortController();
      const work = worker.portFor(root)(request, controller.signal);
      controller.abort(new Error('during'));
      await assert.rejects(work, /during/);
    } finally {
      worker.dispose();
    }
  });

  it('says in words that its thread broke, and starts another one for the next work', async () => {
    const worker = createGatherWorker(script("parentPort.on('message', () => process.exit(3));"));
    try {
      const signal = new AbortController().signal;
      await assert.rejects(worker.portFor(root)(request, signal), /the background thread ended with code 3/);
      script(
        "parentPort.on('message', ({ id }) => parentPort.postMessage({ id, kind: 'gathered', artifacts: {} }));",
      );
      assert.deepEqual(await worker.portFor(root)(request, signal), {});
    } finally {
      worker.dispose();
    }
  });

  it('lets nobody wait when the window closes', async () => {
    const worker = createGatherWorker(script("parentPort.on('message', () => {});"));
    const work = worker.portFor(root)(request, new AbortController().signal);
    worker.dispose();
    await assert.rejects(work, /the window is closing/);
  });
});
