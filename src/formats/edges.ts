import { parseIpv4, parseIpv6 } from './ip-address.ts';

/** A network or platform that stands in front of a site and takes the brunt of a flood. */
export interface Edge {
  name: string;
  /** Address ranges that answer for its customers: only where the vendor's list could be compared, see `rangesAsOf`. */
  ranges?: readonly string[];
  /** The day of the list that `ranges` was compared with. */
  rangesAsOf?: string;
  /** Ends of the names that customers' aliases (CNAME) lead to. */
  aliases?: readonly string[];
  /** Response headers only it sets: name, or name and how the value begins. */
  headers?: readonly (readonly [name: string, prefix?: string])[];
  source: string;
}

/**
 * Those that build on another edge come first: Render's answers carry Cloudflare's headers too. Headers and aliases are what
 * the vendors' pages and answers show; where no list of addresses could be compared, there are no ranges, and headers and
 * aliases must do.
 */
export const EDGES: readonly Edge[] = [
  {
    name: 'Render',
    aliases: ['onrender.com'],
    headers: [['rndr-id'], ['x-render-origin-server']],
    source: 'https://render.com/docs/configure-other-dns',
  },
  {
    name: 'GitHub Pages',
    aliases: ['github.io'],
    headers: [['x-github-request-id'], ['server', 'github.com']],
    source: 'https://docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site',
  },
  {
    name: 'Vercel',
    ranges: ['76.76.21.21/32'],
    rangesAsOf: '2026-02-24',
    aliases: ['vercel-dns.com', 'vercel-dns-016.com', 'vercel-dns-017.com', 'vercel.app'],
    headers: [['x-vercel-id'], ['server', 'vercel']],
    source: 'https://vercel.com/docs/domains/working-with-domains/add-a-domain',
  },
  {
    name: 'Netlify',
    aliases: ['netlify.app', 'netlifyglobalcdn.com', 'netlify.com'],
    headers: [['x-nf-request-id'], ['server', 'netlify']],
    source: 'https://docs.netlify.com/manage/domains/configure-domains/configure-external-dns/',
  },
  {
    name: 'Railway',
    aliases: ['up.railway.app'],
    headers: [['x-railway-edge'], ['x-railway-request-id'], ['server', 'railway']],
    source: 'https://docs.railway.com/reference/public-networking',
  },
  {
    name: 'Fly.io',
    aliases: ['fly.dev'],
    headers: [['fly-request-id'], ['server', 'fly/']],
    source: 'https://fly.io/docs/networking/request-headers/',
  },
  {
    name: 'Shopify',
    aliases: ['myshopify.com'],
    source: 'https://help.shopify.com/manual/domains/add-a-domain/connecting-domains/connect-domain-manual',
  },
  {
    name: 'Webflow',
    aliases: ['proxy-ssl.webflow.com', 'cdn.webflow.com'],
    headers: [['x-wf-region'], ['x-wf-proxy']],
    source: 'https://help.webflow.com/hc/en-us/articles/33961239562387-Manually-connect-a-custom-domain',
  },
  {
    name: 'Framer',
    aliases: ['sites.framer.app'],
    headers: [['server', 'framer/']],
    source: 'https://www.framer.com/help/articles/how-to-connect-a-custom-domain/',
  },
  {
    name: 'Squarespace',
    aliases: ['ext-cust.squarespace.com', 'ext-sq.squarespace.com'],
    headers: [['server', 'squarespace']],
    source:
      'https://support.squarespace.com/hc/en-us/articles/205812378-Connecting-a-domain-to-your-Squarespace-site',
  },
  {
    name: 'Wix',
    aliases: ['wixdns.net'],
    headers: [['x-wix-request-id'], ['server', 'pepyaka']],
    source: 'https://support.wix.com/en/article/connecting-a-domain-to-wix-using-the-pointing-method',
  },
  {
    name: 'Firebase Hosting',
    aliases: ['web.app', 'firebaseapp.com'],
    source: 'https://firebase.google.com/docs/hosting/custom-domain',
  },
  {
    name: 'Bunny',
    aliases: ['b-cdn.net'],
    headers: [['cdn-pullzone'], ['cdn-requestid'], ['server', 'bunnycdn']],
    source: 'https://docs.bunny.net/docs/cdn-headers',
  },
  {
    name: 'Cloudflare',
    ranges: [
      ...['173.245.48.0/20', '103.21.244.0/22', '103.22.200.0/22', '103.31.4.0/22', '141.101.64.0/18'],
      ...['108.162.192.0/18', '190.93.240.0/20', '188.114.96.0/20', '197.234.240.0/22', '198.41.128.0/17'],
      ...['162.158.0.0/15', '104.16.0.0/13', '104.24.0.0/14', '172.64.0.0/13', '131.0.72.0/22'],
      ...['2400:cb00::/32', '2606:4700::/32', '2803:f800::/32', '2405:b500::/32', '2405:8100::/32'],
      ...['2a06:98c0::/29', '2c0f:f248::/32'],
    ],
    rangesAsOf: '2026-07-02',
    aliases: ['cdn.cloudflare.net', 'pages.dev', 'workers.dev'],
    headers: [['cf-ray'], ['server', 'cloudflare']],
    source: 'https://www.cloudflare.com/ips/',
  },
  {
    name: 'Fastly',
    aliases: ['fastly.net', 'fastlylb.net'],
    headers: [['x-fastly-request-id'], ['x-served-by', 'cache-']],
    source: 'https://api.fastly.com/public-ip-list',
  },
  {
    name: 'Amazon CloudFront',
    aliases: ['cloudfront.net'],
    headers: [['x-amz-cf-id'], ['x-amz-cf-pop'], ['server', 'cloudfront']],
    source:
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html',
  },
  {
    name: 'Akamai',
    aliases: ['edgekey.net', 'edgesuite.net', 'akamaiedge.net', 'akamai.net', 'akamaized.net'],
    headers: [['akamai-grn'], ['x-akamai-transformed'], ['server', 'akamaighost']],
    source: 'https://techdocs.akamai.com/property-mgr/docs/edge-hostnames',
  },
  {
    name: 'Azure Front Door',
    aliases: ['azurefd.net', 'azureedge.net', 't-msedge.net'],
    headers: [['x-azure-ref'], ['x-msedge-ref']],
    source: 'https://learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol',
  },
  {
    name: 'Google Cloud',
    aliases: ['ghs.googlehosted.com', 'ghs.google.com'],
    headers: [
      ['via', '1.1 google'],
      ['server', 'google frontend'],
    ],
    source: 'https://cloud.google.com/load-balancing/docs/https',
  },
  {
    name: 'Sucuri',
    ranges: ['192.88.134.0/23', '185.93.228.0/22', '66.248.200.0/22', '208.109.0.0/22', '2a02:fe80::/29'],
    rangesAsOf: '2026-10-14',
    headers: [['x-sucuri-id'], ['server', 'sucuri']],
    source: 'https://docs.sucuri.net/website-firewall/sucuri-firewall-troubleshooting-guide/',
  },
  {
    name: 'Imperva',
    aliases: ['incapdns.net', 'impervadns.net'],
    headers: [['x-iinfo'], ['x-cdn', 'imperva']],
    source: 'https://docs.imperva.com/bundle/cloud-application-security/page/introducing/basic-setup.htm',
  },
];

