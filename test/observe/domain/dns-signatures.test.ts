import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readDnsKey } from '../../../src/formats/dnssec.ts';
import type { DnsRecord } from '../../../src/net/dns-answer.ts';
import { signatureState } from '../../../src/observe/domain/dns-signatures.ts';

interface Written {
  type: string;
  data: string;
}

/** Zones that BIND's dnssec-signzone signed. */
const SIGNED = JSON.parse(readFileSync(path.join(import.meta.dirname, 'dns-signatures.json'), 'utf8')) as ({
  method: string;
} & Record<'A' | 'DNSKEY', Written[]>)[];

/** The same of records that hold names; the mail address of the second one's SOA has a dot of its own. */
const WITH_NAMES = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'dns-signatures-names.json'), 'utf8'),
) as ({ method: string } & Record<'SOA' | 'MX' | 'DNSKEY', Written[]>)[];

const ZONE = 'acme.test';
const records = (written: readonly Written[]): DnsRecord[] =>
  written.map((record) => ({ ...record, name: ZONE, ttl: 60 }));
const keysOf = (written: readonly Written[]) => written.flatMap(({ data }) => readDnsKey(data) ?? []);

describe('signatures of a zone’s records', () => {
  for (const { method, A, DNSKEY } of SIGNED) {
    const keys = keysOf(DNSKEY);

    it(`${method}: fits what was signed, in whatever order it comes`, () => {
      assert.equal(signatureState(ZONE, 'A', records(A), keys), 'fits');
      assert.equal(signatureState(ZONE, 'A', records([...A].reverse()), keys), 'fits');
      assert.equal(signatureState(ZONE, 'DNSKEY', records(DNSKEY), keys), 'fits');
    });

    it(`${method}: is broken when an address was changed, added or left out`, () => {
      const changed = A.map(({ type, data }) => ({ type, data: data.replace('192.0.2.7', '192.0.2.8') }));
      assert.equal(signatureState(ZONE, 'A', records(changed), keys), 'broken');
      assert.equal(
        signatureState(ZONE, 'A', records([...A, { type: 'A', data: '192.0.2.9' }]), keys),
        'broken',
      );
      const fewer = A.filter(({ data }) => data !== '192.0.2.7');
      assert.equal(signatureState(ZONE, 'A', records(fewer), keys), 'broken');
    });

    it(`${method}: says nothing without the key that signed`, () => {
      const others = SIGNED.filter((one) => one.method !== method).flatMap((one) => keysOf(one.DNSKEY));
      assert.equal(signatureState(ZONE, 'A', records(A), []), 'unknown');
      assert.equal(signatureState(ZONE, 'A', records(A), others), 'unknown');
    });
  }

  for (const { method, SOA, MX, DNSKEY } of WITH_NAMES) {
    const keys = keysOf(DNSKEY);
    const changed = (written: Written[], from: string | RegExp, to: string) =>
      records(
        written.map(({ type, data }) => ({ type, data: type === 'RRSIG' ? data : data.replace(from, to) })),
      );

    it(`${method}: fits records that hold names, and is broken when one of them is another`, () => {
      assert.equal(signatureState(ZONE, 'MX', records(MX), keys), 'fits');
      assert.equal(signatureState(ZONE, 'MX', records([...MX].reverse()), keys), 'fits');
      assert.equal(signatureState(ZONE, 'MX', changed(MX, 'mx1.', 'mx3.'), keys), 'broken');
      assert.equal(signatureState(ZONE, 'MX', changed(MX, /^10 /u, '11 '), keys), 'broken');
      assert.equal(signatureState(ZONE, 'SOA', records(SOA), keys), 'fits');
      assert.equal(signatureState(ZONE, 'SOA', changed(SOA, '2026010101', '2026010102'), keys), 'broken');
      assert.equal(signatureState(ZONE, 'SOA', changed(SOA, /^ns1/u, 'ns2'), keys), 'broken');
    });

    it(`${method}: says nothing of names whose bytes the text does not hold`, () => {
      assert.equal(signatureState(ZONE, 'MX', changed(MX, 'mx1.', 'mxé.'), keys), 'unknown');
      assert.equal(signatureState(ZONE, 'SOA', changed(SOA, / 300$/u, ''), keys), 'unknown');
    });
  }

  it('says nothing of records without a signature, and of a key that is none', () => {
    const [{ A, DNSKEY }] = SIGNED as [(typeof SIGNED)[number]];
    const unsigned = A.filter(({ type }) => type === 'A');
    assert.equal(signatureState(ZONE, 'A', records(unsigned), keysOf(DNSKEY)), 'unknown');
    assert.equal(signatureState(ZONE, 'A', [], keysOf(DNSKEY)), 'unknown');
  });

  it('needs one signature that fits: a method that is unknown, or being left, beside it does no harm', () => {
    const [{ A, DNSKEY }] = SIGNED as [(typeof SIGNED)[number]];
    const stray = A.filter(({ type }) => type === 'RRSIG').map(({ type, data }) => ({
      type,
      data: `${data.slice(0, -8)}AAAAAAA=`,
    }));
    assert.equal(signatureState(ZONE, 'A', records([...stray, ...A]), keysOf(DNSKEY)), 'fits');
  });
});
