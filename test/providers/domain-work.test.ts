import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommandLine } from '../../src/commands/main.ts';
import { domainWork } from '../../src/providers/domain-work.ts';
import { recordedTerminal } from '../commands/terminal.ts';
import { createCertificateAuthority } from '../support/servers/certificate-authority.ts';
import { startDnsServer } from '../support/servers/dns-server.ts';
import { startWebServer } from '../support/servers/web-server.ts';

const PAGE = {
  headers: { 'content-type': 'text/html' },
  body: '<title>Acme</title><a href="/pricing">Pricing</a><script src="/app.js"></script>',
};

describe('what a person is told before a look at a domain', () => {
  it('is about as much as is sent', async function () {
    this.timeout(30_000);
    const folder = mkdtempSync(path.join(tmpdir(), 'launch-ready-work-'));
    const authority = await createCertificateAuthority();
    writeFileSync(path.join(folder, 'ca.pem'), authority.root);
    const names = ['acme.test', 'www.acme.test', 'app.acme.test'];
    const certificate = await authority.issue({ names });
    const dns = await startDnsServer({
      zone: Object.fromEntries(names.map((name) => [name, { A: ['127.0.0.1'] }])),
    });
    const pages = { '/': PAGE, '/pricing': PAGE, '/app.js': PAGE, '*': { status: 404 } };
    const web = await startWebServer({
      'acme.test': { certificate, https: pages, http: { '*': { redirect: 'https://acme.test/' } } },
      'www.acme.test': {
        certificate,
        https: { '*': { redirect: 'https://acme.test/' } },
        http: { '*': { redirect: 'https://www.acme.test/' } },
      },
      'app.acme.test': { certificate, https: pages, http: { '*': { redirect: 'https://app.acme.test/' } } },
    });
    try {
      writeFileSync(path.join(folder, 'launch-ready.yaml'), 'domain: acme.test\nhosts: { app: {} }\n');
      const connect = web.connectTo.flatMap((pair) => ['--connect-to', pair]);
      const options = ['--dns', dns.address, '--cacert', 'ca.pem', '--allow-private', ...connect];
      const only = 'dns,routing,tls,served,edge,email';
      const terminal = recordedTerminal({ cwd: folder, now: Date.now });
      await runCommandLine(['audit', '.', '--only', only, ...options], terminal);
      const config = { path: '', exists: true, ranges: {}, problems: [] };
      const told = await domainWork(
        { ...config, value: { domain: 'acme.test', hosts: { app: {} } } },
        {},
        'acme.test',
      );
      for (const [what, sent, said] of [
        ['DNS queries', dns.log.length, told.dnsQueries],
        ['web requests', web.log.length, told.webRequests],
      ] as const)
        assert.ok(said > sent * 0.7 && said < sent * 1.5, `${what}: ${sent} are sent, ${said} are told of`);
      assert.ok(
        web.log.every((line) => /^https? \S+ \//.test(line)),
        'all are plain GETs',
      );
    } finally {
      await Promise.all([web.close(), dns.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
