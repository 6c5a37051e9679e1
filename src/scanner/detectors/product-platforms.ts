import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';

/** Products that apps are built round: sign-in, links, surveys, wikis, back ends. Mostly open source, whose code makes the form. */
export const PRODUCT_PLATFORM_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Appwrite',
      'https://cloud.appwrite.io/console/',
      'https://appwrite.io/docs/advanced/platform/api-keys',
      'read, change and delete your data',
    ),
    {
      'appwrite-api-key': {
        title: 'Appwrite API key',
        pattern: /standard_[a-f0-9]{256}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Clerk',
      'https://dashboard.clerk.com/last-active?path=api-keys',
      'https://clerk.com/docs/guides/development/machine-auth/overview',
      'act as your services and users',
    ),
    {
      'clerk-machine-token': {
        title: 'Clerk machine key or token',
        literals: ['clerk'],
        reach: 120,
        pattern: /(?<![A-Za-z0-9_])(?:ak|mt|oat)_[A-Za-z0-9]{28,64}/,
        severity: 'high',
        minEntropy: 3.4,
        isValid: (key) => looksRandom(key.slice(key.indexOf('_') + 1)) && /\d/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'Context7',
      'https://context7.com/dashboard',
      'https://context7.com/docs/howto/api-keys',
      'use it on your account',
    ),
    {
      'context7-api-key': {
        title: 'Context7 API key',
        pattern: new RegExp(`ctx7sk-(?:${UUID}|[A-Za-z0-9]{20,60})`),
        severity: 'medium',
      },
    },
  ),
  ...kinds(
    provider(
      'Documenso',
      'https://app.documenso.com/settings/tokens',
      'https://docs.documenso.com/developers/public-api/authentication',
      'read and send documents to be signed in your name',
    ),
    {
      'documenso-api-token': {
        title: 'Documenso API token',
        literals: ['documenso'],
        reach: 90,
        pattern: /(?<![A-Za-z0-9_])api_[a-z0-9]{16}/,
        severity: 'high',
        minEntropy: 3,
        isValid: (token) => looksRandom(token.slice(4)) && /\d.*\d/.test(token),
      },
    },
  ),
  ...kinds(
    provider(
      'Dub',
      'https://app.dub.co/settings/tokens',
      'https://dub.co/docs/api-reference/tokens',
      'change your links and read your partners',
    ),
    {
      'dub-api-key': {
        title: 'Dub API key',
        literals: ['dub_'],
        pattern: /dub_(?:app_secret_[A-Za-z0-9]{30}|access_token_[A-Za-z0-9]{40}|[A-Za-z0-9]{24})/,
        severity: 'high',
        minEntropy: 3.2,
        isValid: (key) => looksRandom(key.slice(key.lastIndexOf('_') + 1)) && /\d/.test(key),
      },
      'dub-publishable-key': {
        title: 'Dub publishable key',
        pattern: /dub_pk_[A-Za-z0-9]{24}/,
        publicByDesign: 'Public by design. It can only tell clicks and sign-ups from the browser.',
      },
    },
  ),
  ...kinds(
    provider(
      'Formbricks',
      'https://app.formbricks.com/',
      'https://formbricks.com/docs/api-reference/rest-api',
      'read the answers to your surveys',
    ),
    {
      'formbricks-api-key': {
        title: 'Formbricks API key',
        pattern: /fbk_[A-Za-z0-9_-]{43}/,
        severity: 'high',
        minEntropy: 3.5,
      },
    },
  ),
  ...kinds(
    provider(
      'Hoppscotch',
      'https://hoppscotch.io/profile/tokens',
      'https://docs.hoppscotch.io/documentation/clients/cli/overview',
      'read your collections and the keys in them',
    ),
    {
      'hoppscotch-access-token': {
        title: 'Hoppscotch access token',
        pattern: new RegExp(`pat-${UUID}`),
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Midday',
      'https://app.midday.ai/settings/developer',
      'https://midday.ai/docs',
      'read your invoices and bank transactions',
    ),
    {
      'midday-api-key': {
        title: 'Midday API key',
        literals: ['mid_'],
        pattern: /mid_(?:[a-f0-9]{64}|(?:app_secret|access_token)_[A-Za-z0-9_-]{32})/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'openstatus',
      'https://www.openstatus.dev/app',
      'https://docs.openstatus.dev/',
      'change your monitors and status pages',
    ),
    {
      'openstatus-api-key': {
        title: 'openstatus API key',
        pattern: /os_[a-f0-9]{32}/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Outline',
      'https://app.getoutline.com/settings/api-and-apps',
      'https://www.getoutline.com/developers',
      'read and change your documents',
    ),
    {
      'outline-api-key': {
        title: 'Outline key or secret',
        literals: ['ol_api_', 'ol_sk_', 'ol_whs_', 'ol_at_', 'ol_rt_'],
        pattern: /ol_(?:api_[A-Za-z0-9]{38}|(?:sk|whs)_[A-Za-z0-9]{32}|[ar]t_[A-Za-z0-9]{32,64})/,
        severity: 'high',
        minEntropy: 3.4,
      },
    },
  ),
  ...kinds(
    provider(
      'Plane',
      'https://app.plane.so/',
      'https://developers.plane.so/api-reference/introduction',
      'read and change your projects',
    ),
    {
      'plane-api-key': { title: 'Plane API key', pattern: /plane_api_[a-f0-9]{32}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'Tigris',
      'https://storage.new/accesskey',
      'https://www.tigrisdata.com/docs/cli/access-keys',
      'read and delete your files',
    ),
    {
      'tigris-secret-key': {
        title: 'Tigris secret access key',
        pattern: /tsec_[A-Za-z0-9_+/-]{30,120}/,
        minEntropy: 3.6,
        isValid: (key) => looksRandom(key.slice(5)) && /\d/.test(key),
      },
    },
  ),
];