export interface EdgeSigns {
  addresses: readonly string[];
  aliases: readonly string[];
  headers: readonly Readonly<Record<string, string>>[];
}

/** A list of addresses that is older may miss some, and name some that now belong to others. */
const STALE_AFTER_DAYS = 180;

/** Too old for a pass to lean on it. `listOf`: a day; `now`: milliseconds since the epoch. */
export function isEdgeListStale(listOf: string, now: number): boolean {
  return now - Date.parse(listOf) > STALE_AFTER_DAYS * 86_400_000;
}

export interface FoundEdge {
  edge: Edge;
  by: string;
  /** The day of the list, where nothing but the address gives it away. */
  listOf?: string;
}

/** The edge in front of a host, and what gives it away. */
export function recogniseEdge(signs: EdgeSigns): FoundEdge | undefined {
  for (const edge of EDGES) {
    for (const [name, prefix = ''] of edge.headers ?? []) {
      const sent = signs.headers.some((headers) => headers[name]?.toLowerCase().startsWith(prefix));
      if (sent) return { edge, by: `its ${name} header` };
    }
    const alias = signs.aliases.find((name) =>
      edge.aliases?.some((end) => name === end || name.endsWith(`.${end}`)),
    );
    if (alias !== undefined) return { edge, by: `its alias ${alias}` };
    // All of them: one unprotected address beside protected ones is the one that is flooded.
    const isInside = (address: string) => edge.ranges?.some((range) => isInRange(address, range)) ?? false;
    if (signs.addresses.length > 0 && signs.addresses.every(isInside)) {
      const by = `its address ${signs.addresses[0]} (in the list of ${edge.rangesAsOf})`;
      return { edge, by, ...(edge.rangesAsOf !== undefined && { listOf: edge.rangesAsOf }) };
    }
  }
  return undefined;
}

/** True when the address lies in the CIDR range; false too for text that is neither. */
export function isInRange(address: string, range: string): boolean {
  const [network = '', length = ''] = range.split('/');
  const bytes = parseIpv4(address) ?? parseIpv6(address);
  const start = parseIpv4(network) ?? parseIpv6(network);
  if (!bytes || !start || bytes.length !== start.length) return false;
  for (let bits = Number(length), i = 0; bits > 0; bits -= 8, i++) {
    const mask = bits >= 8 ? 0xff : (0xff << (8 - bits)) & 0xff;
    if (((bytes[i] ?? 0) & mask) !== ((start[i] ?? 0) & mask)) return false;
  }
  return true;
}
