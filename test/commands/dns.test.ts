import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommandLine } from '../../src/commands/main.ts';
import type { DnsMap } from '../../src/formats/dns-map.ts';
import { schemaErrors } from '../support/schemas.ts';
import { type RunningDnsServer, startDnsServer, type Zone } from '../support/servers/dns-server.ts';
import { recordedTerminal } from './terminal.ts';

const PROOF = 'google-site-verification=0123456789';
const SOA = ['ns1.acme.test hostmaster.acme.test 1 7200 3600 1209600 300'];

const BEFORE: Zone = {
  'acme.test': {
    SOA,
    NS: ['ns1.acme.test', 'ns2.acme.test'],
    A: ['104.16.1.1'],
    MX: ['10 mx.acme.test'],
    TXT: ['v=spf1 include:_spf.google.com include:amazonses.com -all', PROOF],
    CAA: ['0 issue "letsencrypt.org"'],
  },
  'www.acme.test': { CNAME: ['acme.test'] },
  'blog.acme.test': { CNAME: ['acme.github.io'] },
  'acme.github.io': { A: ['185.199.108.153'] },
  'mx.acme.test': { A: ['198.51.100.9'] },
  'ns1.acme.test': { A: ['198.51.100.53'] },
  'ns2.acme.test': { A: ['203.0.113.53'] },
  'google._domainkey.acme.test': { TXT: ['v=DKIM1; k=rsa; p=AAAA'] },
  '_dmarc.acme.test': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@acme.test'] },
};

/** Moved to a server of one's own, with half of the records forgotten. */
const AFTER: Zone = {
  ...BEFORE,
  'acme.test': {
    ...BEFORE['acme.test'],
    A: ['198.51.100.7'],
    MX: [],
    TXT: ['v=spf1 include:_spf.google.com -all'],
  },
  'app.acme.test': { A: ['198.51.100.8'] },
};
delete (AFTER as Partial<Zone>)['blog.acme.test'];

