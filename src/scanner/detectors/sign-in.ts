import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const USERS = 'manage the accounts of your users';
const FLAGS = 'read and change your feature flags';
const ROBOTS = 'pretend that robots passed the check';

/** Sign-in services, feature flags and robot checks. */
export const SIGN_IN_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Stytch',
      'https://stytch.com/dashboard/api-keys',
      'https://stytch.com/docs/api/authentication',
      USERS,
    ),
    {
      'stytch-secret': {
        title: 'Stytch secret',
        literals: ['secret-live-', 'secret-test-'],
        pattern: /secret-(?:live|test)-[A-Za-z0-9_-]{34,40}={0,2}/,
        minEntropy: 3.4,
      },
    },
  ),
  ...kinds(
    provider(
      'Dynamic',
      'https://app.dynamic.xyz/dashboard/developer',
      'https://www.dynamic.xyz/docs/',
      USERS,
    ),
    {
      'dynamic-api-token': { title: 'Dynamic API token', pattern: /dyn_[A-Za-z0-9]{50,64}/ },
    },
  ),
  ...kinds(provider('Userfront', 'https://userfront.com/dashboard', 'https://userfront.com/docs/', USERS), {
    'userfront-api-key': {
      title: 'Userfront API key',
      literals: ['uf_live_', 'uf_test_'],
      pattern: /uf_(?:live|test)_(?:admin|readonly)_[A-Za-z0-9_.-]{20,80}/,
    },
  }),
  ...kinds(provider('Corbado', 'https://app.corbado.com/', 'https://docs.corbado.com/', USERS), {
    'corbado-api-secret': { title: 'Corbado API secret', pattern: /corbado1_[A-Za-z0-9]{28,40}/ },
  }),
  ...kinds(
    provider(
      'Okta',
      'https://help.okta.com/en-us/content/topics/security/api.htm',
      'https://developer.okta.com/docs/guides/create-an-api-token/main/',
      USERS,
    ),
    {
      'okta-api-token': {
        title: 'Okta API token',
        literals: ['ssws '],
        reach: 90,
        pattern: /(?<![A-Za-z0-9_=-])00[A-Za-z0-9_=-]{40}(?![A-Za-z0-9_=-])/,
        boundary: 'none',
        minEntropy: 3.4,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(
    provider(
      'Statsig',
      'https://console.statsig.com/api_keys',
      'https://docs.statsig.com/sdk-keys/api-keys',
      FLAGS,
    ),
    {
      'statsig-secret-key': {
        title: 'Statsig secret key',
        literals: ['secret-', 'console-'],
        pattern: /(?:secret|console)-[A-Za-z0-9]{40,50}/,
        minEntropy: 3.6,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(provider('Flagsmith', 'https://app.flagsmith.com/', 'https://docs.flagsmith.com/', FLAGS), {
    'flagsmith-server-key': {
      title: 'Flagsmith server key',
      literals: ['"ser.', "'ser.", '=ser.', ' ser.'],
      pattern: /["'= ](ser\.[A-Za-z0-9]{20,24})(?![A-Za-z0-9.(])/,
      boundary: 'none',
      severity: 'high',
      minEntropy: 3.3,
      isValid: (key) => looksRandom(key.slice(4)) && /\d/.test(key),
    },
  }),
  ...kinds(
    provider(
      'Unleash',
      'https://docs.getunleash.io/reference/api-tokens-and-client-keys',
      'https://docs.getunleash.io/reference/api-tokens-and-client-keys',
      FLAGS,
    ),
    {
      'unleash-api-token': {
        title: 'Unleash API token',
        literals: [':development.', ':production.', ':*.', ':default.', ':staging.'],
        before: 40,
        width: 90,
        pattern:
          /(?:\*|\[\]|[a-z0-9_-]{1,30}):(?:development|production|default|staging|\*)\.[a-f0-9]{56,64}/,
        boundary: 'none',
        severity: 'high',
      },
    },
  ),
  ...kinds(provider('GrowthBook', 'https://app.growthbook.io/', 'https://docs.growthbook.io/api/', FLAGS), {
    'growthbook-secret-key': {
      title: 'GrowthBook secret key',
      // Behind it stands the role that the key has, or that it is a person's.
      literals: ['admin', 'user', 'readonly', 'collaborator', 'engineer', 'analyst', 'experimenter'].map(
        (role) => `secret_${role}_`,
      ),
      pattern:
        /secret_(?:admin|user|readonly|collaborator|engineer|analyst|experimenter)_[A-Za-z0-9+/=]{24,60}/,
      severity: 'high',
    },
  }),
  ...kinds(provider('DevCycle', 'https://app.devcycle.com/', 'https://docs.devcycle.com/', FLAGS), {
    'devcycle-server-key': {
      title: 'DevCycle server key',
      pattern: /dvc_server_[a-f0-9]{30,40}_[a-f0-9]{7}/,
      severity: 'high',
    },
  }),
  ...kinds(provider('ConfigCat', 'https://app.configcat.com/', 'https://configcat.com/docs/', FLAGS), {
    'configcat-sdk-key': {
      title: 'ConfigCat SDK key',
      publicByDesign: 'Public by design in a client. It can only read the flags of its environment.',
      pattern: /configcat-(?:sdk|proxy)(?:-\d)?\/[A-Za-z0-9_-]{20,24}\/[A-Za-z0-9_-]{20,24}/,
    },
  }),
  ...kinds(
    provider('hCaptcha', 'https://dashboard.hcaptcha.com/settings', 'https://docs.hcaptcha.com/', ROBOTS),
    {
      'hcaptcha-secret': { title: 'hCaptcha secret', pattern: /ES_[a-f0-9]{32}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'Cloudflare Turnstile',
      'https://dash.cloudflare.com/?to=/:account/turnstile',
      'https://developers.cloudflare.com/turnstile/get-started/server-side-validation/',
      ROBOTS,
    ),
    {
      'turnstile-secret-key': {
        title: 'Turnstile secret key',
        literals: ['0x4aaaaa'],
        pattern: /0x4A{5,9}[A-Za-z0-9_-]{22,26}/,
        severity: 'high',
        fixed: 10,
        // A site key is twenty-two characters long and public, a secret key thirty-five.
        isValid: (key) => key.length >= 32 && looksRandom(key.slice(10)),
      },
      'turnstile-site-key': {
        title: 'Turnstile site key',
        literals: ['0x4aaaaa'],
        pattern: /0x4A{5,9}[A-Za-z0-9_-]{10,15}(?![A-Za-z0-9_-])/,
        filtersPlaceholders: false,
        publicByDesign:
          'Public by design. A site key belongs into the page; its secret key stays on the server.',
      },
    },
  ),
];
