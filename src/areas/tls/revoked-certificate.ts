import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isToldElsewhere } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type {} from '../../observe/domain/certificate-revocations.ts';
import type {} from '../../observe/domain/tls-certificates.ts';
import type {} from '../../observe/domain/tls-servers.ts';
import { dayOf } from './days.ts';

/** RFC 5280, section 5.3.1: the reasons that say what to do now. */
const REASONS: Record<number, string> = {
  1: ' because its key is known to others',
  4: ' because another one took its place',
  5: ' because it is no longer used',
};

/**
 * RFC 5280, section 5; RFC 6960. Since 2024 authorities need not answer for single certificates (CA/Browser Forum ballot SC-063), and
 * must have a list: that one is a third party's, and read only where the person says so. What a server staples costs nothing.
 */
export const revokedCertificate = defineCheck({
  id: 'tls/revoked-certificate',
  title: 'No certificate was taken back by its authority',
  failureTitle: 'A certificate was taken back by its authority',
  severity: 'blocker',
  requires: ['Target', 'TlsCertificates', 'TlsServers', 'CertificateRevocations'],
  messages: {
    revoked:
      'The certificate of {host} was taken back by its authority on {day}{why} (so says {source}): browsers refuse it, some at once and the others within days.',
  },
  run({ artifacts: { Target, TlsCertificates, TlsServers, CertificateRevocations } }) {
    const { asked, hosts } = CertificateRevocations;
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    let seen = 0;
    for (const { host, declaredAt } of Target.hosts) {
      const server = TlsServers.hosts[host];
      const stapled = server?.ok && server.value.askedAs === host ? server.value.staple : undefined;
      const look = hosts[host];
      const shown = TlsCertificates.hosts[host];
      const inList = look?.ok ? look.value.revoked : undefined;
      const revoked = stapled?.revoked ?? inList;
      if (stapled || look?.ok) seen++;
      if (revoked) {
        const source = inList
          ? `the list at ${look?.ok ? look.value.list : ''}`
          : 'the answer that the server hands over with it';
        findings.push({
          messageId: 'revoked',
          data: { host, day: dayOf(revoked.at), why: REASONS[revoked.reason ?? 0] ?? '', source },
          location: atHost({ host, declaredAt }),
          remediation: {
            text: `Get a new certificate for ${host} today, with a new key, and find out who asked for the old one to be taken back: most often its key was seen in public.`,
            copy: `certbot certonly --force-renewal --new-key -d ${host}`,
          },
        });
      } else if (!asked || stapled?.status === 'good') continue;
      else if (look?.ok === false) unmeasured.push(`${host}: ${look.reason}`);
      else if (shown?.ok === false && !isToldElsewhere(shown.code))
        unmeasured.push(`${host}: ${shown.reason}`);
    }
    if (!asked && seen === 0)
      return notApplicable(
        'authorities, third parties, are asked only with --revocation, and no server hands over their answer',
      );
    return judge(findings, unmeasured);
  },
});
