import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  canonicalName,
  dnsKeyBytes,
  isZoneKey,
  keyTagOf,
  readDnsKey,
  readDs,
  readSignature,
} from '../../src/formats/dnssec.ts';

/** RFC 4034, section 5.4. */
const KEY =
  '256 3 5 AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==';
const DS = '60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118';

describe('formats/dnssec', () => {
  it('makes the key tag and the digest of the example in RFC 4034', () => {
    const key = readDnsKey(KEY);
    const ds = readDs(DS);
    assert.ok(key && ds);
    const bytes = dnsKeyBytes(key, Buffer.from(key.key, 'base64'));
    assert.equal(keyTagOf(bytes), 60485);
    assert.equal(isZoneKey(key), true);
    const digest = createHash('sha1')
      .update(canonicalName('DSKEY.example.com') as Uint8Array)
      .update(bytes)
      .digest('hex');
    assert.equal(digest.toUpperCase(), ds.digest);
  });

  it('knows no revoked key for one that signs', () => {
    assert.equal(isZoneKey({ flags: 257 }), true);
    assert.equal(isZoneKey({ flags: 257 | 0x80 }), false);
    assert.equal(isZoneKey({ flags: 0 }), false);
  });

  it('reads signatures, and nothing else as one', () => {
    assert.deepEqual(readSignature('SOA 13 2 300 1764633600 1763424000 4711 acme.test c2ln'), {
      covers: 'SOA',
      algorithm: 13,
      expiration: 1764633600000,
      inception: 1763424000000,
      keyTag: 4711,
      signer: 'acme.test',
    });
    for (const text of ['', 'SOA 13', 'SOA x 2 300 1 1 1 acme.test c2ln'])
      assert.equal(readSignature(text), undefined);
    assert.equal(readDs('1 2 3 xyz'), undefined);
    assert.equal(readDnsKey('257 4 13 abc'), undefined);
  });

  it('names the root, and no empty label', () => {
    assert.deepEqual([...(canonicalName('.') ?? [])], [0]);
    assert.deepEqual([...(canonicalName('A.b') ?? [])], [1, 97, 1, 98, 0]);
    assert.equal(canonicalName('a..b'), undefined);
  });
});
