import assert from 'node:assert/strict';
import { parseServiceBinding, readServiceBinding } from '../../src/formats/svcb.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const FOO = '03 66 6f 6f 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00';

describe('formats/svcb', () => {
  it('reads the test vectors of RFC 9460, appendix D', () => {
    const alias = parseServiceBinding(bytes(`00 00 ${FOO}`));
    assert.deepEqual([alias.priority, alias.target, alias.problem], [0, 'foo.example.com', undefined]);
    const self = parseServiceBinding(bytes('00 01 00'));
    assert.deepEqual([self.priority, self.target, self.problem], [1, '.', undefined]);
    const port = parseServiceBinding(bytes(`00 10 ${FOO} 00 03 00 02 00 35`));
    assert.deepEqual([port.priority, port.port, port.problem], [16, 53, undefined]);
    const v6 = parseServiceBinding(
      bytes(
        `00 01 ${FOO} 00 06 00 20 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 20 01 0d b8 00 00 00 00 00 00 00 00 00 53 00 01`,
      ),
    );
    assert.deepEqual(v6.ipv6hint, ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0:0:0:53:1']);
    const full = parseServiceBinding(
      bytes(
        `00 10 ${FOO} 00 00 00 04 00 01 00 04 00 01 00 09 02 68 32 05 68 33 2d 31 39 00 04 00 04 c0 00 02 01`,
      ),
    );
    assert.deepEqual([full.alpn, full.ipv4hint, full.problem], [['h2', 'h3-19'], ['192.0.2.1'], undefined]);
  });

  it('says what breaks the standard', () => {
    const broken: [string, RegExp][] = [
      ['00 01', /too early/],
      [`00 01 ${FOO} 00 03 00 02 00`, /too early/],
      [`00 01 00 00 03 00 02 00 35 00 03 00 02 00 35`, /out of order/],
      [`00 01 00 00 04 00 02 00 35 00 01 00 03 02 68 32`, /wrong length/],
      ['00 01 00 00 00 00 02 00 04', /demands/],
      ['00 01 00 00 02 00 00', /no-default-alpn/],
      ['00 01 00 00 01 00 01 00', /empty/],
    ];
    for (const [hex, words] of broken)
      assert.match(parseServiceBinding(bytes(hex)).problem ?? '', words, hex);
  });

  it('reads the form of RFC 3597', () => {
    assert.equal(readServiceBinding('\\# 3 000100')?.priority, 1);
    assert.equal(readServiceBinding('\\# 4 000100'), undefined);
    assert.equal(readServiceBinding('1 . alpn=h2'), undefined);
  });

  it('never throws', () => {
    let state = 3;
    for (let round = 0; round < 5000; round++) {
      const noise = Uint8Array.from({ length: round % 40 }, () => {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
        return round % 3 === 0 ? (state >>> 8) & 7 : (state >>> 8) & 255;
      });
      const { priority } = parseServiceBinding(noise);
      assert.equal(typeof priority, 'number');
    }
  });
});
