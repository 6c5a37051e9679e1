import { decodeBase64 } from '../decode.ts';
import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const DATA = 'read and change your data';

/** Hosted databases, queues and analytics stores. */
export const HOSTED_DATA_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'DataStax Astra',
      'https://astra.datastax.com/settings/tokens',
      'https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html',
      DATA,
    ),
    {
      'datastax-astra-token': {
        title: 'DataStax Astra token',
        pattern: /AstraCS:[A-Za-z0-9]{20,30}:[a-f0-9]{64}/,
      },
    },
  ),
  ...kinds(
    provider(
      'CockroachDB Cloud',
      'https://cockroachlabs.cloud/service-accounts',
      'https://www.cockroachlabs.com/docs/cockroachcloud/managing-access',
      DATA,
    ),
    {
      'cockroachdb-api-key': {
        title: 'CockroachDB Cloud API key',
        pattern: /CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Fauna',
      'https://dashboard.fauna.com/',
      'https://docs.fauna.com/fauna/current/learn/security/keys/',
      DATA,
    ),
    {
      'fauna-key': {
        title: 'Fauna key',
        pattern: /fnA[A-Za-z0-9_-]{37,53}/,
        minEntropy: 3.4,
        isValid: (key) => looksRandom(key) && /\d/.test(key),
      },
    },
  ),
  ...kinds(provider('Xata', 'https://app.xata.io/settings', 'https://xata.io/docs', DATA), {
    'xata-api-key': { title: 'Xata API key', pattern: /xau_[A-Za-z0-9]{36,50}/ },
  }),
  ...kinds(
    provider(
      'Tinybird',
      'https://cloud.tinybird.co/',
      'https://www.tinybird.co/docs/get-data-in/data-sources/auth-tokens',
      DATA,
    ),
    {
      'tinybird-token': {
        title: 'Tinybird token',
        literals: ['p.eyj'],
        pattern: /p\.eyJ[A-Za-z0-9_-]{30,400}\.[A-Za-z0-9_-]{30,60}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Convex',
      'https://dashboard.convex.dev/',
      'https://docs.convex.dev/cli/deploy-key-types',
      'deploy your back end and read its data',
    ),
    {
      'convex-deploy-key': {
        title: 'Convex deploy key',
        literals: ['prod:', 'dev:', 'preview:', 'project:'],
        pattern:
          /(?:prod|dev|preview|project):[a-z0-9-]{4,60}(?::[a-z0-9-]{2,60})?\|[A-Za-z0-9+/_=-]{40,300}/,
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'InfluxDB',
      'https://cloud2.influxdata.com/',
      'https://docs.influxdata.com/influxdb/cloud/admin/tokens/',
      DATA,
    ),
    {
      'influxdb-token': {
        title: 'InfluxDB token',
        literals: ['influx'],
        reach: 200,
        pattern: /[A-Za-z0-9_-]{86}==/,
        boundary: 'none',
        severity: 'high',
        minEntropy: 4,
      },
      'influxdb-v3-token': {
        title: 'InfluxDB 3 token',
        pattern: /apiv3_[A-Za-z0-9_-]{60,100}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Elastic Cloud',
      'https://cloud.elastic.co/account/keys',
      'https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys',
      DATA,
    ),
    {
      'elastic-cloud-api-key': {
        title: 'Elastic Cloud API key',
        literals: ['essu_', 'essa_'],
        pattern: /ess[ua]_[A-Za-z0-9+/]{50,120}={0,2}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Upstash',
      'https://console.upstash.com/',
      'https://upstash.com/docs/qstash/overall/getstarted',
      DATA,
    ),
    {
      'upstash-qstash-token': {
        title: 'Upstash QStash token',
        literals: ['eyjvc2vysuqioi'],
        pattern: /eyJVc2VySUQiOi[A-Za-z0-9+/]{60,300}={0,2}/,
      },
      'upstash-signing-key': {
        title: 'Upstash signing key',
        pattern: /sig_[A-Za-z0-9]{26,32}/,
        severity: 'high',
        minEntropy: 3.6,
        // The two that the local server prints are the same for everybody.
        isValid: (key) => looksRandom(key) && /\d/.test(key) && !/^sig_(?:7kYjw48m|5ZB6DVzB)/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'dbt Cloud',
      'https://cloud.getdbt.com/settings',
      'https://docs.getdbt.com/docs/dbt-cloud-apis/authentication',
      DATA,
    ),
    {
      'dbt-cloud-token': {
        title: 'dbt Cloud token',
        literals: ['dbtc_', 'dbtu_', 'dbts_'],
        pattern: /dbt[cus]_[A-Za-z0-9_=-]{32,60}/,
      },
    },
  ),
  ...kinds(provider('Hex', 'https://app.hex.tech/', 'https://learn.hex.tech/docs/api/api-overview', DATA), {
    'hex-token': {
      title: 'Hex token',
      literals: ['hxtp_', 'hxtw_'],
      pattern: /hxt[pw]_[a-f0-9]{60,160}/,
      severity: 'high',
    },
  }),
  ...kinds(
    provider(
      'Metabase',
      'https://www.metabase.com/docs/latest/people-and-groups/api-keys#managing-api-keys',
      'https://www.metabase.com/docs/latest/people-and-groups/api-keys',
      DATA,
    ),
    {
      'metabase-api-key': {
        title: 'Metabase API key',
        pattern: /mb_[A-Za-z0-9+/]{40,46}={0,2}/,
        severity: 'high',
        minEntropy: 3.8,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(
    provider(
      'Retool',
      'https://docs.retool.com/org-users/guides/retool-api/authentication',
      'https://docs.retool.com/org-users/guides/retool-api/authentication',
      DATA,
    ),
    {
      'retool-token': {
        title: 'Retool token',
        pattern: /retool_[a-z0-9]{24,60}/,
        severity: 'high',
        minEntropy: 3,
        isValid: (key) => looksRandom(key.slice(7)) && /\d/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'OpenWeather',
      'https://home.openweathermap.org/api_keys',
      'https://openweathermap.org/appid',
      'use your OpenWeather account',
    ),
    {
      'openweather-address-key': {
        title: 'OpenWeather key in an address',
        literals: ['appid='],
        boundary: 'none',
        pattern: /appid=([a-f0-9]{32})(?![A-Za-z0-9])/i,
        severity: 'medium',
        minEntropy: 3,
        isValid: (_key, text, start) =>
          /openweathermap\.org/.test(text.slice(Math.max(0, start - 300), start)),
      },
    },
  ),
  ...kinds(provider('Prisma', 'https://console.prisma.io/', 'https://www.prisma.io/docs/accelerate', DATA), {
    'prisma-accelerate-key': {
      title: 'Prisma API key',
      literals: ['prisma-data.net/?api_key=', 'prisma.io/?api_key='],
      boundary: 'none',
      pattern: /prisma(?:-data\.net|\.io)\/\?api_key=([A-Za-z0-9_.-]{40,1000})/,
    },
  }),
  ...kinds(
    provider(
      'UploadThing',
      'https://uploadthing.com/dashboard',
      'https://docs.uploadthing.com/',
      'read and delete your files',
    ),
    {
      'uploadthing-token': {
        title: 'UploadThing token',
        literals: ['eyjhcgllzxkioi'],
        pattern: /eyJhcGlLZXkiOi[A-Za-z0-9+/_-]{60,400}={0,2}/,
        isValid: (token) => /"apiKey"/.test(decodeBase64(token) ?? ''),
      },
    },
  ),
];
