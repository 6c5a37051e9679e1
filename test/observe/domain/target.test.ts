import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../../../src/config/parse.ts';
import { targetOf } from '../../../src/observe/domain/target.ts';

function read(text: string, given?: string) {
  return targetOf(parse(text, 'launch-ready.yaml', { now: 0 }), given);
}

function hosts(text: string, given?: string): string[] {
  return read(text, given).hosts.map(({ host, role }) => `${host} ${role}`);
}

describe('observe/domain/target', () => {
  it('looks at the apex and www, and puts both on the domain line', () => {
    const target = read('domain: acme.com\n');
    assert.deepEqual(
      target.hosts.map(({ host, role }) => `${host} ${role}`),
      ['acme.com apex', 'www.acme.com www'],
    );
    const range = { start: { line: 0, character: 8 }, end: { line: 0, character: 16 } };
    for (const { declaredAt } of target.hosts) {
      assert.deepEqual(declaredAt, { kind: 'file', path: 'launch-ready.yaml', range });
    }
  });

  it('expects no www below a subdomain or a shared suffix, and reads www as the domain it belongs to', () => {
    assert.deepEqual(hosts('domain: app.acme.com\n'), ['app.acme.com apex']);
    assert.deepEqual(hosts('domain: acme.vercel.app\n'), ['acme.vercel.app apex']);
    assert.deepEqual(hosts('domain: acme.co.uk\n'), ['acme.co.uk apex', 'www.acme.co.uk www']);
    assert.deepEqual(hosts('domain: www.acme.com\n'), ['acme.com apex', 'www.acme.com www']);
  });

  it('takes hosts by their short and full names, each on its own line', () => {
    const text =
      'domain: acme.com\nhosts:\n  app: {}\n  eu.api: {}\n  pay.acme.com: {}\n  "@": { proxied: false }\n';
    const target = read(text);
    assert.deepEqual(
      target.hosts.map(({ host }) => host),
      ['acme.com', 'www.acme.com', 'app.acme.com', 'eu.api.acme.com', 'pay.acme.com'],
    );
    assert.equal(target.hosts[2]?.declaredAt?.range.start.line, 2);
    assert.equal(target.hosts[0]?.expectation?.proxied, false);
    assert.equal(target.hosts[0]?.role, 'apex');
  });

  it('leaves hosts of other domains alone', () => {
    const target = read('domain: acme.com\nhosts:\n  status.other.com: {}\n');
    assert.deepEqual(target.outside, ['status.other.com']);
    assert.equal(target.hosts.length, 2);
  });

  it('puts production first, and expects www there alone', () => {
    const text = 'domains:\n  staging: acme.dev\n  production: acme.com\n';
    assert.deepEqual(hosts(text), ['acme.com apex', 'www.acme.com www', 'acme.dev apex']);
    assert.deepEqual(hosts(text, 'acme.dev')[0], 'acme.dev apex');
  });

  it('keeps www and short names with production when staging is asked about', () => {
    const text =
      'domains: { production: acme.com, staging: acme.dev }\nhosts: { app: {}, api.acme.dev: {} }\n';
    const expected = [
      'acme.com apex',
      'www.acme.com www',
      'acme.dev apex',
      'app.acme.com configured',
      'api.acme.dev configured',
    ];
    assert.deepEqual(hosts(text), expected);
    assert.deepEqual(hosts(text, 'acme.dev').sort(), expected.toSorted());
    assert.equal(read(text).hosts.at(-1)?.site, 'staging');
  });

  it('knows hosts of every site by their full names, where no registry lists the ending either', () => {
    const text =
      'domains: { production: bücher.test, staging: tést.test }\nhosts: { app.tést.test: {}, büro: {} }\n';
    assert.deepEqual(
      read(text).hosts.map(({ host, site }) => `${host} ${site}`),
      [
        'xn--bcher-kva.test production',
        'www.xn--bcher-kva.test production',
        'xn--tst-bma.test staging',
        'app.xn--tst-bma.test staging',
        'xn--bro-hoa.xn--bcher-kva.test production',
      ],
    );
    assert.equal(read(text).hosts[3]?.declaredAt?.range.start.line, 1);
  });

  it('writes names as the DNS takes them', () => {
    assert.deepEqual(hosts('domain: Bücher.example\n')[0], 'xn--bcher-kva.example apex');
    assert.deepEqual(hosts('', 'WWW.Bücher.example')[0], 'xn--bcher-kva.example apex');
    assert.deepEqual(hosts('', '例え。テスト')[0], 'xn--r8jz45g.xn--zckzah apex');
  });

  it('lets the given domain win: its line where it is the same, no hosts of the file where it is another', () => {
    const text = 'domain: acme.com\nhosts:\n  app: {}\n';
    assert.equal(hosts(text, 'ACME.com').length, 3);
    assert.ok(read(text, 'acme.com').hosts[0]?.declaredAt);
    assert.deepEqual(hosts(text, 'other.com'), ['other.com apex', 'www.other.com www']);
    assert.equal(read(text, 'other.com').hosts[0]?.declaredAt, undefined);
  });

  it('says what is missing', () => {
    assert.throws(() => read(''), /no domain is set/);
    assert.throws(() => read('', '127.0.0.1'), /not a domain name/);
    assert.throws(() => read('', 'not a name'), /not a domain name/);
  });
});
