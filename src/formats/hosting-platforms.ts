/** A place where apps are deployed to, by the files it has in a repository and by what domains that use it point to. */
export interface HostingPlatform {
  id: string;
  name: string;
  /** Files that say "this is deployed there", at the root or in the folder of an app. */
  files: RegExp;
  /** Ends of the names that its customers' aliases lead to. */
  aliases: readonly string[];
  /** Addresses that it has its customers enter for a domain without www. */
  addresses: readonly string[];
  source: string;
}

const ROOT = String.raw`^(?:(?:apps|packages|sites|web|frontend|app|site|website|docs|www)\/(?:[^/]+\/)?)?`;
const file = (names: string) => new RegExp(`${ROOT}(?:${names})$`, 'u');

export const HOSTING_PLATFORMS: readonly HostingPlatform[] = [
  {
    id: 'vercel',
    name: 'Vercel',
    files: file(String.raw`vercel\.json|\.vercel\/project\.json`),
    aliases: ['vercel-dns.com', 'vercel-dns-016.com', 'vercel-dns-017.com', 'vercel.app', 'now.sh'],
    addresses: ['76.76.21.21', '76.76.21.61', '76.76.21.93', '76.76.21.98', '216.198.79.1'],
    source: 'https://vercel.com/docs/domains/working-with-domains/add-a-domain',
  },
  {
    id: 'netlify',
    name: 'Netlify',
    files: file(String.raw`netlify\.toml|\.netlify\/state\.json`),
    aliases: ['netlify.app', 'netlify.com', 'netlifyglobalcdn.com'],
    addresses: ['75.2.60.5', '99.83.190.102'],
    source: 'https://docs.netlify.com/manage/domains/configure-domains/configure-external-dns/',
  },
  {
    id: 'fly',
    name: 'Fly.io',
    files: file(String.raw`fly(?:\.production)?\.toml`),
    aliases: ['fly.dev'],
    addresses: [],
    source: 'https://fly.io/docs/networking/custom-domain/',
  },
  {
    id: 'render',
    name: 'Render',
    files: file(String.raw`render\.ya?ml`),
    aliases: ['onrender.com'],
    addresses: ['216.24.57.1', '216.24.57.4', '216.24.57.251'],
    source: 'https://render.com/docs/configure-other-dns',
  },
  {
    id: 'railway',
    name: 'Railway',
    files: file(String.raw`railway\.(?:json|toml)`),
    aliases: ['up.railway.app', 'railway.app'],
    addresses: [],
    source: 'https://docs.railway.com/guides/public-networking',
  },
  {
    id: 'firebase',
    name: 'Firebase Hosting',
    files: file(String.raw`\.firebaserc`),
    aliases: ['web.app', 'firebaseapp.com'],
    addresses: ['199.36.158.100'],
    source: 'https://firebase.google.com/docs/hosting/custom-domain',
  },
  {
    id: 'heroku',
    name: 'Heroku',
    files: file(String.raw`app\.json|heroku\.yml`),
    aliases: ['herokudns.com', 'herokuapp.com'],
    addresses: [],
    source: 'https://devcenter.heroku.com/articles/custom-domains',
  },
  {
    id: 'github-pages',
    name: 'GitHub Pages',
    files: /^(?:docs\/|public\/|static\/)?CNAME$/u,
    aliases: ['github.io'],
    addresses: ['185.199.108.153', '185.199.109.153', '185.199.110.153', '185.199.111.153'],
    source:
      'https://docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site/managing-a-custom-domain-for-your-github-pages-site',
  },
  {
    id: 'azure-static',
    name: 'Azure Static Web Apps',
    files: file(String.raw`staticwebapp\.config\.json`),
    aliases: ['azurestaticapps.net'],
    addresses: [],
    source: 'https://learn.microsoft.com/azure/static-web-apps/custom-domain',
  },
  {
    id: 'digitalocean',
    name: 'DigitalOcean App Platform',
    files: /^\.do\/(?:app|deploy\.template)\.ya?ml$/u,
    aliases: ['ondigitalocean.app'],
    addresses: [],
    source: 'https://docs.digitalocean.com/products/app-platform/how-to/manage-domains/',
  },
  {
    id: 'amplify',
    name: 'AWS Amplify',
    files: file(String.raw`amplify\.ya?ml`),
    aliases: ['amplifyapp.com'],
    addresses: [],
    source: 'https://docs.aws.amazon.com/amplify/latest/userguide/custom-domains.html',
  },
];

/** The platform that a host's records lead to; undefined where they tell none. */
export function platformOf(records: {
  aliases: readonly string[];
  addresses: readonly string[];
}): HostingPlatform | undefined {
  return HOSTING_PLATFORMS.find(
    ({ aliases, addresses }) =>
      records.aliases.some((name) => aliases.some((end) => name === end || name.endsWith(`.${end}`))) ||
      records.addresses.some((address) => addresses.includes(address)),
  );
}
