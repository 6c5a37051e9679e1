import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const DEPLOY = 'deploy to your apps and read their settings';
const DATA = 'read, change and delete your data';

/** Where apps are hosted. */
export const HOSTING_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Heroku',
      'https://dashboard.heroku.com/account',
      'https://devcenter.heroku.com/articles/authentication',
      DEPLOY,
    ),
    {
      'heroku-api-key': { title: 'Heroku API key', pattern: /HRKU-[A-Za-z0-9_-]{36,60}/, minEntropy: 3.2 },
    },
  ),
  ...kinds(
    provider(
      'Fly.io',
      'https://fly.io/user/personal_access_tokens',
      'https://fly.io/docs/security/tokens/',
      DEPLOY,
    ),
    {
      'fly-access-token': {
        title: 'Fly.io access token',
        literals: ['fo1_', 'fm1', 'fm2_'],
        pattern:
          /fo1_[A-Za-z0-9_-]{43}|fm1[ar]_[A-Za-z0-9+/]{80,3000}={0,3}|fm2_[A-Za-z0-9+/]{80,3000}={0,3}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Render',
      'https://dashboard.render.com/u/settings#api-keys',
      'https://render.com/docs/api',
      DEPLOY,
    ),
    {
      'render-api-key': {
        title: 'Render API key',
        pattern: /rnd_[A-Za-z0-9]{24,40}/,
        minEntropy: 3.2,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(
    provider(
      'Netlify',
      'https://app.netlify.com/user/applications#personal-access-tokens',
      'https://docs.netlify.com/api/get-started/',
      DEPLOY,
    ),
    {
      'netlify-access-token': {
        title: 'Netlify access token',
        literals: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
        pattern: /nf[pcoub]_[A-Za-z0-9_-]{36,50}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'Vercel',
      'https://vercel.com/account/settings/tokens',
      'https://vercel.com/docs/rest-api',
      DEPLOY,
    ),
    {
      'vercel-token': {
        title: 'Vercel token',
        literals: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
        pattern: /vc[piark]_[A-Za-z0-9_-]{24,80}/,
        minEntropy: 3.2,
        isValid: looksRandom,
      },
      'vercel-blob-token': {
        title: 'Vercel Blob token',
        pattern: /vercel_blob_rw_[A-Za-z0-9]{14,18}_[A-Za-z0-9]{28,36}/,
        grants: DATA,
      },
    },
  ),
  ...kinds(
    provider(
      'Cloudflare',
      'https://dash.cloudflare.com/profile/api-tokens',
      'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/',
      'change your DNS records and deploy to your workers',
    ),
    {
      'cloudflare-api-token': {
        title: 'Cloudflare API token',
        literals: ['cfk_', 'cfut_', 'cfat_'],
        pattern: /cf(?:k|ut|at)_[A-Za-z0-9]{40}[a-f0-9]{8}/,
      },
      'cloudflare-origin-ca-key': {
        title: 'Cloudflare Origin CA key',
        pattern: /v1\.0-[a-f0-9]{24}-[a-f0-9]{146}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Sidekiq',
      'https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ',
      'https://github.com/sidekiq/sidekiq/wiki/Build-Tools',
      'install the paid packages on your licence',
    ),
    {
      'sidekiq-licence': {
        title: 'Sidekiq licence',
        literals: ['contribsys'],
        before: 40,
        width: 60,
        pattern:
          /CONTRIBSYS__COM["']?\s{0,3}[:=]\s{0,3}["']?([a-f0-9]{8}:[a-f0-9]{8})|\/\/([a-f0-9]{8}:[a-f0-9]{8})@(?:gems|enterprise)\.contribsys/i,
        boundary: 'none',
        severity: 'medium',
      },
    },
  ),
];
