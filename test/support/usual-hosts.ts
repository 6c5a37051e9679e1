/**
 * Sites that are as their host's own pages say they should be: what each answers where its owner followed the steps. Values are
 * the vendors' documented defaults; where a header is the app's to send, a careful owner sends it.
 */
export interface UsualHost {
  name: string;
  /** The vendor's page that says so. */
  source: string;
  addresses: string[];
  /** Of www. */
  alias?: string;
  /** Where visitors end. */
  canonical: 'apex' | 'www';
  /** Status of http to https, and of the redirect between apex and www. */
  upgrade: number;
  move: number;
  /** Of every answer. */
  headers: Record<string, string>;
  /** Of the page; `strict-transport-security` is of redirects too. */
  page?: Record<string, string>;
  /** Of a script whose name holds a hash. */
  asset: Record<string, string>;
  cookies?: string[];
  hsts?: string;
  issuer?: string;
  /** RSA key exchange is still taken from old visitors. */
  staticKeys?: boolean;
}

const YEAR = 'max-age=31536000';
const IMMUTABLE = 'public, max-age=31536000, immutable';
/** What frameworks' guides tell owners to send (Helmet, Next.js, Rails, Laravel, Django: all have it as one setting). */
const CAREFUL = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
};
const CLOUDFLARE = {
  server: 'cloudflare',
  'cf-ray': '8c1f0a1b2c3d4e5f-FRA',
  'alt-svc': 'h3=":443"; ma=86400',
};
const REVALIDATED = { 'cache-control': 'public, max-age=0, must-revalidate', etag: '"abc-ssl"' };

