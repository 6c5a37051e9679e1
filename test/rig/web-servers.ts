import { userInfo } from 'node:os';
import type { CertificateFiles } from './certificates.ts';
import { ADDRESSES, BROKEN, BROKEN_HOSTS, type BrokenHost, READY } from './names.ts';
import { CASE_ADDRESSES, CASES, SOUND_HEADERS, PAGE as SOUND_PAGE, WEB_CASES } from './web-cases.ts';

export interface WebPorts {
  https: number;
  http: number;
  /** Where the fake edge's insides listen, at the edge's own address. */
  edgeCore: number;
}

const HSTS = 'add_header Strict-Transport-Security "max-age=31536000; includeSubDomains; preload" always;';
/** What a host of pages says of a name that nobody has set up there. */
const NO_SITE = `location / { return 404 "There isn't a GitHub Pages site here."; }`;
/** The same page at every address. */
const PAGE = 'location / { try_files /index.html =404; }';
const OLD_TLS = 'ssl_protocols TLSv1 TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0;';

interface BrokenServer {
  /** By the names of `makeCertificates`. */
  certificate?: string;
  /** Instead of a page over https. */
  https?: string;
  /** Instead of a redirect to https on the same host. */
  http?: string;
}

/** What nginx does at each host of the broken domain that has a server of its own. */
const BROKEN_SERVERS: Partial<Record<BrokenHost, BrokenServer>> = {
  app: { https: `add_header Strict-Transport-Security "max-age=300" always; ${PAGE}` },
  api: { certificate: 'soon', https: 'location / { default_type application/json; return 200 "{}"; }' },
  staging: { certificate: 'short', http: PAGE },
  overdue: { certificate: 'overdue' },
  expired: { certificate: 'expired' },
  'wrong-host': { certificate: 'wrong-host' },
  'self-signed': { certificate: 'self-signed' },
  'old-tls': { https: `${OLD_TLS} ${PAGE}` },
  'no-chain': { certificate: 'no-chain' },
  loop: {
    https: 'location / { return 302 /a; } location = /a { return 302 /b; } location = /b { return 302 /a; }',
  },
  chain: {
    http: 'location / { return 301 http://$host/1; } location = /1 { return 302 http://$host/2; } location = /2 { return 301 https://$host/3; }',
    https: `location = /3 { return 307 /4/; } ${PAGE}`,
  },
  mixed: { https: 'location / { try_files /mixed.html =404; }' },
  'no-compression': { https: `gzip off; ${PAGE}` },
  'not-yet': { certificate: 'not-yet' },
  downgrade: {
    http: 'location / { return 301 https://$host$request_uri; } location = /plain { return 200 plain; }',
    https: 'location / { return 302 http://$host/plain; }',
  },
  'weak-key': { certificate: 'weak-key', https: `ssl_ciphers DEFAULT:@SECLEVEL=0; ${PAGE}` },
  nowhere: { https: 'location / { return 302 mailto:hello@acme-coach.test; }' },
  endless: { https: 'location ~ ^/(x*)$ { return 302 /x$1; }' },
  'stays-http': { http: 'location / { return 302 /welcome; } location = /welcome { return 200 welcome; }' },
};

/** What became of addresses in old ads, by what is wrong with each. */
const OLD_LINKS = `
    location = / { try_files /index.html =404; } location = /new { return 200 new; } location = /shop { return 200 shop; }
    location = /old { return 301 /new?$args; } location = /ad { return 301 /new; } location = /other { return 301 /shop?$args; }
    location = /home { return 301 /; } location = /far { return 301 /old?$args; } location = /round { return 302 /round?$args; }
    location = /for-now { return 302 /new?$args; } location = /stays { return 200 stays; } location / { return 404; }`;

