import { DNS_CASES, delegationOf, type Zone } from './dns-cases.ts';
import { ADDRESSES, BROKEN, BROKEN_HOSTS, READY, READY_HOSTS, SITES, type Site } from './names.ts';
import { CASE_ADDRESSES, EDGE_STATUS_HOSTS } from './web-cases.ts';

/** Mail server of all domains whose mail is fine. */
const MX = '@ MX 10 mx1';
const MAIL_HOST = `mx1 A ${ADDRESSES.mail}`;

/** The zones, parents before children. `dkimKey`: base64, as a DKIM record holds it. */
export function rigZones(dkimKey: string): Zone[] {
  const dkim = `TXT ${quoted(`v=DKIM1; k=rsa; p=${dkimKey}`)}`;
  const all = [
    ...[...siteZones(), ...mailZones(), readyZone(dkim), brokenZone(dkim), ...otherZones()],
    ...DNS_CASES,
  ];
  const children = all.filter(({ name }) => name.endsWith('.test'));
  return [
    // Nothing else exists: a resolver of the rig never asks the real internet.
    { name: '.', lines: [], nameServers: ['ns1'] },
    {
      name: 'test',
      signed: 'good',
      nameServers: ['ns1'],
      lines: children.flatMap(
        ({ name, delegation }) => delegation ?? delegationOf(name.slice(0, -'.test'.length)),
      ),
    },
    ...all,
    {
      name: 'google.com',
      lines: [
        '_spf TXT "v=spf1 include:_netblocks.google.com ~all"',
        '_netblocks TXT "v=spf1 ip4:35.190.247.0/24 ~all"',
      ],
    },
    { name: 'amazonses.com', lines: ['@ TXT "v=spf1 ip4:199.255.192.0/22 ip4:54.240.0.0/18 -all"'] },
    { name: 'sendgrid.net', lines: ['@ TXT "v=spf1 ip4:167.89.0.0/17 -all"'] },
    { name: '127.in-addr.arpa', lines: ['1.4.0 PTR mx1.acme-coach.test.', '2.4.0 PTR other.saas.test.'] },
  ];
}

function readyZone(dkim: string): Zone {
  return {
    name: READY,
    signed: 'good',
    lines: [
      `@ A ${ADDRESSES.edge}`,
      `@ AAAA ::ffff:${ADDRESSES.edge}`,
      'www CNAME @',
      ...READY_HOSTS.flatMap((host) => [
        `${host} A ${ADDRESSES.edge}`,
        `${host} AAAA ::ffff:${ADDRESSES.edge}`,
      ]),
      '@ HTTPS 1 . alpn=h2',
      MX,
      MAIL_HOST,
      '@ TXT "v=spf1 include:_spf.google.com -all"',
      `_dmarc TXT ${quoted(`v=DMARC1; p=reject; rua=mailto:dmarc@${READY}`)}`,
      `google._domainkey ${dkim}`,
      `resend._domainkey ${dkim}`,
      'send MX 10 feedback-smtp.eu-west-1.amazonses.com.',
      'send TXT "v=spf1 include:amazonses.com ~all"',
      '@ CAA 0 issue "letsencrypt.org"',
    ],
  };
}

function brokenZone(dkim: string): Zone {
  const lines = [
    `@ A ${ADDRESSES.apex}`,
    'www CNAME @',
    ...Object.entries(BROKEN_HOSTS).map(([label, address]) => `${label} A ${address}`),
    // Leads to a name that is gone.
    'old CNAME acme-old.herokudns.saas.test.',
    'shop CNAME shops.saas.test.',
    'text-only TXT "no address here"',
    MX,
    '@ MX 20 mx2',
    MAIL_HOST,
    `mx2 A ${ADDRESSES.plainMail}`,
    '@ TXT "v=spf1 include:_spf.mailer.test include:spf.saas.test mx ~all"',
    `_dmarc TXT ${quoted(`v=DMARC1; p=none; rua=mailto:d@${BROKEN},mailto:x@reports.saas.test`)}`,
    `google._domainkey ${dkim}`,
    '_mta-sts TXT "v=STSv1; id=20261121T000000"',
    `_smtp._tls TXT ${quoted(`v=TLSRPTv1; rua=mailto:tls@${BROKEN}`)}`,
    '@ CAA 0 issue "letsencrypt.org"',
  ];
  return {
    name: BROKEN,
    signed: 'good',
    lines,
    // Half-done migration: another address, one name server fewer, an older serial.
    stale: lines.map((line) => (line === `@ A ${ADDRESSES.apex}` ? '@ A 127.0.1.9' : line)),
  };
}

