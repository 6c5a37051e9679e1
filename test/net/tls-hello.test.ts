import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { createConnector } from '../../src/net/connector.ts';
import { createDnsClient, type DnsClient } from '../../src/net/dns-client.ts';
import { createHelloProbe, type HelloProbe } from '../../src/net/hello-probe.ts';
import { CIPHERS_13, SECRET_CIPHERS } from '../../src/net/tls-ciphers.ts';
import { encodeHello, readFlight, TLS_VERSIONS } from '../../src/net/tls-hello.ts';
import { costs, cpuMs, generator, mutate } from '../support/mutations.ts';
import { createCertificateAuthority } from '../support/servers/certificate-authority.ts';
import { type RunningDnsServer, startDnsServer } from '../support/servers/dns-server.ts';

const MUTATIONS = process.env.LAUNCH_READY_FULL_FUZZ === '1' ? 10_000 : 2000;
const signal = new AbortController().signal;

describe('net/tls-hello', () => {
  const servers: Server[] = [];
  let zone: RunningDnsServer;
  let dns: DnsClient;
  let flight: Buffer;
  before(async () => {
    zone = await startDnsServer({ zone: { 'acme.test': { A: ['127.0.0.1'] } } });
    dns = createDnsClient({ dns: [zone.address] });
  });
  after(async () => {
    dns.close();
    for (const server of servers) server.close();
    await zone.close();
  });

  async function probeOf(server: Server): Promise<HelloProbe> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    return createHelloProbe(
      createConnector({ connectTo: [`::127.0.0.1:${port}`], allowPrivate: true }, dns),
      1000,
    );
  }

  it('is answered by a real server: version, cipher, protocol, and the chain as sent', async () => {
    const ca = await createCertificateAuthority();
    const { cert, key } = await ca.issue({ names: ['acme.test'] });
    const asked: (string | false)[] = [];
    const probe = await probeOf(
      createTlsServer({
        cert,
        key,
        ALPNProtocols: ['h2'],
        minVersion: 'TLSv1.2',
        SNICallback: (name, callback) => {
          asked.push(name);
          callback(null);
        },
      }),
    );
    const modern = await probe.say('acme.test', 443, { version: 'TLSv1.2', ciphers: SECRET_CIPHERS }, signal);
    assert.deepEqual([modern.chosen?.version, modern.chosen?.protocol], [TLS_VERSIONS['TLSv1.2'], 'h2']);
    assert.equal(modern.certificates.length, 2);
    const newest = await probe.say('acme.test', 443, { version: 'TLSv1.3', ciphers: CIPHERS_13 }, signal);
    assert.equal(newest.chosen?.version, TLS_VERSIONS['TLSv1.3']);
    assert.ok(newest.chosen?.group);
    const old = await probe.say('acme.test', 443, { version: 'TLSv1.1', ciphers: SECRET_CIPHERS }, signal);
    assert.deepEqual([old.chosen, old.alert], [undefined, 70]);
    assert.deepEqual([...new Set(asked)], ['acme.test']);
  });

  it('takes a server that hangs up for one that refuses, and noise for no TLS', async () => {
    const silent = await probeOf(createServer((socket) => socket.end()));
    const hello = { version: 'TLSv1.2', ciphers: SECRET_CIPHERS } as const;
    const refused = await silent.say('acme.test', 443, hello, signal);
    assert.deepEqual([refused.chosen, refused.alert, refused.complete], [undefined, undefined, false]);
    const plain = await probeOf(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    assert.equal((await plain.say('acme.test', 443, hello, signal)).foreign, true);
    const hanging = await probeOf(createServer(() => {}));
    await assert.rejects(hanging.say('acme.test', 443, hello, signal), { code: 'timeout' });
  });

  it('leaves room for no extensions in SSL 3.0, and names no version above the one it offers', () => {
    const old = encodeHello({ version: 'SSLv3', ciphers: [0x2f], serverName: 'acme.test' });
    assert.deepEqual([old.readUInt16BE(1), old.readUInt16BE(9)], [0x0300, 0x0300]);
    assert.equal(old.includes('acme.test'), false);
    const next = encodeHello({ version: 'TLSv1.1', ciphers: [0x2f], serverName: 'acme.test' });
    assert.equal(next.readUInt16BE(9), 0x0302);
    assert.ok(next.includes('acme.test'));
  });

  it(`comes to an end with ${MUTATIONS} answers that were changed at random`, async () => {
    flight = Buffer.concat([
      Buffer.from([22, 3, 3, 0, 46, 2, 0, 0, 42, 3, 3]),
      Buffer.alloc(32, 7),
      Buffer.from([0, 0xc0, 0x2f, 0, 0, 0, 0xff, 1]),
      Buffer.from([22, 3, 3, 0, 14, 11, 0, 0, 10, 0, 0, 7, 0, 0, 4, 48, 2, 5, 0]),
      Buffer.from([22, 3, 3, 0, 4, 14, 0, 0, 0]),
    ]);
    const random = generator(7);
    const cost = costs<Uint8Array>();
    for (let round = 0; round < MUTATIONS; round++) {
      const bytes = mutate(flight, random);
      const from = process.cpuUsage();
      const read = readFlight(bytes);
      cost.add(bytes, cpuMs(from));
      assert.ok(read.certificates.length <= 10);
    }
    const slowest = await cost.settle((bytes) => void readFlight(bytes));
    console.log(`      slowest ${slowest.toFixed(1)} ms of the processor`);
  });
});
