import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gatherInProcess } from '../../src/audit/gather.ts';
import { runCommandLine } from '../../src/commands/main.ts';
import { type Trace, traceProblems } from '../../src/formats/trace.ts';
import { traceGatherer } from '../../src/observe/domain/trace.ts';
import { configurationGatherer } from '../../src/observe/repository/configuration.ts';
import { formatTrace } from '../../src/reporters/trace-text.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';
import { schemaErrors } from '../support/schemas.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../support/servers/certificate-authority.ts';
import { type DnsServerOptions, startDnsServer, type Zone } from '../support/servers/dns-server.ts';
import { EDGE_HEADERS, type HostScript, startWebServer } from '../support/servers/web-server.ts';
import { recordedStream, recordedTerminal } from './terminal.ts';

/** Nobody is asked there: all connections are mapped to loopback. */
const PUBLIC = { A: ['93.184.215.14'] };
const ZONE: Zone = {
  'acme.test': PUBLIC,
  'www.acme.test': { CNAME: ['acme-site.vercel.app'] },
  'acme-site.vercel.app': PUBLIC,
  'acme-staging.test': PUBLIC,
};
const IDN = 'xn--bcher-kva.test';

describe('launch-ready trace', function () {
  this.timeout(30_000);
  let ca: CertificateAuthority;
  let folder: string;
  const running: { close(): Promise<void> }[] = [];
  before(async () => {
    ca = await createCertificateAuthority();
    folder = mkdtempSync(path.join(tmpdir(), 'launch-ready-trace-'));
    writeFileSync(path.join(folder, 'ca.pem'), ca.root);
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await Promise.all(running.map((server) => server.close()));
  });

  const issue = (...names: string[]) => ca.issue({ names });
  async function trace(
    url: string,
    hosts: Record<string, HostScript>,
    more: { dns?: Partial<DnsServerOptions>; words?: string[]; isMapped?: boolean } = {},
  ) {
    const dns = await startDnsServer({ zone: ZONE, ...more.dns });
    const web = await startWebServer(hosts);
    running.push(dns, web);
    const words = ['trace', url, '--dns', dns.address, '--cacert', 'ca.pem', ...(more.words ?? [])];
    if (more.isMapped !== false) words.push(...web.connectTo.flatMap((pair) => ['--connect-to', pair]));
    const here = recordedTerminal({ cwd: folder, now: Date.now });
    const code = await runCommandLine(words, here);
    return { code, out: here.out.text, err: here.err.text, dns: dns.address, log: web.log };
  }
  async function hangingSite(): Promise<{ dns: string[]; connectTo: string[] }> {
    const dns = await startDnsServer({ zone: ZONE });
    const web = await startWebServer({ 'acme.test': { http: { '*': { hang: true } } } });
    running.push(dns, web);
    return { dns: [dns.address], connectTo: web.connectTo };
  }
  const good = async (): Promise<Record<string, HostScript>> => ({
    'acme.test': {
      certificate: await issue('acme.test'),
      http: { '*': { handle: (request, response) => redirect(response, `https://acme.test${request.url}`) } },
      https: {
        '*': { handle: (request, response) => redirect(response, `https://www.acme.test${request.url}`) },
      },
    },
    'www.acme.test': {
      certificate: await issue('www.acme.test'),
      https: { '*': { headers: EDGE_HEADERS.vercel, body: '<title>Acme, the  shop</title>' } },
    },
  });

  it('shows the whole way as one branch', async () => {
    const { code, out, err, dns } = await trace('acme.test/sale?utm_source=mail', await good());
    assert.equal(code, 0, out + err);
    const soon = new Date(Date.now() + 80 * 86_400_000).toISOString().slice(0, 10);
    const lines = out.split('\n');
    assert.match(lines.shift() ?? '', /^http:\/\/acme\.test\/sale\?…, \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    assert.deepEqual(
      lines
        .join('\n')
        .replace(/\((79|80) days left\)/g, '(80 days left)')
        .replaceAll(soon, 'SOON'),
      [
        '├─ http://acme.test/sale?…',
        `│  ├─ Address      93.184.215.14 (kept 5 minutes), says ${dns}`,
        '│  ├─ Edge         none that is known by its answer',
        '│  └─ Answer       308 (moved for good) from 127.0.0.1, on to https://acme.test/sale?…',
        '├─ https://acme.test/sale?…',
        '│  ├─ Certificate  for acme.test; by Test R1, Test Authority; until SOON (80 days left)',
        '│  └─ Answer       308 (moved for good) from 127.0.0.1, on to https://www.acme.test/sale?…',
        '└─ https://www.acme.test/sale?…',
        '   ├─ Alias        www.acme.test → acme-site.vercel.app (CNAME, kept 5 minutes)',
        `   ├─ Address      93.184.215.14 (kept 5 minutes), says ${dns}`,
        '   ├─ Edge         Vercel, by its x-vercel-id header',
        '   ├─ Certificate  for www.acme.test; by Test R1, Test Authority; until SOON (80 days left)',
        '   ├─ Page         200, "Acme, the shop", from 127.0.0.1',
        '   └─ Query        is kept',
        '',
        'Visitors get to https://www.acme.test/sale?…, after 2 redirects.',
        '',
      ].join('\n'),
    );
  });

  it('says the same as JSON, without what is behind the question mark', async () => {
    const { code, out } = await trace('https://acme.test/?token=hush', await good(), {
      words: ['--format', 'json'],
    });
    assert.equal(code, 0, out);
    assert.doesNotMatch(out, /hush/);
    const { steps, ...rest } = JSON.parse(out) as Trace & { problems: unknown[] };
    assert.deepEqual(
      { ...rest, takenAt: '' },
      {
        schema: 'launch-ready/trace@1',
        url: 'https://acme.test/?…',
        takenAt: '',
        end: 'final',
        page: { title: 'Acme, the shop', contentType: 'text/html' },
        keepsQuery: true,
        problems: [],
      },
    );
    assert.deepEqual(
      steps.map(({ host, answer }) => [host, answer?.status]),
      [
        ['acme.test', 308],
        ['www.acme.test', 200],
      ],
    );
    assert.deepEqual(steps[1]?.name?.aliases, [
      { name: 'www.acme.test', to: 'acme-site.vercel.app', ttl: 300 },
    ]);
    assert.deepEqual(steps[1]?.edge, { name: 'Vercel', by: 'its x-vercel-id header' });
    assert.deepEqual(steps[0]?.certificate?.names, ['acme.test']);
  });

  it('fits the published schema, however it ends', async () => {
    const certificate = await issue('acme.test');
    const challenge = { status: 403, headers: { ...EDGE_HEADERS.cloudflare, 'cf-mitigated': 'challenge' } };
    const cases: [url: string, hosts: Record<string, HostScript>, dns: Partial<DnsServerOptions>][] = [
      ['https://acme.test/?a=b', await good(), {}],
      ['https://acme.test/', { 'acme.test': { certificate, https: { '*': { redirect: '/' } } } }, {}],
      ['https://acme.test/', { 'acme.test': { certificate, https: { '*': { status: 302 } } } }, {}],
      ['http://acme.test/', { 'acme.test': { http: { '*': { redirect: 'http://other.test/' } } } }, {}],
      ['http://acme.test/', { 'acme.test': { http: { '*': challenge } } }, {}],
      [
        'https://acme.test/',
        {
          'acme.test': {
            certificate: await ca.issue({ names: ['x.test'], selfSigned: true }),
            https: { '*': {} },
          },
        },
        {},
      ],
      ['gone.acme.test', {}, {}],
      ['acme.test', {}, { mode: 'servfail' }],
      ['http://192.0.2.1/', {}, {}],
      ['bücher.test', { [IDN]: { http: { '*': {} } } }, { zone: { [IDN]: PUBLIC } }],
    ];
    const ends: string[] = [];
    for (const [url, hosts, dns] of cases) {
      const isMapped = Object.keys(hosts).length > 0;
      const { out, err } = await trace(url, hosts, { dns, isMapped, words: ['--format', 'json'] });
      assert.deepEqual(schemaErrors('trace', JSON.parse(out || err)), [], `${url}\n${out}`);
      ends.push((JSON.parse(out) as Trace).end);
    }
    assert.deepEqual(
      ['final', 'loop', 'nowhere', 'elsewhere', 'failed'].filter((end) => !ends.includes(end)),
      [],
    );
  });

  it('tells a circle, too many redirects, and one to nowhere', async () => {
    const certificate = await issue('acme.test');
    const to = (path: string) => ({ redirect: `https://acme.test${path}` });
    const circle = await trace('https://acme.test/', {
      'acme.test': { certificate, https: { '/': to('/a'), '/a': to('/') } },
    });
    assert.equal(circle.code, 1);
    assert.match(circle.out, /✗ back to where it has been: a circle/);
    assert.match(circle.out, /^Broken: The redirects go in a circle: browsers give up\.$/m);
    const endless = (request: { url?: string | undefined }, response: Response) =>
      redirect(response, `https://acme.test${request.url}x`);
    const many = await trace('https://acme.test/', {
      'acme.test': { certificate, https: { '*': { handle: endless } } },
    });
    assert.equal(many.code, 1);
    assert.match(many.out, /^Broken: There are more redirects than browsers follow\.$/m);
    const nowhere = await trace('https://acme.test/', {
      'acme.test': { certificate, https: { '/': { status: 302 } } },
    });
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.out, /✗ 302 from 127\.0\.0\.1, a redirect that does not say where to go/);
  });

  it('looks on behind a bad certificate, and says what browsers do', async () => {
    for (const [certificate, words] of [
      [
        await ca.issue({ names: ['acme.test'], fromDays: -90, toDays: -3 }),
        /the certificate ran out on \d{4}-/,
      ],
      [await issue('other.test'), /the certificate is for another name \(other\.test\)/],
      [
        await ca.issue({ names: ['acme.test'], selfSigned: true }),
        /the server signed the certificate itself/,
      ],
      [await ca.issue({ names: ['acme.test'], withoutIntermediate: true }), /does not lead to an authority/],
    ] as const) {
      const { code, out } = await trace('https://acme.test/', {
        'acme.test': { certificate, https: { '*': {} } },
      });
      assert.equal(code, 1, out);
      assert.match(out.replace(/\n *[│ ]+ /g, ' '), words);
      assert.match(out, /Page +200, "Acme"/, 'the next step is told all the same');
    }
  });

  it('tells a name that does not exist from one that nobody answered about', async () => {
    const missing = await trace('gone.acme.test', {});
    assert.equal(missing.code, 1, missing.out);
    assert.match(missing.out, /Address +✗ gone\.acme\.test does not exist, says 127\.0\.0\.1:/);
    const dangling = await trace(
      'old.test',
      {},
      {
        dns: {
          zone: {
            'old.test': { CNAME: ['gone.vercel.app'] },
            // A resolver that finds nothing at all would not be believed.
            'a.root-servers.net': { A: ['198.41.0.4'] },
          },
        },
      },
    );
    assert.equal(dangling.code, 1);
    assert.match(dangling.out, /Broken: .*the name leads to gone\.vercel\.app, which does not exist\.$/m);
    const silent = await trace('acme.test', {}, { dns: { mode: 'servfail' } });
    assert.equal(silent.code, 3, silent.out);
    assert.match(silent.out, /Could not check A: /);
    assert.match(silent.out, /^Could not check: http:\/\/acme\.test\//m);
    assert.doesNotMatch(silent.out, /Broken|✗/);
  });

  it('tells a server that says nothing apart from one that is not there', async () => {
    const network = { ...(await hangingSite()), allowPrivate: false, timeoutMs: 500 };
    const gather = gatherInProcess(createMemoryFileSystem({}), [configurationGatherer, traceGatherer]);
    const request = {
      names: ['Trace' as const],
      given: {},
      configPath: 'launch-ready.yaml',
      now: Date.now(),
      network,
    };
    const { Trace: seen } = await gather(
      { ...request, trace: 'http://acme.test/' },
      new AbortController().signal,
    );
    assert.ok(seen?.status === 'ready');
    assert.deepEqual(traceProblems(seen.value), [
      { state: 'unknown', words: 'http://acme.test/: the server takes longer than we wait' },
    ]);
    const text = formatTrace(seen.value, { colour: false, width: 100 });
    assert.match(text, /Answer +\? Could not check: the server takes longer than we wait/);
    const refused = await trace(
      'http://acme.test/',
      {},
      { isMapped: false, words: ['--connect-to', 'acme.test:80:127.0.0.1:1'] },
    );
    assert.equal(refused.code, 1, refused.out);
    assert.match(refused.out, /✗ none: the server refuses the connection/);
  });

  it('contacts no private address unless that is asked for, in numbers or by a redirect either', async () => {
    const zone: Zone = { 'acme.test': PUBLIC, 'in.acme.test': { A: ['127.0.0.1'] } };
    const direct = await trace('in.acme.test', {}, { dns: { zone }, isMapped: false });
    assert.equal(direct.code, 3, direct.out);
    assert.match(
      direct.out.replace(/\s+/g, ' '),
      /127\.0\.0\.1 is the visitor's own computer \(loopback\); it is only contacted with --allow-private/,
    );
    const metadata = await trace('http://169.254.169.254/latest', {}, { isMapped: false });
    assert.equal(metadata.code, 3);
    assert.match(metadata.out.replace(/\s+/g, ' '), /is a cloud metadata service/);
    const web = await startWebServer({
      'acme.test': { http: { '*': { redirect: 'http://in.acme.test/secret' } } },
    });
    running.push(web);
    const led = await trace(
      'acme.test',
      {},
      {
        dns: { zone },
        isMapped: false,
        words: ['--connect-to', `acme.test:80:127.0.0.1:${web.httpPort}`],
      },
    );
    assert.equal(led.code, 3, led.out);
    assert.equal(web.log.length, 1);
    assert.match(
      led.out.replace(/\s+/g, ' '),
      /308 .* on to http:\/\/in\.acme\.test\/secret .* \(loopback\)/,
    );
  });

  it("does not follow to somebody else's domain, but does to the project's other one", async () => {
    const hosts: Record<string, HostScript> = {
      'acme-staging.test': { http: { '*': { redirect: 'http://acme.test/' } } },
      'acme.test': { http: { '*': {} } },
    };
    const stranger = await trace('acme-staging.test', hosts);
    assert.equal(stranger.code, 0, stranger.out);
    assert.deepEqual(stranger.log, ['http acme-staging.test /']);
    assert.match(stranger.out, /somebody else's domain, where we do not look/);
    writeFileSync(
      path.join(folder, 'launch-ready.yaml'),
      'domains: { production: acme.test, staging: acme-staging.test }\n',
    );
    try {
      const own = await trace('acme-staging.test', hosts);
      assert.deepEqual(own.log, ['http acme-staging.test /', 'http acme.test /']);
      assert.match(own.out, /Visitors get to http:\/\/acme\.test\/, after 1 redirect\./);
    } finally {
      rmSync(path.join(folder, 'launch-ready.yaml'));
    }
  });

  it('asks for names of other scripts as the DNS writes them, and shows both forms', async () => {
    const { code, out, log } = await trace(
      'bücher.test/a',
      { [IDN]: { http: { '*': {} } } },
      { dns: { zone: { [IDN]: PUBLIC } } },
    );
    assert.equal(code, 0, out);
    assert.deepEqual(log, [`http ${IDN} /a`]);
    assert.match(out, /^└─ http:\/\/bücher\.test\/a \(xn--bcher-kva\.test\)$/m);
  });

  it('says that an edge stood in between, which is not the site’s word', async () => {
    const { code, out } = await trace('http://acme.test/', {
      'acme.test': {
        http: { '*': { status: 403, headers: { ...EDGE_HEADERS.cloudflare, 'cf-mitigated': 'challenge' } } },
      },
    });
    assert.equal(code, 3, out);
    assert.match(
      out.replace(/\s+/g, ' '),
      /\? 403 from 127\.0\.0\.1\. Could not check: Cloudflare asks visitors/,
    );
    const broken = await trace('http://acme.test/', { 'acme.test': { http: { '*': { status: 502 } } } });
    assert.equal(broken.code, 1);
    assert.match(broken.out, /^Broken: The last answer is an error \(502\)\.$/m);
  });

  it('writes to a file, draws in colour for a terminal only, and refuses what is no address', async () => {
    const { out, err } = await trace(
      'http://acme.test/',
      { 'acme.test': { http: { '*': {} } } },
      { words: ['-o', 'way.txt'] },
    );
    assert.deepEqual([out, err], ['', 'Written to way.txt.\n']);
    assert.doesNotMatch(readFileSync(path.join(folder, 'way.txt'), 'utf8'), /\u001b/);
    const here = recordedTerminal({ cwd: folder, err: recordedStream() });
    assert.equal(await runCommandLine(['trace', 'ftp://acme.test'], here), 2);
    assert.match(here.err.text, /neither http nor https/);
  });

  it('shows nothing of hostile answers that a terminal would act upon', async () => {
    const { out } = await trace('http://acme.test/', {
      'acme.test': {
        http: { '*': { body: '<title>\u001b[2Jgone \u202etxt</title>', headers: { server: 'x' } } },
      },
    });
    assert.doesNotMatch(out, /\u001b|\u202e/);
  });
});

type Response = Parameters<NonNullable<NonNullable<HostScript['http']>[string]['handle']>>[1];

function redirect(response: Response, location: string): void {
  response.writeHead(308, { location }).end();
}
