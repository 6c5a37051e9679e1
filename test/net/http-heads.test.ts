import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { parseHsts } from '../../src/formats/hsts.ts';
import { readSetCookie } from '../../src/formats/set-cookie.ts';
import { createConnector } from '../../src/net/connector.ts';
import { createDnsClient, type DnsClient } from '../../src/net/dns-client.ts';
import { createHttpClient, type HttpClient, type HttpHead } from '../../src/net/http-client.ts';
import { NetworkError } from '../../src/net/network-error.ts';
import { createTlsProbe } from '../../src/net/tls-probe.ts';
import { createTrust } from '../../src/net/trust.ts';
import { MAX_REDIRECTS, walkRedirects } from '../../src/observe/domain/redirect-walk.ts';
import { createWebVisits } from '../../src/observe/domain/web-visits.ts';
import { costs, cpuMs, generator, mutate } from '../support/mutations.ts';
import { type RunningDnsServer, startDnsServer } from '../support/servers/dns-server.ts';

const MUTATIONS = process.env.LAUNCH_READY_FULL_FUZZ === '1' ? 10_000 : 300;
const CHAINS = Math.max(100, MUTATIONS / 10);
const LIMIT_MS = 700;

const COOKIES = Array.from({ length: 40 }, (_, index) => `set-cookie: c${index}=1; Secure; Path=/\r\n`).join(
  '',
);
const HEADS = [
  'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\nset-cookie: a=1; Secure\r\n\r\nhello',
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nx-after: 1\r\n\r\n',
  'HTTP/1.0 404 Not Found\r\nserver: x\r\nstrict-transport-security: max-age=1; includeSubDomains\r\n\r\n',
  'HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi',
  `HTTP/1.1 200 OK\r\n${COOKIES}content-length: 0\r\n\r\n`,
  'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nx-long: '.concat(
    'a'.repeat(3000),
    '\r\ncontent-length: 0\r\n\r\n',
  ),
  'HTTP/1.1 204 No Content\r\nretry-after: 10\r\n\r\n',
];
const REDIRECTS = [
  'HTTP/1.1 301 Moved Permanently\r\nlocation: https://www.acme.test/\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 302 Found\r\nlocation: /a?b=c#d\r\nset-cookie: seen=1; Path=/\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 307 Temporary Redirect\r\nlocation: //www.acme.test:80/../x\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 308 Permanent Redirect\r\nlocation: http://acme.test/\xc3\xbc%zz\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 303 See Other\r\nlocation: http://user:pass@[::1]:80/\r\ncontent-length: 0\r\n\r\n',
];

describe('net/http-client: heads that were changed at random', function () {
  this.timeout(MUTATIONS > 300 ? 900_000 : 60_000);
  let zone: RunningDnsServer;
  let dns: DnsClient;
  let server: Server;
  let http: HttpClient;
  /** What the server says to whoever connects next; the last one again and again. */
  let answers: Uint8Array[] = [];
  const { signal } = new AbortController();
  const trust = createTrust({});
  before(async () => {
    zone = await startDnsServer({
      zone: { 'acme.test': { A: ['127.0.0.1'] }, 'www.acme.test': { A: ['127.0.0.1'] } },
    });
    dns = createDnsClient({ dns: [zone.address] });
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end((answers.length > 1 ? answers.shift() : answers[0]) ?? ''));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    http = createHttpClient(connector(), trust, LIMIT_MS);
  });
  after(async () => {
    server.close();
    dns.close();
    await zone.close();
  });

  function connector() {
    const { port } = server.address() as { port: number };
    return createConnector({ connectTo: [`::127.0.0.1:${port}`], allowPrivate: true }, dns);
  }

  /** The answer's status, or the reason why there is none; all that checks read of a head is read. */
  async function get(bytes: Uint8Array): Promise<number | string> {
    answers = [bytes];
    try {
      const head = await http.get(new URL('http://acme.test/'), { signal, maxBodyBytes: 1000 });
      readAll(head);
      return head.status;
    } catch (error) {
      assert.ok(error instanceof NetworkError, String(error));
      return error.message;
    }
  }

  function readAll({ headers, setCookie }: HttpHead): void {
    parseHsts(headers['strict-transport-security'] ?? '');
    for (const line of setCookie) readSetCookie(line);
  }

  it(`answers or says why not, ${MUTATIONS} times`, async () => {
    const random = generator(42);
    const seeds = [...HEADS, ...REDIRECTS].map((head) => Buffer.from(head, 'latin1'));
    const cost = costs<Uint8Array>();
    const counts = { answers: 0, failures: 0 };
    for (let round = 0; round < MUTATIONS; round++) {
      const bytes = mutate(seeds[round % seeds.length] as Uint8Array, random, 2);
      const from = process.cpuUsage();
      const said = await get(bytes);
      cost.add(bytes, cpuMs(from));
      if (typeof said === 'number') {
        assert.ok(said >= 100 && said <= 999);
        counts.answers++;
      } else {
        assert.notEqual(said, 'the connection failed', 'it says what is wrong');
        counts.failures++;
      }
    }
    const slowest = await cost.settle(async (bytes) => void (await get(bytes)));
    console.log(
      `      ${counts.answers} answers, ${counts.failures} reasons; slowest ${slowest.toFixed(1)} ms of the processor`,
    );
    assert.ok(counts.answers > 0 && counts.failures > 0);
  });

  it(`follows ${CHAINS} chains of redirects to an end`, async () => {
    const random = generator(43);
    const seeds = REDIRECTS.map((head) => Buffer.from(head, 'latin1'));
    const ends: Record<string, number> = {};
    for (let round = 0; round < CHAINS; round++) {
      answers = Array.from({ length: 1 + random(6) }, () =>
        Buffer.from(mutate(seeds[random(seeds.length)] as Uint8Array, random, 1)),
      );
      // A session of its own: pages that are known are not asked for again.
      const web = createWebVisits(http, createTlsProbe(connector(), trust, LIMIT_MS));
      const isOurs = (host: string) => host === 'acme.test' || host === 'www.acme.test';
      const { end, hops } = await walkRedirects(web, new URL('http://acme.test/'), isOurs, signal);
      assert.ok(hops.length <= MAX_REDIRECTS + 1);
      for (const { url, location = '' } of hops)
        assert.ok(
          !/^https?:\/\/[^/]*@/.test(url) && !/^https?:\/\/[^/]*@/.test(location),
          'no password is shown',
        );
      ends[end] = (ends[end] ?? 0) + 1;
    }
    console.log(
      `      ${Object.entries(ends)
        .map(([end, count]) => `${end} ${count}`)
        .join(', ')}`,
    );
    assert.ok(Object.keys(ends).length >= 4, 'chains come to different ends');
  });
});