const both = (address: string) => [`@ A ${address}`, `www A ${address}`];
/** As many hosts as anybody likes on one machine. */
const many = (address: string) => [...both(address), `* A ${address}`];

const SITE_LINES: Record<Site, string[]> = {
  'off-host.test': both(ADDRESSES.offHost),
  'closed.test': both(ADDRESSES.closed),
  'no-www.test': [`@ A ${ADDRESSES.offHost}`],
  'hung.test': many(ADDRESSES.hung),
  'dropped.test': many(ADDRESSES.dropped),
  'pouring.test': both(ADDRESSES.pouring),
  'inspected.test': both(ADDRESSES.inspected),
  'guarded.test': [...both(ADDRESSES.guarded), `internal A ${ADDRESSES.internal}`],
  'elsewhere.test': both(ADDRESSES.guarded),
  // A private address in other clothes: as IPv6, and behind an alias.
  'hidden.test': [`@ AAAA ::ffff:${ADDRESSES.internal}`, 'www CNAME internal.guarded.test.'],
  // One name is another server's to answer, and that one is gone.
  'half.test': [`@ A ${ADDRESSES.closed}`, 'www NS ns.www', 'ns.www A 127.0.0.9'],
  'cases.test': [
    ...both(ADDRESSES.apex),
    ...Object.entries(CASE_ADDRESSES).map(([label, address]) => `${label} A ${address}`),
    `ssl3 A ${ADDRESSES.ssl3}`,
    ...EDGE_STATUS_HOSTS.map((label) => `${label} A ${ADDRESSES.edge}`),
  ],
  // Promises https for all below, and one below has none.
  'promised.test': [...both(ADDRESSES.closed), `status A ${BROKEN_HOSTS['no-tls']}`],
  'split.test': both(ADDRESSES.apex),
  'lost.test': both(ADDRESSES.apex),
  'links.test': both(ADDRESSES.apex),
  'staged.test': [...both(ADDRESSES.apex), `staging A ${ADDRESSES.apex}`],
  // Behind the edge, and one name leads past it.
  'origin.test': [...both(ADDRESSES.edge), `direct A ${ADDRESSES.origin}`],
  'unlocked.test': [...both(ADDRESSES.edge), `direct A ${ADDRESSES.unlocked}`],
  'locked.test': [...both(ADDRESSES.edge), `direct A ${ADDRESSES.locked}`],
  // Another machine over IPv6, and one with another certificate.
  'six.test': [
    `@ A ${ADDRESSES.closed}`,
    `@ AAAA ::ffff:${ADDRESSES.unlocked}`,
    `www A ${ADDRESSES.closed}`,
    `www AAAA ::ffff:${BROKEN_HOSTS['self-signed']}`,
  ],
  // bücher.test.
  'xn--bcher-kva.test': [`@ A ${ADDRESSES.closed}`],
  'half-down.test': [`@ A ${ADDRESSES.closed}`, `www A ${ADDRESSES.dropped}`],
};

function siteZones(): Zone[] {
  return SITES.map((name) => ({ name, lines: SITE_LINES[name] }));
}

