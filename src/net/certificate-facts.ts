import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { type CertificateKey, readCertificate } from './certificate-details.ts';
import { NetworkError } from './network-error.ts';
import { remoteText } from './remote-text.ts';
import type { Trust } from './trust.ts';

/** What a server showed. All text is fit for a report. */
export interface CertificateFacts {
  subject: string;
  /** DNS names the certificate is for, at most 100. */
  names: string[];
  /** The name that was asked for is among them (RFC 9525: the common name does not count). */
  covers: boolean;
  issuer: string;
  /** Milliseconds since the epoch. */
  notBefore: number;
  notAfter: number;
  /** Certificates from the server's own up to the last known issuer. */
  chainLength: number;
  /** A chain leads to a public root, or to one given with `--cacert`. Dates of the certificate itself aside. */
  trusted: boolean;
  /** OpenSSL's code where not trusted: `DEPTH_ZERO_SELF_SIGNED_CERT`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE` ... */
  errorCode?: string;
  /** The certificate says where its issuer's can be fetched (AIA): browsers can mend a chain that lacks it. */
  namesIssuer: boolean;
  /** `TLSv1.3`, `TLSv1.2` ... */
  protocol: string;
  address: string;
  /** SHA-256 of the certificate, as hex. */
  fingerprint?: string;
  key?: CertificateKey;
  /** Of the signature: `sha256`, `sha1` ... */
  signatureHash?: string;
  /** Signed timestamps in the certificate (certificate transparency). */
  timestamps?: number;
  /** It is only valid with a stapled answer of its authority. */
  mustStaple?: boolean;
  /** The chain leads to a root given with `--cacert`: what public authorities must do does not apply. */
  privateRoot?: boolean;
}

/** A certificate as it was shown, DER: for what its facts do not tell. */
export interface ShownCertificate {
  own: Uint8Array;
  /** Undefined where the chain that was shown, and the known roots, lack it. */
  issuer?: Uint8Array;
}

const shown = new WeakMap<CertificateFacts, ShownCertificate>();

/** Of facts of this process: bytes are no part of an artifact. */
export function shownCertificate(facts: CertificateFacts): ShownCertificate | undefined {
  return shown.get(facts);
}

/** Errors that are about the certificate's dates; a check judges those by the audit's clock. */
const DATE_ERRORS = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** Of a finished handshake. Throws `NetworkError` where no certificate was shown. */
export function certificateFacts(
  tls: TLSSocket,
  host: string,
  address: string,
  trust: Trust,
): CertificateFacts {
  const peer = tls.getPeerCertificate(true);
  if (!peer.raw) throw new NetworkError('tls', 'the server shows no certificate');
  const certificate = new X509Certificate(peer.raw);
  const names = dnsNames(certificate.subjectAltName ?? '');
  const notBefore = Date.parse(certificate.validFrom);
  const notAfter = Date.parse(certificate.validTo);
  const verified = tls.authorizationError as unknown as { code?: string } | string | null | undefined;
  const code = typeof verified === 'string' ? verified : verified?.code;
  // An outdated certificate higher up is the chain's problem; this one's own dates are told apart.
  const outside = Date.now() < notBefore || Date.now() > notAfter;
  const trusted = code === undefined || (DATE_ERRORS.has(code) && outside);
  const details = readCertificate(peer.raw);
  const chain = chainOf(peer);
  const facts: CertificateFacts = {
    subject: nameOf(certificate.subject),
    names: names.slice(0, 100).map((name) => remoteText(name)),
    covers: isIP(host)
      ? certificate.checkIP(host) !== undefined
      : names.some((name) => isNameFor(name, host)),
    issuer: nameOf(certificate.issuer),
    notBefore,
    notAfter,
    chainLength: chain.length,
    trusted,
    ...(trusted ? {} : { errorCode: code as string }),
    namesIssuer: /CA Issuers/i.test(certificate.infoAccess ?? ''),
    protocol: tls.getProtocol() ?? 'unknown',
    address,
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    ...(details && {
      key: details.key,
      ...(details.signatureHash !== undefined && { signatureHash: details.signatureHash }),
      timestamps: details.timestamps,
      mustStaple: details.mustStaple,
    }),
    ...(chain.some(({ fingerprint256 }) => trust.isGiven(fingerprint256)) && { privateRoot: true }),
  };
  const issuer = chain[1]?.raw;
  shown.set(facts, { own: peer.raw, ...(issuer && { issuer }) });
  return facts;
}

function chainOf(peer: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain = [peer];
  let current = peer;
  while (current.issuerCertificate && current.issuerCertificate !== current && chain.length < 16) {
    if (current.issuerCertificate.fingerprint256 === current.fingerprint256) break;
    current = current.issuerCertificate;
    chain.push(current);
  }
  return chain;
}

/** "Let's Encrypt, R11" from `C=US\nO=Let's Encrypt\nCN=R11`. */
function nameOf(distinguished: string): string {
  const values = distinguished
    .split('\n')
    .filter((line) => /^(O|CN)=/.test(line))
    .map((line) => line.slice(line.indexOf('=') + 1));
  return remoteText([...new Set(values)].join(', ') || distinguished);
}

function dnsNames(subjectAltName: string): string[] {
  return [...subjectAltName.matchAll(/(?:^|, )DNS:(?:"([^"]*)"|([^,]*))/g)].map((m) =>
    (m[1] ?? m[2] ?? '').toLowerCase(),
  );
}

/** RFC 9525, section 6.3: the same name, or `*` as the whole leftmost label. */
export function isNameFor(pattern: string, host: string): boolean {
  const name = host.toLowerCase();
  if (pattern === name) return true;
  if (!pattern.startsWith('*.')) return false;
  const rest = pattern.slice(1);
  return (
    name.endsWith(rest) &&
    !name.slice(0, -rest.length).includes('.') &&
    name.length > rest.length &&
    rest.indexOf('.', 1) > 0
  );
}
