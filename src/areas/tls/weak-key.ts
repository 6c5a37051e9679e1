import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type { SentCertificate } from '../../observe/domain/tls-servers.ts';

const WEAK_HASHES: ReadonlySet<string> = new Set(['md2', 'md5', 'sha1']);

type Strength = Pick<SentCertificate, 'signatureHash'> & { key?: SentCertificate['key'] | undefined };

/** CA/Browser Forum Baseline Requirements, sections 6.1.5 and 7.1.3; RFC 9325, section 4.5. */
export const weakKey = defineCheck({
  id: 'tls/weak-key',
  title: 'Keys and signatures of certificates are strong',
  failureTitle: 'A certificate has a key or a signature that can be forged',
  severity: 'high',
  requires: ['Target', 'TlsCertificates', 'TlsServers'],
  messages: {
    shortKey:
      'The {whose} of {host} has a key of {bits} bits ({type}): it can be broken with rented computers, and browsers refuse it.',
    weakSignature: 'The {whose} of {host} is signed with {hash}, which can be forged: browsers refuse it.',
  },
  run({ artifacts: { Target, TlsCertificates, TlsServers } }) {
    const sorted = sortHosts(Target.hosts, TlsCertificates.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: facts } of sorted.seen) {
      const look = TlsServers.hosts[host.host];
      // Nobody checks a root's signature of itself: it is trusted by being known.
      const issuers = look?.ok
        ? (look.value.chain ?? []).filter(
            ({ isRoot, fingerprint }) => !isRoot && fingerprint !== facts.fingerprint,
          )
        : [];
      const judged: [string, Strength][] = [
        ['certificate', facts],
        ...(look?.ok && look.value.askedAs !== host.host
          ? []
          : issuers.map((one): [string, Strength] => ["certificate's issuer", one])),
      ];
      for (const [whose, { key, signatureHash }] of judged) {
        const report = (messageId: string, data: Record<string, string | number>) =>
          findings.push({
            messageId,
            data: { host: host.host, whose, ...data },
            anchor: whose,
            location: atHost(host),
            remediation: {
              text: `Issue a new certificate for ${host.host} with an ECDSA key (P-256) or an RSA key of 2,048 bits; with certbot by the command below.`,
              copy: `certbot certonly --force-renewal --key-type ecdsa -d ${host.host}`,
            },
          });
        if (key && isShort(key))
          report('shortKey', { bits: key.bits, type: key.type === 'rsa' ? 'RSA' : 'ECDSA' });
        if (signatureHash !== undefined && WEAK_HASHES.has(signatureHash))
          report('weakSignature', { hash: signatureHash === 'sha1' ? 'SHA-1' : signatureHash.toUpperCase() });
      }
    }
    return judgeHosts(sorted, findings);
  },
});

/** 0 bits: a kind that is not known, and so not judged. */
function isShort({ type, bits }: SentCertificate['key']): boolean {
  if (bits === 0) return false;
  return type === 'rsa' ? bits < 2048 : type === 'ec' && bits < 256;
}
