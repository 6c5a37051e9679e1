import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { createConnector } from '../../src/net/connector.ts';
import { createDnsClient, type DnsClient } from '../../src/net/dns-client.ts';
import { createHttpClient } from '../../src/net/http-client.ts';
import { NetworkError } from '../../src/net/network-error.ts';
import { createTrust } from '../../src/net/trust.ts';
import { generator, mutate } from '../support/mutations.ts';
import { type RunningDnsServer, startDnsServer } from '../support/servers/dns-server.ts';

const MUTATIONS = process.env.LAUNCH_READY_FULL_FUZZ === '1' ? 10_000 : 300;
const AT_ONCE = 4;
const LIMIT_MS = 700;

const HEADS = [
  'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\nset-cookie: a=1; Secure\r\n\r\nhello',
  'HTTP/1.1 301 Moved Permanently\r\nlocation: https://www.acme.test/\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  'HTTP/1.0 404 Not Found\r\nserver: x\r\nstrict-transport-security: max-age=1\r\n\r\n',
];

describe('net/http-client: heads that were changed at random', function () {
  this.timeout(MUTATIONS > 300 ? 900_000 : 60_000);
  let zone: RunningDnsServer;
  let dns: DnsClient;
  let server: Server;
  const random = generator(42);
  before(async () => {
    zone = await startDnsServer({ zone: { 'acme.test': { A: ['127.0.0.1'] } } });
    dns = createDnsClient({ dns: [zone.address] });
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        const seed = Buffer.from(HEADS[random(HEADS.length)] as string, 'latin1');
        socket.end(Buffer.from(mutate(seed, random, 2)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    server.close();
    dns.close();
    await zone.close();
  });

  it(`answers or says why not, ${MUTATIONS} times`, async () => {
    const { port } = server.address() as { port: number };
    const connector = createConnector({ connectTo: [`::127.0.0.1:${port}`], allowPrivate: true }, dns);
    const http = createHttpClient(connector, createTrust({}), LIMIT_MS);
    const signal = new AbortController().signal;
    const counts = { answers: 0, failures: 0 };
    const work = async () => {
      while (counts.answers + counts.failures < MUTATIONS) {
        try {
          const { status } = await http.get(new URL('http://acme.test/'), { signal, maxBodyBytes: 1000 });
          assert.ok(status >= 100 && status <= 999);
          counts.answers++;
        } catch (error) {
          assert.ok(error instanceof NetworkError, String(error));
          counts.failures++;
          assert.notEqual(error.message, 'the connection failed', 'it says what is wrong');
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.log(`      ${counts.answers} answers, ${counts.failures} reasons`);
    assert.ok(counts.answers > 0 && counts.failures > 0);
  });
});
