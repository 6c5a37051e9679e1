import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const DEPLOY = 'deploy to your apps and read their settings';
const DATA = 'read, change and delete your data';

/** Where apps and their data are hosted, and where their settings are kept. */
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
        pattern: /fo1_[A-Za-z0-9_-]{43}|fm1[ar]_[A-Za-z0-9+/]{80,600}={0,3}|fm2_[A-Za-z0-9+/]{80,600}={0,3}/,
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
        pattern: /rnd_[A-Za-z0-9]{28,32}/,
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
        pattern: /vercel_blob_rw_[A-Za-z0-9]{16}_[A-Za-z0-9]{30}/,
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
      'Supabase',
      'https://supabase.com/dashboard/project/_/settings/api-keys',
      'https://supabase.com/docs/guides/api/api-keys',
      'read, change and delete all of your data, past row level security',
    ),
    {
      'supabase-access-token': {
        title: 'Supabase access token',
        pattern: /sbp_(?:v0_|oauth_)?[a-f0-9]{40}/,
        grants: 'manage your Supabase projects',
      },
      'supabase-secret-key': { title: 'Supabase secret key', pattern: /sb_secret_[A-Za-z0-9_-]{22,40}/ },
      'supabase-publishable-key': {
        title: 'Supabase publishable key',
        pattern: /sb_publishable_[A-Za-z0-9_-]{22,40}/,
        publicByDesign:
          'Public by design. It is safe in the browser only if row level security is on for every table.',
      },
    },
  ),
  ...kinds(
    provider(
      'PlanetScale',
      'https://app.planetscale.com/',
      'https://planetscale.com/docs/api/reference/service-tokens',
      DATA,
    ),
    {
      'planetscale-token': {
        title: 'PlanetScale token',
        literals: ['pscale_tkn_', 'pscale_oauth_'],
        pattern: /pscale_(?:tkn|oauth)_[A-Za-z0-9=._-]{32,64}/,
      },
      'planetscale-password': { title: 'PlanetScale password', pattern: /pscale_pw_[A-Za-z0-9=._-]{32,64}/ },
      'planetscale-user': {
        title: 'PlanetScale token id',
        pattern: /pscale_id_[a-z0-9]{10,20}/,
        publicByDesign: 'An id only; the token that belongs to it must not be shown.',
      },
    },
  ),
  ...kinds(
    provider(
      'Neon',
      'https://console.neon.tech/app/settings/api-keys',
      'https://neon.tech/docs/manage/api-keys',
      DATA,
    ),
    {
      'neon-api-key': { title: 'Neon API key', pattern: /napi_[a-z0-9]{64}/ },
    },
  ),
  ...kinds(
    provider(
      'Databricks',
      'https://accounts.cloud.databricks.com/',
      'https://docs.databricks.com/en/dev-tools/auth/pat.html',
      DATA,
    ),
    {
      'databricks-token': {
        title: 'Databricks token',
        literals: ['dapi', 'dkea', 'dose'],
        pattern: /(?:dapi|dkea|dose)[a-f0-9]{32}(?:-\d)?/,
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'ClickHouse Cloud',
      'https://console.clickhouse.cloud/',
      'https://clickhouse.com/docs/cloud/manage/openapi',
      DATA,
    ),
    {
      'clickhouse-api-secret': {
        title: 'ClickHouse Cloud API secret',
        literals: ['4b1d'],
        pattern: /4b1d[A-Za-z0-9]{38}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'MongoDB Atlas',
      'https://cloud.mongodb.com/',
      'https://www.mongodb.com/docs/atlas/configure-api-access/',
      DATA,
    ),
    {
      'mongodb-atlas-secret': {
        title: 'MongoDB Atlas service account secret',
        pattern: /mdb_sa_sk_[A-Za-z0-9_-]{40}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Aiven',
      'https://console.aiven.io/',
      'https://aiven.io/docs/platform/concepts/authentication-tokens',
      DATA,
    ),
    {
      'aiven-service-password': {
        title: 'Aiven service password',
        pattern: /AVNS_[A-Za-z0-9_-]{19,25}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'HashiCorp',
      'https://app.terraform.io/app/settings/tokens',
      'https://developer.hashicorp.com/vault/docs/concepts/tokens',
      'read the secrets you keep there',
    ),
    {
      'vault-service-token': {
        title: 'Vault service token',
        pattern: /hvs\.[A-Za-z0-9_-]{24,140}/,
        minEntropy: 3.2,
      },
      'vault-batch-token': { title: 'Vault batch token', pattern: /hvb\.[A-Za-z0-9_-]{24,400}/ },
      'vault-recovery-token': {
        title: 'Vault recovery token',
        pattern: /hvr\.[A-Za-z0-9_-]{24,140}/,
        minEntropy: 3.2,
      },
      'terraform-cloud-token': {
        title: 'Terraform Cloud token',
        literals: ['.atlasv1.'],
        before: 14,
        width: 90,
        pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}/i,
        minEntropy: 3.5,
        grants: 'change your infrastructure',
      },
    },
  ),
  ...kinds(
    provider(
      'Doppler',
      'https://dashboard.doppler.com/',
      'https://docs.doppler.com/docs/api',
      'read the secrets you keep there',
    ),
    {
      'doppler-token': {
        title: 'Doppler token',
        literals: ['dp.'],
        pattern: /dp\.(?:pt|sa|ct|scim|audit|said|st(?:\.[A-Za-z0-9_-]{2,35})?)\.[A-Za-z0-9]{40,44}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      '1Password',
      'https://start.1password.com/',
      'https://developer.1password.com/docs/service-accounts/',
      'read the vaults that it may open',
    ),
    {
      'onepassword-service-account-token': {
        title: '1Password service account token',
        pattern: /ops_eyJ[A-Za-z0-9+/_-]{200,1400}={0,3}/,
      },
      'onepassword-secret-key': {
        title: '1Password secret key',
        literals: ['a3-'],
        pattern:
          /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/,
        minEntropy: 3.5,
      },
    },
  ),
  ...kinds(
    provider(
      'Pulumi',
      'https://app.pulumi.com/account/tokens',
      'https://www.pulumi.com/docs/administration/access-identity/access-tokens/',
      'change your infrastructure',
    ),
    {
      'pulumi-access-token': { title: 'Pulumi access token', pattern: /pul-[a-f0-9]{40}/ },
    },
  ),
  ...kinds(
    provider(
      'Tailscale',
      'https://login.tailscale.com/admin/settings/keys',
      'https://tailscale.com/kb/1101/api',
      'join your private network',
    ),
    {
      'tailscale-key': {
        title: 'Tailscale key',
        pattern: /tskey-(?:[a-z]{2,12}-)?[A-Za-z0-9]{8,20}-[A-Za-z0-9-]{4,40}/,
        isValid: (key) => /\d/.test(key.slice(6)) || /[A-Z]/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'age',
      'https://age-encryption.org/',
      'https://github.com/FiloSottile/age',
      'decrypt what you encrypted with it',
    ),
    {
      'age-secret-key': {
        title: 'age secret key',
        pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/,
      },
    },
  ),
  ...kinds(
    provider(
      'TrueNAS',
      'https://www.truenas.com/docs/',
      'https://www.truenas.com/docs/scale/scaletutorials/toptoolbar/managingapikeys/',
      'manage your storage',
    ),
    {
      'truenas-api-key': {
        title: 'TrueNAS API key',
        literals: ['login_with_api_key', 'truenas', 'api/v2.0', 'bearer'],
        reach: 220,
        pattern: /(?<![A-Za-z0-9-])[0-9]{1,3}-[A-Za-z0-9]{64}(?![A-Za-z0-9])/,
        boundary: 'none',
        severity: 'high',
        minEntropy: 4.5,
        isValid: looksRandom,
      },
    },
  ),

  ...kinds(
    provider(
      'Defined Networking',
      'https://admin.defined.net/settings/api-keys',
      'https://docs.defined.net/guides/automating-host-creation/',
      'join your private network',
    ),
    {
      'defined-networking-key': {
        title: 'Defined Networking API key',
        pattern: /dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Docker Swarm',
      'https://docs.docker.com/engine/swarm/join-nodes/',
      'https://docs.docker.com/engine/swarm/join-nodes/',
      'add machines to your swarm',
    ),
    {
      'docker-swarm-token': {
        title: 'Docker Swarm token',
        literals: ['swmtkn-1-', 'swmkey-1-'],
        pattern: /SWMTKN-1-[a-z0-9]{50}-[a-z0-9]{25}|SWMKEY-1-[A-Za-z0-9+/]{43}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Kubernetes',
      'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-token/',
      'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
      'add machines to your cluster',
    ),
    {
      'kubernetes-bootstrap-token': {
        title: 'Kubernetes bootstrap token',
        literals: ['kubeadm', 'bootstrap'],
        reach: 400,
        pattern: /(?:--token[ =]|token:\s{1,2}["']?)([a-z0-9]{6}\.[a-z0-9]{16})/,
        boundary: 'none',
        severity: 'high',
        minEntropy: 3,
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
        filtersPlaceholders: false,
      },
    },
  ),
  ...kinds(
    provider(
      'Unkey',
      'https://app.unkey.com/settings/root-keys',
      'https://www.unkey.com/docs/security/root-keys',
      'make and revoke the keys of your users',
    ),
    {
      'unkey-root-key': { title: 'Unkey root key', pattern: /unkey_[A-Za-z0-9]{20,30}/, minEntropy: 3.2 },
    },
  ),
  ...kinds(
    provider(
      'Ory',
      'https://console.ory.sh/',
      'https://www.ory.sh/docs/concepts/personal-access-token',
      'manage the accounts of your users',
    ),
    {
      'ory-access-token': {
        title: 'Ory access token',
        literals: ['ory_pat_', 'ory_apikey_', 'ory_wak_'],
        pattern: /ory_(?:pat|apikey|wak)_[A-Za-z0-9]{30,40}/,
      },
    },
  ),
];
