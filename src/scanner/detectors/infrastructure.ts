import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const SERVERS = 'run servers on your bill';
const BUILDS = 'run builds and read what they know';

/** Younger hosts, build services and what keeps watch over them. */
export const INFRASTRUCTURE_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider('Deno Deploy', 'https://dash.deno.com/account', 'https://docs.deno.com/deploy/', SERVERS),
    {
      'deno-deploy-token': {
        title: 'Deno Deploy token',
        literals: ['ddp_', 'ddo_', 'ddw_'],
        pattern: /dd[pow]_[A-Za-z0-9]{34,40}/,
      },
    },
  ),
  ...kinds(
    provider(
      'CodeSandbox',
      'https://codesandbox.io/t/permissions',
      'https://codesandbox.io/docs/sdk',
      SERVERS,
    ),
    { 'codesandbox-api-key': { title: 'CodeSandbox API key', pattern: /csb_v1_[A-Za-z0-9_-]{40,48}/ } },
  ),
  ...kinds(
    provider('Daytona', 'https://app.daytona.io/dashboard/keys', 'https://www.daytona.io/docs/', SERVERS),
    {
      'daytona-api-key': { title: 'Daytona API key', pattern: /dtn_[a-f0-9]{64}/ },
    },
  ),
  ...kinds(provider('Depot', 'https://depot.dev/settings', 'https://depot.dev/docs', BUILDS), {
    'depot-token': { title: 'Depot token', pattern: /depot_(?:org|project|user)_[a-f0-9]{64}/ },
  }),
  ...kinds(provider('Gitpod', 'https://app.gitpod.io/settings', 'https://www.gitpod.io/docs/', SERVERS), {
    'gitpod-token': { title: 'Gitpod access token', pattern: /gitpod_pat_[A-Za-z0-9_.-]{30,200}/ },
  }),
  ...kinds(
    provider(
      'Expo',
      'https://expo.dev/settings/access-tokens',
      'https://docs.expo.dev/accounts/programmatic-access/',
      BUILDS,
    ),
    {
      'expo-access-token': {
        title: 'Expo access token',
        literals: ['expo_token', 'expo-token', 'eas_token'],
        reach: 80,
        pattern: /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/,
        boundary: 'none',
        minEntropy: 3.6,
        isValid: (key) => looksRandom(key) && /\d/.test(key),
      },
    },
  ),
  ...kinds(provider('Chromatic', 'https://www.chromatic.com/', 'https://www.chromatic.com/docs/', BUILDS), {
    'chromatic-project-token': {
      title: 'Chromatic project token',
      pattern: /chpt_[a-f0-9]{12,40}/,
      severity: 'medium',
    },
  }),
  ...kinds(provider('Percy', 'https://percy.io/', 'https://www.browserstack.com/docs/percy/', BUILDS), {
    'percy-token': {
      title: 'Percy project token',
      literals: ['percy'],
      reach: 90,
      pattern: /(?:web|app|auto|ss|res)_[a-f0-9]{64}/,
      severity: 'medium',
    },
  }),
  ...kinds(provider('UpCloud', 'https://hub.upcloud.com/', 'https://developers.upcloud.com/1.3/', SERVERS), {
    'upcloud-token': { title: 'UpCloud API token', pattern: /ucat_[A-Z0-9]{24,30}/ },
  }),
  ...kinds(provider('Exoscale', 'https://portal.exoscale.com/', 'https://community.exoscale.com/', SERVERS), {
    'exoscale-api-key': { title: 'Exoscale API key', pattern: /EXO[a-f0-9]{24}/, severity: 'high' },
  }),
  ...kinds(
    provider('Naver Cloud', 'https://console.ncloud.com/', 'https://api.ncloud-docs.com/docs/', SERVERS),
    {
      'naver-cloud-access-key': {
        title: 'Naver Cloud access key',
        pattern: /ncp_iam_[A-Za-z0-9]{28,44}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Cloudflare',
      'https://one.dash.cloudflare.com/',
      'https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/',
      'take over your tunnel',
    ),
    {
      'cloudflare-tunnel-token': {
        title: 'Cloudflare Tunnel token',
        literals: ['eyjhijoi'],
        pattern: /eyJhIjoi[A-Za-z0-9+/]{100,300}={0,2}/,
      },
    },
  ),
  ...kinds(
    provider(
      'DNSimple',
      'https://dnsimple.com/user',
      'https://developer.dnsimple.com/v2/',
      'change your DNS',
    ),
    {
      'dnsimple-token': { title: 'DNSimple token', pattern: /dnsimple_[au]_[A-Za-z0-9]{30,48}/ },
    },
  ),
  ...kinds(
    provider(
      'Porkbun',
      'https://porkbun.com/account/api',
      'https://porkbun.com/api/json/v3/documentation',
      'change your DNS and buy domains',
    ),
    {
      'porkbun-secret-key': { title: 'Porkbun secret API key', pattern: /sk1_[a-f0-9]{64}/ },
      'porkbun-api-key': { title: 'Porkbun API key', pattern: /pk1_[a-f0-9]{64}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'Datadog',
      'https://app.datadoghq.com/organization-settings/application-keys',
      'https://docs.datadoghq.com/account_management/api-app-keys/',
      'read your metrics and logs',
    ),
    {
      'datadog-token': {
        title: 'Datadog key',
        literals: ['ddapp_', 'ddpat_'],
        pattern: /dd(?:app|pat)_[A-Za-z0-9]{30,64}/,
      },
      'datadog-client-token': {
        title: 'Datadog client token',
        pattern: /pub[a-f0-9]{32}/,
        publicByDesign: 'Public by design. A client token can only send logs and traces from the browser.',
      },
    },
  ),
  ...kinds(
    provider(
      'New Relic Pixie',
      'https://work.withpixie.ai/admin',
      'https://docs.px.dev/reference/admin/api-keys/',
      'read what your cluster sends',
    ),
    {
      'pixie-key': {
        title: 'Pixie key',
        literals: ['px-api-', 'px-dep-'],
        pattern: /px-(?:api|dep)-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Axiom',
      'https://app.axiom.co/settings/api-tokens',
      'https://axiom.co/docs/reference/tokens',
      'read your logs',
    ),
    {
      'axiom-token': {
        title: 'Axiom token',
        literals: ['xaat-', 'xapt-'],
        pattern: /xa[ap]t-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Rootly',
      'https://rootly.com/account/api_keys',
      'https://docs.rootly.com/api-reference/',
      'read and change your incidents',
    ),
    {
      'rootly-api-key': { title: 'Rootly API key', pattern: /rootly_[a-f0-9]{64}/, severity: 'high' },
    },
  ),
  ...kinds(provider('Coralogix', 'https://coralogix.com/', 'https://coralogix.com/docs/', 'read your logs'), {
    'coralogix-key': {
      title: 'Coralogix key',
      literals: ['cxth_', 'cxtp_'],
      pattern: /cxt[hp]_[A-Za-z0-9]{28,34}/,
      severity: 'high',
    },
  }),
  ...kinds(
    provider(
      'UptimeRobot',
      'https://dashboard.uptimerobot.com/integrations',
      'https://uptimerobot.com/api/',
      'change your monitors',
    ),
    {
      'uptimerobot-api-key': {
        title: 'UptimeRobot API key',
        literals: ['uptimerobot', 'uptime_robot', 'uptime-robot'],
        reach: 90,
        pattern: /(?:ur|m7)\d{5,9}-[a-f0-9]{24}/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Socket',
      'https://socket.dev/dashboard',
      'https://docs.socket.dev/',
      'read your security reports',
    ),
    {
      'socket-token': { title: 'Socket token', pattern: /sktsec_[A-Za-z0-9_-]{20,100}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'Buf',
      'https://buf.build/settings/user',
      'https://buf.build/docs/bsr/authentication/',
      'publish packages in your name',
    ),
    {
      'buf-token': {
        title: 'Buf token',
        literals: ['buf_token'],
        reach: 90,
        pattern: /[a-f0-9]{64}/,
        minEntropy: 3,
      },
    },
  ),
];
