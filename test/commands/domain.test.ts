import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommandLine } from '../../src/commands/main.ts';
import type { Report } from '../../src/model/report.ts';
import { type RunningDnsServer, startDnsServer } from '../support/servers/dns-server.ts';
import { type RunningWebServer, startWebServer } from '../support/servers/web-server.ts';
import { recordedTerminal } from './terminal.ts';

const BOOKS = 'xn--bcher-kva.test';
const PUBLIC = { A: ['93.184.215.14'] };

describe('launch-ready domain', function () {
  this.timeout(60_000);
  let folder: string;
  let dns: RunningDnsServer;
  let web: RunningWebServer;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'launch-ready-domain-'));
    dns = await startDnsServer({ zone: { [BOOKS]: PUBLIC, 'acme-staging.test': PUBLIC } });
    web = await startWebServer({
      [BOOKS]: { http: { '*': {} } },
      'acme-staging.test': { http: { '*': {} } },
    });
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await Promise.all([dns.close(), web.close()]);
  });

  async function here(...words: string[]) {
    const terminal = recordedTerminal({ cwd: folder });
    const to = web.connectTo.flatMap((pair) => ['--connect-to', pair]);
    const code = await runCommandLine([...words, '--dns', dns.address, ...to], terminal);
    return { code, out: terminal.out.text, err: terminal.err.text };
  }
  const hostsOf = (out: string) => {
    const findings = (JSON.parse(out) as Report).results.flatMap((result) => result.findings);
    return findings.flatMap(({ location }) => (location.kind === 'host' ? [location.host] : []));
  };

  it('asks for a name of another script as the DNS writes it, and shows both forms', async () => {
    const { out, err } = await here('domain', 'Bücher.test', '--format', 'json');
    assert.equal((JSON.parse(out || '{}') as Report).domain, BOOKS, err);
    assert.ok(hostsOf(out).includes(`www.${BOOKS}`));
    assert.ok(web.log.includes(`http ${BOOKS} /`));
    assert.ok(dns.log.every((question) => !/[^ -~]/.test(question)));
    const text = (await here('domain', 'bücher.test')).out;
    assert.match(text, /· bücher\.test \(xn--bcher-kva\.test\) ·/);
    assert.match(text, / www\.bücher\.test \(www\.xn--bcher-kva\.test\)/);
  });

  it('looks at production and staging, each finding on the line that names it', async () => {
    writeFileSync(
      path.join(folder, 'launch-ready.yaml'),
      'domains:\n  staging: acme-staging.test\n  production: bücher.test\n',
    );
    const { out, err } = await here('audit', '--only', 'dns,routing', '--format', 'json');
    const report = JSON.parse(out || '{}') as Report;
    assert.equal(report.domain, BOOKS, err);
    const places = report.results
      .flatMap((result) => result.findings)
      .flatMap(({ location }) =>
        location.kind === 'host' ? [`${location.host} ${location.declaredAt?.range.start.line}`] : [],
      );
    assert.ok(places.includes(`www.${BOOKS} 2`), places.join('\n'));
    assert.ok(places.includes('acme-staging.test 1'), places.join('\n'));
    assert.ok(!places.some((place) => place.startsWith('www.acme-staging.test')), places.join('\n'));
  });
});
