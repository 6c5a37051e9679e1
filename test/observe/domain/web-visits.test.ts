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

  describe('what follows a page', () => {
    const signal = new AbortController().signal;
    /** A server that keeps connections, or ends each after one answer; what it was asked, by connection. */
    async function serving(keepsAlive: boolean) {
      const connections: string[][] = [];
      const own = createServer((request, response) => {
        const socket = request.socket as typeof request.socket & { asked?: string[] };
        if (!socket.asked) {
          socket.asked = [];
          connections.push(socket.asked);
        }
        socket.asked.push(request.url ?? '');
        if (!keepsAlive) response.setHeader('connection', 'close');
        response.setHeader('content-type', 'text/html');
        response.end(`<title>${request.url}</title>`);
      });
      await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
      const { port } = own.address() as { port: number };
      const network = { dns: [dns.address], connectTo: [`::127.0.0.1:${port}`], allowPrivate: true };
      const { web } = networkSession({ network });
      return {
        web,
        connections,
        end() {
          closeNetwork(network);
          own.close();
        },
      };
    }
    const start = new URL('http://acme.test/');

    it('is asked over the page’s own connection, for all who want to know', async () => {
      const { web, connections, end } = await serving(true);
      const [head, page, one, two] = await Promise.all([
        web.open(start, '', signal),
        web.page(start, signal),
        web.afterPage(start, signal, async (ask) => (await ask('/a')).status),
        web.afterPage(start, signal, (ask, first) =>
          Promise.all(['/b', '/c'].map(async (path) => `${first.status} ${(await ask(path)).body}`)),
        ),
      ]);
      assert.deepEqual([head.status, String(page.body), one], [200, '<title>/</title>', 200]);
      assert.deepEqual(two, ['200 <title>/b</title>', '200 <title>/c</title>']);
      assert.deepEqual(connections, [['/', '/a', '/b', '/c']]);
      end();
    });

    it('is asked over another connection where the server ends the first', async () => {
      const { web, connections, end } = await serving(false);
      const answer = await web.afterPage(start, signal, async (ask) => String((await ask('/a')).body));
      assert.equal(answer, '<title>/a</title>');
      assert.deepEqual(connections, [['/'], ['/a']]);
      end();
    });

    it('is asked as another host too, over the same connection', async () => {
      const { web, connections, end } = await serving(true);
      const answer = await web.afterPage(start, signal, async (ask) =>
        String((await ask('/a', { headers: { host: 'other.invalid' } })).body),
      );
      assert.equal(answer, '<title>/a</title>');
      assert.deepEqual(connections, [['/', '/a']]);
      end();
    });

    it('is not begun where there is no page, and says why', async () => {
      const { web, end } = await serving(true);
      const gone = new URL('http://gone.test/');
      let begun = 0;
      const asked = web.afterPage(gone, signal, async (_, page) => {
        begun++;
        return page.status;
      });
      await assert.rejects(asked, { name: 'NetworkError' });
      assert.equal(begun, 0);
      end();
    });

    it('reads a page again whose body came too early for whoever wants it', async () => {
      const { web, connections, end } = await serving(true);
      await web.open(start, '', signal);
      assert.equal(String((await web.page(start, signal)).body), '<title>/</title>');
      assert.equal(String((await web.page(start, signal)).body), '<title>/</title>');
      assert.deepEqual(connections, [['/'], ['/']]);
      end();
    });
  });
});
