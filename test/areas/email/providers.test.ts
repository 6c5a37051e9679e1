import assert from 'node:assert/strict';
import { authorizationOf } from '../../../src/areas/email/authorization.ts';
import { emailArea } from '../../../src/areas/email/index.ts';
import { PROVIDER_NEEDS, type ProviderNeeds } from '../../../src/areas/email/providers.ts';
import { MAIL_PROVIDERS } from '../../../src/formats/mail-provider-table.ts';
import {
  mailProvider,
  namedMailProvider,
  providerOfHost,
  providerOfInclude,
} from '../../../src/formats/mail-providers.ts';
import { parseSpf } from '../../../src/formats/spf.ts';
import type { SenderProbe } from '../../../src/observe/domain/mail-probes.ts';
import type { SiteMail } from '../../../src/observe/domain/mail-records.ts';
import type { SpfNode } from '../../../src/observe/domain/mail-spf.ts';

const KEY = { type: 'rsa', revoked: false, testing: false, malformed: false, bits: 2048 };

function node(domain: string, record: string, includes: SpfNode[] = []): SpfNode {
  return {
    domain,
    status: 'ok',
    records: [record],
    lookups: includes.map((child) => ({
      kind: 'include',
      term: `include:${child.domain}`,
      target: child.domain,
      node: child,
    })),
  };
}

function site(spf: SpfNode, probes: Partial<SenderProbe>[] = [], provider = 'resend'): SiteMail {
  const absent = { status: 'nodata' as const };
  return {
    domain: 'acme.com',
    mx: { status: 'nodata', exchanges: [], fallback: { ipv4: absent, ipv6: absent } },
    spf,
    spfLookalikes: [],
    dmarc: [],
    misplacedDmarc: [],
    senders: [],
    probes: probes.map((probe) => ({
      provider,
      use: 'key',
      domain: 'acme.com',
      name: `${provider}._domainkey.acme.com`,
      guessed: false,
      status: 'nxdomain',
      ...probe,
    })),
  };
}

function state(id: string, mail: SiteMail): string {
  const provider = mailProvider(id);
  const needs = PROVIDER_NEEDS[id];
  assert.ok(provider && needs);
  return authorizationOf(mail, provider, needs).state;
}

const GOOGLE = node('acme.com', 'v=spf1 include:_spf.google.com ~all', [
  node('_spf.google.com', 'v=spf1 ip4:192.0.2.0/24 ~all'),
]);

describe('mail providers', () => {
  it('names the needs of every provider that can be recognised, and of no other', () => {
    assert.deepEqual(Object.keys(PROVIDER_NEEDS).sort(), MAIL_PROVIDERS.map((entry) => entry.id).sort());
  });

  for (const [id, needs] of Object.entries(PROVIDER_NEEDS) as [string, ProviderNeeds][]) {
    it(`gives sound advice for ${id}`, () => {
      const provider = mailProvider(id);
      assert.match(needs.docs, /^https:\/\//);
      assert.match(needs.steps('acme.com'), /acme\.com/);
      // A verdict "missing" needs something with a fixed name that was looked for.
      if (needs.provable) {
        assert.ok(
          (provider?.selectors.length ?? 0) +
            (provider?.bounce.length ?? 0) +
            (provider?.includes.length ?? 0) >
            0,
        );
      }
      if (needs.include) assert.equal(providerOfInclude(needs.include)?.id, id);
      const spf = /"(v=spf1[^"]*)"/.exec(needs.records?.('acme.com') ?? '')?.[1];
      if (spf) assert.deepEqual(parseSpf(spf).problems, []);
    });
  }

  it('has no name that two providers claim', () => {
    for (const field of ['packages', 'python', 'hosts', 'includes', 'env'] as const) {
      const all = MAIL_PROVIDERS.flatMap((entry) => entry[field]);
      assert.equal(new Set(all).size, all.length, field);
    }
  });

  it('understands what people call them', () => {
    const names: [string, string | undefined][] = [
      ['resend', 'resend'],
      ['Amazon SES', 'ses'],
      ['Google Workspace', 'google'],
      ['gmail', 'google'],
      ['Microsoft 365', 'microsoft'],
      ['Mailchimp Transactional', 'mandrill'],
      ['nobody', undefined],
      ['', undefined],
    ];
    for (const [name, id] of names) assert.equal(namedMailProvider(name)?.id, id, name);
    assert.equal(providerOfHost('email-smtp.eu-west-1.amazonaws.com')?.id, 'ses');
    assert.equal(providerOfHost('acme-com.mail.protection.outlook.com')?.id, 'microsoft');
    assert.equal(providerOfHost('s3.eu-west-1.amazonaws.com'), undefined);
  });
});

