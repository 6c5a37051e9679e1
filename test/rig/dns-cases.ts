import { ADDRESSES } from './names.ts';

/** A zone of the rig; see `rigZones`. */
export interface Zone {
  name: string;
  /** Lines of a zone file, names relative to the zone. */
  lines: string[];
  /**
   * `expired`: the signatures are, so that a validating resolver fails. `tampered`, `tampered-address`: the SOA
   * or the A records were changed after signing. `weak`:
   * a short key, and names hashed more often than needed.
   */
  signed?: 'good' | 'expired' | 'tampered' | 'tampered-address' | 'weak';
  /** The former copy that the secondary still serves. */
  stale?: string[];
  /** The secondary has the same data under an older serial. */
  behind?: true;
  /** Its own servers' names, relative to the zone; ns1 and ns2 where nothing is said. `[]`: `lines` has the NS records. */
  nameServers?: readonly string[];
  /** What the zone above says instead. */
  delegation?: string[];
  /** The secondary does not serve it. */
  withoutSecondary?: true;
  /** Anybody may have all of it. */
  transfer?: true;
  /** Served by something else than NSD. */
  servedBy?: 'alias server' | 'open resolver';
}

const site = (address: string = ADDRESSES.closed) => [`@ A ${address}`, 'www CNAME @'];
/** Of a key that nobody has. */
const STRAY_DS = `DS 12345 13 2 ${'AB'.repeat(32)}`;
const GLUE = { ns1: ADDRESSES.primary, ns2: ADDRESSES.secondary } as const;

/** What the zone above says of a zone. */
export function delegationOf(label: string, servers: Readonly<Record<string, string>> = GLUE): string[] {
  return Object.entries(servers).flatMap(([name, address]) => [
    `${label} NS ${name}.${label}`,
    `${name}.${label} A ${address}`,
  ]);
}

