import assert from 'node:assert/strict';
import { emailArea } from '../../../src/areas/email/index.ts';
import { createArtifactStore } from '../../../src/audit/artifact-store.ts';
import { gatherInProcess } from '../../../src/audit/gather.ts';
import { artifactsFor } from '../../../src/audit/plan.ts';
import { runCheck } from '../../../src/audit/run.ts';
import type { Check } from '../../../src/model/check.ts';
import type { Result } from '../../../src/model/report.ts';
import type { MailRecords } from '../../../src/observe/domain/mail-records.ts';
import { mailSites } from '../../../src/observe/domain/mail-records.ts';
import { GATHERERS } from '../../../src/observe/index.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';
import {
  type DnsMode,
  type RunningDnsServer,
  startDnsServer,
  type Zone,
} from '../../support/servers/dns-server.ts';

const GOOGLE_ONLY: Zone = {
  'acme.test': {
    A: ['127.0.1.1'],
    MX: ['10 mx.acme.test'],
    TXT: ['v=spf1 include:_spf.google.test ~all', 'site-verification=secret-token'],
  },
  'mx.acme.test': { A: ['127.0.4.1'] },
  '_spf.google.test': { TXT: ['v=spf1 ip4:192.0.2.0/24 include:more.google.test ~all'] },
  'more.google.test': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  '_dmarc.acme.test': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@acme.test'] },
};

const PROJECT = {
  'launch-ready.yaml': 'domain: acme.test\n',
  'src/mail.ts':
    "import { Resend } from 'resend';\nnew Resend(k).emails.send({ from: 'hello@acme.test' });\n",
};

