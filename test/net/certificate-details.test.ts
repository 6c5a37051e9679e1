import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import {
  type CertificateDetails,
  countTimestamps,
  readCertificate,
} from '../../src/net/certificate-details.ts';
import { costs, cpuMs, generator, mutate } from '../support/mutations.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../support/servers/certificate-authority.ts';

const FULL = process.env.LAUNCH_READY_FULL_FUZZ === '1';
const MUTATIONS = FULL ? 10_000 : 2000;

const derOf = (pem: string) => new Uint8Array(new X509Certificate(pem).raw);

describe('net/certificate-details', () => {
  let ca: CertificateAuthority;
  before(async () => {
    ca = await createCertificateAuthority();
  });

  it('reads keys as Node does, for every root that browsers trust', () => {
    const curves: Record<string, number> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };
    for (const pem of rootCertificates) {
      const certificate = new X509Certificate(pem);
      const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
      const bits = details?.modulusLength ?? curves[details?.namedCurve ?? ''];
      const read = readCertificate(certificate.raw) as CertificateDetails;
      assert.deepEqual(read.key, { type, bits }, certificate.subject);
      assert.match(read.signatureHash ?? '', /^sha(1|256|384|512)$/, certificate.subject);
      assert.equal(read.issuer, read.subject);
    }
  });

  it('reads a certificate with names and without extensions of ours', async () => {
    const { cert } = await ca.issue({ names: ['acme.test'] });
    const read = readCertificate(derOf(cert));
    assert.deepEqual(
      [read?.key, read?.signatureHash, read?.timestamps, read?.mustStaple],
      [{ type: 'ec', bits: 256 }, 'sha256', 0, false],
    );
    assert.notEqual(read?.issuer, read?.subject);
  });

  it('takes nothing for a certificate that is none', () => {
    for (const bytes of [[], [0x30], [0x30, 0x80], [0x30, 0x84, 255, 255, 255, 255], [4, 2, 1, 1], [0x30, 0]])
      assert.equal(readCertificate(new Uint8Array(bytes)), undefined);
  });

  it('counts timestamps by their lengths', () => {
    assert.equal(countTimestamps(new Uint8Array([0, 0])), 0);
    assert.equal(countTimestamps(new Uint8Array([0, 7, 0, 1, 9, 0, 2, 9, 9])), 2);
    assert.ok(countTimestamps(new Uint8Array([0, 4, 255, 255, 1, 1])) <= 1);
  });

  it(`comes to an end with ${MUTATIONS} certificates that were changed at random`, async () => {
    const seeds = [
      derOf((await ca.issue({ names: ['acme.test', '*.acme.test'] })).cert),
      ...rootCertificates.slice(0, 12).map(derOf),
    ];
    const random = generator(20_261_122);
    const cost = costs<Uint8Array>();
    for (let round = 0; round < MUTATIONS; round++) {
      const bytes = mutate(seeds[round % seeds.length] as Uint8Array, random);
      const from = process.cpuUsage();
      readCertificate(bytes);
      cost.add(bytes, cpuMs(from));
    }
    const slowest = await cost.settle((bytes) => void readCertificate(bytes));
    console.log(`      slowest ${slowest.toFixed(1)} ms of the processor`);
  });
});
