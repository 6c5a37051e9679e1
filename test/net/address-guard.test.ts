import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type AddressKind, addressKind, refusalOf } from '../../src/net/address-guard.ts';

const KINDS: Record<AddressKind, string[]> = {
  public: ['1.1.1.1', '93.184.216.34', '2606:4700::1111', '172.32.0.1', '100.128.0.1'],
  private: [
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    'fd12::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:c0a8:101::1',
  ],
  loopback: ['127.0.0.1', '127.255.0.1', '0.0.0.0', '::1', '::', '::ffff:127.0.0.1'],
  linkLocal: ['169.254.1.1', 'fe80::1', 'fe80::1%eth0'],
  carrierNat: ['100.64.0.1', '100.127.255.255'],
  metadata: [
    '169.254.169.254',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '100.100.100.200',
  ],
  multicast: ['224.0.0.1', '255.255.255.255', 'ff02::1'],
  documentation: ['192.0.2.1', '198.51.100.7', '203.0.113.1', '2001:db8::1', '3fff::1'],
  translated: ['::ffff:1.1.1.1', '64:ff9b::101:101', '2002:101:101::1'],
  reserved: [
    '240.0.0.1',
    '198.18.0.1',
    '192.0.0.1',
    '100::1',
    '2001::1',
    '127.1',
    '0x7f.1',
    '2130706433',
    'localhost',
    '',
  ],
};

describe('net/address-guard', () => {
  for (const [kind, addresses] of Object.entries(KINDS)) {
    it(`knows ${kind} addresses`, () => {
      for (const address of addresses) assert.equal(addressKind(address), kind, address);
    });
  }

  it('refuses all but public ones, with the address in the words', () => {
    for (const [kind, addresses] of Object.entries(KINDS)) {
      for (const address of addresses) {
        const refusal = refusalOf(address, { allowPrivate: false });
        if (kind === 'public') assert.equal(refusal, undefined);
        else assert.ok(refusal?.startsWith(address));
        assert.equal(refusalOf(address, { allowPrivate: true }), undefined);
      }
    }
  });
});