describe('mail over a real DNS server', () => {
  let server: RunningDnsServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function audit(
    zone: Zone,
    options: { mode?: DnsMode; modes?: Record<string, DnsMode>; files?: Record<string, string> } = {},
  ): Promise<{ results: Map<string, Result>; records: MailRecords | undefined; log: string[] }> {
    const { files = PROJECT, ...rest } = options;
    server = await startDnsServer({ zone, ...rest });
    const checks = emailArea.checks as readonly Check[];
    const gathered = await gatherInProcess(createMemoryFileSystem(files), GATHERERS)(
      {
        names: artifactsFor(checks, GATHERERS),
        given: {},
        configPath: 'launch-ready.yaml',
        network: { dns: [server.address], connectTo: [], allowPrivate: true },
        now: 0,
      },
      new AbortController().signal,
    );
    const store = createArtifactStore(gathered);
    const entry = gathered.MailRecords;
    return {
      results: new Map(checks.map((check) => [check.id, runCheck(check, store, 0)])),
      records: entry?.status === 'ready' ? entry.value : undefined,
      log: server.log,
    };
  }

  it('joins the import in the code with the domain line and the record to add', async () => {
    const { results, records } = await audit(GOOGLE_ONLY);
    const result = results.get('email/unauthorized-mail-provider');
    assert.equal(result?.outcome, 'fail', result?.reason ?? '');
    const [finding] = result?.findings ?? [];
    assert.deepEqual(finding?.location, {
      kind: 'host',
      host: 'acme.test',
      record: 'TXT',
      declaredAt: {
        kind: 'file',
        path: 'launch-ready.yaml',
        range: { start: { line: 0, character: 8 }, end: { line: 0, character: 17 } },
      },
    });
    assert.deepEqual(finding?.related?.[0]?.location, {
      kind: 'file',
      path: 'src/mail.ts',
      range: { start: { line: 0, character: 24 }, end: { line: 0, character: 30 } },
    });
    assert.equal(finding?.remediation?.copy, 'send.acme.test. TXT "v=spf1 include:amazonses.com ~all"');
    // Receivers are told to refuse.
    assert.equal(finding?.severity, 'blocker');
    for (const id of [
      'missing-mx',
      'invalid-mx',
      'missing-spf',
      'invalid-spf',
      'permissive-spf',
      'missing-dmarc',
      'unenforced-dmarc',
    ]) {
      assert.equal(results.get(`email/${id}`)?.outcome, 'pass', id);
    }
    // Only what is about mail is kept of the TXT records.
    assert.ok(!JSON.stringify(records).includes('secret-token'));
    assert.deepEqual(
      records?.sites[0]?.spf.lookups.map((lookup) => [lookup.term, lookup.node?.lookups.length]),
      [['include:_spf.google.test', 1]],
    );
  });

  it('asks every question once', async () => {
    const { log } = await audit({
      ...GOOGLE_ONLY,
      'acme.test': {
        ...GOOGLE_ONLY['acme.test'],
        TXT: ['v=spf1 include:_spf.google.test include:_spf.google.test ~all'],
      },
    });
    const asked = log.filter((line) => line.endsWith('_spf.google.test TXT'));
    assert.equal(asked.length, 1, asked.join());
  });

  it('is content with a domain that is set up', async () => {
    const { results } = await audit({
      ...GOOGLE_ONLY,
      'send.acme.test': { TXT: ['v=spf1 include:amazonses.com ~all'] },
      'resend._domainkey.acme.test': {
        TXT: [
          'p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==',
        ],
      },
    });
    const failed = [...results.values()]
      .filter((result) => result.outcome === 'fail')
      .map((result) => result.checkId);
    assert.deepEqual(failed, []);
    assert.equal(results.get('email/unauthorized-mail-provider')?.outcome, 'pass');
  });

  for (const mode of ['servfail', 'refused', 'garbage'] as const) {
    it(`measures nothing, and fails nothing, when the server answers ${mode}`, async () => {
      const { results } = await audit(GOOGLE_ONLY, { mode });
      for (const [id, result] of results) {
        assert.ok(
          ['notMeasured', 'notApplicable', 'pass'].includes(result.outcome),
          `${id}: ${result.outcome}`,
        );
        assert.deepEqual(result.findings, [], id);
      }
      for (const id of [
        'missing-mx',
        'missing-spf',
        'missing-dmarc',
        'unauthorized-mail-provider',
        'invalid-spf',
      ]) {
        const result = results.get(`email/${id}`);
        assert.equal(result?.outcome, 'notMeasured', id);
        assert.match(result?.reason ?? '', /could not be (?:read|looked up)/);
      }
    });
  }

  it('still judges the rest when one include cannot be read', async () => {
    const { results } = await audit(GOOGLE_ONLY, { modes: { 'more.google.test': 'servfail' } });
    assert.equal(results.get('email/too-many-spf-lookups')?.outcome, 'notMeasured');
    assert.equal(results.get('email/missing-spf')?.outcome, 'pass');
    assert.equal(results.get('email/unauthorized-mail-provider')?.outcome, 'fail');
  });

  it('asks for a bounded number of names, whatever the zone says', async () => {
    const many = (count: number, text: (i: number) => string) =>
      Array.from({ length: count }, (_, i) => text(i));
    const { log, results } = await audit({
      'acme.test': {
        MX: many(60, (i) => `10 mx${i}.acme.test`),
        TXT: [`v=spf1 ${many(400, (i) => `a:h${i}`).join('.x ')}.x -all`.slice(0, 4000)],
      },
    });
    assert.ok(log.length < 500, `${log.length} questions`);
    assert.equal(results.get('email/too-many-spf-lookups')?.outcome, 'fail');
  });

  it('comes to an end with a record that includes itself ten times over', async () => {
    const includes = Array.from({ length: 10 }, (_, i) => `include:${i}.acme.test`).join(' ');
    const zone: Zone = { 'acme.test': { TXT: [`v=spf1 ${includes} -all`] } };
    for (let i = 0; i < 10; i++) zone[`${i}.acme.test`] = { TXT: [`v=spf1 ${includes} -all`] };
    const { results } = await audit(zone);
    assert.equal(results.get('email/invalid-spf')?.outcome, 'fail');
  });
});

describe('the domains whose mail matters', () => {
  const site = (name: string, domain: string) => ({ name, domain, isSubdomain: false });
  const cases: [string, string[], string[], string[]][] = [
    ['the site', ['acme.com'], [], ['acme.com']],
    ['the registered domain of an app’s host', ['app.acme.com'], [], ['acme.com']],
    ['the host itself when mail is sent from it', ['app.acme.com'], ['app.acme.com'], ['app.acme.com']],
    ['not staging', ['acme.com', 'acme.dev'], ['acme.com'], ['acme.com']],
    [
      'staging when mail is sent from it',
      ['acme.com', 'acme.dev'],
      ['mail.acme.dev'],
      ['acme.com', 'acme.dev'],
    ],
    ['nothing below a hosting provider', ['acme.vercel.app'], [], []],
  ];
  for (const [name, sites, from, expected] of cases) {
    it(`takes ${name}`, () => {
      const found = mailSites(
        sites.map((domain, i) => site(String(i), domain)),
        from,
      );
      assert.deepEqual(
        found.map(({ domain }) => domain),
        expected,
      );
    });
  }
});
