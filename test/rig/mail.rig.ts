import { scene } from './scenes.ts';

const only = ['email'];
const RESEND = `import { Resend } from 'resend';

const resend = new Resend(process.env.RESEND_API_KEY);

export const welcome = (to: string) =>
  resend.emails.send({ from: 'Acme <hello@acme-mail.test>', to, subject: 'Welcome', text: 'Hi' });
`;

describe('the rig: mail that goes wrong', () => {
  scene({
    title: 'nothing is set up',
    domain: 'no-mail.test',
    only,
    expect: {
      'email/missing-mx': ['fallback no-mail.test'],
      'email/missing-spf': ['unprotected no-mail.test'],
      'email/missing-dmarc': ['unprotected _dmarc.no-mail.test'],
      'email/invalid-spf': 'pass',
      'email/invalid-dmarc': 'pass',
    },
  });
  scene({
    title: 'two records where one belongs',
    domain: 'twice.test',
    only,
    expect: {
      'email/multiple-spf-records': ['multiple twice.test'],
      'email/multiple-dmarc-records': ['multiple _dmarc.twice.test'],
      'email/missing-spf': 'pass',
      'email/missing-dmarc': 'pass',
    },
  });
  scene({
    title: 'records with mistakes',
    domain: 'misspelt.test',
    only,
    expect: {
      'email/invalid-mx': ['alias misspelt.test', 'noAddress misspelt.test'],
      'email/invalid-spf': ['syntax misspelt.test'],
      'email/invalid-dmarc': ['weakened _dmarc.misspelt.test'],
    },
  });
  scene({
    title: 'everybody may send',
    domain: 'open.test',
    only,
    expect: {
      'email/permissive-spf': ['everybody open.test'],
      'email/unenforced-dmarc': ['none _dmarc.open.test'],
    },
  });
  scene({
    title: 'more look-ups than receivers make',
    domain: 'long-spf.test',
    only,
    expect: { 'email/too-many-spf-lookups': ['tooMany long-spf.test'] },
  });
  scene({
    title: 'the domain and the code name different providers',
    domain: 'wrong-provider.test',
    files: {
      'launch-ready.yaml': `domain: wrong-provider.test
email:
  senders:
    - { from: hello@wrong-provider.test, provider: resend }
    - { from: ana@wrong-provider.test, provider: google }
`,
      'src/mail.ts': RESEND,
    },
    only,
    expect: {
      'email/unauthorized-mail-provider': ['missing wrong-provider.test'],
      'email/unused-spf-include': ['unused wrong-provider.test'],
      'email/foreign-from-address': ['otherDomain src/mail.ts'],
    },
  });
});
