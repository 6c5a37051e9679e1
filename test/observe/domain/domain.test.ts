import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { dnsArea } from '../../../src/areas/dns/index.ts';
import { edgeArea } from '../../../src/areas/edge/index.ts';
import { routingArea } from '../../../src/areas/routing/index.ts';
import { tlsArea } from '../../../src/areas/tls/index.ts';
import { createArtifactStore } from '../../../src/audit/artifact-store.ts';
import { gatherInProcess } from '../../../src/audit/gather.ts';
import { runCheck } from '../../../src/audit/run.ts';
import type { Artifacts } from '../../../src/model/artifacts.ts';
import type { Check } from '../../../src/model/check.ts';
import type { NetworkOptions } from '../../../src/net/network-options.ts';
import { dnsRecordsGatherer } from '../../../src/observe/domain/dns-records.ts';
import { httpChainsGatherer } from '../../../src/observe/domain/http-chains.ts';
import { closeNetwork, networkSession } from '../../../src/observe/domain/network-session.ts';
import { targetGatherer } from '../../../src/observe/domain/target.ts';
import { tlsCertificatesGatherer } from '../../../src/observe/domain/tls-certificates.ts';
import { tlsServersGatherer } from '../../../src/observe/domain/tls-servers.ts';
import { configurationGatherer } from '../../../src/observe/repository/configuration.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../../support/servers/certificate-authority.ts';
import {
  type DnsMode,
  type RunningDnsServer,
  startDnsServer,
  type Zone,
} from '../../support/servers/dns-server.ts';
import {
  EDGE_HEADERS,
  type HostScript,
  type RunningWebServer,
  startWebServer,
} from '../../support/servers/web-server.ts';

const GATHERERS = [
  configurationGatherer,
  targetGatherer,
  dnsRecordsGatherer,
  httpChainsGatherer,
  tlsCertificatesGatherer,
  tlsServersGatherer,
];
const GATHERED = new Set<string>(GATHERERS.map(({ produces }) => produces));
const CHECKS = ([dnsArea, routingArea, tlsArea, edgeArea].flatMap((area) => area.checks) as Check[]).filter(
  ({ requires }) => requires.every((name) => GATHERED.has(name)),
);
const HSTS = { 'strict-transport-security': 'max-age=31536000' };
/** Nobody is asked there: all connections are mapped to loopback. */
const PUBLIC = { A: ['93.184.215.14'], AAAA: ['2606:2800:21f:cb07:6820:80da:af6b:8b2c'] };
const TO_HTTPS = { '*': { redirect: 'https://acme.test/' } };

