import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

cryptoProvider.set(webcrypto as unknown as Parameters<typeof cryptoProvider.set>[0] & object);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export interface IssuedCertificate {
  /** PEM, the server's own first. */
  cert: string;
  key: string;
  notBefore: Date;
  notAfter: Date;
}

export interface IssueOptions {
  /** DNS names; the first is the common name too. */
  names: string[];
  /** Days from now; negative: in the past. */
  fromDays?: number;
  toDays?: number;
  selfSigned?: boolean;
  /** Leaves the intermediate out of what the server sends. */
  withoutIntermediate?: boolean;
  /** Replaces the issuer's name, as an inspecting proxy does; the certificate then leads to no root. */
  issuer?: string;
}

export interface CertificateAuthority {
  /** PEM of the root: what `--cacert` takes. */
  root: string;
  issue(options: IssueOptions): Promise<IssuedCertificate>;
}

/**
 * A root and an intermediate made at run time, and certificates of every kind from them. Dates are relative to now.
 * `issuerName`: what the intermediate calls itself.
 */
export async function createCertificateAuthority(
  issuerName = 'CN=Test R1, O=Test Authority',
): Promise<CertificateAuthority> {
  const now = Date.now();
  const rootKeys = await makeKeys();
  const root = await makeCa(
    'CN=Test Root, O=Test Authority',
    rootKeys,
    'CN=Test Root, O=Test Authority',
    rootKeys,
    now,
  );
  const middleKeys = await makeKeys();
  const middle = await makeCa(issuerName, middleKeys, root.subject, rootKeys, now);

  return {
    root: root.toString('pem'),
    async issue({ names, fromDays = -10, toDays = 80, selfSigned, withoutIntermediate, issuer }) {
      const keys = await makeKeys();
      const signer = selfSigned ? keys : issuer ? await makeKeys() : middleKeys;
      const notBefore = new Date(now + fromDays * DAY_MS);
      const notAfter = new Date(now + toDays * DAY_MS);
      const certificate = await X509CertificateGenerator.create({
        serialNumber: randomSerial(),
        subject: `CN=${names[0]}`,
        issuer: selfSigned ? `CN=${names[0]}` : (issuer ?? middle.subject),
        notBefore,
        notAfter,
        publicKey: keys.publicKey,
        signingKey: signer.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new BasicConstraintsExtension(false),
          new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
        ],
      });
      const chain = [certificate.toString('pem')];
      if (!selfSigned && !issuer && !withoutIntermediate) chain.push(middle.toString('pem'));
      return { cert: chain.join('\n'), key: await exportKey(keys.privateKey), notBefore, notAfter };
    },
  };
}

type Keys = NonNullable<Parameters<typeof X509CertificateGenerator.createSelfSigned>[0]['keys']>;
type Key = Keys['privateKey'];

async function makeKeys(): Promise<Keys> {
  return (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as unknown as Keys;
}

function makeCa(
  subject: string,
  keys: Keys,
  issuer: string,
  signer: Keys,
  now: number,
): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject,
    issuer,
    notBefore: new Date(now - 400 * DAY_MS),
    notAfter: new Date(now + 3650 * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
}

function randomSerial(): string {
  return `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex')}`;
}

async function exportKey(key: Key): Promise<string> {
  const der = Buffer.from(
    await webcrypto.subtle.exportKey('pkcs8', key as unknown as webcrypto.CryptoKey),
  ).toString('base64');
  const label = ['PRIVATE', 'KEY'].join(' ');
  return `-----BEGIN ${label}-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END ${label}-----\n`;
}
