import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArguments } from '../../src/commands/arguments.ts';
import { NETWORK_OPTIONS, networkOptions } from '../../src/commands/network-arguments.ts';

function read(cwd: string, ...words: string[]) {
  const head = { name: 'audit', operands: '', summary: '' };
  const command = { arity: [0, 0] as const, options: NETWORK_OPTIONS, example: '', run: async () => 0 };
  return networkOptions(parseArguments(head, command, words), cwd);
}

describe('commands/network-arguments', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'launch-ready-test-'));
    writeFileSync(
      path.join(folder, 'ca.pem'),
      '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n',
    );
    writeFileSync(path.join(folder, 'notes.txt'), 'no certificate');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('asks the system and allows nothing private unless said', () => {
    assert.deepEqual(read(folder), { dns: [], connectTo: [], allowPrivate: false });
    assert.equal(read(folder, '--offline'), undefined);
  });

  it('reads DNS servers with and without a port', () => {
    assert.deepEqual(
      read(folder, '--dns', '192.0.2.1,192.0.2.2:5353', '--dns', '2001:db8::1,[2001:db8::2]:54,[2001:db8::3]')
        ?.dns,
      ['192.0.2.1:53', '192.0.2.2:5353', '[2001:db8::1]:53', '[2001:db8::2]:54', '[2001:db8::3]:53'],
    );
  });

  it('reads certificates from where the person stands', () => {
    assert.match(read(folder, '--cacert', 'ca.pem')?.caCertificates ?? '', /BEGIN CERTIFICATE/u);
  });

  it("takes curl's words for other servers", () => {
    const words = [
      'acme.test:443:127.0.0.1:8443',
      'www.acme.test::127.0.0.1:',
      '[2001:db8::1]:443:[::1]:8443',
      ':443::8443',
      'acme.test:443::',
    ];
    assert.deepEqual(read(folder, '--allow-private', ...words.flatMap((word) => ['--connect-to', word])), {
      dns: [],
      connectTo: words,
      allowPrivate: true,
    });
  });

  for (const words of [
    ['--dns', 'dns.example'],
    ['--dns', '192.0.2.1:0'],
    ['--dns', '192.0.2.1:70000'],
    ['--dns', '[192.0.2.1]:53'],
    ['--connect-to', 'acme.test:443'],
    ['--connect-to', 'acme.test:x:127.0.0.1:8443'],
    ['--cacert', 'missing.pem'],
    ['--cacert', 'notes.txt'],
  ]) {
    it(`refuses ${words.join(' ')}`, () => {
      assert.throws(() => read(folder, ...words), { name: 'UsageError' });
    });
  }
});