describe('launch-ready dns', function () {
  this.timeout(60_000);
  let folder: string;
  const servers: RunningDnsServer[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'launch-ready-dns-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  after(() => Promise.all(servers.map((server) => server.close())));

  async function here(...words: string[]) {
    const terminal = recordedTerminal({ cwd: folder });
    const code = await runCommandLine(['dns', ...words], terminal);
    return { code, out: terminal.out.text, err: terminal.err.text };
  }
  /** The options that lead to a zone: nothing but its resolver may be asked. */
  async function served(zone: Zone): Promise<string[]> {
    const server = await startDnsServer({ zone });
    servers.push(server);
    return ['--dns', server.address];
  }
  async function saved(name: string, zone: Zone): Promise<string> {
    const { code, err } = await here(
      'snapshot',
      'acme.test',
      ...(await served(zone)),
      '--format',
      'json',
      '-o',
      name,
    );
    assert.equal(code, 0, err);
    return name;
  }

  it('writes down what can be seen, as JSON, and what each record is for', async () => {
    await saved('a.json', BEFORE);
    const map = JSON.parse(readFileSync(path.join(folder, 'a.json'), 'utf8')) as DnsMap;
    assert.deepEqual(schemaErrors('dns', map), []);
    assert.deepEqual([map.schema, map.domain, map.fromZone], ['launch-ready/dns@1', 'acme.test', false]);
    const shown = map.records.map(({ name, type, value, purpose }) => `${name} ${type} ${value} ${purpose}`);
    for (const expected of [
      'acme.test A 104.16.1.1 web',
      'acme.test MX 10 mx.acme.test mail',
      `acme.test TXT ${PROOF} verification`,
      'acme.test CAA 0 issue "letsencrypt.org" certificates',
      'mx.acme.test A 198.51.100.9 web',
      'www.acme.test CNAME acme.test web',
      'google._domainkey.acme.test TXT v=DKIM1; k=rsa; p=AAAA mailSignature',
    ])
      assert.ok(shown.includes(expected), `${expected} is missing in\n${shown.join('\n')}`);
    const blog = map.records.find(({ name }) => name === 'blog.acme.test');
    assert.deepEqual(blog?.leadsTo, ['185.199.108.153']);
    assert.ok(!shown.some((line) => line.includes('github.io A')), 'only the own names');
  });

  it('writes a zone file with whole names and quoted texts', async () => {
    const { code, out } = await here('snapshot', 'acme.test', ...(await served(BEFORE)), '--format', 'zone');
    assert.equal(code, 0);
    assert.match(out, /^acme\.test\. +300 IN MX 10 mx\.acme\.test\. ; receives mail -> 198\.51\.100\.9$/mu);
    assert.match(out, /^acme\.test\. +300 IN TXT "v=spf1 [^"]+" ; who may send mail \(SPF\)$/mu);
    assert.match(out, /^www\.acme\.test\. +300 IN CNAME acme\.test\. ; alias -> 104\.16\.1\.1$/mu);
    assert.doesNotMatch(out, / IN SOA /u);
  });

  it('shows a table for people', async () => {
    const { out } = await here('snapshot', 'acme.test', ...(await served(BEFORE)));
    assert.match(out, /^THE SITE \(\d+\)$/mu);
    assert.match(out, /www\.acme\.test +CNAME +5 minutes +acme\.test → 104\.16\.1\.1/u);
    assert.ok(Math.max(...out.split('\n').map((line) => line.length)) <= 110);
  });

  it('says what each change breaks, the worst first, and ends with 1', async () => {
    const old = await saved('a.json', BEFORE);
    const { code, out } = await here('diff', old, ...(await served(AFTER)));
    assert.equal(code, 1, out);
    const told = out.split('\n').filter((line) => /^[A-Z][a-z ]+ {2}\S+ [A-Z]+$/u.test(line));
    assert.deepEqual(told, [
      'Site lost  blog.acme.test CNAME',
      'Mail lost  acme.test MX',
      'Server exposed  acme.test A',
      'Mail refused  acme.test TXT',
      'Proof lost  acme.test TXT',
      'New  app.acme.test A',
    ]);
    assert.match(out, /mail from include:amazonses\.com may now be refused/u);
    assert.match(out, /it no longer leads to Cloudflare/u);
    assert.match(out, /^ {2}- 104\.16\.1\.1\n {2}\+ 198\.51\.100\.7$/mu);
    assert.match(out, /^6 changes, 5 that break something\.$/mu);
  });

  it('finds nothing between two looks at the same', async () => {
    const [one, two] = [await saved('a.json', BEFORE), await saved('b.json', BEFORE)];
    const { code, out } = await here('diff', one, two);
    assert.deepEqual([code, out.trim().split('\n').at(-1)], [0, 'Nothing changed.']);
  });

  it('plans the way back: what to delete, what to enter, how long to wait', async () => {
    const [one, two] = [await saved('a.json', BEFORE), await saved('b.json', AFTER)];
    const { code, out } = await here('rollback-plan', one, two);
    assert.equal(code, 0);
    assert.deepEqual(
      out.split('\n').filter((line) => /^\d\. /u.test(line)),
      [
        '1. blog.acme.test CNAME, where the DNS records are',
        '2. acme.test A, where the DNS records are',
        '3. acme.test MX, where the DNS records are',
        '4. acme.test TXT, where the DNS records are',
        '5. acme.test TXT, where the DNS records are',
      ],
    );
    assert.match(
      out,
      / {3}delete acme\.test\. 300 IN A 198\.51\.100\.7\n {3}enter {2}acme\.test\. 300 IN A 104\.16\.1\.1\n/u,
    );
    assert.match(out, /hold what is there now for 5 minutes/u);
    assert.doesNotMatch(out, /app\.acme\.test/u, 'a new host harms nobody');
    const plan = JSON.parse((await here('rollback-plan', one, two, '--format', 'json')).out) as {
      steps: unknown[];
    };
    assert.equal(plan.steps.length, 5);
  });

  it('verifies what the project expects, with the record that is missing', async () => {
    writeFileSync(
      path.join(folder, 'launch-ready.yaml'),
      'domain: acme.test\nhosts: { app: {} }\nemail:\n  senders: [{ from: hi@acme.test, provider: google }]\n',
    );
    const bad = await here('verify', ...(await served(BEFORE)));
    assert.equal(bad.code, 1);
    assert.match(bad.out, /^yes acme\.test has an address$/mu);
    assert.match(bad.out, /^NO {2}app\.acme\.test has an address$/mu);
    assert.match(bad.out, /^yes The domain allows the provider that sends its mail$/mu);
    assert.match(bad.out, /\d+ of \d+ expectations met, 1 not met/u);
  });

  it('says when it could not look, and does not call that a change', async () => {
    const old = await saved('a.json', BEFORE);
    const silent = await startDnsServer({ zone: BEFORE, modes: { '_dmarc.acme.test': 'servfail' } });
    servers.push(silent);
    const part = await here('diff', old, '--dns', silent.address);
    assert.equal(part.code, 3, part.out);
    assert.match(part.out, /Could not check +_dmarc\.acme\.test TXT: the DNS server failed/u);
    const dead = await startDnsServer({ zone: BEFORE, mode: 'servfail' });
    servers.push(dead);
    const none = await here('snapshot', 'acme.test', '--dns', dead.address);
    assert.equal(none.code, 3);
    assert.match(none.err, /could not look: .*SERVFAIL/u);
    const gone = await here('snapshot', 'gone.test', ...(await served(BEFORE)));
    assert.deepEqual([gone.code, /gone\.test does not exist/u.test(gone.err)], [3, true]);
  });

  it('explains wrong usage', async () => {
    await saved('a.json', BEFORE);
    writeFileSync(path.join(folder, 'other.json'), '{"schema":"else"}');
    for (const [words, expected] of [
      [['snapshto'], /Did you mean snapshot\?/u],
      [['diff'], /needs a snapshot/u],
      [['diff', 'none.json'], /cannot read none\.json/u],
      [['diff', 'other.json'], /no DNS snapshot/u],
      [['diff', 'a.json', '--format', 'zone'], /does not go with dns diff/u],
      [['snapshot', 'a.test', 'b.test'], /does not know what to do with "b\.test"/u],
      [['snapshot'], /no domain is set/u],
    ] as [string[], RegExp][]) {
      const { code, err } = await here(...words);
      assert.equal(code, 2, words.join(' '));
      assert.match(err, expected);
    }
  });
});
