import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applied, dmarcEffect, isDmarcRecord, parseDmarc } from '../../src/formats/dmarc.ts';
import { discoverDmarc, dmarcWalk } from '../../src/formats/dmarc-discovery.ts';

function problems(text: string): string[] {
  return parseDmarc(text).problems.map(({ code, tag, start }) => `${code} ${tag}@${start}`);
}

describe('DMARC records', () => {
  const fine = [
    'v=DMARC1; p=none',
    'v = DMARC1 ;p = reject ; ',
    'v=DMARC1;p=quarantine;sp=reject;np=reject;adkim=s;aspf=r;psd=n;t=n;fo=0:1:d:s',
    'v=DMARC1; p=REJECT; rua=mailto:a@acme.com,mailto:b@acme.com!10m',
  ];
  for (const text of fine) it(`accepts ${text}`, () => assert.deepEqual(problems(text), []));

  const faults: [string, string[]][] = [
    ['v=dmarc1; p=none', ['notDmarc v@0']],
    ['p=none; v=DMARC1', ['notDmarc v@0']],
    ['v=DMARC1', ['missingPolicy p@0']],
    ['v=DMARC1; p=quarantaine', ['badPolicy p@10']],
    ['v=DMARC1; p=none; sp=bogus', ['badPolicy sp@18']],
    ['v=DMARC1; p=none; p=reject', ['duplicateTag p@18']],
    ['v=DMARC1; p=none; hello', ['malformedTag hello@18']],
    ['v=DMARC1; p=none;; aspf=x', ['malformedTag @17', 'badValue aspf@19']],
    ['v=DMARC1; p=none; rua=a@acme.com', ['badUri rua@18']],
    ['v=DMARC1; p=none; rua=mailto:a@acme', ['badUri rua@18']],
  ];
  for (const [text, expected] of faults)
    it(`rejects ${text}`, () => assert.deepEqual(problems(text), expected));

  it('notes what receivers put up with', () => {
    const { notes } = parseDmarc('v=DMARC1; pct=50; p=none; ri=1; rf=afrf; x=1; rua=mailto:a@acme.com!10m');
    assert.deepEqual(
      notes.map(({ code, tag }) => `${code} ${tag}`),
      [
        'removedTag pct',
        'policyNotFirst p',
        'removedTag ri',
        'removedTag rf',
        'unknownTag x',
        'sizeLimit rua',
      ],
    );
  });

  it('falls back from np to sp to p', () => {
    assert.deepEqual(dmarcEffect(parseDmarc('v=DMARC1; p=reject')), {
      p: 'reject',
      sp: 'reject',
      np: 'reject',
    });
    assert.deepEqual(dmarcEffect(parseDmarc('v=DMARC1; p=reject; sp=none')), {
      p: 'reject',
      sp: 'none',
      np: 'none',
    });
    assert.equal(dmarcEffect(parseDmarc('v=DMARC1; sp=none')), undefined);
    assert.equal(dmarcEffect(parseDmarc('v=DMARC1; p=x; rua=mailto:a@acme.com'))?.p, 'none');
    assert.equal(applied('reject', true), 'quarantine');
    assert.equal(applied('quarantine', true), 'none');
  });

  it('walks at most eight names', () => {
    assert.deepEqual(dmarcWalk('App.Acme.com.'), ['app.acme.com', 'acme.com', 'com']);
    assert.equal(dmarcWalk('a.b.c.d.e.f.g.h').length, 8);
    assert.deepEqual(dmarcWalk('a.b.c.d.e.f.g.h.i').slice(0, 2), ['a.b.c.d.e.f.g.h.i', 'c.d.e.f.g.h.i']);
  });

  it('takes a subdomain that publishes psd=n for an organization of its own', () => {
    const zone: Record<string, string[]> = {
      'acme.com': ['v=DMARC1; p=reject'],
      'eu.acme.com': ['v=DMARC1; p=none; psd=n'],
    };
    const found = discoverDmarc('app.eu.acme.com', (name) => zone[name] ?? []);
    assert.equal(found.organizationalDomain, 'eu.acme.com');
    assert.equal(found.policy?.domain, 'eu.acme.com');
    assert.deepEqual(found.queried, ['app.eu.acme.com', 'eu.acme.com']);
  });

  it('never throws, and every place lies in the text', () => {
    const piece = fc.constantFrom(
      'v=DMARC1',
      ';',
      ' ',
      'p=',
      'none',
      'rua=',
      'mailto:',
      'a@b.c',
      '!',
      ',',
      '=',
      'sp',
      '\ufffd',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const record = parseDmarc(text);
        assert.equal(
          record.problems.some((problem) => problem.code === 'notDmarc'),
          !isDmarcRecord(text),
        );
        for (const { start, end } of [...record.problems, ...record.notes]) {
          assert.ok(start >= 0 && start <= end && end <= text.length);
        }
      }),
    );
  });
});
