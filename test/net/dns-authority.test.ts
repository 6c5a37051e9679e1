import assert from 'node:assert/strict';
import { answerData } from '../../src/net/dns-answer.ts';
import { createDnsAuthority } from '../../src/net/dns-authority.ts';
import { createDnsClient } from '../../src/net/dns-client.ts';
import { type RunningDnsServer, startDnsServer } from '../support/servers/dns-server.ts';

const SOA = ['ns1.acme.test host.acme.test 7 1 2 3 4'];

describe('net: asking a zone’s own servers', () => {
  const { signal } = new AbortController();
  let server: RunningDnsServer;
  before(async () => {
    server = await startDnsServer({
      authoritative: true,
      zone: { 'acme.test': { SOA, A: ['198.51.100.7'] } },
      modes: { 'long.acme.test': 'truncate' },
    });
  });
  after(() => server.close());

  const authority = (connectTo: string[], allowPrivate = true) => {
    const dns = createDnsClient({ dns: ['127.0.0.1:1'], timeoutMs: 300 });
    return createDnsAuthority({ connectTo, allowPrivate }, dns);
  };

  it('goes where --connect-to says for the host and port 53, and keeps the address where only a port is given', async () => {
    for (const pair of [`ns1.acme.test:53:127.0.0.1:${server.port}`, `:53::${server.port}`]) {
      const server53 = { host: 'ns1.acme.test', address: pair.startsWith(':') ? '127.0.0.1' : '192.0.2.1' };
      const answer = await authority([pair]).ask(server53, 'acme.test', 'A', { signal });
      assert.deepEqual(answerData(answer), ['198.51.100.7'], pair);
      assert.equal(answer.server, `127.0.0.1:${server.port}`);
      assert.equal(answer.direct?.authoritative, true);
      assert.equal(answer.direct?.recursive, false);
    }
  });

  it('takes a pair for another port or host for another server', async () => {
    const pairs = [`ns1.acme.test:443:127.0.0.1:${server.port}`, `ns2.acme.test:53:127.0.0.1:${server.port}`];
    const answer = await authority(pairs).ask(
      { host: 'ns1.acme.test', address: '127.0.0.9' },
      'acme.test',
      'A',
      {
        signal,
      },
    );
    assert.equal(answer.status, 'unreachable');
  });

  it('asks over TCP from the start when told', async () => {
    const from = server.log.length;
    const to = { host: 'ns1.acme.test', address: '127.0.0.1' };
    await authority([`:53::${server.port}`]).ask(to, 'acme.test', 'SOA', { signal, tcp: true });
    assert.deepEqual(server.log.slice(from), ['tcp acme.test SOA']);
  });

  it('contacts no private address that a zone names, unless it may', async () => {
    const asked = server.log.length;
    const closed = authority([`:53::${server.port}`], false);
    for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1']) {
      const to = { host: 'ns1.acme.test', address };
      assert.match(closed.refusalOf(to) ?? '', /only contacted with --allow-private/);
      const answer = await closed.ask(to, 'acme.test', 'A', { signal });
      assert.equal(answer.status, 'unreachable');
      assert.match(answer.reason ?? '', /--allow-private/);
    }
    assert.equal(server.log.length, asked);
  });

  it('tells what is not there from what is refused', async () => {
    const answer = await authority([`:53::${server.port}`]).ask(
      { host: 'ns1.acme.test', address: '127.0.0.1' },
      'acme.test',
      'MX',
      { signal },
    );
    assert.equal(answer.status, 'nodata');
  });
});
