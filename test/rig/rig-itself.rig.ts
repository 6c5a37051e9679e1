import assert from 'node:assert/strict';
import { type ConnectionOptions, connect } from 'node:tls';
import { answerData } from '../../src/net/dns-answer.ts';
import { createDnsClient, type DnsClient } from '../../src/net/dns-client.ts';
import { ADDRESSES, BROKEN, BROKEN_HOSTS, type BrokenHost } from './names.ts';
import { rig } from './shared-rig.ts';

/** A rig that is not broken in the way it says would let every check pass. */
describe('the rig itself', () => {
  let dns: DnsClient;
  before(() => {
    dns = createDnsClient({ dns: [rig().views[0]?.resolver ?? ''] });
  });
  after(() => dns.close());

  it('validates: signed names come authenticated, unsigned ones without, broken ones not at all', async () => {
    const [signed, unsigned, bogus] = await Promise.all(
      [BROKEN, 'saas.test', 'bogus.test'].map((name) => dns.query(name, 'SOA')),
    );
    assert.deepEqual([signed?.status, signed?.authenticated], ['ok', true]);
    assert.deepEqual([unsigned?.status, unsigned?.authenticated], ['ok', false]);
    assert.equal(bogus?.status, 'servfail');
  });

  it('has a secondary that is behind', async () => {
    const [view] = rig().views;
    const [primary, secondary] = await Promise.all(
      [view?.primary, view?.secondary].map((server) => dns.query(BROKEN, 'A', { server: server ?? '' })),
    );
    assert.deepEqual(answerData(primary as never), [ADDRESSES.apex]);
    assert.deepEqual(answerData(secondary as never), ['127.0.1.9']);
  });

  it('knows nothing of the real internet', async () => {
    const answers = await Promise.all(['example.com', 'cloudflare.com'].map((name) => dns.query(name, 'A')));
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['nxdomain', 'nxdomain'],
    );
  });

  it('speaks only old TLS where it says so, and TLS 1.3 elsewhere', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    assert.equal(await protocolAt('old-tls', old), 'TLSv1.1');
    await assert.rejects(protocolAt('old-tls', { minVersion: 'TLSv1.2' }));
    assert.equal(await protocolAt('app', {}), 'TLSv1.3');
  });

  it('has a key of 1,024 bits where it says so', async () => {
    const bits = await shake('weak-key', { ciphers: 'DEFAULT:@SECLEVEL=0' }, (socket) => {
      const certificate = socket.getPeerCertificate();
      return certificate.bits;
    });
    assert.equal(bits, 1024);
  });
});

function protocolAt(host: BrokenHost, options: ConnectionOptions): Promise<string | null> {
  return shake(host, options, (socket) => socket.getProtocol());
}

function shake<T>(
  label: BrokenHost,
  options: ConnectionOptions,
  read: (socket: ReturnType<typeof connect>) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: BROKEN_HOSTS[label],
      port: rig().ports.https,
      servername: `${label}.${BROKEN}`,
      rejectUnauthorized: false,
      ...options,
    });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      resolve(read(socket));
      socket.destroy();
    });
  });
}
