import assert from 'node:assert/strict';
import { answerData } from '../../src/net/dns-answer.ts';
import { createDnsAuthority } from '../../src/net/dns-authority.ts';
import { createDnsClient, type DnsClient } from '../../src/net/dns-client.ts';
import { createFreshDns } from '../../src/net/fresh-dns.ts';
import { type RunningDnsServer, startDnsServer, type Zone } from '../support/servers/dns-server.ts';

const SIGNAL = new AbortController().signal;
const NS = { NS: ['ns1.acme.test'] };

describe('fresh DNS', () => {
  const running: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of running.splice(0)) await one.close();
  });

  /** A resolver that remembers, and the zone's own server that knows better. */
  async function clients(remembered: Zone, known: Zone, authoritative = true) {
    const resolver = await startDnsServer({ zone: remembered, ttl: 2820 });
    const own = await startDnsServer({ zone: known, authoritative });
    const dns = createDnsClient({ dns: [resolver.address] });
    const connectTo = [`ns1.acme.test:53:127.0.0.1:${own.port}`];
    const authority = createDnsAuthority({ connectTo, allowPrivate: false }, dns);
    const fresh = createFreshDns(dns, authority, 'acme.test');
    running.push(resolver, own, { close: () => dns.close() });
    return { fresh, resolver, own };
  }
  const data = async (dns: DnsClient, name: string, type: 'A' | 'TXT' | 'NS' = 'TXT') =>
    answerData(await dns.query(name, type, { signal: SIGNAL }));
  const logged = ({ log }: RunningDnsServer) => log.map((line) => line.replace(/^\w+ /, ''));

  const SERVERS = { 'acme.test': NS, 'ns1.acme.test': { A: ['192.0.2.53'] } };

  it('asks the own servers of the zone, and remembers what they said', async () => {
    const { fresh, own } = await clients(
      { ...SERVERS, '_dmarc.acme.test': { TXT: ['old'] } },
      { ...SERVERS, '_dmarc.acme.test': { TXT: ['new'] } },
    );
    const answer = await fresh.query('_dmarc.ACME.test', 'TXT', { signal: SIGNAL });
    assert.deepEqual(answerData(answer), ['new']);
    assert.equal(answer.server, own.address);
    assert.ok(!('direct' in answer));
    assert.deepEqual(await data(fresh, '_dmarc.acme.test'), ['new']);
    assert.deepEqual(logged(own), ['_dmarc.acme.test TXT']);
  });

  it('leaves other names to the resolver, and what is asked in another way too', async () => {
    const { fresh, own } = await clients(
      { ...SERVERS, 'spf.other.test': { TXT: ['v=spf1 -all'] }, 'notacme.test': { TXT: ['x'] } },
      SERVERS,
    );
    assert.deepEqual(await data(fresh, 'spf.other.test'), ['v=spf1 -all']);
    assert.deepEqual(await data(fresh, 'notacme.test'), ['x']);
    await fresh.query('acme.test', 'NS', { signal: SIGNAL, dnssec: true });
    assert.deepEqual(logged(own), []);
  });

  it('follows an alias that leads out of the zone', async () => {
    const { fresh } = await clients(
      { ...SERVERS, 'host.other.test': { A: ['192.0.2.9'] }, 'www.acme.test': { A: ['192.0.2.1'] } },
      { ...SERVERS, 'www.acme.test': { CNAME: ['host.other.test'] } },
    );
    const answer = await fresh.query('www.acme.test', 'A', { signal: SIGNAL });
    assert.equal(answer.status, 'ok');
    assert.deepEqual(
      answer.records.map(({ type, data: text }) => `${type} ${text}`),
      ['CNAME host.other.test', 'A 192.0.2.9'],
    );
  });

  it('ends where aliases lead in a circle', async () => {
    const circle = { ...SERVERS, 'a.acme.test': { CNAME: ['b.other.test'] } };
    const { fresh } = await clients({ ...SERVERS, 'b.other.test': { CNAME: ['a.acme.test'] } }, circle);
    assert.deepEqual(await data(fresh, 'a.acme.test', 'A'), []);
  });

  it('falls back to the resolver where no own server answers or may be asked', async () => {
    const remembered = { ...SERVERS, '_dmarc.acme.test': { TXT: ['old'] } };
    const { fresh, own } = await clients(remembered, SERVERS);
    await own.close();
    running.splice(running.indexOf(own), 1);
    assert.deepEqual(await data(fresh, '_dmarc.acme.test'), ['old']);
    // One that looks names up for others may remember as well.
    const third = await clients(
      remembered,
      { ...SERVERS, '_dmarc.acme.test': { TXT: ['maybe old'] } },
      false,
    );
    assert.deepEqual(await data(third.fresh, '_dmarc.acme.test'), ['old']);
    // 127.0.0.1 as a name server of the zone is nobody's own word here.
    const resolver = await startDnsServer({
      zone: {
        ...remembered,
        'acme.test': { NS: ['inside.acme.test'] },
        'inside.acme.test': { A: ['127.0.0.1'] },
      },
    });
    const dns = createDnsClient({ dns: [resolver.address] });
    running.push(resolver, { close: () => dns.close() });
    const guarded = createFreshDns(
      dns,
      createDnsAuthority({ connectTo: [], allowPrivate: false }, dns),
      'acme.test',
    );
    assert.deepEqual(await data(guarded, '_dmarc.acme.test'), ['old']);
  });
});