/** One a way in which a zone itself goes wrong. */
export const DNS_CASES: readonly Zone[] = [
  {
    name: 'lame.test',
    lines: [
      ...['@ NS ns1', '@ NS ns2', '@ NS ns3', '@ NS ns4', `ns1 A ${ADDRESSES.primary}`],
      ...[`ns2 A ${ADDRESSES.secondary}`, `ns3 A ${ADDRESSES.noNameServer}`],
      ...site(),
    ],
    nameServers: [],
    withoutSecondary: true,
    delegation: [
      ...delegationOf('lame', { ...GLUE, ns3: ADDRESSES.noNameServer }),
      'lame NS ns4.lame',
      `ns4.lame A ${ADDRESSES.primary}`,
    ],
  },
  {
    name: 'single-ns.test',
    lines: site(),
    nameServers: ['ns1'],
    delegation: delegationOf('single-ns', { ns1: ADDRESSES.primary }),
  },
  {
    name: 'mismatch.test',
    lines: [...site(), `ns3 A ${ADDRESSES.primary}`],
    // The address that the registrar has for ns1 is the other machine's.
    delegation: delegationOf('mismatch', { ns1: ADDRESSES.secondary, ns3: ADDRESSES.primary }),
  },
  { name: 'behind.test', lines: site(), behind: true },
  // The resolver says that there is no such name.
  { name: 'denied.test', lines: site() },
  {
    name: 'alias-ns.test',
    lines: [
      '@ NS ns1',
      '@ NS name',
      `ns1 A ${ADDRESSES.primary}`,
      'name CNAME real',
      `real A ${ADDRESSES.secondary}`,
      ...site(),
    ],
    nameServers: [],
    delegation: delegationOf('alias-ns', { ns1: ADDRESSES.primary, name: ADDRESSES.secondary }),
  },
  {
    name: 'one-network.test',
    lines: ['@ NS ns1', '@ NS ns2', `ns1 A ${ADDRESSES.primary}`, `ns2 A ${ADDRESSES.primaryToo}`, ...site()],
    nameServers: [],
    delegation: delegationOf('one-network', { ns1: ADDRESSES.primary, ns2: ADDRESSES.primaryToo }),
  },
  { name: 'transfer.test', lines: site(), transfer: true },
  {
    name: 'open-ns.test',
    lines: [
      '@ NS ns1',
      '@ NS ns2',
      `ns1 A ${ADDRESSES.openResolver}`,
      `ns2 A ${ADDRESSES.openResolver}`,
      ...site(),
    ],
    nameServers: [],
    servedBy: 'open resolver',
    delegation: delegationOf('open-ns', { ns1: ADDRESSES.openResolver, ns2: ADDRESSES.openResolver }),
  },
  {
    name: 'apex-alias.test',
    lines: [],
    servedBy: 'alias server',
    delegation: delegationOf('apex-alias', { ns1: ADDRESSES.aliasServer, ns2: ADDRESSES.aliasServer }),
  },
  {
    name: 'aliases.test',
    lines: [
      ...site(),
      ...['circle CNAME back', 'back CNAME circle'],
      ...[
        'far CNAME far1',
        'far1 CNAME far2',
        'far2 CNAME far3',
        'far3 CNAME far4',
        `far4 A ${ADDRESSES.closed}`,
      ],
    ],
  },
  {
    name: 'dangling.test',
    lines: [
      ...site(),
      'blog CNAME acme.github.io.',
      'docs CNAME taken.github.io.',
      'api CNAME acme-old.azurewebsites.net.',
      'shop CNAME shops.never-registered-name.com.',
      '_imaps._tcp SRV 0 1 993 imap.gone',
    ],
  },
  { name: 'two.test', lines: [...site(), `@ A ${ADDRESSES.nobody}`, `@ AAAA ::ffff:${ADDRESSES.nobody}`] },
  { name: 'pair.test', lines: [...site(), `@ A ${ADDRESSES.offHost}`, `@ AAAA ::ffff:${ADDRESSES.offHost}`] },
  { name: 'wild.test', lines: [...site(), '* CNAME acme.github.io.'] },
  {
    name: 'caa.test',
    lines: [
      ...site(),
      `api A ${ADDRESSES.closed}`,
      `app A ${ADDRESSES.closed}`,
      '@ CAA 0 issue "digicert.com"',
      'api CAA 0 issue ";"',
      'app CAA 128 future "x"',
      'app CAA 0 iodef "ftp://app.caa.test"',
    ],
  },
  { name: 'tampered.test', signed: 'tampered', lines: site() },
  { name: 'tampered-address.test', signed: 'tampered-address', lines: site() },
  { name: 'weak-dnssec.test', signed: 'weak', lines: site() },
  {
    name: 'wrong-ds.test',
    signed: 'good',
    lines: site(),
    delegation: [...delegationOf('wrong-ds'), `wrong-ds ${STRAY_DS}`],
  },
  {
    name: 'unsigned-ds.test',
    lines: site(),
    delegation: [...delegationOf('unsigned-ds'), `unsigned-ds ${STRAY_DS}`],
  },
  { name: 'https-record.test', lines: [...site(), '@ HTTPS 1 . alpn=h2 ipv4hint=127.0.9.9'] },
  // Its servers are in the zone of one platform, the project's file names another.
  { name: 'moved.test', lines: [`@ A ${ADDRESSES.closed}`, 'www CNAME acme.netlify.app.'] },
  { name: 'github.io', lines: [`acme A ${ADDRESSES.pages}`, `taken A ${ADDRESSES.closed}`] },
  { name: 'azurewebsites.net', lines: [] },
  { name: 'netlify.app', lines: [`acme A ${ADDRESSES.closed}`] },
];

/** Names of them that a web server answers for. */
export const DNS_CASE_WEB_HOSTS: readonly string[] = [
  ...[
    'caa.test',
    'dangling.test',
    'two.test',
    'pair.test',
    'aliases.test',
    'wild.test',
    'moved.test',
  ].flatMap((name) => [name, `www.${name}`]),
  ...['api.caa.test', 'app.caa.test', 'blog.dangling.test', 'docs.dangling.test'],
];