export const USUAL_HOSTS: readonly UsualHost[] = [
  {
    name: 'Vercel',
    source: 'https://vercel.com/docs/domains/working-with-domains/deploying-and-redirecting',
    addresses: ['76.76.21.21'],
    alias: 'cname.vercel-dns.com',
    canonical: 'apex',
    upgrade: 308,
    move: 308,
    headers: { server: 'Vercel', 'x-vercel-id': 'fra1::abcde-1700000000000-0123456789ab' },
    page: { 'cache-control': 'public, max-age=0, must-revalidate', 'x-vercel-cache': 'HIT' },
    asset: { 'cache-control': IMMUTABLE, 'x-vercel-cache': 'HIT' },
    hsts: 'max-age=63072000',
  },
  {
    name: 'Netlify',
    source: 'https://docs.netlify.com/manage/domains/secure-domains-with-https/https-ssl/',
    addresses: ['75.2.60.5'],
    alias: 'acme.netlify.app',
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: { server: 'Netlify', 'x-nf-request-id': '01HZZZZZZZZZZZZZZZZZZZZZZZ' },
    page: REVALIDATED,
    asset: REVALIDATED,
    hsts: 'max-age=31536000',
  },
  {
    name: 'Cloudflare Pages',
    source: 'https://developers.cloudflare.com/pages/configuration/custom-domains/',
    addresses: ['104.16.1.1', '2606:4700::6810:101'],
    alias: 'acme.pages.dev',
    canonical: 'apex',
    upgrade: 301,
    move: 301,
    headers: CLOUDFLARE,
    page: { ...CAREFUL, 'cache-control': 'public, max-age=0, must-revalidate', 'cf-cache-status': 'DYNAMIC' },
    asset: { ...REVALIDATED, ...CLOUDFLARE, 'cf-cache-status': 'HIT' },
    hsts: YEAR,
    staticKeys: true,
  },
  {
    name: 'a server of one’s own behind Cloudflare',
    source: 'https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict/',
    addresses: ['172.67.1.1', '104.21.1.1'],
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: CLOUDFLARE,
    page: { ...CAREFUL, 'cache-control': 'no-cache', 'cf-cache-status': 'DYNAMIC' },
    asset: { 'cache-control': IMMUTABLE, 'cf-cache-status': 'HIT', age: '12' },
    cookies: ['_session_id'],
    hsts: `${YEAR}; includeSubDomains`,
    issuer: 'Google Trust Services, WE1',
    staticKeys: true,
  },
  {
    name: 'Render',
    source: 'https://render.com/docs/custom-domains',
    addresses: ['216.24.57.1'],
    alias: 'acme.onrender.com',
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: { ...CLOUDFLARE, 'rndr-id': '0d1e2f3a-4b5c', 'x-render-origin-server': 'Render' },
    page: CAREFUL,
    asset: { 'cache-control': IMMUTABLE, 'cf-cache-status': 'HIT' },
    hsts: YEAR,
  },
  {
    name: 'Fly.io',
    source: 'https://fly.io/docs/networking/custom-domain/',
    addresses: ['66.241.124.1', '2a09:8280:1::1:1'],
    canonical: 'apex',
    upgrade: 301,
    move: 301,
    headers: { server: 'Fly/a1b2c3 (2026-11-01)', 'fly-request-id': '01HZZZ-fra', via: '1.1 fly.io' },
    page: CAREFUL,
    asset: { 'cache-control': IMMUTABLE },
    hsts: YEAR,
  },
  {
    name: 'Railway',
    source: 'https://docs.railway.com/guides/public-networking',
    addresses: ['66.33.22.1'],
    alias: 'x1y2z3.up.railway.app',
    canonical: 'www',
    upgrade: 301,
    move: 308,
    headers: {
      server: 'railway-edge',
      'x-railway-edge': 'railway/europe-west4',
      'x-railway-request-id': 'abc',
    },
    page: CAREFUL,
    asset: { 'cache-control': IMMUTABLE },
    hsts: YEAR,
  },
  {
    name: 'GitHub Pages',
    source:
      'https://docs.github.com/pages/getting-started-with-github-pages/securing-your-github-pages-site-with-https',
    addresses: ['185.199.108.153', '185.199.109.153', '2606:50c0:8000::153'],
    alias: 'acme.github.io',
    canonical: 'apex',
    upgrade: 301,
    move: 301,
    headers: {
      server: 'GitHub.com',
      'x-github-request-id': 'A1B2:C3',
      via: '1.1 varnish',
      'x-served-by': 'cache-fra-1',
    },
    page: { 'cache-control': 'max-age=600', etag: '"abc"' },
    asset: { 'cache-control': 'max-age=600', etag: '"abc"' },
  },
  {
    name: 'Shopify',
    source:
      'https://help.shopify.com/en/manual/domains/add-a-domain/connecting-domains/connect-domain-manual',
    addresses: ['23.227.38.65'],
    alias: 'shops.myshopify.com',
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: { ...CLOUDFLARE, 'powered-by': 'Shopify' },
    page: {
      'content-security-policy':
        "block-all-mixed-content; frame-ancestors 'none'; upgrade-insecure-requests;",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    },
    asset: { 'cache-control': 'public, max-age=31557600', 'cf-cache-status': 'HIT' },
    cookies: ['localization', '_shopify_y'],
    hsts: 'max-age=7889238',
    staticKeys: true,
  },
  {
    name: 'Webflow',
    source: 'https://help.webflow.com/hc/en-us/articles/33961260851859-Manage-SSL-hosting',
    addresses: ['198.202.211.1'],
    alias: 'cdn.webflow.com',
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: { ...CLOUDFLARE, 'x-wf-region': 'eu-west-1' },
    page: { 'content-security-policy': "frame-ancestors 'self'", 'x-frame-options': 'SAMEORIGIN' },
    asset: { 'cache-control': 'max-age=31536000, must-revalidate', 'cf-cache-status': 'HIT' },
    hsts: 'max-age=31536000',
  },
  {
    name: 'Firebase Hosting',
    source: 'https://firebase.google.com/docs/hosting/custom-domain',
    addresses: ['199.36.158.100'],
    alias: 'acme.web.app',
    canonical: 'apex',
    upgrade: 301,
    move: 301,
    headers: { 'x-served-by': 'cache-fra-etou8220033-FRA', 'alt-svc': 'h3=":443";ma=86400' },
    page: { 'cache-control': 'max-age=3600', etag: '"abc"' },
    asset: { 'cache-control': 'max-age=3600', etag: '"abc"', 'x-cache': 'HIT', 'x-served-by': 'cache-fra-1' },
    hsts: 'max-age=31556926',
  },
  {
    name: 'Amazon CloudFront before S3',
    source:
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html',
    addresses: ['13.32.1.1', '13.32.1.2'],
    alias: 'd111111abcdef8.cloudfront.net',
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: {
      server: 'CloudFront',
      via: '1.1 abc.cloudfront.net (CloudFront)',
      'x-amz-cf-id': 'abc==',
      'x-amz-cf-pop': 'FRA56-P4',
    },
    page: { ...CAREFUL, 'x-cache': 'Hit from cloudfront', etag: '"abc"' },
    asset: { 'cache-control': IMMUTABLE, 'x-cache': 'Hit from cloudfront' },
    hsts: YEAR,
    issuer: 'Amazon, Amazon RSA 2048 M02',
    staticKeys: true,
  },
  {
    name: 'Squarespace',
    source: 'https://support.squarespace.com/hc/en-us/articles/205815898-Understanding-SSL-certificates',
    addresses: ['198.185.159.144', '198.49.23.144'],
    alias: 'ext-sq.squarespace.com',
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: { server: 'Squarespace', 'x-contextid': 'abc' },
    page: { 'x-content-type-options': 'nosniff', etag: 'W/"abc"' },
    asset: { 'cache-control': 'max-age=31536000' },
    cookies: ['crumb'],
    hsts: 'max-age=15552000',
  },
  {
    name: 'Wix',
    source: 'https://support.wix.com/en/article/about-ssl-certificates-and-https-for-your-site',
    addresses: ['185.230.63.107'],
    alias: 'cdn1.wixdns.net',
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: { server: 'Pepyaka', 'x-wix-request-id': '1700000000.12' },
    page: { 'x-content-type-options': 'nosniff', 'cache-control': 'private,max-age=0,must-revalidate' },
    asset: { 'cache-control': 'public, max-age=31536000' },
    cookies: ['XSRF-TOKEN', 'server-session-bind'],
    hsts: 'max-age=86400',
  },
  {
    name: 'Framer',
    source: 'https://www.framer.com/help/articles/how-to-connect-a-custom-domain/',
    addresses: ['31.43.160.6', '31.43.161.6'],
    alias: 'sites.framer.app',
    canonical: 'www',
    upgrade: 308,
    move: 308,
    headers: { server: 'Framer/a1b2c3d' },
    page: { 'x-content-type-options': 'nosniff' },
    asset: { 'cache-control': IMMUTABLE },
    hsts: 'max-age=31536000',
  },
  {
    name: 'Bunny before a server of one’s own',
    source: 'https://docs.bunny.net/docs/cdn-custom-hostname',
    addresses: ['169.150.247.1'],
    alias: 'acme.b-cdn.net',
    canonical: 'www',
    upgrade: 301,
    move: 301,
    headers: { server: 'BunnyCDN-DE1-1', 'cdn-pullzone': '12345', 'cdn-requestid': 'abc' },
    page: CAREFUL,
    asset: { 'cache-control': IMMUTABLE },
    hsts: YEAR,
  },
];
