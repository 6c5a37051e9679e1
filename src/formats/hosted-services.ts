/** The day on which the signs below were last compared with the vendors' pages. */
export const HOSTED_SERVICES_AS_OF = '2026-11-22';

/** After this a service may have changed its words: what it says no longer counts as proof that a name is taken. */
const STALE_AFTER_DAYS = 180;

/** How a service shows that nobody has the name that an alias leads to. */
export type FreeSign =
  /** The name below the service's own domain does not exist; whoever takes it, answers. */
  | { kind: 'nxdomain' }
  /** Its answer to one plain GET. */
  | { kind: 'answer'; status: number; body?: string; header?: readonly [name: string, value: string] };

/** A platform where anybody can set up a site for a name that points there. */
export interface HostedService {
  id: string;
  name: string;
  /** Ends of the names that customers' aliases lead to. */
  suffixes: readonly string[];
  free: readonly FreeSign[];
  /** It asks whoever adds a name to prove that they own it, so nobody else can take it. */
  provesOwnership?: true;
  /** The vendor's own page. */
  source: string;
}

const AZURE =
  'https://learn.microsoft.com/azure/security/fundamentals/subdomain-takeover#identify-dangling-dns-entries';

export const HOSTED_SERVICES: readonly HostedService[] = [
  {
    id: 'azure',
    name: 'Azure',
    suffixes: [
      ...['azurewebsites.net', 'cloudapp.azure.com', 'cloudapp.net', 'trafficmanager.net', 'azureedge.net'],
      ...['blob.core.windows.net', 'web.core.windows.net', 'azurecontainer.io', 'azure-api.net'],
    ],
    free: [{ kind: 'nxdomain' }],
    source: AZURE,
  },
  {
    id: 'elastic-beanstalk',
    name: 'AWS Elastic Beanstalk',
    suffixes: ['elasticbeanstalk.com'],
    free: [{ kind: 'nxdomain' }],
    source: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customdomains.html',
  },
  {
    id: 's3',
    name: 'Amazon S3',
    suffixes: ['s3.amazonaws.com', 's3-website.amazonaws.com', 'amazonaws.com'],
    free: [{ kind: 'answer', status: 404, body: 'NoSuchBucket' }],
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
  },
  {
    id: 'github-pages',
    name: 'GitHub Pages',
    suffixes: ['github.io'],
    free: [{ kind: 'answer', status: 404, body: "There isn't a GitHub Pages site here." }],
    source:
      'https://docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site/verifying-your-custom-domain-for-github-pages',
  },
  {
    id: 'vercel',
    name: 'Vercel',
    suffixes: ['vercel-dns.com', 'vercel.app', 'now.sh', 'vercel-dns-016.com', 'vercel-dns-017.com'],
    free: [{ kind: 'answer', status: 404, header: ['x-vercel-error', 'DEPLOYMENT_NOT_FOUND'] }],
    source: 'https://vercel.com/docs/errors/DEPLOYMENT_NOT_FOUND',
  },
  {
    id: 'netlify',
    name: 'Netlify',
    suffixes: ['netlify.app', 'netlify.com', 'netlifyglobalcdn.com'],
    free: [{ kind: 'answer', status: 404, body: 'Not Found - Request ID' }],
    source: 'https://docs.netlify.com/manage/domains/troubleshooting-tips/',
  },
  {
    id: 'heroku',
    name: 'Heroku',
    suffixes: ['herokuapp.com', 'herokudns.com', 'herokussl.com'],
    free: [{ kind: 'nxdomain' }, { kind: 'answer', status: 404, body: 'no-such-app.html' }],
    source: 'https://devcenter.heroku.com/articles/custom-domains',
  },
  {
    id: 'railway',
    name: 'Railway',
    suffixes: ['up.railway.app'],
    free: [{ kind: 'answer', status: 404, header: ['x-railway-fallback', 'true'] }],
    source: 'https://docs.railway.com/reference/errors/application-failed-to-respond',
  },
  {
    id: 'render',
    name: 'Render',
    suffixes: ['onrender.com'],
    free: [{ kind: 'answer', status: 404, header: ['x-render-routing', 'no-server'] }],
    source: 'https://render.com/docs/custom-domains',
  },
  {
    id: 'shopify',
    name: 'Shopify',
    suffixes: ['myshopify.com'],
    free: [{ kind: 'answer', status: 404, body: 'Sorry, this shop is currently unavailable' }],
    source: 'https://help.shopify.com/manual/domains/add-a-domain/connecting-domains/connect-domain-manual',
  },
  {
    id: 'ngrok',
    name: 'ngrok',
    suffixes: ['ngrok.io', 'ngrok.app', 'ngrok-free.app', 'ngrok-cname.com'],
    free: [{ kind: 'answer', status: 404, header: ['ngrok-error-code', 'ERR_NGROK_3200'] }],
    source: 'https://ngrok.com/docs/errors/err_ngrok_3200/',
  },
  {
    id: 'read-the-docs',
    name: 'Read the Docs',
    suffixes: ['readthedocs.io', 'readthedocs-hosted.com'],
    free: [{ kind: 'answer', status: 404, header: ['x-rtd-unresolver', 'invalid-custom-domain'] }],
    source: 'https://docs.readthedocs.com/platform/stable/custom-domains.html',
  },
  {
    id: 'surge',
    name: 'Surge',
    suffixes: ['surge.sh'],
    free: [{ kind: 'answer', status: 404, body: 'project not found' }],
    source: 'https://surge.sh/help/adding-a-custom-domain',
  },
  {
    id: 'pantheon',
    name: 'Pantheon',
    suffixes: ['pantheonsite.io'],
    free: [{ kind: 'answer', status: 404, body: '404 error unknown site!' }],
    source: 'https://docs.pantheon.io/guides/domains',
  },
  {
    id: 'bitbucket',
    name: 'Bitbucket',
    suffixes: ['bitbucket.io'],
    free: [{ kind: 'answer', status: 404, body: 'Repository not found' }],
    source: 'https://support.atlassian.com/bitbucket-cloud/docs/publishing-a-website-on-bitbucket-cloud/',
  },
  {
    id: 'firebase',
    name: 'Firebase Hosting',
    suffixes: ['web.app', 'firebaseapp.com'],
    free: [],
    provesOwnership: true,
    source: 'https://firebase.google.com/docs/hosting/custom-domain',
  },
  {
    id: 'fly',
    name: 'Fly.io',
    suffixes: ['fly.dev'],
    free: [],
    provesOwnership: true,
    source: 'https://fly.io/docs/networking/custom-domain/',
  },
  {
    id: 'cloudfront',
    name: 'Amazon CloudFront',
    suffixes: ['cloudfront.net'],
    free: [],
    provesOwnership: true,
    source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html',
  },
];

