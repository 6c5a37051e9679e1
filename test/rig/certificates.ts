import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  AuthorityInfoAccessExtension,
  BasicConstraintsExtension,
  Extension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { createCertificateAuthority, type IssueOptions } from '../support/servers/certificate-authority.ts';
import { BROKEN, READY, SITES } from './names.ts';
import { LISTS, type ListName, listExtension, makeList, makeStaple } from './revocation.ts';
import { CASES } from './web-cases.ts';

const DAY_MS = 86_400_000;
const EVERYWHERE = [BROKEN, ...SITES, READY].flatMap((domain) => [domain, `*.${domain}`]);
const OWN = [BROKEN, `*.${BROKEN}`];
const BELOW_CASES = [`*.${CASES}`];

/** By the name that the web servers' configuration uses. Days are from now. */
const CERTIFICATES: Record<string, IssueOptions> = {
  good: { names: EVERYWHERE },
  registry: { names: ['data.iana.org', 'rdap.nic.test'] },
  soon: { names: OWN, fromDays: -85, toDays: 5 },
  overdue: { names: OWN, fromDays: -65, toDays: 25 },
  /** Six days in all, one of them gone: nothing is wrong with it. */
  short: { names: OWN, fromDays: -1, toDays: 5 },
  expired: { names: OWN, fromDays: -100, toDays: -10 },
  'not-yet': { names: OWN, fromDays: 10, toDays: 100 },
  'wrong-host': { names: ['other-site.test'] },
  'self-signed': { names: OWN, selfSigned: true },
  'long-lived': { names: [`*.${CASES}`], fromDays: -10, toDays: 355 },
  inspected: { names: EVERYWHERE, issuer: 'CN=Zscaler Intermediate Root CA, O=Zscaler Inc.' },
};

/** Where a certificate and its key stand, for `ssl_certificate` and `ssl_certificate_key`. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

export interface RigCertificates {
  /** Text of the roots, and the file with it: what `--cacert` takes. */
  roots: string;
  rootsFile: string;
  files: Record<string, CertificateFiles>;
  good: CertificateFiles & { certPem: string; keyPem: string };
}

/** Makes an authority and every kind of certificate, good and broken, and writes them into the folder. */
export async function makeCertificates(directory: string): Promise<RigCertificates> {
  const authority = await createCertificateAuthority("CN=R11, O=Let's Encrypt, C=US");
  const files: RigCertificates['files'] = {};
  const write = async (name: string, cert: string, key: string) => {
    files[name] = { cert: path.join(directory, `${name}.pem`), key: path.join(directory, `${name}.key`) };
    await writeFile(files[name].cert, cert, { mode: 0o600 });
    await writeFile(files[name].key, key, { mode: 0o600 });
  };
  const issued = await Promise.all(
    Object.entries(CERTIFICATES).map(async ([name, options]) => {
      const { cert, key } = await authority.issue(options);
      await write(name, cert, key);
      return [name, { cert, key }] as const;
    }),
  );
  const second = await makeRsaAuthority();
  const { root, intermediate: middle } = second;
  const chains: [name: string, names: string[], options: RsaOptions, ...further: string[]][] = [
    ['no-chain', OWN, {}],
    ['weak-key', OWN, { bits: 1024 }, middle],
    ['rsa', BELOW_CASES, {}, middle],
    ['wrong-order', BELOW_CASES, {}, root, middle],
    ['root-sent', BELOW_CASES, {}, middle, root],
    ['must-staple', BELOW_CASES, { mustStaple: true }, middle],
    ['sha1', BELOW_CASES, { hash: 'SHA-1' }, middle],
    ['revoked', BELOW_CASES, { list: 'r1' }, middle],
    ['not-revoked', BELOW_CASES, { list: 'r1' }, middle],
    ['forged-list', BELOW_CASES, { list: 'forged' }, middle],
    ['no-list', BELOW_CASES, { list: 'gone' }, middle],
    ['stapled', BELOW_CASES, {}, middle],
  ];
  const serials = new Map<string, string>();
  for (const [name, names, options, ...further] of chains) {
    const { cert, key, serial } = await second.issue(names, options);
    serials.set(name, serial);
    await write(name, [cert, ...further].join('\n'), key);
  }
  await mkdir(path.join(directory, 'lists'), { recursive: true });
  const list = (name: ListName) => path.join(directory, 'lists', LISTS[name]);
  await writeFile(list('r1'), await second.list(serials.get('revoked') ?? ''));
  await writeFile(list('forged'), await second.forgedList(serials.get('forged-list') ?? ''));
  await writeFile(path.join(directory, 'staple.der'), makeStaple(serials.get('stapled') ?? ''));
  const roots = `${authority.root}\n${second.root}\n`;
  const rootsFile = path.join(directory, 'roots.pem');
  await writeFile(rootsFile, roots, { mode: 0o600 });
  const good = Object.fromEntries(issued).good as { cert: string; key: string };
  return {
    roots,
    rootsFile,
    files,
    good: { ...(files.good as CertificateFiles), certPem: good.cert, keyPem: good.key },
  };
}

