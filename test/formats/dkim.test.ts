import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { isDkimKey, parseDkimKey } from '../../src/formats/dkim.ts';

function publicKey(bits: number, type: 'spki' | 'pkcs1'): string {
  return generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type, format: 'der' })
    .toString('base64');
}

describe('DKIM keys', () => {
  for (const bits of [1024, 2048]) {
    for (const type of ['spki', 'pkcs1'] as const) {
      it(`measures an RSA key of ${bits} bits (${type})`, () => {
        assert.deepEqual(parseDkimKey(`v=DKIM1; k=rsa; p=${publicKey(bits, type)}`), {
          type: 'rsa',
          revoked: false,
          testing: false,
          malformed: false,
          bits,
        });
      });
    }
  }

  it('measures an Ed25519 key', () => {
    const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const key = parseDkimKey(`v=DKIM1; k=ed25519; p=${Buffer.from(x ?? '', 'base64url').toString('base64')}`);
    assert.equal(key?.bits, 256);
  });

  it('tells a key that was taken back, one in testing, and one that is none', () => {
    assert.equal(parseDkimKey('v=DKIM1; p=')?.revoked, true);
    assert.equal(parseDkimKey(`t=s:y; p=${publicKey(1024, 'spki')}`)?.testing, true);
    assert.equal(parseDkimKey('p=abc!')?.malformed, true);
    assert.equal(parseDkimKey('p=MIGf')?.malformed, true);
  });

  it('does not take other TXT records for keys', () => {
    for (const text of ['v=spf1 -all', 'v=DMARC1; p=none', 'hello', 'k=rsa; v=DKIM1; p=x']) {
      assert.equal(isDkimKey(text), false, text);
      assert.equal(parseDkimKey(text), undefined);
    }
  });
});