describe('who may send', () => {
  const cases: [string, string, SiteMail, string][] = [
    ['Resend with its key', 'resend', site(GOOGLE, [{ key: KEY }]), 'allowed'],
    ['Resend without anything', 'resend', site(GOOGLE, [{}]), 'missing'],
    [
      'Resend with a malformed key',
      'resend',
      site(GOOGLE, [{ key: { ...KEY, malformed: true } }]),
      'missing',
    ],
    [
      'Resend, not looked up',
      'resend',
      site(GOOGLE, [{ status: 'servfail', reason: 'SERVFAIL' }]),
      'notMeasured',
    ],
    [
      'Resend, whose guessed subdomain was not looked up',
      'resend',
      site(GOOGLE, [{}, { guessed: true, status: 'timeout', reason: 'x' }]),
      'missing',
    ],
    [
      'Resend, although the SPF record could not be read',
      'resend',
      site({ ...GOOGLE, reason: 'SERVFAIL', records: [] }, [{ key: KEY }]),
      'allowed',
    ],
    [
      'SendGrid by an alias to it',
      'sendgrid',
      site(GOOGLE, [{ key: KEY, alias: 's1.domainkey.u1.wl.sendgrid.net' }], 'sendgrid'),
      'allowed',
    ],
    [
      'SendGrid by an alias to another',
      'sendgrid',
      site(GOOGLE, [{ key: KEY, alias: 'k.mcsv.net' }], 'sendgrid'),
      'missing',
    ],
    [
      'SendGrid with a leftover include only',
      'sendgrid',
      site(
        node('acme.com', 'v=spf1 include:sendgrid.net ~all', [node('sendgrid.net', 'v=spf1 ~all')]),
        [{}],
        'sendgrid',
      ),
      'unprovable',
    ],
    [
      'Postmark with its bounce alias',
      'postmark',
      site(GOOGLE, [{ use: 'bounce', leads: true }], 'postmark'),
      'allowed',
    ],
    [
      'Postmark without',
      'postmark',
      site(GOOGLE, [{ use: 'bounce', leads: false }], 'postmark'),
      'unprovable',
    ],
    ['Google in SPF', 'google', site(GOOGLE, [], 'google'), 'allowed'],
    [
      'Google nested in an include',
      'google',
      site(
        node('acme.com', 'v=spf1 include:spf.acme.com ~all', [{ ...GOOGLE, domain: 'spf.acme.com' }]),
        [],
        'google',
      ),
      'allowed',
    ],
    [
      'Google not in SPF',
      'google',
      site(node('acme.com', 'v=spf1 ip4:192.0.2.1 -all'), [{}], 'google'),
      'missing',
    ],
    [
      'Google signing, not in SPF',
      'google',
      site(node('acme.com', 'v=spf1 ip4:192.0.2.1 -all'), [{ key: KEY }], 'google'),
      'notInSpf',
    ],
    [
      'Google, behind a macro',
      'google',
      site(
        {
          ...node('acme.com', 'v=spf1 exists:%{i}.spf.acme.com -all'),
          lookups: [{ kind: 'exists', term: 'exists:%{i}.spf.acme.com' }],
        },
        [{}],
        'google',
      ),
      'unprovable',
    ],
    [
      'Google, include not readable',
      'google',
      site(
        node('acme.com', 'v=spf1 include:x.test -all', [
          { ...node('x.test', ''), records: [], reason: 'SERVFAIL' },
        ]),
        [{}],
        'google',
      ),
      'notMeasured',
    ],
  ];
  for (const [name, id, mail, expected] of cases) {
    it(`${name}: ${expected}`, () => assert.equal(state(id, mail), expected));
  }
});

describe('the email area', () => {
  it('grades nothing below medium but a leftover include', () => {
    const low = emailArea.checks.filter((check) => check.severity === 'low').map((check) => check.id);
    assert.deepEqual(low, ['email/unused-spf-include']);
  });
});
