import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { NetworkOptions } from './network-options.ts';

/**
 * What certificates are judged against: Node's copy of Mozilla's roots, plus the ones given. Not the system's store: an
 * inspecting proxy's root lives there, and visitors have none. Throws an Error with a sentence on unreadable PEM text.
 */
export function createTrust(options: Pick<NetworkOptions, 'caCertificates'>): SecureContext {
  const given = options.caCertificates ? splitPem(options.caCertificates) : [];
  if (options.caCertificates && given.length === 0) {
    throw new Error('The file given with --cacert holds no certificate in PEM form.');
  }
  try {
    // OpenSSL passes over what it cannot read: the person should hear of it.
    for (const pem of given) new X509Certificate(pem);
    return createSecureContext({ ca: [...rootCertificates, ...given] });
  } catch {
    throw new Error('The file given with --cacert holds a certificate that cannot be read.');
  }
}

function splitPem(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}
