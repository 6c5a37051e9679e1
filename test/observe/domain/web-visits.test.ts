import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe, it } from 'mocha';
import { closeNetwork, networkSession } from '../../../src/observe/domain/network-session.ts';
import { type RunningDnsServer, startDnsServer } from '../../support/servers/dns-server.ts';

describe('observe/domain/web-visits', () => {
  let dns: RunningDnsServer;
  let server: Server;
  const seen: string[] = [];
  before(async () => {
    dns = await startDnsServer({ zone: { 'acme.test': { A: ['127.0.0.1'] } } });
    server = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers.cookie ?? ''}`);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    server.close();
    await dns.close();
  });

  it('asks for a page once, and again with other cookies', async () => {
    const { port } = server.address() as { port: number };
    const network = { dns: [dns.address], connectTo: [`::127.0.0.1:${port}`], allowPrivate: true };
    const { web } = networkSession({ network });
    const { signal } = new AbortController();
    const open = (path: string, cookie: string) =>
      web.open(new URL(path, 'http://acme.test'), cookie, signal);
    await Promise.all([open('/', ''), open('/', ''), open('/', 'a=1'), open('/b', '')]);
    await open('/', '');
    assert.deepEqual(seen.sort(), ['/ ', '/ a=1', '/b ']);
    closeNetwork(network);
  });

  it('keeps no answer of an aborted question', async () => {
    const { port } = server.address() as { port: number };
    const network = { dns: [dns.address], connectTo: [`::127.0.0.1:${port}`], allowPrivate: true };
    const { web } = networkSession({ network });
    const controller = new AbortController();
    const url = new URL('http://acme.test/again');
    const asked = web.open(url, '', controller.signal);
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal((await web.open(url, '', new AbortController().signal)).status, 200);
    closeNetwork(network);
  });
});
