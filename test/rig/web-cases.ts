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
}

export const SOUND_HEADERS = 'add_header Strict-Transport-Security "max-age=31536000" always;';
export const PAGE = 'location / { try_files /index.html =404; }';

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
  'no-hsts': { https: PAGE },
  'short-hsts': { https: `add_header Strict-Transport-Security "max-age=300" always; ${PAGE}` },
  'bad-hsts': { https: `add_header Strict-Transport-Security "31536000" always; ${PAGE}` },
  'two-hsts': { https: `${SOUND_HEADERS} ${SOUND_HEADERS} ${PAGE}` },
} satisfies Record<string, WebCase>;

export const WEB_CASES: Record<string, WebCase> = { ...TLS_CASES };

/** The address of each case, by its place in the list. */
export const CASE_ADDRESSES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(WEB_CASES).map((label, index) => [label, `127.0.7.${index + 1}`]),
);

/** A server that goes on with SSL 3.0, which no library still has: it answers the first hello, and hands all others on. */
export const SSL3_ADDRESS = '127.0.8.1';