/** The service that a name belongs to; undefined for any other. */
export function hostedServiceOf(name: string): HostedService | undefined {
  return HOSTED_SERVICES.find(({ id, suffixes }) =>
    suffixes.some(
      (suffix) =>
        name.endsWith(`.${suffix}`) &&
        // Much of amazonaws.com is something else.
        (id !== 's3' || /(^|[.-])s3[.-]/u.test(name)),
    ),
  );
}

export function hostedServiceById(id: string): HostedService | undefined {
  return HOSTED_SERVICES.find((service) => service.id === id);
}

/** What an answer says of a name at a service: that nobody has it, or that somebody has. */
export function isFreeAnswer(
  service: HostedService,
  answer: { status: number; headers: Readonly<Record<string, string>>; body: string },
): boolean {
  return service.free.some((sign) => {
    if (sign.kind !== 'answer' || sign.status !== answer.status) return false;
    const { body, header } = sign;
    if (body !== undefined && !answer.body.includes(body)) return false;
    return header === undefined || answer.headers[header[0]]?.toLowerCase() === header[1].toLowerCase();
  });
}

/** Too old for a pass to lean on it. `now`: milliseconds since the epoch. */
export function areHostedServicesStale(now: number): boolean {
  return now - Date.parse(HOSTED_SERVICES_AS_OF) > STALE_AFTER_DAYS * 86_400_000;
}
