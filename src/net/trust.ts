import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { NetworkOptions } from './network-options.ts';

/** What certificates are judged against. Reading some 150 roots blocks for 20 to 40 ms, so it is done once, and late. */
export interface Trust {
  context(): SecureContext;
  /** Reads the roots soon, while the first answers of the network are still under way. */
  prepare(): void;
  /** One of the certificates given beside the public roots, by its fingerprint as Node writes it (`AB:CD:...`). */
  isGiven(fingerprint256: string): boolean;
}

/** The last ones read; the roots alone are the usual case. */
const contexts = new Map<string, SecureContext>();
const MAX_CONTEXTS = 4;
/** After the first questions have left this computer. */
const PREPARE_MS = 5;

/**
 * Node's copy of Mozilla's roots, plus the ones given. Not the system's store: an inspecting proxy's root lives there, and
 * visitors have none. Throws an Error with a sentence on unreadable PEM text.
 */
export function createTrust(options: Pick<NetworkOptions, 'caCertificates'>): Trust {
  const given = options.caCertificates ? splitPem(options.caCertificates) : [];
  if (options.caCertificates && given.length === 0) {
    throw new Error('The file given with --cacert holds no certificate in PEM form.');
  }
  const fingerprints = new Set<string>();
  try {
    // OpenSSL passes over what it cannot read: the person should hear of it.
    for (const pem of given) fingerprints.add(new X509Certificate(pem).fingerprint256);
  } catch {
    throw new Error('The file given with --cacert holds a certificate that cannot be read.');
  }
  const key = given.join('');
  const context = () => {
    const known = contexts.get(key);
    if (known) return known;
    const made = createSecureContext({ ca: [...rootCertificates, ...given] });
    for (const oldest of [...contexts.keys()].slice(0, contexts.size - MAX_CONTEXTS + 1))
      contexts.delete(oldest);
    contexts.set(key, made);
    return made;
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    context,
    prepare() {
      if (timer || contexts.has(key)) return;
      timer = setTimeout(context, PREPARE_MS);
      timer.unref();
    },
    isGiven: (fingerprint) => fingerprints.has(fingerprint),
  };
}

function splitPem(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}
