/** The domain with a host for each way in which a web server that works can still be wrong. */
export const CASES = 'cases.test';

/** What nginx does at a host of its own address. */
export interface WebCase {
  /** By the names of `makeCertificates`; `good` where nothing is said. */
  certificate?: string;
  /** Directives of its https server; a page with all that it should have where nothing is said. */
  https?: string;
  /** Instead of a redirect to https on the same host. */
  http?: string;
  /** Without HTTP/2. */
  onlyHttp1?: boolean;
}

const HSTS = 'add_header Strict-Transport-Security "max-age=31536000" always;';
const LIMITS = `add_header X-Content-Type-Options nosniff always; add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'self'" always;`;
export const SOUND_HEADERS = `${HSTS} ${LIMITS}`;

/** A page at the start, and nothing at addresses that nobody made. */
export const PAGE = pageOf('index.html');

function pageOf(file: string, more = ''): string {
  return `${more} location = / { try_files /${file} =404; } location / { try_files $uri =404; }`;
}

const sound = (more: string, file = 'index.html') => `${SOUND_HEADERS} ${pageOf(file, more)}`;

const OLD_LIBRARY = 'DEFAULT:@SECLEVEL=0';

const TLS_CASES = {
  'old-versions': {
    https: `ssl_protocols TLSv1 TLSv1.1 TLSv1.2; ssl_ciphers ${OLD_LIBRARY}; ${SOUND_HEADERS} ${PAGE}`,
  },
  'sha1-signature': { certificate: 'sha1', https: `ssl_ciphers ${OLD_LIBRARY}; ${SOUND_HEADERS} ${PAGE}` },
  'null-cipher': { https: `ssl_ciphers ECDHE-ECDSA-NULL-SHA:${OLD_LIBRARY}; ${SOUND_HEADERS} ${PAGE}` },
  recordable: {
    certificate: 'rsa',
    https: `ssl_protocols TLSv1.2; ssl_ciphers AES128-GCM-SHA256; ${SOUND_HEADERS} ${PAGE}`,
  },
  'wrong-order': { certificate: 'wrong-order' },
  'root-sent': { certificate: 'root-sent' },
  'long-lived': { certificate: 'long-lived' },
  'must-staple': { certificate: 'must-staple' },
  stapled: {
    certificate: 'stapled',
    https: `ssl_stapling on; ssl_stapling_file staple.der; ${SOUND_HEADERS} ${PAGE}`,
  },
  revoked: { certificate: 'revoked' },
  'not-revoked': { certificate: 'not-revoked' },
  'forged-list': { certificate: 'forged-list' },
  'no-list': { certificate: 'no-list' },
  'no-hsts': { https: PAGE },
  'short-hsts': { https: `add_header Strict-Transport-Security "max-age=300" always; ${PAGE}` },
  'bad-hsts': { https: `add_header Strict-Transport-Security "31536000" always; ${PAGE}` },
  'two-hsts': { https: `${SOUND_HEADERS} ${SOUND_HEADERS} ${PAGE}` },
} satisfies Record<string, WebCase>;

const ROUTING_CASES = {
  temporary: { http: 'location / { return 302 https://$host$request_uri; }' },
  'all-alike': { https: `${SOUND_HEADERS} location / { try_files /index.html =404; }` },
  'to-start': {
    https: `${SOUND_HEADERS} location = / { try_files /index.html =404; } location / { return 302 /; }`,
  },
  staging: {},
  api: { https: `${SOUND_HEADERS} location / { return 301 https://${CASES}$request_uri; }` },
  hooks: { http: 'location / { return 308 https://$host$request_uri; }' },
  echoes: {
    https: `${SOUND_HEADERS} location / { return 302 https://$host/start; } location = /start { try_files /index.html =404; }`,
  },
  slash: { https: sound('location ~ ^/pricing/?$ { return 200 pricing; }', 'linking.html') },
} satisfies Record<string, WebCase>;

const KEPT = 'add_header Cache-Control "public, max-age=31536000, immutable" always;';
const SESSION = 'Set-Cookie "sessionid=1; Secure; HttpOnly; SameSite=Lax" always;';

const EDGE_CASES = {
  uncached: {
    https: sound(
      'location /assets/ { add_header Cache-Control "max-age=60"; try_files $uri =404; }',
      'assets.html',
    ),
  },
  cached: { https: sound(`location /assets/ { ${KEPT} try_files $uri =404; }`, 'assets.html') },
  'shared-cookie': {
    https: `add_header Cache-Control "public, max-age=600"; add_header ${SESSION} ${sound('')}`,
  },
  unpacked: { https: `gzip off; ${sound('')}` },
  'only-http1': { onlyHttp1: true },
} satisfies Record<string, WebCase>;

const SERVED_CASES = {
  mixed: { https: sound('', 'mixed.html') },
  'bare-cookie': { https: `add_header Set-Cookie "sessionid=1" always; ${sound('')}` },
  'open-cors': {
    https: `add_header Access-Control-Allow-Origin null always; add_header Access-Control-Allow-Credentials true always; ${sound('')}`,
  },
  'no-limits': { https: `${HSTS} ${PAGE}` },
} satisfies Record<string, WebCase>;

export const ROUTING_HOSTS = Object.keys(ROUTING_CASES);
export const EDGE_HOSTS = Object.keys(EDGE_CASES);
export const SERVED_HOSTS = Object.keys(SERVED_CASES);

export const WEB_CASES: Record<string, WebCase> = {
  ...TLS_CASES,
  ...ROUTING_CASES,
  ...EDGE_CASES,
  ...SERVED_CASES,
};

/** Hosts of the cases' domain behind the fake edge, which answers with the status in their name. */
export const EDGE_STATUS_HOSTS = ['status-521', 'status-526', 'status-502'] as const;

/** The address of each case, by its place in the list. */
export const CASE_ADDRESSES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(WEB_CASES).map((label, index) => [label, `127.0.7.${index + 1}`]),
);

/** A server that goes on with SSL 3.0, which no library still has: it answers the first hello, and hands all others on. */
export const SSL3_ADDRESS = '127.0.8.1';
