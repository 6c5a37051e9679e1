import assert from 'node:assert/strict';
import { READY } from './names.ts';
import { scene } from './scenes.ts';

const YAML = `domain: ${READY}
hosts:
  app: {}
email:
  senders:
    - { from: hello@${READY}, provider: resend }
    - { from: ana@${READY}, provider: google }
`;
const MAIL = `import { Resend } from 'resend';

const resend = new Resend(process.env.RESEND_API_KEY);

export const welcome = (to: string) =>
  resend.emails.send({ from: 'Acme <hello@${READY}>', to, subject: 'Welcome', text: 'Hi' });
`;

describe('the rig: a domain that is ready', () => {
  scene({
    title: 'nothing is found where nothing is wrong',
    domain: READY,
    files: { 'launch-ready.yaml': YAML, 'src/mail.ts': MAIL },
    expect: {
      'dns/unresolved-host': 'pass',
      'dns/private-address': 'notApplicable',
      'dns/lame-delegation': 'pass',
      'dns/mismatched-delegation': 'pass',
      'dns/inconsistent-name-servers': 'pass',
      'dns/aliased-name-server': 'pass',
      'dns/name-servers-in-one-network': 'pass',
      'dns/open-name-server': 'pass',
      'dns/apex-cname': 'pass',
      'dns/alias-chain': 'pass',
      'dns/dangling-record': 'pass',
      'dns/wildcard-record': 'pass',
      'dns/missing-caa': 'pass',
      'dns/forbidding-caa': 'pass',
      'dns/invalid-caa': 'pass',
      'dns/broken-dnssec': 'pass',
      'dns/unsigned-delegation': 'pass',
      'dns/weak-dnssec': 'pass',
      'dns/missing-ipv6': 'pass',
      'dns/unreachable-ipv6': 'pass',
      'dns/inconsistent-https-record': 'pass',
      'routing/missing-https-redirect': 'pass',
      'routing/redirect-loop': 'pass',
      'routing/insecure-redirect': 'pass',
      'routing/redirect-chain': 'pass',
      'tls/untrusted-certificate': 'pass',
      'tls/uncovered-host': 'pass',
      'tls/expired-certificate': 'pass',
      'tls/certificate-expiry': 'pass',
      'tls/old-protocol': 'pass',
      'tls/weak-key': 'pass',
      'tls/weak-cipher': 'pass',
      'tls/faulty-chain': 'pass',
      'tls/certificate-lifetime': 'pass',
      'tls/missing-certificate-proof': 'pass',
      'tls/weak-hsts': 'pass',
      'tls/hsts-without-https': 'pass',
      'tls/unready-preload': 'pass',
      'routing/split-canonical': 'pass',
      'routing/temporary-redirect': 'pass',
      'routing/lost-path': 'pass',
      'routing/soft-404': 'pass',
      'routing/inconsistent-slash': 'pass',
      'served/mixed-content': 'pass',
      'served/hidden-site': 'pass',
      'served/insecure-cookie': 'pass',
      'served/open-cors': 'pass',
      'served/missing-security-header': 'pass',
      'served/security-contact': 'pass',
      'edge/unreachable-origin': 'pass',
      'edge/exposed-origin': 'pass',
      'edge/unlocked-origin': 'pass',
      'edge/mixed-proxying': 'pass',
      'edge/shared-private-page': 'pass',
      'edge/uncached-asset': 'pass',
      'edge/uncompressed-text': 'pass',
      'edge/missing-http2': 'pass',
      'edge/ddos-protection': 'review',
      'edge/cache-rules': 'review',
      'edge/bot-protection': 'review',
      'dns/different-ipv6': 'pass',
      'tls/revoked-certificate': 'notApplicable',
      'routing/unknown-host': 'notApplicable',
      'routing/lost-method': 'notApplicable',
      'routing/indexable-staging': 'notApplicable',
      'routing/broken-old-link': 'notApplicable',
      'edge/unprotected-host': 'pass',
      'email/missing-mx': 'pass',
      'email/invalid-mx': 'pass',
      'email/missing-spf': 'pass',
      'email/multiple-spf-records': 'pass',
      'email/invalid-spf': 'pass',
      'email/permissive-spf': 'pass',
      'email/too-many-spf-lookups': 'pass',
      'email/unused-spf-include': 'pass',
      'email/missing-dmarc': 'pass',
      'email/multiple-dmarc-records': 'pass',
      'email/invalid-dmarc': 'pass',
      'email/unenforced-dmarc': 'pass',
      'email/unauthorized-mail-provider': 'pass',
      'email/foreign-from-address': 'pass',
    },
    also({ verdict, results }) {
      // Also what this suite does not know yet.
      assert.deepEqual(
        results
          .filter(({ outcome }) => outcome !== 'review')
          .flatMap(({ findings }) => findings.map(({ message }) => message)),
        [],
      );
      assert.equal(verdict.state, 'READY');
    },
  });
  scene({
    title: 'addresses that everybody can reach',
    domain: 'public.test',
    // Nothing that would connect to them.
    only: ['dns/private-address', 'dns/unresolved-host'],
    network: 'public',
    expect: { 'dns/private-address': 'pass', 'dns/unresolved-host': 'pass' },
  });
});
