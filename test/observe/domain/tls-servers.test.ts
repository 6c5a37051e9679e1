import assert from 'node:assert/strict';
import { connect, createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { after, describe, it } from 'mocha';
import { gatherInProcess } from '../../../src/audit/gather.ts';
import type { NetworkOptions } from '../../../src/net/network-options.ts';
import { targetGatherer } from '../../../src/observe/domain/target.ts';
import { type TlsServers, tlsServersGatherer } from '../../../src/observe/domain/tls-servers.ts';
import { configurationGatherer } from '../../../src/observe/repository/configuration.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';
import { createCertificateAuthority } from '../../support/servers/certificate-authority.ts';
import { startDnsServer } from '../../support/servers/dns-server.ts';

const GATHERERS = [configurationGatherer, targetGatherer, tlsServersGatherer];
const OLD = 'www.acme.test';

describe('observe/domain/tls-servers', () => {
  const closing: (() => unknown)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });

  const listen = (server: Server) =>
    new Promise<number>((resolve) => {
      closing.push(() => void server.close());
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });

  /** One address, where a single host still takes TLS 1.0 and 1.1. */
  async function look(edgeRanges: string[]): Promise<{ hosts: TlsServers['hosts']; hellos: string[] }> {
    const ca = await createCertificateAuthority();
    const { cert, key } = await ca.issue({ names: ['acme.test', OLD] });
    const modern = await listen(createTlsServer({ cert, key, minVersion: 'TLSv1.2' }));
    const lax = { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    const old = await listen(createTlsServer({ cert, key, ...lax }));
    const hellos: string[] = [];
    const front = await listen(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', (hello) => {
          const host = hello.includes(OLD) ? OLD : 'acme.test';
          if (hello.readUInt16BE(9) < 0x0303) hellos.push(host);
          const inner = connect(host === OLD ? old : modern, '127.0.0.1').on('error', () => socket.destroy());
          socket.once('close', () => inner.destroy());
          inner.write(hello);
          socket.pipe(inner).pipe(socket);
        });
      }),
    );
    const dns = await startDnsServer({
      zone: { 'acme.test': { A: ['127.0.0.1'] }, [OLD]: { A: ['127.0.0.1'] } },
    });
    closing.push(() => dns.close());
    const network: NetworkOptions = {
      dns: [dns.address],
      connectTo: [`:443:127.0.0.1:${front}`],
      caCertificates: ca.root,
      allowPrivate: true,
      edgeRanges,
    };
    const files = createMemoryFileSystem({ 'launch-ready.yaml': 'domain: acme.test\n' });
    const request = {
      names: GATHERERS.map(({ produces }) => produces),
      given: {},
      configPath: 'launch-ready.yaml',
      now: Date.now(),
      network,
    };
    const gathered = await gatherInProcess(files, GATHERERS)(request, new AbortController().signal);
    const entry = gathered.TlsServers;
    assert.equal(entry?.status, 'ready');
    return { hosts: (entry as { value: TlsServers }).value.hosts, hellos };
  }

  const oldOf = ({ hosts }: { hosts: TlsServers['hosts'] }, host: string) => {
    const seen = hosts[host];
    assert.ok(seen?.ok, JSON.stringify(seen));
    return ['TLSv1.1', 'TLSv1', 'SSLv3'].map((version) => seen.value.versions[version as 'TLSv1']);
  };

  it('asks each host behind an edge for the versions that are given up: each may have a choice of its own', async () => {
    const seen = await look(['127.0.0.0/8']);
    assert.deepEqual(oldOf(seen, 'acme.test'), [false, false, false]);
    assert.deepEqual(oldOf(seen, OLD), [true, true, false]);
  });

  it('asks once at a server that is no edge', async () => {
    const { hellos } = await look([]);
    assert.equal(new Set(hellos).size, 1);
  });
});
