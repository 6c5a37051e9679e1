import assert from 'node:assert/strict';
import { diffDnsMaps } from '../../src/formats/dns-changes.ts';
import { type DnsMap, lifetimeWords, type MapRecord, readDnsMap } from '../../src/formats/dns-map.ts';
import { purposeOf } from '../../src/formats/dns-purpose.ts';
import { rollbackPlan } from '../../src/formats/dns-rollback.ts';

const SOA = 'acme.test SOA ns1.old.test host.acme.test 1 7200 3600 1209600 900';

/** `NAME TYPE VALUE` with a TTL of 300, or `TTL:NAME TYPE VALUE`. */
function map(...lines: string[]): DnsMap {
  const records = [SOA, ...lines].map((line): MapRecord => {
    const [, ttl = '300', name = '', type = '', value = ''] =
      /^(?:(\d+):)?(\S+) (\S+) (.*)$/u.exec(line) ?? [];
    return { name, type, ttl: Number(ttl), value, ...purposeOf({ name, type, value }) };
  });
  return {
    ...{ schema: 'launch-ready/dns@1', domain: 'acme.test', takenAt: '2026-11-21T00:00:00Z', askedOf: 'ns1' },
    ...{ fromZone: true, unanswered: [], records },
  };
}

const edgeOf = (records: readonly MapRecord[]) =>
  records.some(({ value }) => value.startsWith('104.16.')) ? 'Cloudflare' : undefined;
const effects = (before: DnsMap, after: DnsMap) =>
  diffDnsMaps(before, after, edgeOf).changes.map(({ name, type, effect }) => `${effect} ${name} ${type}`);

describe('formats/dns-changes', () => {
  it('tells what a change of each kind does', () => {
    const cases: [string[], string[], string[]][] = [
      [['acme.test NS a.old.test'], ['acme.test NS a.new.test'], ['delegationMoved acme.test NS']],
      [['acme.test NS a.old.test'], [], ['domainLost acme.test NS']],
      [[], ['acme.test DS 1 13 2 AB'], ['domainLost acme.test DS']],
      [['acme.test DS 1 13 2 AB'], [], ['weaker acme.test DS']],
      [['acme.test A 104.16.0.1'], ['acme.test A 104.16.0.2'], ['siteMoved acme.test A']],
      [['acme.test A 104.16.0.1'], ['acme.test A 192.0.2.1'], ['originExposed acme.test A']],
      [['acme.test A 192.0.2.1'], [], ['siteLost acme.test A']],
      [
        ['acme.test A 192.0.2.1', 'acme.test AAAA 2001:db8::1'],
        ['acme.test A 192.0.2.1'],
        ['weaker acme.test AAAA'],
      ],
      [['acme.test MX 10 a.test'], ['acme.test MX 10 b.test'], ['mailLost acme.test MX']],
      [
        ['acme.test MX 10 a.test'],
        ['acme.test MX 20 a.test', 'acme.test MX 10 b.test'],
        ['mailMoved acme.test MX'],
      ],
      [[], ['acme.test CAA 0 issue "a.test"'], ['certificateRefused acme.test CAA']],
      [['acme.test CAA 0 issue "a.test"'], [], ['weaker acme.test CAA']],
      [['_dmarc.acme.test TXT v=DMARC1; p=reject'], [], ['weaker _dmarc.acme.test TXT']],
      [['k._domainkey.acme.test CNAME k.mail.test'], [], ['mailRejected k._domainkey.acme.test CNAME']],
      [['_imaps._tcp.acme.test SRV 0 1 993 a.test'], [], ['serviceLost _imaps._tcp.acme.test SRV']],
      [['acme.test TXT MS=ms123'], [], ['verificationLost acme.test TXT']],
      [[], ['acme.test TXT hello'], ['added acme.test TXT']],
      [['acme.test A 192.0.2.1'], ['3600:acme.test A 192.0.2.1'], ['lifetime acme.test A']],
    ];
    for (const [before, after, expected] of cases)
      assert.deepEqual(effects(map(...before), map(...after)), expected, `${before} → ${after}`);
  });

  it('judges the texts of one name apart, and the worst comes first', () => {
    const before = map(
      'acme.test TXT v=spf1 include:a.test include:b.test -all',
      'acme.test TXT MS=ms123',
      'acme.test TXT hi',
    );
    const after = map('acme.test TXT v=spf1 include:a.test -all', 'acme.test TXT ho');
    assert.deepEqual(effects(before, after), [
      'mailRejected acme.test TXT',
      'verificationLost acme.test TXT',
      'other acme.test TXT',
    ]);
  });

  it('does not call lost what could not be looked at', () => {
    const after = { ...map(), unanswered: [{ name: 'acme.test', type: 'MX', reason: 'silence' }] };
    const { changes, unseen } = diffDnsMaps(map('acme.test MX 10 a.test'), after, edgeOf);
    assert.deepEqual([changes, unseen], [[], [{ name: 'acme.test', type: 'MX', reason: 'silence' }]]);
  });

  it('compares lifetimes only where both maps have the zone’s own', () => {
    const [before, after] = [map('acme.test A 192.0.2.1'), map('9:acme.test A 192.0.2.1')];
    assert.deepEqual(effects({ ...before, fromZone: false }, after), []);
  });
});

