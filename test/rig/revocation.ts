import { CRLDistributionPointsExtension, type X509Certificate, X509CrlGenerator } from '@peculiar/x509';

/** Where the rig's second authority says that its list is. */
export const LIST_HOST = 'lists.rig-authority.test';

/** Files of the lists. `forged` is signed with another key than the authority's, `gone` is nowhere. */
export const LISTS = { r1: 'r1.crl', forged: 'forged.crl', gone: 'gone.crl' } as const;

export type ListName = keyof typeof LISTS;

export function listExtension(list: ListName): CRLDistributionPointsExtension {
  return new CRLDistributionPointsExtension([`http://${LIST_HOST}/${LISTS[list]}`]);
}

type Keys = NonNullable<Parameters<typeof X509CrlGenerator.create>[0]['signingKey']>;

/** A list with one certificate in it, taken back yesterday because its key is known. */
export async function makeList(
  issuer: X509Certificate,
  signingKey: Keys,
  serialNumber: string,
): Promise<Buffer> {
  const list = await X509CrlGenerator.create({
    issuer: issuer.subject,
    thisUpdate: new Date(Date.now() - 86_400_000),
    nextUpdate: new Date(Date.now() + 3 * 86_400_000),
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    signingKey,
    // RFC 5280, section 5.3.1: keyCompromise.
    entries: [{ serialNumber, revocationDate: new Date(Date.now() - 86_400_000), reason: 1 }],
  });
  return Buffer.from(list.rawData);
}

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const time = (ms: number) =>
  der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')}`));

/**
 * An authority's answer (OCSP, RFC 6960) that says that the certificate was taken back: as servers hand it over, but for its
 * signature, which nobody checks.
 */
export function makeStaple(serial: string): Buffer {
  const sha1 = der(0x30, der(0x06, Buffer.from([0x2b, 0x0e, 3, 2, 0x1a])), der(0x05));
  const rsa = der(0x30, der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
  const hash = der(0x04, Buffer.alloc(20, 7));
  const id = der(0x30, sha1, hash, hash, der(0x02, Buffer.from(serial, 'hex')));
  const now = Date.now();
  const revoked = der(0xa1, time(now - 86_400_000));
  const single = der(0x30, id, revoked, time(now), der(0xa0, time(now + 86_400_000)));
  const responder = der(0xa2, hash);
  const data = der(0x30, responder, time(now), der(0x30, single));
  const basic = der(0x30, data, rsa, der(0x03, Buffer.alloc(257)));
  const type = der(0x06, Buffer.from('2b0601050507300101', 'hex'));
  return der(0x30, der(0x0a, Buffer.from([0])), der(0xa0, der(0x30, type, der(0x04, basic))));
}
