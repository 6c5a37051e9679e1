import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { afterEach, describe, it } from 'mocha';
import { createDnsClient, type DnsClient, type DnsClientOptions } from '../../src/net/dns-client.ts';
import {
  type DnsServerOptions,
  type RunningDnsServer,
  startDnsServer,
} from '../support/servers/dns-server.ts';

const ZONE = {
  'acme.test': {
    A: ['192.0.2.1', '192.0.2.2'],
    MX: ['10 mx.acme.test', '0 .'],
    TXT: [`v=spf1 ${'x'.repeat(400)}`],
    NS: ['NS1.Acme.test'],
    SOA: ['ns1.acme.test host.acme.test 1 2 3 4 5'],
    CAA: ['128 issue "letsencrypt.org; x=1"'],
    DS: ['1 13 2 AB01'],
  },
  'www.acme.test': { CNAME: ['acme.test'] },
  'old.acme.test': { CNAME: ['gone.acme.test'] },
  'loop.acme.test': { CNAME: ['loop.acme.test'] },
  '_sip._tcp.acme.test': { SRV: ['1 2 5060 sip.acme.test'] },
};

describe('net/dns-client', () => {
  const running: RunningDnsServer[] = [];
  const clients: DnsClient[] = [];
  const serve = async (options: Partial<DnsServerOptions> = {}) => {
    const server = await startDnsServer({ zone: ZONE, ...options });
    running.push(server);
    return server;
  };
  const clientOf = (servers: RunningDnsServer[], options: Partial<DnsClientOptions> = {}) => {
    const client = createDnsClient({ dns: servers.map((s) => s.address), timeoutMs: 300, ...options });
    clients.push(client);
    return client;
  };
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await Promise.all(running.splice(0).map((server) => server.close()));
  });

  it('presents every record type', async () => {
    const client = clientOf([await serve()]);
    const data = async (name: string, type: Parameters<DnsClient['query']>[1]) =>
      (await client.query(name, type)).records.map((record) => record.data);
    assert.deepEqual(await data('acme.test', 'A'), ['192.0.2.1', '192.0.2.2']);
    assert.deepEqual(await data('ACME.test.', 'MX'), ['10 mx.acme.test', '0 .']);
    assert.deepEqual(await data('acme.test', 'NS'), ['ns1.acme.test']);
    assert.deepEqual(await data('acme.test', 'SOA'), ['ns1.acme.test host.acme.test 1 2 3 4 5']);
    assert.deepEqual(await data('acme.test', 'CAA'), ['128 issue "letsencrypt.org; x=1"']);
    assert.deepEqual(await data('acme.test', 'DS'), ['1 13 2 AB01']);
    assert.deepEqual(await data('_sip._tcp.acme.test', 'SRV'), ['1 2 5060 sip.acme.test']);
    const txt = (await client.query('acme.test', 'TXT')).records[0];
    assert.equal(txt?.data.length, 407);
    assert.deepEqual(
      txt?.strings?.map((text) => text.length),
      [255, 152],
    );
  });

  it('tells no such name, no such record and an alias to nowhere apart', async () => {
    const client = clientOf([await serve()]);
    assert.equal((await client.query('nope.acme.test', 'A')).status, 'nxdomain');
    assert.equal((await client.query('acme.test', 'AAAA')).status, 'nodata');
    assert.equal((await client.query('_tcp.acme.test', 'A')).status, 'nodata');
    const alias = await client.query('www.acme.test', 'A');
    assert.equal(alias.status, 'ok');
    assert.deepEqual(
      alias.records.map((record) => record.type),
      ['CNAME', 'A', 'A'],
    );
    const dangling = await client.query('old.acme.test', 'A');
    assert.equal(dangling.status, 'nxdomain');
    assert.deepEqual(
      dangling.records.map((record) => record.data),
      ['gone.acme.test'],
    );
    assert.equal((await client.query('loop.acme.test', 'A')).status, 'nodata');
  });

  it('asks each question once', async () => {
    const server = await serve();
    const client = clientOf([server]);
    await Promise.all([client.query('acme.test', 'A'), client.query('Acme.test', 'A')]);
    await client.query('acme.test.', 'A');
    assert.deepEqual(server.log, ['udp acme.test A']);
  });

  it('repeats a truncated answer over TCP', async () => {
    const server = await serve({ mode: 'truncate' });
    const answer = await clientOf([server]).query('acme.test', 'TXT');
    assert.equal(answer.status, 'ok');
    assert.deepEqual(server.log, ['udp acme.test TXT', 'tcp acme.test TXT']);
  });

  it('leaves EDNS out for a server that does not know it', async () => {
    const answer = await clientOf([await serve({ mode: 'refusesEdns' })]).query('acme.test', 'A');
    assert.equal(answer.status, 'ok');
  });

  for (const [mode, status] of [
    ['servfail', 'servfail'],
    ['refused', 'refused'],
    ['silent', 'timeout'],
    ['garbage', 'malformed'],
    ['wrongId', 'timeout'],
    ['wrongQuestion', 'timeout'],
  ] as const) {
    it(`calls a ${mode} server ${status} and says which one it was`, async () => {
      const server = await serve({ mode });
      const answer = await clientOf([server]).query('acme.test', 'A');
      assert.equal(answer.status, status);
      assert.deepEqual(answer.records, []);
      assert.ok(answer.reason?.includes(server.address), answer.reason);
    });
  }

  it('tells when nobody listens', async () => {
    const server = await serve();
    await server.close();
    running.length = 0;
    assert.equal((await clientOf([server]).query('acme.test', 'A')).status, 'unreachable');
  });

  it('goes on to the next resolver, and pays for a dead first one only once', async () => {
    const dead = await serve({ mode: 'silent' });
    const alive = await serve();
    const client = clientOf([dead, alive]);
    assert.equal((await client.query('acme.test', 'A')).status, 'ok');
    assert.equal((await client.query('acme.test', 'MX')).status, 'ok');
    assert.equal(dead.log.length, 1);
  });

  it('asks a resolver that never said anything twice once, then once each; and twice again when it has spoken', async () => {
    const modes = { 'a.test': 'silent', 'b.test': 'silent', 'c.test': 'silent' } as const;
    const server = await serve({ modes });
    const client = clientOf([server]);
    const asked = async (name: string) => {
      const from = server.log.length;
      await client.query(name, 'A');
      return server.log.length - from;
    };
    assert.deepEqual([await asked('a.test'), await asked('b.test')], [2, 1]);
    assert.deepEqual([await asked('acme.test'), await asked('c.test')], [1, 2]);
  });

  it('goes on after a server that fails, and keeps what it said when no other knows better', async () => {
    const failing = await serve({ mode: 'servfail' });
    assert.equal((await clientOf([failing, await serve()]).query('acme.test', 'A')).status, 'ok');
    assert.equal(
      (await clientOf([failing, await serve({ mode: 'silent' })]).query('acme.test', 'A')).status,
      'servfail',
    );
  });

  it('asks another server when told', async () => {
    const stale = await serve({ zone: { 'acme.test': { A: ['192.0.2.9'] } } });
    const answer = await clientOf([await serve()]).query('acme.test', 'A', { server: stale.address });
    assert.equal(answer.records[0]?.data, '192.0.2.9');
    assert.equal(answer.server, stale.address);
  });

  it('sends nothing for a name that cannot be one', async () => {
    const server = await serve();
    const client = clientOf([server]);
    for (const name of ['a..test', '', `${'a'.repeat(64)}.test`, `${'a.'.repeat(130)}test`]) {
      assert.equal((await client.query(name, 'A')).status, 'malformed', name);
    }
    assert.deepEqual(server.log, []);
  });

  it('stops when aborted and when closed', async () => {
    const client = clientOf([await serve({ mode: 'silent' })], { timeoutMs: 60_000 });
    const controller = new AbortController();
    const aborted = client.query('acme.test', 'A', { signal: controller.signal });
    const shared = client.query('acme.test', 'A');
    controller.abort();
    await assert.rejects(aborted, { name: 'AbortError' });
    client.close();
    await assert.rejects(shared, { name: 'AbortError' });
  });

  it('keeps to its cap and answers all of a long line', async () => {
    const server = await serve({ delayMs: 5 });
    const client = clientOf([server], { concurrency: 3 });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => client.query(`h${i}.acme.test`, 'A')),
    );
    assert.ok(answers.every((answer) => answer.status === 'nxdomain'));
  });

  it('takes no answer from another address or port', async () => {
    const server = createSocket('udp4');
    const liar = createSocket('udp4');
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
    server.on('message', (bytes, from) => {
      const lie = Buffer.from(bytes);
      lie.writeUInt16BE(0x8183, 2); // a response: NXDOMAIN
      liar.send(lie, from.port, from.address);
    });
    const client = createDnsClient({ dns: [`127.0.0.1:${server.address().port}`], timeoutMs: 200, tries: 1 });
    try {
      assert.equal((await client.query('acme.test', 'A')).status, 'timeout');
    } finally {
      client.close();
      server.close();
      liar.close();
    }
  });

  it('lets hundreds of questions listen to one signal without a warning', async () => {
    const warnings: string[] = [];
    const heard = (warning: Error) => warnings.push(`${warning.name}: ${warning.message}`);
    process.on('warning', heard);
    try {
      const client = clientOf([await serve()]);
      const { signal } = new AbortController();
      const derived = AbortSignal.any([signal]);
      const ask = (one: AbortSignal) =>
        Promise.all(
          Array.from({ length: 150 }, (_, index) =>
            client.query(`h${index}.acme.test`, 'A', { signal: one }),
          ),
        );
      await Promise.all([ask(signal), ask(derived)]);
      // Node emits warnings in a later turn.
      await new Promise(setImmediate);
    } finally {
      process.off('warning', heard);
    }
    assert.deepEqual(warnings, []);
  });

  it('refuses a server that is no address', () => {
    for (const text of ['dns.example', '1.2.3.4:0', '1.2.3.4:99999', '[::1', '']) {
      assert.throws(() => createDnsClient({ dns: [text] }), /is not a DNS server/, text);
    }
    const client = createDnsClient({ dns: ['1.1.1.1', '[::1]:5353', '::1', '127.0.0.1:5300'] });
    assert.deepEqual(client.servers, ['1.1.1.1:53', '[::1]:5353', '[::1]:53', '127.0.0.1:5300']);
    client.close();
  });
});