describe('formats/dns-rollback', () => {
  const plan = (before: DnsMap, after: DnsMap) =>
    rollbackPlan(diffDnsMaps(before, after, edgeOf).changes, after);

  it('takes a wrong demand for a signature out first, and puts the right one back last', () => {
    const before = map('acme.test NS a.old.test', 'acme.test DS 1 13 2 AB', 'acme.test A 192.0.2.1');
    const after = map('acme.test NS a.new.test', 'acme.test DS 2 13 2 CD', 'acme.test A 192.0.2.9');
    const steps = plan(before, after).map(({ at, type, remove, put, thenLook }) => [
      ...[at, type, remove.length, put.length, thenLook ?? false],
    ]);
    assert.deepEqual(steps, [
      ['registrar', 'DS', 1, 0, false],
      ['registrar', 'NS', 1, 1, true],
      ['zone', 'A', 1, 1, false],
      ['registrar', 'DS', 0, 1, false],
    ]);
  });

  it('waits as long as resolvers may hold what is there now, or that there is nothing', () => {
    const [moved] = plan(map('acme.test A 192.0.2.1'), map('7200:acme.test A 192.0.2.9'));
    assert.equal(moved?.waitSeconds, 7200);
    // The SOA's minimum is 900, its own lifetime 300 (RFC 2308, section 5).
    const [gone] = plan(map('acme.test MX 10 a.test'), map());
    assert.equal(gone?.waitSeconds, 300);
    const [delegation] = plan(map('acme.test NS a.old.test'), map('acme.test NS a.new.test'));
    assert.equal(delegation?.waitSeconds, 172_800);
  });

  it('clears the way for an alias, and leaves what harms nobody', () => {
    const before = map('www.acme.test CNAME acme.test', 'acme.test A 192.0.2.1');
    const after = map(
      'www.acme.test A 192.0.2.9',
      'www.acme.test TXT hello',
      'new.acme.test A 192.0.2.9',
      'acme.test A 192.0.2.1',
    );
    const touched = plan(before, after).map(({ name, type, remove }) => `${name} ${type} ${remove.length}`);
    assert.deepEqual(touched.sort(), ['www.acme.test A 1', 'www.acme.test CNAME 0', 'www.acme.test TXT 1']);
  });
});

describe('formats/dns-map', () => {
  it('reads what it wrote, and says what is wrong with anything else', () => {
    const one = map('acme.test A 192.0.2.1');
    assert.deepEqual(readDnsMap(JSON.stringify(one)), one);
    for (const [text, words] of [
      ['', /no JSON/],
      ['[]', /no DNS snapshot/],
      ['{"schema":"launch-ready/dns@1"}', /parts are missing/],
      [JSON.stringify({ ...one, records: [{ name: 'a' }] }), /no name, type, ttl or value/],
    ] as const)
      assert.throws(() => readDnsMap(text), words);
  });

  it('says lifetimes as one would wait', () => {
    assert.deepEqual([30, 300, 3600, 5400, 86_400, 172_800].map(lifetimeWords), [
      '30 seconds',
      '5 minutes',
      '1 hour',
      '2 hours',
      '1 day',
      '2 days',
    ]);
  });
});
