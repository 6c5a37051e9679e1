import { type Detector, kinds, provider } from '../detector.ts';

const DATA = 'read, change and delete your data';

/** The beginning of it. */
const LOCAL_SECRET = 'N7UND0UgjKTVK';

/** Hosted databases. */
export const DATABASE_DETECTORS: readonly Detector[] = [
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
        pattern: /sbp_(?:v0_|oauth_)?[a-f0-9]{40,64}/,
        grants: 'manage your Supabase projects',
      },
      'supabase-secret-key': {
        title: 'Supabase secret key',
        pattern: /sb_secret_[A-Za-z0-9_-]{22,40}/,
        // What `supabase start` gives to everybody (apps/cli/src/…/defaults of github.com/supabase/cli).
        refine: (key) =>
          key.startsWith(`sb_secret_${LOCAL_SECRET}`)
            ? {
                rule: 'supabase-demo-key',
                title: 'Supabase key of the local stack',
                publicByDesign:
                  'The key of the local stack, the same for everybody; it opens nothing that is online.',
              }
            : undefined,
      },
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
      'neon-api-key': { title: 'Neon API key', pattern: /napi_[a-z0-9]{60,68}/ },
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
        pattern: /(?:dapi|dkea|dose)[a-f0-9]{32}(?:-\d{1,2})?/,
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
];
