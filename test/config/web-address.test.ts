import assert from 'node:assert/strict';
import { readWebAddress } from '../../src/config/web-address.ts';

describe('config/web-address', () => {
  it('reads addresses as people paste them', () => {
    for (const [written, url] of [
      ['acme.com', 'http://acme.com/'],
      ['ACME.com/Sale?from=mail#top', 'http://acme.com/Sale?from=mail'],
      ['https://acme.com:8443/a', 'https://acme.com:8443/a'],
      ['bücher.example', 'http://xn--bcher-kva.example/'],
      ['https://例え.テスト/x', 'https://xn--r8jz45g.xn--zckzah/x'],
      ['acme.com:8080', 'http://acme.com:8080/'],
      ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000/'],
      ['[::1]', 'http://[::1]/'],
    ])
      assert.deepEqual(readWebAddress(written as string), { ok: true, value: url }, written);
  });

  it('refuses the rest with a sentence', () => {
    for (const [written, what] of [
      ['', /is not a web address/],
      ['http://', /is not a web address/],
      ['acme .com', /is not a web address/],
      ['ftp://acme.com/', /neither http nor https/],
      ['https://ana:pw@acme.com/', /a user name or a password/],
      ['localhost', /has no ending/],
      ['https://-acme-.com', /is not a domain name/],
    ] as const) {
      const reading = readWebAddress(written);
      assert.ok(!reading.ok, written);
      assert.match(reading.what, what);
      assert.doesNotMatch(reading.what, /pw/);
    }
  });
});
