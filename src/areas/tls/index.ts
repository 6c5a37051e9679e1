import type { Area } from '../../model/check.ts';
import { certificateExpiry } from './certificate-expiry.ts';
import { expiredCertificate } from './expired-certificate.ts';
import { uncoveredHost } from './uncovered-host.ts';
import { untrustedCertificate } from './untrusted-certificate.ts';

export const tlsArea: Area = {
  id: 'tls',
  title: 'TLS',
  label: 'SSL certificates',
  stage: 'domain',
  network: true,
  checks: [untrustedCertificate, uncoveredHost, expiredCertificate, certificateExpiry],
};
