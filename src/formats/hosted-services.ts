/**
 * The day on which the signs below were last compared with the vendors' pages. What is not here on purpose: platforms that answer the
 * same for a site that sleeps or is offline as for one that nobody has (Railway, ngrok), and those whose answer no page of theirs
 * tells: a guess would call somebody's site free.
 */
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
  /** Its own page warns of wildcards: whoever adds a name below one first, has it. */
  warnsOfWildcards?: true;
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
    // A bucket is found by the name that was asked for.
    warnsOfWildcards: true,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
  },
  {
    id: 'github-pages',
    name: 'GitHub Pages',
    suffixes: ['github.io'],
    free: [{ kind: 'answer', status: 404, body: "There isn't a GitHub Pages site here." }],
    warnsOfWildcards: true,
    source:
      'https://docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site/verifying-your-custom-domain-for-github-pages',
  },
  {
    id: 'vercel',
    name: 'Vercel',
    suffixes: ['vercel-dns.com', 'vercel.app', 'now.sh', 'vercel-dns-016.com', 'vercel-dns-017.com'],
    free: [{ kind: 'answer', status: 404, header: ['x-vercel-error', 'DEPLOYMENT_NOT_FOUND'] }],
    source: 'https://vercel.com/docs/errors/platform-error-codes',
  },
  {
    id: 'netlify',
    name: 'Netlify',
    suffixes: ['netlify.app', 'netlify.com', 'netlifyglobalcdn.com'],
    free: [
      // Of a site without that page it says "exist on this site".
      { kind: 'answer', status: 404, body: 'exist on Netlify' },
      { kind: 'answer', status: 404, body: 'Not Found - Request ID' },
    ],
    source: 'https://docs.netlify.com/resources/troubleshooting/page-not-found-error-guide/',
  },
  {
    id: 'heroku',
    name: 'Heroku',
    suffixes: ['herokuapp.com', 'herokudns.com', 'herokussl.com'],
    free: [{ kind: 'nxdomain' }, { kind: 'answer', status: 404, body: 'no-such-app.html' }],
    source: 'https://devcenter.heroku.com/articles/error-pages',
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
