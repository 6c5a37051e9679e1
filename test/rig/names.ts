import { CASE_ADDRESSES, CASES, EDGE_STATUS_HOSTS, SSL3_ADDRESS } from './web-cases.ts';

/** The one domain where everything is as it should be. */
export const READY = 'ready.test';

/** Its hosts, all behind one edge, as with most young companies. */
export const READY_HOSTS = [
  ...['app', 'api', 'docs', 'blog', 'help', 'status', 'shop', 'admin', 'members', 'assets'],
] as const;

/** As many on one machine that is down. */
export const DOWN_HOSTS: readonly string[] = READY_HOSTS;

/** The domain with a host for each way to be broken. */
export const BROKEN = 'acme-coach.test';

/** Its hosts, by what is wrong with them (or what is not), and the address each is at. */
export const BROKEN_HOSTS = {
  app: '127.0.1.2',
  api: '127.0.1.3',
  staging: '127.0.1.4',
  overdue: '127.0.1.5',
  expired: '127.0.1.11',
  'wrong-host': '127.0.1.12',
  'self-signed': '127.0.1.13',
  'old-tls': '127.0.1.14',
  'no-chain': '127.0.1.15',
  loop: '127.0.1.16',
  chain: '127.0.1.17',
  mixed: '127.0.1.18',
  'no-compression': '127.0.1.19',
  'not-yet': '127.0.1.20',
  downgrade: '127.0.1.21',
  'no-tls': '127.0.1.22',
  'weak-key': '127.0.1.23',
  nowhere: '127.0.1.24',
  endless: '127.0.1.25',
  'plain-443': '127.0.1.26',
  'stays-http': '127.0.1.27',
  edge: '127.0.2.1',
  flexible: '127.0.2.1',
  challenge: '127.0.2.1',
  direct: '127.0.3.1',
} as const;

export type BrokenHost = keyof typeof BROKEN_HOSTS;

/** Small domains, one a way in which a whole site goes wrong; each serves apex and www. */
export const SITES = [
  'off-host.test',
  'closed.test',
  'no-www.test',
  'hung.test',
  'dropped.test',
  'pouring.test',
  'inspected.test',
  'guarded.test',
  'elsewhere.test',
  'hidden.test',
  'half.test',
  'half-down.test',
  'cases.test',
  'promised.test',
  'split.test',
  'lost.test',
  'links.test',
  'staged.test',
  'origin.test',
  'unlocked.test',
  'locked.test',
  'six.test',
  'xn--bcher-kva.test',
] as const;

export type Site = (typeof SITES)[number];

export const ADDRESSES = {
  primary: '127.0.0.1',
  /** The same server. */
  primaryToo: '127.0.0.8',
  /** In another network than the first, as they should be. */
  secondary: '127.0.7.2',
  /** Serves the zones above: the root and test. */
  parent: '127.0.0.3',
  /** Where a zone says that it has a name server. */
  noNameServer: '127.0.0.9',
  openResolver: '127.0.0.6',
  aliasServer: '127.0.0.7',
  /** Takes questions and never answers. */
  silentResolver: '127.0.0.4',
  /** Nobody is there. */
  noResolver: '127.0.0.5',
  /** The apex and www of the broken domain, and of the small ones that have nothing of their own. */
  apex: '127.0.1.1',
  edge: '127.0.2.1',
  origin: '127.0.3.1',
  mail: '127.0.4.1',
  plainMail: '127.0.4.2',
  expiredMail: '127.0.4.3',
  offHost: '127.0.5.1',
  closed: '127.0.5.2',
  hung: '127.0.5.3',
  dropped: '127.0.5.4',
  pouring: '127.0.5.5',
  inspected: '127.0.5.6',
  guarded: '127.0.5.7',
  internal: '127.0.6.1',
  /** Answers as a host of pages does for a name that nobody has. */
  pages: '127.0.5.8',
  /** IANA's list of registries, and the registry of test. */
  registry: '127.0.5.9',
  /** No web server is there. */
  nobody: '127.0.5.99',
  ssl3: SSL3_ADDRESS,
  unlocked: '127.0.3.2',
  locked: '127.0.3.3',
} as const;

/** Every name that a web server of the rig answers for, or seems to. */
export const WEB_HOSTS: readonly string[] = [
  BROKEN,
  `www.${BROKEN}`,
  `shop.${BROKEN}`,
  ...Object.keys(BROKEN_HOSTS).map((label) => `${label}.${BROKEN}`),
  ...[READY, ...SITES].flatMap((domain) => [domain, `www.${domain}`]),
  ...READY_HOSTS.map((host) => `${host}.${READY}`),
  ...[...Object.keys(CASE_ADDRESSES), ...EDGE_STATUS_HOSTS, 'ssl3'].map((label) => `${label}.${CASES}`),
  'status.promised.test',
  'staging.staged.test',
  ...['origin', 'unlocked', 'locked'].map((name) => `direct.${name}.test`),
  ...['hung.test', 'dropped.test'].flatMap((domain) => DOWN_HOSTS.map((host) => `${host}.${domain}`)),
];
