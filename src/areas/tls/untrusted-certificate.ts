import { defineCheck } from '../../model/check.ts';
import type { FindingDraft, Remediation } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type { CertificateFacts } from '../../observe/domain/tls-certificates.ts';

export const untrustedCertificate = defineCheck({
  id: 'tls/untrusted-certificate',
  title: 'Browsers trust the certificate of every host',
  failureTitle: 'A host has no certificate that browsers trust',
  severity: 'blocker',
  minimumBar: true,
  requires: ['Target', 'TlsCertificates'],
  messages: {
    untrusted:
      'The certificate of {host} comes from "{issuer}", which browsers do not trust: visitors see a full-page warning.',
    selfSigned:
      'The certificate of {host} is signed by itself: visitors see a full-page warning instead of the site.',
    incompleteChain:
      'The server of {host} leaves out the certificate between its own and the trusted root: some browsers mend it, while apps, webhooks and older phones fail.',
    noCertificate:
      'Browsers cannot open https://{host}: {reason}. Most often its server has no certificate for this name.',
    oldProtocol:
      'Browsers cannot open https://{host}: its server speaks only old versions of TLS (1.1 or below), which they refuse.',
    notEncrypted:
      'Browsers cannot open https://{host}: its server answers on the https port (443) without encryption.',
    notServed: '{host} refuses connections on the https port (443): https://{host} cannot be opened.',
  },
  run({ artifacts: { Target, TlsCertificates } }) {
    const sorted = sortHosts(Target.hosts, TlsCertificates.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: facts } of sorted.seen) {
      if (facts.trusted) continue;
      const kind = kindOf(facts);
      findings.push({
        messageId: kind,
        severity: kind === 'incompleteChain' ? 'high' : 'blocker',
        data: { host: host.host, issuer: facts.issuer, errorCode: facts.errorCode ?? '' },
        location: atHost(host),
        remediation: {
          text:
            kind === 'incompleteChain'
              ? 'Let the server send the full chain: with certbot that is fullchain.pem, not cert.pem.'
              : `Get a certificate for ${host.host} from a public authority: your host issues one when the domain is added there; with your own server use Let's Encrypt.`,
        },
      });
    }
    for (const { host, code, reason } of sorted.without) {
      if (code === 'unresolved') continue;
      findings.push({
        messageId: messageFor(code),
        data: { host: host.host, reason },
        location: atHost(host),
        remediation: remediationFor(code, host.host),
      });
    }
    return judgeHosts(sorted, findings);
  },
});

function kindOf({ errorCode, chainLength, namesIssuer }: CertificateFacts) {
  if (errorCode === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'selfSigned';
  const unfinished =
    errorCode === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' || errorCode === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
  // Only a public authority tells where its own certificate can be fetched.
  return unfinished && chainLength === 1 && namesIssuer ? 'incompleteChain' : 'untrusted';
}

function messageFor(code: string) {
  if (code === 'refused') return 'notServed';
  if (code === 'oldTls') return 'oldProtocol';
  return code === 'notTls' ? 'notEncrypted' : 'noCertificate';
}

function remediationFor(code: string, host: string): Remediation {
  if (code === 'oldTls') {
    return {
      text: `Switch on TLS 1.2 and 1.3 in the server of ${host}, and update it if it has neither; in nginx with the line below.`,
      copy: 'ssl_protocols TLSv1.2 TLSv1.3;',
    };
  }
  if (code === 'notTls') {
    return {
      text: `Let the server of ${host} encrypt port 443 with the certificate of ${host}; in nginx with the line below.`,
      copy: 'listen 443 ssl;',
    };
  }
  return {
    text: `Add ${host} as a domain at your host, so that it gets a certificate there; or take the name out of the DNS if nothing should answer.`,
  };
}