describe('observe/domain: a whole look at a domain', () => {
  let ca: CertificateAuthority;
  const running: { close(): Promise<void> }[] = [];
  before(async () => {
    ca = await createCertificateAuthority();
  });
  after(() => Promise.all(running.map((server) => server.close())));

  /** Serves the zone and the hosts, looks at acme.test, and gives each finding as `check/messageId host`. */
  async function look(setUp: {
    zone?: Zone;
    mode?: DnsMode;
    hosts?: Record<string, HostScript>;
    config?: string;
    network?: Partial<NetworkOptions>;
    /** Only these hosts' connections are mapped to loopback. */
    mapped?: string[];
    signal?: AbortSignal;
  }) {
    const dns: RunningDnsServer = await startDnsServer({
      zone: setUp.zone ?? {},
      mode: setUp.mode ?? 'normal',
    });
    const web: RunningWebServer = await startWebServer(setUp.hosts ?? {});
    running.push(dns, web);
    const network: NetworkOptions = {
      dns: [dns.address],
      connectTo: setUp.mapped
        ? setUp.mapped.flatMap((host) => web.connectTo.map((pair) => `${host}${pair}`))
        : web.connectTo,
      caCertificates: ca.root,
      allowPrivate: false,
      timeoutMs: 700,
      ...setUp.network,
    };
    const files = createMemoryFileSystem({ 'launch-ready.yaml': setUp.config ?? 'domain: acme.test\n' });
    const now = Date.now();
    const gather = gatherInProcess(files, GATHERERS);
    const request = {
      names: GATHERERS.map(({ produces }) => produces),
      given: {},
      configPath: 'launch-ready.yaml',
      now,
      network,
    };
    try {
      const gathered = await gather(request, setUp.signal ?? new AbortController().signal);
      const store = createArtifactStore(gathered);
      const results = CHECKS.map((check) => runCheck(check, store, now));
      const outcomes = Object.fromEntries(results.map(({ checkId, outcome }) => [checkId, outcome]));
      const reasons = Object.fromEntries(results.map(({ checkId, reason }) => [checkId, reason ?? '']));
      const findings = results.flatMap((result) =>
        result.findings.map(({ checkId, messageId, location }) => {
          return `${checkId} ${messageId} ${location.kind === 'host' ? location.host : location.path}`;
        }),
      );
      const artifact = <A extends keyof Artifacts & string>(name: A): Artifacts[A] => {
        const entry = store.get(name);
        assert.equal(entry?.status, 'ready', entry?.status === 'failed' ? entry.reason : '');
        return (entry as { value: Artifacts[A] }).value;
      };
      return { outcomes, reasons, findings, artifact, results, dns, web };
    } finally {
      closeNetwork(network);
    }
  }

  const good = async (...names: string[]): Promise<HostScript> => ({
    certificate: await ca.issue({ names }),
    https: { '/': { headers: { ...EDGE_HEADERS.cloudflare, ...HSTS } } },
    http: { '*': { redirect: `https://${names[0]}/`, headers: EDGE_HEADERS.cloudflare } },
  });

  it('passes a domain that is in order', async () => {
    const { outcomes, findings, artifact, dns } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': { CNAME: ['acme.test'] } },
      hosts: {
        'acme.test': await good('acme.test'),
        'www.acme.test': {
          ...(await good('www.acme.test')),
          https: { '*': { redirect: 'https://acme.test/' } },
          http: { '*': { redirect: 'https://www.acme.test/', headers: EDGE_HEADERS.vercel } },
        },
      },
    });
    // http://www → https://www → https://acme without HSTS in the middle is the one thing to say.
    const told = [
      'routing/redirect-chain tooLong www.acme.test',
      'tls/weak-hsts missing www.acme.test',
      // Of the server that this test has.
      'edge/missing-http2 missing acme.test',
      'edge/missing-http2 missing www.acme.test',
    ];
    assert.deepEqual(findings, told);
    for (const [check, outcome] of Object.entries(outcomes)) {
      if (!told.some((finding) => finding.startsWith(`${check} `))) assert.equal(outcome, 'pass', check);
    }
    assert.equal(artifact('TlsCertificates').hosts['acme.test']?.ok, true);
    assert.equal(new Set(dns.log).size, dns.log.length, 'each question is asked once');
  });

  it('puts findings on the line that names the domain or host', async () => {
    const { results } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC },
      config: 'domain: acme.test\nhosts:\n  app: {}\n',
    });
    const [finding] = results.find(({ checkId }) => checkId === 'dns/unresolved-host')?.findings ?? [];
    assert.deepEqual(finding?.location, {
      kind: 'host',
      host: 'app.acme.test',
      record: 'A',
      declaredAt: {
        kind: 'file',
        path: 'launch-ready.yaml',
        range: { start: { line: 2, character: 2 }, end: { line: 2, character: 5 } },
      },
    });
  });

  it('finds what is broken, each for its own reason', async () => {
    const { findings } = await look({
      zone: Object.fromEntries(
        ['acme', 'www.acme', 'old.acme', 'self.acme', 'soon.acme'].map((n) => [`${n}.test`, PUBLIC]),
      ),
      config: 'domain: acme.test\nhosts: { old: {}, self: {}, soon: {}, gone: {} }\n',
      hosts: {
        'acme.test': { certificate: await ca.issue({ names: ['acme.test'] }), https: { '/': {} } },
        'www.acme.test': {
          certificate: await ca.issue({ names: ['acme.test'] }),
          https: { '*': { redirect: 'http://acme.test/' } },
        },
        'old.acme.test': {
          certificate: await ca.issue({ names: ['old.acme.test'], fromDays: -90, toDays: -1 }),
          https: { '*': { redirect: '/' } },
          http: { '*': { redirect: 'https://old.acme.test/' } },
        },
        'self.acme.test': {
          certificate: await ca.issue({ names: ['self.acme.test'], selfSigned: true }),
          https: { '/': { headers: EDGE_HEADERS.netlify } },
          http: TO_HTTPS,
        },
        'soon.acme.test': {
          certificate: await ca.issue({ names: ['soon.acme.test'], fromDays: -86, toDays: 4 }),
          https: { '/': {} },
          http: { '*': { redirect: 'https://soon.acme.test/' } },
        },
      },
    });
    for (const expected of [
      'dns/unresolved-host noHost gone.acme.test',
      'routing/missing-https-redirect servedOverHttp acme.test',
      'routing/insecure-redirect downgrade www.acme.test',
      'routing/redirect-loop loop old.acme.test',
      'tls/uncovered-host uncovered www.acme.test',
      'tls/expired-certificate expired old.acme.test',
      'tls/untrusted-certificate selfSigned self.acme.test',
      'tls/certificate-expiry urgent soon.acme.test',
      'edge/unprotected-host unprotected acme.test',
    ]) {
      assert.ok(findings.includes(expected), `${expected} is missing in\n${findings.join('\n')}`);
    }
    assert.ok(!findings.includes('edge/unprotected-host unprotected self.acme.test'));
    assert.ok(
      !findings.some((finding) => finding.startsWith('tls/untrusted-certificate') && finding.includes('old')),
    );
  });

  it('says that an unresolvable domain does not exist, once', async () => {
    const { outcomes, findings } = await look({ zone: { 'other.test': PUBLIC }, network: { connectTo: [] } });
    assert.deepEqual(findings, ['dns/unresolved-host noDomain acme.test']);
    for (const [check, outcome] of Object.entries(outcomes)) {
      if (check !== 'dns/unresolved-host') assert.match(outcome, /^not(Measured|Applicable)$/u, check);
    }
  });

  for (const mode of ['garbage', 'servfail', 'refused', 'silent'] as const) {
    it(`judges nothing behind a ${mode} resolver`, async () => {
      const { outcomes, reasons } = await look({ mode, network: { connectTo: [], timeoutMs: 200 } });
      assert.deepEqual(new Set(Object.values(outcomes)), new Set(['notMeasured']));
      assert.match(reasons['dns/unresolved-host'] ?? '', /DNS server/);
      assert.match(reasons['tls/untrusted-certificate'] ?? '', /DNS server/);
    });
  }

  it('waits no longer than its limit for a TLS server that hangs, and still judges the rest', async () => {
    const { outcomes, reasons } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC },
      hosts: {
        'acme.test': { hangAfterAccept: true, http: TO_HTTPS },
        'www.acme.test': await good('www.acme.test'),
      },
    });
    assert.equal(outcomes['dns/unresolved-host'], 'pass');
    assert.equal(outcomes['tls/untrusted-certificate'], 'notMeasured');
    assert.match(reasons['tls/untrusted-certificate'] ?? '', /acme\.test: the server takes the connection/);
    assert.equal(outcomes['routing/missing-https-redirect'], 'pass');
  });

  it('is not held by bodies without end', async () => {
    const endless = { '*': { endless: true, headers: EDGE_HEADERS.cloudflare } };
    const { outcomes } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC },
      hosts: {
        'acme.test': {
          certificate: await ca.issue({ names: ['acme.test'] }),
          https: endless,
          http: TO_HTTPS,
        },
        'www.acme.test': {
          certificate: await ca.issue({ names: ['www.acme.test'] }),
          https: endless,
          http: endless,
        },
      },
    });
    assert.equal(outcomes['routing/redirect-loop'], 'pass');
    assert.equal(outcomes['edge/unprotected-host'], 'pass');
  });

  it('follows no redirect to a private address, whether a name or the address itself leads there', async () => {
    const { artifact, reasons, web } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC, 'inner.acme.test': { A: ['127.0.0.1'] } },
      hosts: {
        'acme.test': {
          certificate: await ca.issue({ names: ['acme.test'] }),
          https: { '*': { redirect: 'http://inner.acme.test/x' } },
        },
        'www.acme.test': {
          certificate: await ca.issue({ names: ['www.acme.test'] }),
          https: { '*': { redirect: 'http://169.254.169.254/latest/meta-data/' } },
        },
      },
      mapped: ['acme.test', 'www.acme.test'],
    });
    const { chains } = artifact('HttpChains');
    const ends = chains.map(({ host, end, failure }) => `${host} ${end} ${failure?.code ?? ''}`);
    assert.deepEqual([...new Set(ends)], ['acme.test failed guarded', 'www.acme.test elsewhere ']);
    assert.match(reasons['routing/redirect-loop'] ?? '', /127\.0\.0\.1 is the visitor's own computer/);
    assert.ok(
      web.log.every((line) => /^https? (www\.)?acme\.test \/$/.test(line)),
      web.log.join(),
    );
  });

  it('bounds a thousand redirects', async () => {
    const { findings, web } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC },
      hosts: {
        'acme.test': {
          certificate: await ca.issue({ names: ['acme.test'] }),
          https: {
            '*': {
              handle: (request, response) => {
                const hop = Number(request.url?.slice(1) || 0);
                response.writeHead(302, { location: hop < 1000 ? `/${hop + 1}` : '/done' }).end();
              },
            },
          },
          http: TO_HTTPS,
        },
        'www.acme.test': await good('www.acme.test'),
      },
      network: { timeoutMs: 5000 },
    });
    assert.ok(findings.includes('routing/redirect-loop tooMany acme.test'));
    assert.ok(web.log.length < 60, `${web.log.length} requests`);
  });

  it('sees a page behind a cookie, and a circle in spite of one', async () => {
    const handle = (escapes: boolean): HostScript['https'] => ({
      '*': {
        handle: (request, response) => {
          if (escapes && request.headers.cookie === 'seen=1') return response.end('ok');
          return response.writeHead(302, { location: '/', 'set-cookie': 'seen=1; Path=/' }).end();
        },
      },
    });
    const { findings } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC },
      hosts: {
        'acme.test': {
          certificate: await ca.issue({ names: ['acme.test'] }),
          https: handle(true),
          http: TO_HTTPS,
        },
        'www.acme.test': {
          certificate: await ca.issue({ names: ['www.acme.test'] }),
          https: handle(false),
          http: TO_HTTPS,
        },
      },
    });
    assert.deepEqual(
      findings.filter((finding) => finding.startsWith('routing/redirect-loop')),
      ['routing/redirect-loop loop www.acme.test'],
    );
  });

  it('calls a challenge what it is', async () => {
    const challenge = { status: 403, headers: { ...EDGE_HEADERS.cloudflare, 'cf-mitigated': 'challenge' } };
    const { outcomes, reasons } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC },
      hosts: {
        'acme.test': {
          certificate: await ca.issue({ names: ['acme.test'] }),
          https: { '*': challenge },
          http: { '*': challenge },
        },
        'www.acme.test': await good('www.acme.test'),
      },
    });
    assert.equal(outcomes['routing/missing-https-redirect'], 'notMeasured');
    assert.match(reasons['routing/missing-https-redirect'] ?? '', /prove that they are human/);
  });

  it('judges nothing that a network says in the place of the site', async () => {
    const issuer = 'CN=Zscaler Intermediate Root CA, O=Zscaler Inc.';
    const replaced = async (host: string): Promise<HostScript> => ({
      certificate: await ca.issue({ names: [host], issuer }),
      // What it shows would be two findings and an edge.
      https: { '*': { redirect: 'http://acme.test/', headers: { ...EDGE_HEADERS.cloudflare } } },
      http: { '*': { status: 200 } },
    });
    const { outcomes, reasons, findings } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': { A: ['104.16.0.1'] } },
      hosts: { 'acme.test': await replaced('acme.test'), 'www.acme.test': await replaced('www.acme.test') },
    });
    assert.deepEqual(findings, []);
    for (const { id } of CHECKS.filter(({ id }) => !id.startsWith('dns/'))) {
      assert.equal(outcomes[id], 'notMeasured', id);
      assert.match(reasons[id] ?? '', /your network replaces certificates/, id);
    }
  });

  it('keeps what servers say out of reports where it could do harm', async () => {
    const { artifact } = await look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC },
      hosts: {
        'acme.test': {
          certificate: await ca.issue({ names: ['acme.test'] }),
          https: {
            '*': {
              redirect: 'https://user:pass@www.acme.test/in?code=s3cret#x',
              headers: { server: `x${'y'.repeat(900)}` },
            },
          },
        },
        'www.acme.test': await good('www.acme.test'),
      },
    });
    const text = JSON.stringify(artifact('HttpChains'));
    for (const leak of ['s3cret', 'user:pass', 'y'.repeat(300), 'set-cookie'])
      assert.ok(!text.includes(leak), leak);
    assert.ok(text.includes('https://www.acme.test/in?…'));
  });

  it('stops when aborted', async () => {
    const controller = new AbortController();
    const pending = look({
      zone: { 'acme.test': PUBLIC, 'www.acme.test': PUBLIC },
      hosts: { 'acme.test': { hangAfterAccept: true } },
      network: { timeoutMs: 60_000 },
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 200);
    await assert.rejects(pending, { name: 'AbortError' });
  });

  it('shares one session an audit, and starts anew after it is closed', () => {
    const network: NetworkOptions = { dns: ['127.0.0.1:1'], connectTo: [], allowPrivate: false };
    const session = networkSession({ network });
    assert.equal(networkSession({ network }), session);
    closeNetwork(network);
    assert.notEqual(networkSession({ network }), session);
    closeNetwork(network);
    assert.throws(() => networkSession({}), /not asked for/);
  });
});
