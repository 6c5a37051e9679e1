import assert from 'node:assert/strict';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import type { NetworkOptions } from '../../src/net/network-options.ts';
import { closeNetwork, networkSession } from '../../src/observe/domain/network-session.ts';
import { walkRedirects } from '../../src/observe/domain/redirect-walk.ts';
import { type RunningDnsServer, startDnsServer } from '../support/servers/dns-server.ts';
import { type RunningWebServer, startWebServer } from '../support/servers/web-server.ts';

const PUBLIC = '93.184.215.14';
const INSIDE = '127.0.0.1';
const MAPPED = `::ffff:${INSIDE}`;

/**
 * A name whose address changes between two questions (DNS rebinding). No packet leaves this computer: what is connected to is
 * written down, and led to a server of the test.
 */
describe('the guard, where a name changes its address between look-up and connection', () => {
  const connect = net.connect;
  let web: RunningWebServer;
  let dns: RunningDnsServer;
  /** Addresses that were to be connected to. */
  let dialled: string[] = [];
  /** What each question for the name is answered, the last one for ever. */
  let script: string[] = [];
  let network: NetworkOptions;
  const { signal } = new AbortController();
  const next = () => (script.length > 1 ? script.shift() : script[0]) as string;

  before(async () => {
    web = await startWebServer({
      'turning.test': {
        http: { '/': { redirect: 'http://turning.test/a' }, '/a': { redirect: '/b' }, '*': {} },
      },
    });
    dns = await startDnsServer({
      ttl: 0,
      zone: {
        'turning.test': {
          get A() {
            const address = next();
            return address.includes(':') ? [] : [address];
          },
          get AAAA() {
            return script[0]?.includes(':') ? [script[0]] : [];
          },
        },
      },
    });
    net.connect = ((options: net.TcpNetConnectOpts, ...rest: []) => {
      const { host = '', port } = options;
      if (`${host}:${port}` === dns.address) return connect(options, ...rest);
      dialled.push(host);
      return connect({ ...options, host: INSIDE, port: web.httpPort }, ...rest);
    }) as typeof net.connect;
    syncBuiltinESMExports();
  });
  after(async () => {
    net.connect = connect;
    syncBuiltinESMExports();
    await Promise.all([web.close(), dns.close()]);
  });
  beforeEach(() => {
    dialled = [];
    network = { dns: [dns.address], connectTo: [], allowPrivate: false };
  });
  afterEach(() => closeNetwork(network));

  const walk = () =>
    walkRedirects(networkSession({ network }).web, new URL('http://turning.test/'), () => true, signal);

  it('goes to the address that was judged, for every hop of a visit', async () => {
    script = [PUBLIC, INSIDE];
    const { end, hops } = await walk();
    assert.equal(end, 'final');
    assert.deepEqual(
      hops.map(({ address }) => address),
      [PUBLIC, PUBLIC, PUBLIC],
    );
    assert.deepEqual([...new Set(dialled)], [PUBLIC]);
    assert.equal(dns.log.filter((line) => line === 'udp turning.test A').length, 1, 'one look-up a session');
  });

  it('judges again what is looked up again', async () => {
    script = [INSIDE];
    const { end, failure } = await walk();
    assert.deepEqual([end, failure?.code], ['failed', 'guarded']);
    assert.match(failure?.reason ?? '', /127\.0\.0\.1 is the visitor's own computer/);
    assert.deepEqual(dialled, []);
  });

  it('is not led in by an IPv4 address in IPv6 clothing', async () => {
    script = [MAPPED];
    const { failure } = await walk();
    assert.equal(failure?.code, 'guarded');
    assert.deepEqual(dialled, []);
  });

  it('passes over the private one of two addresses', async () => {
    script = [PUBLIC];
    const both = await startDnsServer({ zone: { 'two.test': { A: [INSIDE, PUBLIC] } } });
    network = { ...network, dns: [both.address] };
    const { connector } = networkSession({ network });
    const limits = { signal, timeoutMs: 2000, late: 'late' };
    const address = await connector.use('two.test', 80, limits, async (connected) => connected.address);
    assert.equal(address, PUBLIC);
    assert.deepEqual(dialled, [PUBLIC]);
    await both.close();
  });
});