/** nginx for everything that a real web server can be made to do. `files` by the names of `makeCertificates`. */
export function nginxConfiguration(
  directory: string,
  files: Record<string, CertificateFiles>,
  ports: WebPorts,
): string {
  const secure = (address: string, certificate: string, body: string, names?: string, h2 = true) => {
    const { cert, key } = files[certificate] as CertificateFiles;
    return `server { listen ${address}:${ports.https} ssl${h2 ? ' http2' : ''}; ${names ? `server_name ${names};` : ''} ssl_certificate ${cert}; ssl_certificate_key ${key}; ${body} }`;
  };
  const plain = (address: string, body: string, names?: string) =>
    `server { listen ${address}:${ports.http}; ${names ? `server_name ${names};` : ''} ${body} }`;
  const upgrade = 'location / { return 301 https://$host$request_uri; }';
  const core = `location / { proxy_pass http://${ADDRESSES.edge}:${ports.edgeCore}; proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto $scheme; proxy_pass_header Server; }`;
  const { apex, edge, origin, offHost, closed, inspected, guarded, pages, registry, unlocked, locked } =
    ADDRESSES;

  const servers = [
    secure(apex, 'good', `${HSTS} location / { return 301 https://www.${BROKEN}$request_uri; }`, BROKEN),
    secure(apex, 'good', `${HSTS} add_header Cache-Control "public, max-age=60"; ${PAGE}`, `www.${BROKEN}`),
    plain(apex, upgrade),
    ...Object.entries(BROKEN_HOSTS).flatMap(([label, address]) => {
      const server = BROKEN_SERVERS[label as BrokenHost];
      if (!server && label !== 'plain-443' && label !== 'no-tls') return [];
      const http = plain(address, server?.http ?? upgrade);
      // Nothing listens at its https port: connections are refused.
      if (label === 'no-tls') return [http];
      if (label === 'plain-443')
        return [http, `server { listen ${address}:${ports.https}; location / { return 200 plain; } }`];
      return [http, secure(address, server?.certificate ?? 'good', server?.https ?? PAGE)];
    }),
    secure(apex, 'good', `${SOUND_HEADERS} ${SOUND_PAGE}`, `${CASES} www.staged.test`),
    secure(
      apex,
      'good',
      `${SOUND_HEADERS} location / { return 301 https://${CASES}$request_uri; }`,
      `www.${CASES}`,
    ),
    ...Object.entries(WEB_CASES).flatMap(
      ([label, { certificate = 'good', https, http = upgrade, onlyHttp1 }]) => {
        const address = CASE_ADDRESSES[label] as string;
        const body = https ?? `${SOUND_HEADERS} ${SOUND_PAGE}`;
        return [plain(address, http), secure(address, certificate, body, undefined, !onlyHttp1)];
      },
    ),
    secure(apex, 'good', `${SOUND_HEADERS} ${SOUND_PAGE}`, 'split.test www.split.test'),
    // The page is forgotten over https, the campaign over http; and what it leads to hides from search engines.
    plain(apex, 'location / { return 301 https://$host$uri; }', 'lost.test www.lost.test'),
    secure(apex, 'good', `${SOUND_HEADERS} location / { return 301 https://www.lost.test/; }`, 'lost.test'),
    secure(
      apex,
      'good',
      `add_header X-Robots-Tag noindex always; ${SOUND_HEADERS} ${SOUND_PAGE}`,
      'www.lost.test',
    ),
    secure(apex, 'good', `${SOUND_HEADERS} ${OLD_LINKS}`, 'links.test'),
    secure(
      apex,
      'good',
      `${SOUND_HEADERS} location / { return 301 https://links.test$request_uri; }`,
      'www.links.test',
    ),
    secure(
      apex,
      'good',
      `${SOUND_HEADERS} location / { return 301 https://www.staged.test$request_uri; }`,
      'staged.test',
    ),
    secure(
      apex,
      'good',
      `add_header X-Robots-Tag noindex always; ${SOUND_HEADERS} ${SOUND_PAGE}`,
      'staging.staged.test',
    ),
    secure(unlocked, 'good', 'location / { return 302 https://unlocked.test/login; }'),
    secure(locked, 'good', 'location / { return 403; }'),
    plain(unlocked, upgrade),
    plain(locked, upgrade),
    secure(edge, 'good', core),
    plain(edge, core),
    // The origin behind the edge, open to everybody.
    secure(origin, 'good', PAGE),
    plain(origin, PAGE),
    // Another host at once, over http already, and https itself never seen.
    plain(offHost, 'location / { return 301 https://www.off-host.test$request_uri; }', 'off-host.test'),
    plain(offHost, upgrade, '_'),
    secure(offHost, 'good', `${HSTS} ${PAGE}`),
    // Nothing at port 80.
    secure(closed, 'good', `${HSTS} ${PAGE}`),
    ...[secure(pages, 'good', NO_SITE), plain(pages, NO_SITE)],
    secure(registry, 'registry', registryBody()),
    plain(registry, `root ${directory}/lists; types { application/pkix-crl crl; }`),
    secure(inspected, 'inspected', PAGE),
    plain(inspected, upgrade),
    // To a name of ours with a private address, where somebody counts visits; and to somebody else's site.
    plain(
      guarded,
      `location / { return 302 http://internal.guarded.test:${ports.http}/admin; }`,
      'guarded.test www.guarded.test',
    ),
    secure(
      guarded,
      'good',
      `location / { return 302 http://internal.guarded.test:${ports.http}/admin; }`,
      'guarded.test www.guarded.test',
    ),
    plain(guarded, upgrade, 'elsewhere.test www.elsewhere.test'),
    secure(
      guarded,
      'good',
      `location / { return 302 https://${READY}/; }`,
      'elsewhere.test www.elsewhere.test',
    ),
  ];

  // Workers of a server that root starts would be nobody, who cannot enter the private folder.
  const user = process.getuid?.() === 0 ? `user ${userInfo().username};` : '';
  return `pid ${directory}/nginx.pid; error_log stderr; daemon off; worker_processes 1; ${user}
events { worker_connections 1024; }
http {
  access_log off; default_type text/html; types { text/html html; application/javascript js; text/css css; } root ${directory}/www; server_tokens off;
  client_body_temp_path ${directory}/temp-1; proxy_temp_path ${directory}/temp-2; fastcgi_temp_path ${directory}/temp-3;
  uwsgi_temp_path ${directory}/temp-4; scgi_temp_path ${directory}/temp-5;
  port_in_redirect off; gzip on; gzip_min_length 200; gzip_types application/javascript text/css; ssl_protocols TLSv1.2 TLSv1.3; server_names_hash_bucket_size 128;
  ${servers.join('\n  ')}
}
`;
}

