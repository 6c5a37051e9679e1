import 'reflect-metadata';
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';
import {
  readRevocationList,
  readStapledAnswer,
  revocationSource,
} from '../../src/net/certificate-revocation.ts';
import { listExtension, makeList, makeStaple } from '../rig/revocation.ts';
import { costs, cpuMs, generator, mutate } from '../support/mutations.ts';

const MUTATIONS = process.env.LAUNCH_READY_FULL_FUZZ === '1' ? 10_000 : 500;
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
type Keys = NonNullable<Parameters<typeof X509CertificateGenerator.createSelfSigned>[0]['keys']>;

async function certificate(serialNumber: string) {
  const algorithm = { ...RSA, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as unknown as Keys;
  const made = await X509CertificateGenerator.createSelfSigned({
    serialNumber,
    name: 'CN=Authority',
    keys,
    signingAlgorithm: RSA,
    extensions: [listExtension('r1')],
  });
  return { made, keys, der: new Uint8Array(made.rawData) };
}

describe('net/certificate-revocation', () => {
  it('reads where a certificate says that one can look', async () => {
    const { der } = await certificate('00ab12');
    assert.deepEqual(
      { ...revocationSource(der), issuer: '' },
      { serial: 'ab12', issuer: '', lists: ['http://lists.rig-authority.test/r1.crl'] },
    );
    assert.equal(revocationSource(new Uint8Array([0x30, 3, 1, 1, 1])), undefined);
  });

  it('finds a certificate in a list, and believes the authority alone', async () => {
    const { made, keys, der } = await certificate('01');
    const other = await certificate('02');
    const list = readRevocationList(await makeList(made, keys.privateKey, '0badc0de'));
    assert.ok(list);
    assert.equal(list.issuer, revocationSource(der)?.issuer);
    assert.equal(list.find('badc0de'.padStart(8, '0'))?.reason, 1);
    assert.equal(list.find('01'), undefined);
    assert.ok((list.until ?? 0) > Date.now());
    assert.equal(list.isSignedBy(der), true);
    assert.equal(list.isSignedBy(other.der), false);
    assert.equal(list.isSignedBy(new Uint8Array([1, 2, 3])), false);
  });

  it('reads the answer that a server hands over', () => {
    const answer = readStapledAnswer(makeStaple('0badc0de'));
    assert.equal(answer?.serial, '0badc0de');
    assert.equal(answer?.status, 'revoked');
    assert.ok((answer?.revoked?.at ?? 0) > Date.now() - 2 * 86_400_000);
    assert.equal(readStapledAnswer(new Uint8Array([0x30, 3, 10, 1, 6])), undefined);
  });

  it(`comes to an end with ${MUTATIONS} lists and answers that were changed at random`, async () => {
    const { made, keys, der } = await certificate('01');
    const seeds = [
      await makeList(made, keys.privateKey, '0badc0de'),
      makeStaple('0badc0de'),
      Buffer.from(der),
    ];
    const read = (bytes: Uint8Array) => {
      readRevocationList(bytes)?.find('0badc0de');
      readStapledAnswer(bytes);
      revocationSource(bytes);
    };
    const random = generator(3);
    const cost = costs<Uint8Array>();
    for (let round = 0; round < MUTATIONS; round++) {
      const bytes = mutate(seeds[round % seeds.length] as Uint8Array, random);
      const from = process.cpuUsage();
      read(bytes);
      cost.add(bytes, cpuMs(from));
    }
    console.log(`      slowest ${(await cost.settle(read)).toFixed(1)} ms of the processor`);
  });
});
