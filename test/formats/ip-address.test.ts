import assert from 'node:assert/strict';
import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { parseIpv4, parseIpv6 } from '../../src/formats/ip-address.ts';

describe('addresses', () => {
  it('agrees with the platform on IPv4 and IPv6', () => {
    const piece = fc.constantFrom(
      '0',
      '1',
      '01',
      '255',
      '256',
      'f',
      'ffff',
      '10000',
      '.',
      ':',
      '::',
      '1.2.3.4',
      'g',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          fc.array(piece, { maxLength: 16 }).map((p) => p.join('')),
        ),
        (text) => {
          assert.equal(parseIpv4(text) !== undefined, isIPv4(text), text);
          assert.equal(parseIpv6(text) !== undefined, isIPv6(text), text);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('gives the bytes', () => {
    assert.deepEqual(parseIpv4('192.0.2.1'), [192, 0, 2, 1]);
    assert.deepEqual(parseIpv6('2001:db8::1')?.slice(-2), [0, 1]);
    assert.deepEqual(parseIpv6('::ffff:192.0.2.1')?.slice(-6), [255, 255, 192, 0, 2, 1]);
  });
});