type Keys = NonNullable<Parameters<typeof X509CertificateGenerator.createSelfSigned>[0]['keys']>;

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * A second authority, as public ones are: RSA keys, and certificates that tell where their issuer's can be fetched (AIA), which is
 * what browsers mend an incomplete chain with.
 */
async function makeRsaAuthority() {
  const rootKeys = await rsaKeys(2048);
  const middleKeys = await rsaKeys(2048);
  const root = await certify('CN=Rig RSA Root', rootKeys, 'CN=Rig RSA Root', rootKeys, []);
  const middle = await certify('CN=Rig RSA R1', middleKeys, root.subject, rootKeys, []);
  return {
    root: root.toString('pem'),
    intermediate: middle.toString('pem'),
    async issue(names: string[], { bits = 2048, hash = 'SHA-256', ...more }: RsaOptions) {
      const keys = await rsaKeys(bits);
      const signer = hash === 'SHA-256' ? middleKeys : await withHash(middleKeys, hash);
      const certificate = await certify(`CN=${names[0]}`, keys, middle.subject, signer, names, {
        hash,
        ...more,
      });
      const { serialNumber: serial } = certificate;
      return { cert: certificate.toString('pem'), key: await pemOf(keys.privateKey), serial };
    },
    list: (serial: string) => makeList(middle, middleKeys.privateKey, serial),
    forgedList: (serial: string) => makeList(middle, rootKeys.privateKey, serial),
  };
}

interface RsaOptions {
  bits?: number;
  hash?: 'SHA-256' | 'SHA-1';
  mustStaple?: boolean;
  /** Where it says that one can read whether it was taken back. */
  list?: ListName;
}

/** The same key, to sign with another hash. */
async function withHash(keys: Keys, hash: string): Promise<Keys> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as unknown as webcrypto.CryptoKey);
  const algorithm = { ...RSA, hash };
  const privateKey = await webcrypto.subtle.importKey('pkcs8', bytes, algorithm, true, ['sign']);
  return { ...keys, privateKey: privateKey as unknown as Keys['privateKey'] };
}

/** TLS feature (RFC 7633): status_request. */
const MUST_STAPLE = new Extension('1.3.6.1.5.5.7.1.24', false, new Uint8Array([0x30, 3, 2, 1, 5]));

async function rsaKeys(modulusLength: number): Promise<Keys> {
  const algorithm = { ...RSA, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) };
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as unknown as Keys;
}

/** `names` empty: an authority's own certificate. */
function certify(
  subject: string,
  keys: Keys,
  issuer: string,
  signer: Keys,
  names: string[],
  { hash = 'SHA-256', mustStaple = false, list }: RsaOptions = {},
): Promise<X509Certificate> {
  const isAuthority = names.length === 0;
  return X509CertificateGenerator.create({
    serialNumber: `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex')}`,
    subject,
    issuer,
    notBefore: new Date(Date.now() - (isAuthority ? 400 : 10) * DAY_MS),
    notAfter: new Date(Date.now() + (isAuthority ? 3650 : 80) * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: { ...RSA, hash },
    extensions: [
      new BasicConstraintsExtension(isAuthority, undefined, true),
      ...(isAuthority
        ? []
        : [
            new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
            new AuthorityInfoAccessExtension({ caIssuers: `http://ca.${BROKEN}/r1.cer` }),
            ...(mustStaple ? [MUST_STAPLE] : []),
            ...(list ? [listExtension(list)] : []),
          ]),
    ],
  });
}

async function pemOf(key: Keys['privateKey']): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', key as unknown as webcrypto.CryptoKey);
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const label = ['PRIVATE', 'KEY'].join(' ');
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