/** Days for which the registry says that domains are registered. */
const REGISTERED: Record<string, number> = { [READY]: 300, 'off-host.test': 12 };

function registryBody(): string {
  const json = (value: unknown) =>
    `default_type application/rdap+json; return 200 '${JSON.stringify(value)}';`;
  const list = { services: [[['test'], ['https://rdap.nic.test/']]] };
  const domains = Object.entries(REGISTERED).map(([ldhName, days]) => {
    const eventDate = new Date(Date.now() + days * 86_400_000).toISOString();
    const status = days > 30 ? ['client transfer prohibited'] : ['active'];
    const answer = {
      ...{ objectClassName: 'domain', ldhName, status },
      events: [{ eventAction: 'expiration', eventDate }],
    };
    return `location = /domain/${ldhName} { ${json(answer)} }`;
  });
  return `location = /rdap/dns.json { ${json(list)} } ${domains.join(' ')}`;
}

const FILLER = 'Coaching for founders. '.repeat(200);

/** What stands in nginx's document root, by file name. */
export const WEB_FILES: Record<string, string> = {
  'index.html': `<!doctype html><html lang="en"><title>Acme</title><h1>Acme</h1><p>${FILLER}</p></html>`,
  'mixed.html': `<!doctype html><html lang="en"><title>Acme</title><img src="http://${BROKEN}/a.png" alt=""><script src="http://cdn.saas.test/x.js"></script><form action="http://${BROKEN}/login"></form><p>${FILLER}</p></html>`,
  'linking.html': `<!doctype html><html lang="en"><title>Acme</title><a href="/pricing">Pricing</a><p>${FILLER}</p></html>`,
  'assets.html': `<!doctype html><html lang="en"><title>Acme</title><script src="/assets/app-3f2a1b9c.js"></script><p>${FILLER}</p></html>`,
  'assets/app-3f2a1b9c.js': `console.log(${JSON.stringify(FILLER)});`,
};
