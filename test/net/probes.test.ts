import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'mocha';
import { isNameFor } from '../../src/net/certificate-facts.ts';
import { createConnector, parseConnectTo } from '../../src/net/connector.ts';
import { createDnsClient, type DnsClient } from '../../src/net/dns-client.ts';
import { createHttpClient, MAX_BODY_BYTES } from '../../src/net/http-client.ts';
import { createTlsProbe } from '../../src/net/tls-probe.ts';
import { createTrust } from '../../src/net/trust.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../support/servers/certificate-authority.ts';
import { type RunningDnsServer, startDnsServer } from '../support/servers/dns-server.ts';
import { type RunningWebServer, startWebServer } from '../support/servers/web-server.ts';

const signal = new AbortController().signal;

describe('net: HTTP client and TLS probe', () => {
  let ca: CertificateAuthority;
  let web: RunningWebServer;
  let dns: RunningDnsServer;
  let client: DnsClient;
  const probes = (
    options: { timeoutMs?: number; trusted?: boolean; connectTo?: string[]; allowPrivate?: boolean } = {},
  ) => {
    const connector = createConnector(
      { connectTo: options.connectTo ?? web.connectTo, allowPrivate: options.allowPrivate ?? false },
      client,
    );
    const trust = createTrust(options.trusted === false ? {} : { caCertificates: ca.root });
    return {
      http: createHttpClient(connector, trust, options.timeoutMs),
      tls: createTlsProbe(connector, trust, options.timeoutMs),
    };
  };
  before(async () => {
    ca = await createCertificateAuthority();
    const good = await ca.issue({ names: ['acme.test', 'www.acme.test', '*.api.acme.test'] });
    web = await startWebServer({
      'acme.test': {
        certificate: good,
        https: {
          '/': { body: 'hello', headers: { 'x-a': ['1', '2'], 'set-cookie': ['a=1', 'b=2'] } },
          '/go': { redirect: 'https://www.acme.test/' },
          '/endless': { endless: true },
          '/hang': { hang: true },
          '/huge-header': { headers: { 'x-huge': 'x'.repeat(40_000) } },
        },
      },
      'www.acme.test': { certificate: good },
      'expired.acme.test': {
        certificate: await ca.issue({ names: ['expired.acme.test'], fromDays: -90, toDays: -1 }),
      },
      'early.acme.test': {
        certificate: await ca.issue({ names: ['early.acme.test'], fromDays: 2, toDays: 90 }),
      },
      'other.acme.test': { certificate: await ca.issue({ names: ['else.test'] }) },
      'self.acme.test': {
        certificate: await ca.issue({ names: ['self.acme.test'], selfSigned: true }),
        https: { '/': {} },
      },
      'bare.acme.test': {
        certificate: await ca.issue({ names: ['bare.acme.test'], withoutIntermediate: true }),
      },
      'hang.acme.test': { hangAfterAccept: true },
    });
    dns = await startDnsServer({
      zone: {
        'acme.test': { A: ['127.0.0.1'] },
        '*.acme.test': { A: ['127.0.0.1'] },
        'nope.acme.test': {},
        'inner.acme.test': { A: ['10.0.0.7'], AAAA: ['::ffff:169.254.169.254'] },
        'mail.acme.test': { MX: ['0 .'] },
        'broken.acme.test': {},
      },
      modes: { 'broken.acme.test': 'servfail' },
    });
    client = createDnsClient({ dns: [dns.address], timeoutMs: 300 });
  });
  after(async () => {
    client.close();
    await Promise.all([web.close(), dns.close()]);
  });

  it('reads an answer, its headers and its cookies', async () => {
    const response = await probes().http.get(new URL('https://acme.test/'), { signal });
    assert.equal(response.status, 200);
    assert.equal(Buffer.from(response.body).toString(), 'hello');
    assert.equal(response.headers['x-a'], '1, 2');
    assert.deepEqual(response.setCookie, ['a=1', 'b=2']);
    assert.equal(response.address, '127.0.0.1');
  });

  it('follows no redirect', async () => {
    const response = await probes().http.get(new URL('http://acme.test/go'), { signal, maxBodyBytes: 0 });
    assert.equal(response.status, 308);
    assert.equal(response.headers.location, 'https://www.acme.test/');
  });

  it('stops reading a body without end', async () => {
    const response = await probes().http.get(new URL('https://acme.test/endless'), { signal });
    assert.equal(response.body.length, MAX_BODY_BYTES);
    assert.equal(response.truncated, true);
    const none = await probes().http.get(new URL('https://acme.test/endless'), { signal, maxBodyBytes: 0 });
    assert.equal(none.body.length, 0);
  });

  it('gives up on a server that hangs, before and after the handshake', async () => {
    const { http, tls } = probes({ timeoutMs: 300 });
    await assert.rejects(http.get(new URL('https://acme.test/hang'), { signal }), { code: 'timeout' });
    assert.equal((await http.get(new URL('https://acme.test/'), { signal })).status, 200);
    await assert.rejects(http.get(new URL('https://hang.acme.test/'), { signal }), { code: 'timeout' });
    await assert.rejects(tls.look('hang.acme.test', 443, signal), { code: 'timeout' });
    // It shook hands, so it lives: one page that hangs is not the whole server.
    assert.equal((await http.get(new URL('https://acme.test/'), { signal })).status, 200);
  });

  it('is not led astray by headers without end or by what is no HTTP', async () => {
    await assert.rejects(probes().http.get(new URL('https://acme.test/huge-header'), { signal }), {
      code: 'protocol',
    });
    const noise = createServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .end('\u0000\u0001 not http at all\r\n\r\n'),
    );
    await new Promise<void>((resolve) => noise.listen(0, '127.0.0.1', resolve));
    const { port } = noise.address() as { port: number };
    const { http, tls } = probes({ connectTo: [`::127.0.0.1:${port}`] });
    await assert.rejects(http.get(new URL('http://acme.test/'), { signal }), { code: 'protocol' });
    await assert.rejects(tls.look('acme.test', 443, signal), { code: 'notTls' });
    await new Promise((resolve) => noise.close(resolve));
  });

  it('tells a server of old TLS only from others that fail', async () => {
    // The alert "protocol_version" (RFC 8446, section 6.2), and then "unrecognized_name".
    for (const [alert, code] of [
      [70, 'oldTls'],
      [112, 'tls'],
    ] as const) {
      const server = createServer((socket) =>
        socket
          .on('error', () => {})
          .once('data', () => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, alert]))),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      const ends = await Promise.allSettled([
        probes({ connectTo: [`::127.0.0.1:${port}`] }).tls.look('acme.test', 443, signal),
      ]);
      server.close();
      assert.equal(ends[0]?.status === 'rejected' && ends[0].reason.code, code);
    }
  });

  it('reads the same roots once, and not before they are needed', () => {
    const trust = createTrust({ caCertificates: ca.root });
    assert.equal(createTrust({ caCertificates: ca.root }).context(), trust.context());
    assert.notEqual(createTrust({}).context(), trust.context());
  });

  it('stops when aborted', async () => {
    const controller = new AbortController();
    const { http, tls } = probes();
    const asked = [
      http.get(new URL('https://acme.test/hang'), { signal: controller.signal }),
      tls.look('hang.acme.test', 443, controller.signal),
    ];
    setTimeout(() => controller.abort(), 50);
    for (const pending of asked) await assert.rejects(pending, { name: 'AbortError' });
  });

  it('tells facts of a good certificate', async () => {
    const facts = await probes().tls.look('www.acme.test', 443, signal);
    assert.equal(facts.trusted, true);
    assert.equal(facts.covers, true);
    assert.deepEqual(facts.names, ['acme.test', 'www.acme.test', '*.api.acme.test']);
    assert.match(facts.issuer, /Test R1/);
    assert.equal(facts.protocol, 'TLSv1.3');
    assert.ok(facts.notAfter - facts.notBefore > 89 * 86_400_000);
  });

  it('tells what is wrong with the others, each by itself', async () => {
    const { tls } = probes();
    const look = (host: string) => tls.look(host, 443, signal);
    const expired = await look('expired.acme.test');
    assert.deepEqual([expired.trusted, expired.covers, expired.notAfter < Date.now()], [true, true, true]);
    const early = await look('early.acme.test');
    assert.deepEqual([early.trusted, early.notBefore > Date.now()], [true, true]);
    const other = await look('other.acme.test');
    assert.deepEqual([other.trusted, other.covers], [true, false]);
    const self = await look('self.acme.test');
    assert.deepEqual([self.trusted, self.errorCode], [false, 'DEPTH_ZERO_SELF_SIGNED_CERT']);
    const bare = await look('bare.acme.test');
    assert.deepEqual(
      [bare.trusted, bare.errorCode, bare.chainLength],
      [false, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 1],
    );
    await assert.rejects(look('unknown.acme.test'), { code: 'tls' });
    assert.equal((await probes({ trusted: false }).tls.look('acme.test', 443, signal)).trusted, false);
  });

  it('reads a redirect behind a certificate nobody trusts', async () => {
    assert.equal((await probes().http.get(new URL('https://self.acme.test/'), { signal })).status, 200);
  });

  it('contacts no private address that the DNS names', async () => {
    const { http, tls } = probes({ connectTo: [] });
    await assert.rejects(http.get(new URL('http://acme.test/'), { signal }), { code: 'guarded' });
    await assert.rejects(http.get(new URL('http://inner.acme.test/'), { signal }), { code: 'guarded' });
    await assert.rejects(http.get(new URL('http://[::1]/'), { signal }), { code: 'guarded' });
    await assert.rejects(tls.look('inner.acme.test', 443, signal), { code: 'guarded' });
    const allowed = probes({ connectTo: [`:80::${web.httpPort}`], allowPrivate: true });
    assert.equal((await allowed.http.get(new URL('http://acme.test/'), { signal })).status, 200);
    const mappedByName = probes({ connectTo: [`:80:acme.test:${web.httpPort}`] });
    await assert.rejects(mappedByName.http.get(new URL('http://www.acme.test/'), { signal }), {
      code: 'guarded',
    });
  });

  it('tells a name without address from a name that could not be looked up, and a refusal from both', async () => {
    const { http } = probes({ connectTo: [], allowPrivate: true });
    await assert.rejects(http.get(new URL('http://nope.acme.test/'), { signal }), { code: 'unresolved' });
    const mapped = probes().http;
    await assert.rejects(mapped.get(new URL('http://nope.acme.test/'), { signal }), { code: 'unresolved' });
    await assert.rejects(mapped.get(new URL('http://gone.test/'), { signal }), { code: 'unresolved' });
    const named = probes({ connectTo: [`gone.test:80:127.0.0.1:${web.httpPort}`] }).http;
    assert.equal((await named.get(new URL('http://gone.test/'), { signal })).status, 404);
    await assert.rejects(http.get(new URL('http://mail.acme.test/'), { signal }), { code: 'unresolved' });
    await assert.rejects(http.get(new URL('http://broken.acme.test/'), { signal }), { code: 'dns' });
    const closed = probes({ connectTo: ['::127.0.0.1:1'] });
    await assert.rejects(closed.http.get(new URL('http://acme.test/'), { signal }), { code: 'refused' });
  });

  it('reads --connect-to as curl does', () => {
    assert.deepEqual(parseConnectTo('Acme.test:443:127.0.0.1:8443'), {
      host: 'acme.test',
      port: '443',
      toHost: '127.0.0.1',
      toPort: '8443',
    });
    assert.deepEqual(parseConnectTo('::[::1]:1'), { host: '', port: '', toHost: '::1', toPort: '1' });
    assert.deepEqual(parseConnectTo('[2001:db8::1]:443::'), {
      host: '2001:db8::1',
      port: '443',
      toHost: '',
      toPort: '',
    });
    for (const text of ['', 'a', 'a:1:b', 'a:x:b:1', '::1:1:1:1'])
      assert.throws(() => parseConnectTo(text), /HOST:PORT/, text);
  });

  it('matches names as RFC 9525 says', () => {
    for (const [pattern, host, expected] of [
      ['acme.test', 'ACME.test', true],
      ['*.acme.test', 'www.acme.test', true],
      ['*.acme.test', 'a.b.acme.test', false],
      ['*.acme.test', 'acme.test', false],
      ['*.acme.test', '.acme.test', false],
      ['w*.acme.test', 'www.acme.test', false],
      ['*', 'test', false],
      ['*.test', 'acme.test', false],
    ] as const) {
      assert.equal(isNameFor(pattern, host), expected, `${pattern} ${host}`);
    }
  });

  it('says when --cacert holds nothing to read', () => {
    assert.throws(() => createTrust({ caCertificates: 'nothing' }), /no certificate/);
    const label = ['CERTIFI', 'CATE'].join('');
    const torn = `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----`;
    assert.throws(() => createTrust({ caCertificates: torn }), /cannot be read/);
  });
});
