import assert from 'node:assert/strict';
import { createDnsAuthority } from '../../../src/net/dns-authority.ts';
import { createDnsClient, type DnsClient } from '../../../src/net/dns-client.ts';
import { doubtDns } from '../../../src/observe/domain/dns-doubts.ts';
import { type RunningDnsServer, startDnsServer, type Zone } from '../../support/servers/dns-server.ts';

const SURE: Zone = { 'a.root-servers.net': { A: ['198.41.0.4'] } };

describe('what a resolver says that there is not', () => {
  const running: RunningDnsServer[] = [];
  const clients: DnsClient[] = [];
  const resolver = async (zone: Zone) => {
    const server = await startDnsServer({ zone });
    running.push(server);
    const client = createDnsClient({ dns: [server.address] });
    clients.push(client);
    const authority = createDnsAuthority({ connectTo: [], allowPrivate: false }, client);
    return { dns: doubtDns(client, authority), server };
  };
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await Promise.all(running.splice(0).map((server) => server.close()));
  });

  it('is not believed of a resolver that finds nothing at all', async () => {
    const { dns, server } = await resolver({ 'empty.com': {} });
    for (const name of ['acme-launch.com', 'www.acme-launch.com', 'empty.com']) {
      const answer = await dns.query(name, 'A');
      assert.equal(answer.status, 'refused', name);
      assert.match(answer.reason ?? '', /finds no name at all, not even a\.root-servers\.net/u);
      assert.match(answer.reason ?? '', new RegExp(server.address.replaceAll('.', '\\.'), 'u'));
    }
  });

  it('is believed of one that finds names', async () => {
    const { dns } = await resolver({ ...SURE, 'empty.com': {} });
    assert.equal((await dns.query('acme-launch.com', 'A')).status, 'nxdomain');
    assert.equal((await dns.query('empty.com', 'A')).status, 'nodata');
  });

  it('is believed of one that finds the domain itself, whatever it makes of the rest of the world', async () => {
    const { dns, server } = await resolver({ 'acme-launch.com': { A: ['192.0.2.1'] } });
    assert.equal((await dns.query('www.acme-launch.com', 'A')).status, 'nxdomain');
    assert.equal((await dns.query('mail.acme-launch.com', 'A')).status, 'nxdomain');
    const asked = server.log.filter((line) => line.includes('root-servers'));
    assert.equal(asked.length, 1, 'what was found once is not asked for again');
  });

  it('is believed of reserved names, which are nowhere', async () => {
    const { dns, server } = await resolver({});
    assert.equal((await dns.query('acme.test', 'A')).status, 'nxdomain');
    assert.deepEqual(
      server.log.filter((line) => line.includes('root-servers')),
      [],
    );
  });

  it('leaves what one server is asked for as it is', async () => {
    const { dns, server } = await resolver({});
    const answer = await dns.query('acme-launch.com', 'A', { server: server.address });
    assert.equal(answer.status, 'nxdomain');
  });
});
