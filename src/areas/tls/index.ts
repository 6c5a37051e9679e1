import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { certificateExpiry } from './certificate-expiry.ts';
import { certificateLifetime } from './certificate-lifetime.ts';
import { expiredCertificate } from './expired-certificate.ts';
import { faultyChain } from './faulty-chain.ts';
import { hstsWithoutHttps } from './hsts-without-https.ts';
import { missingCertificateProof } from './missing-certificate-proof.ts';
import { oldProtocol } from './old-protocol.ts';
import { revokedCertificate } from './revoked-certificate.ts';
import { uncoveredHost } from './uncovered-host.ts';
import { unreadyPreload } from './unready-preload.ts';
import { untrustedCertificate } from './untrusted-certificate.ts';
import { weakCipher } from './weak-cipher.ts';
import { weakHsts } from './weak-hsts.ts';
import { weakKey } from './weak-key.ts';

export const tlsArea: Area = {
  ...headOf('tls'),
  checks: [
    untrustedCertificate,
    uncoveredHost,
    expiredCertificate,
    revokedCertificate,
    certificateExpiry,
    oldProtocol,
    weakKey,
    hstsWithoutHttps,
    weakCipher,
    faultyChain,
    weakHsts,
    unreadyPreload,
    certificateLifetime,
    missingCertificateProof,
  ],
};
