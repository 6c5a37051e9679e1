import { MAIL_PROVIDERS } from './mail-provider-table.ts';

/** What a record is for, as far as its name and value tell. Decides what breaks when it goes. */
export type DnsPurpose =
  | ('zone' | 'delegation' | 'dnssec' | 'certificates')
  | ('web' | 'webHints' | 'mail' | 'mailPermission' | 'mailSignature' | 'mailPolicy' | 'mailTransport')
  | ('verification' | 'service' | 'text');

export interface Purpose {
  purpose: DnsPurpose;
  /** In a few words for a person: "proves the domain to Google". */
  words: string;
}

/** How the value of a text record begins that proves a domain to a vendor, by the vendors' own pages. */
const PROOFS: readonly (readonly [begin: string, vendor: string])[] = [
  ['google-site-verification=', 'Google'],
  ['ms=', 'Microsoft 365'],
  ['apple-domain-verification=', 'Apple'],
  ['facebook-domain-verification=', 'Meta'],
  ['stripe-verification=', 'Stripe'],
  ['openai-domain-verification=', 'OpenAI'],
  ['atlassian-domain-verification=', 'Atlassian'],
  ['slack-domain-verification=', 'Slack'],
  ['zoom_verify_', 'Zoom'],
  ['docusign=', 'DocuSign'],
  ['adobe-idp-site-verification=', 'Adobe'],
  ['hubspot-developer-verification=', 'HubSpot'],
  ['dropbox-domain-verification=', 'Dropbox'],
  ['pinterest-site-verification=', 'Pinterest'],
  ['yandex-verification:', 'Yandex'],
  ['shopify-verification-code=', 'Shopify'],
  ['klaviyo-site-verification=', 'Klaviyo'],
  ['brevo-code:', 'Brevo'],
  ['sendinblue-code:', 'Brevo'],
  ['mailchimp=', 'Mailchimp'],
  ['webexdomainverification.', 'Webex'],
  ['notion-domain-verification=', 'Notion'],
  ['linkedin-site-verification=', 'LinkedIn'],
  ['tiktok-developers-site-verification=', 'TikTok'],
  ['twilio-domain-verification=', 'Twilio'],
  ['vc-domain-verify=', 'Vercel'],
  ['netlify-verification=', 'Netlify'],
  ['ca3-', 'Cloudflare'],
];

/** Names whose text records prove the domain. */
const PROOF_NAMES: readonly (readonly [pattern: RegExp, vendor: string])[] = [
  [/^_vercel\./u, 'Vercel'],
  [/^_github-(?:pages-)?challenge-/u, 'GitHub'],
  [/^_acme-challenge\./u, 'the certificate authority'],
  [/^_cf-custom-hostname\./u, 'Cloudflare'],
  [/^_domainconnect\./u, 'Domain Connect'],
  [/^(?:asuid|_dnsauth)\./u, 'Azure'],
  [/^_railway-verify\./u, 'Railway'],
  [/^_atproto\./u, 'Bluesky'],
];

const BY_TYPE: Partial<Record<string, Purpose>> = {
  SOA: { purpose: 'zone', words: 'the zone itself' },
  NS: { purpose: 'delegation', words: 'who answers for the domain' },
  DS: { purpose: 'dnssec', words: 'vouches for the signature' },
  DNSKEY: { purpose: 'dnssec', words: 'key of the signature' },
  CAA: { purpose: 'certificates', words: 'who may issue certificates' },
  MX: { purpose: 'mail', words: 'receives mail' },
  A: { purpose: 'web', words: 'address' },
  AAAA: { purpose: 'web', words: 'address (IPv6)' },
  CNAME: { purpose: 'web', words: 'alias' },
  HTTPS: { purpose: 'webHints', words: 'hints for browsers' },
  SVCB: { purpose: 'webHints', words: 'hints for programs' },
  TLSA: { purpose: 'mailTransport', words: 'certificate of a server (DANE)' },
};

export function purposeOf({ name, type, value }: { name: string; type: string; value: string }): Purpose {
  if (name.includes('._domainkey.')) {
    const provider = type === 'CNAME' ? providerOfTarget(value) : undefined;
    const words = `signature of mail (DKIM)${provider === undefined ? '' : ` of ${provider}`}`;
    return { purpose: 'mailSignature', words };
  }
  if (name.startsWith('mta-sts.') || name.startsWith('autodiscover.') || name.startsWith('autoconfig.'))
    return { purpose: 'mailTransport', words: 'set-up of mail programs and servers' };
  if (type === 'SRV') return { purpose: 'service', words: serviceWords(name) };
  if (type === 'TXT') return textPurpose(name, value);
  return BY_TYPE[type] ?? { purpose: 'text', words: 'something else' };
}

function textPurpose(name: string, value: string): Purpose {
  const text = value.trim().toLowerCase();
  if (text.startsWith('v=spf1')) return { purpose: 'mailPermission', words: 'who may send mail (SPF)' };
  if (text.startsWith('v=dmarc1') || name.startsWith('_dmarc.'))
    return { purpose: 'mailPolicy', words: 'what happens to forged mail (DMARC)' };
  if (text.startsWith('v=stsv1')) return { purpose: 'mailTransport', words: 'mail only over TLS (MTA-STS)' };
  if (text.startsWith('v=tlsrptv1'))
    return { purpose: 'mailTransport', words: 'reports of mail over TLS (TLS-RPT)' };
  if (text.startsWith('v=bimi1')) return { purpose: 'mailPolicy', words: 'logo beside mail (BIMI)' };
  const vendor =
    PROOFS.find(([begin]) => text.startsWith(begin))?.[1] ??
    PROOF_NAMES.find(([pattern]) => pattern.test(name))?.[1];
  if (vendor !== undefined) return { purpose: 'verification', words: `proves the domain to ${vendor}` };
  if (/verif|challenge/u.test(text) || /verif|challenge/u.test(name))
    return { purpose: 'verification', words: 'proves the domain to somebody' };
  return { purpose: 'text', words: 'a text' };
}

const SERVICES: Record<string, string> = {
  _autodiscover: 'set-up of mail programs',
  _imaps: 'set-up of mail programs',
  _submission: 'set-up of mail programs',
  _submissions: 'set-up of mail programs',
  _caldavs: 'set-up of calendars',
  _sip: 'calls',
  _sipfederationtls: 'calls',
  _matrix: 'chat',
};

function serviceWords(name: string): string {
  return SERVICES[name.split('.')[0] ?? ''] ?? 'a service';
}

function providerOfTarget(target: string): string | undefined {
  return MAIL_PROVIDERS.find(({ aliasTargets }) =>
    aliasTargets.some((end) => target === end || target.endsWith(`.${end}`)),
  )?.name;
}