/** One a way in which mail goes wrong. None of them has a web server. */
function mailZones(): Zone[] {
  const web = `@ A ${ADDRESSES.apex}`;
  const long = Array.from({ length: 6 }, (_, index) => `include:s${index}.long-spf.test`).join(' ');
  return [
    { name: 'no-mail.test', lines: [web] },
    {
      name: 'twice.test',
      lines: [
        web,
        MX,
        MAIL_HOST,
        '@ TXT "v=spf1 include:_spf.google.com ~all"',
        '@ TXT "v=spf1 include:amazonses.com ~all"',
        '_dmarc TXT "v=DMARC1; p=reject"',
        '_dmarc TXT "v=DMARC1; p=none"',
      ],
    },
    {
      name: 'misspelt.test',
      lines: [
        web,
        '@ MX 10 mail',
        '@ MX 20 gone',
        'mail CNAME mx1',
        MAIL_HOST,
        '@ TXT "v=spf1 ipv4:192.0.2.1 ~all"',
        '_dmarc TXT "v=DMARC1; p=rejct; rua=mailto:d@misspelt.test"',
      ],
    },
    {
      name: 'open.test',
      lines: [
        web,
        MX,
        MAIL_HOST,
        '@ TXT "v=spf1 +all"',
        '_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@open.test"',
      ],
    },
    {
      name: 'long-spf.test',
      lines: [
        web,
        MX,
        MAIL_HOST,
        `@ TXT "v=spf1 ${long} -all"`,
        ...Array.from({ length: 6 }, (_, index) => `s${index} TXT "v=spf1 a:mx1.long-spf.test -all"`),
        '_dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@long-spf.test"',
      ],
    },
    {
      name: 'wrong-provider.test',
      lines: [
        web,
        MX,
        MAIL_HOST,
        '@ TXT "v=spf1 include:_spf.google.com include:sendgrid.net ~all"',
        '_dmarc TXT "v=DMARC1; p=quarantine; rua=mailto:d@wrong-provider.test"',
      ],
    },
    // Addresses that no visitor can reach, and some that all can.
    { name: 'private.test', lines: ['@ A 10.0.0.5', 'www A 192.168.1.5'] },
    { name: 'public.test', lines: ['@ A 93.184.215.14', 'www CNAME @'] },
  ];
}

function otherZones(): Zone[] {
  return [
    { name: 'bogus.test', signed: 'expired', lines: [`@ A ${ADDRESSES.apex}`, `www A ${ADDRESSES.apex}`] },
    {
      name: 'saas.test',
      lines: [
        'spf TXT "v=spf1 include:a.spf.saas.test include:b.spf.saas.test -all"',
        'a.spf TXT "v=spf1 include:c.spf.saas.test ip4:192.0.2.0/24 -all"',
        'b.spf TXT "v=spf1 ip4:198.51.100.0/24 -all"',
        'c.spf TXT "v=spf1 ip4:203.0.113.0/24 -all"',
        'reports MX 10 mx',
        `mx A ${ADDRESSES.mail}`,
        '*._report._dmarc.reports TXT "v=DMARC1"',
        `shops A ${BROKEN_HOSTS.app}`,
      ],
    },
    {
      name: 'mailer.test',
      lines: [
        '_spf TXT "v=spf1 ip4:192.0.2.128/25 include:_netblocks.mailer.test -all"',
        '_netblocks TXT "v=spf1 ip4:198.51.100.128/25 -all"',
      ],
    },
  ];
}

/** A whole zone file. */
export function zoneText(zone: Zone, lines: readonly string[], serial: number): string {
  const { name, nameServers = ['ns1', 'ns2'] } = zone;
  const isAbove = name === '.' || name === 'test';
  const addresses: Record<string, string> = {
    ns1: isAbove ? ADDRESSES.parent : ADDRESSES.primary,
    ns2: ADDRESSES.secondary,
  };
  return [
    `$ORIGIN ${name === '.' ? '.' : `${name}.`}`,
    '$TTL 300',
    `@ SOA ns1 hostmaster ${serial} 7200 3600 1209600 300`,
    ...nameServers.flatMap((label) => [`@ NS ${label}`, `${label} A ${addresses[label]}`]),
    ...lines,
    '',
  ].join('\n');
}

/** Character-strings of at most 255 octets. */
function quoted(text: string): string {
  return (text.match(/.{1,250}/g) ?? []).map((part) => `"${part}"`).join(' ');
}
