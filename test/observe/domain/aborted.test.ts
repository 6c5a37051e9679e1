import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, describe, it } from 'mocha';
import { gatherInProcess } from '../../../src/audit/gather.ts';
import type { NetworkOptions } from '../../../src/net/network-options.ts';
import { GATHERERS } from '../../../src/observe/index.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../../support/servers/certificate-authority.ts';
import { type RunningDnsServer, startDnsServer } from '../../support/servers/dns-server.ts';
import { type HostScript, startWebServer } from '../../support/servers/web-server.ts';

const HOSTS = ['acme.test', 'www.acme.test', 'app.acme.test'];
const PAGE =
  '<!doctype html><title>Acme</title><script src="/app-3f2a1b9c.js"></script><a href="/pricing">Pricing</a>';
const NETWORK = GATHERERS.filter(({ scope }) => scope === 'network').map(({ produces }) => produces);

describe('observe/domain: stopped in the middle', () => {
  let dns: RunningDnsServer;
  let ca: CertificateAuthority;
  before(async () => {
    ca = await createCertificateAuthority();
    dns = await startDnsServer({
      zone: Object.fromEntries(HOSTS.map((host) => [host, { A: ['127.0.0.1'] }])),
    });
  });
  after(() => dns.close());

  /** What is rejected and heard by nobody ends the process. */
  async function unheardWhen(host: HostScript, stops: (asked: string) => boolean): Promise<unknown[]> {
    const controller = new AbortController();
    const certificate = await ca.issue({ names: HOSTS });
    const seen = (script: HostScript['https']): HostScript['https'] =>
      script && {
        '*': {
          handle(request, response: ServerResponse) {
            const page = script[request.url ?? ''] ?? script['*'] ?? {};
            if (!page.hang) response.setHeader('content-type', 'text/html').end(page.body ?? '');
            // Not in the server's turn: the answer before it is on its way first.
            if (stops(request.url ?? '')) setTimeout(() => controller.abort(), 20);
          },
        },
      };
    const scripts = { ...host, certificate, ...(host.https && { https: seen(host.https) }) } as HostScript;
    const web = await startWebServer(Object.fromEntries(HOSTS.map((name) => [name, scripts])));
    if (!host.https) setTimeout(() => controller.abort(), 200);
    const network: NetworkOptions = {
      dns: [dns.address],
      connectTo: web.connectTo,
      caCertificates: ca.root,
      allowPrivate: true,
    };
    const files = createMemoryFileSystem({ 'launch-ready.yaml': 'domain: acme.test\nhosts:\n  app: {}\n' });
    const unheard: unknown[] = [];
    const note = (reason: unknown) => void unheard.push(reason);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
    try {
      const request = {
        names: NETWORK,
        given: {},
        configPath: 'launch-ready.yaml',
        now: Date.now(),
        network,
      };
      await assert.rejects(gatherInProcess(files, GATHERERS)(request, controller.signal), {
        name: 'AbortError',
      });
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of others) process.on('unhandledRejection', listener);
      await web.close();
    }
    return unheard;
  }

  it('leaves no question that nobody waits for, where servers take connections and say nothing', async () => {
    assert.deepEqual(await unheardWhen({ hangAfterAccept: true }, () => false), []);
  });

  it('nor where a page never comes', async () => {
    assert.deepEqual(await unheardWhen({ https: { '*': { hang: true } } }, (path) => path === '/'), []);
  });

  it('nor where what follows a page never comes', async () => {
    const https = { '/': { body: PAGE }, '*': { hang: true } };
    assert.deepEqual(await unheardWhen({ https }, (path) => path.includes('no-such-page')), []);
    assert.deepEqual(await unheardWhen({ https }, (path) => path.endsWith('.js')), []);
  });
});
