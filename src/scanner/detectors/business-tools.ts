import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const TASKS = 'read and change your projects';
const CUSTOMERS = 'read and change your customers';
const MESSAGES = 'send messages in your name and on your bill';

/** Tools of the office, messages and customers. */
export const BUSINESS_TOOL_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'HighLevel',
      'https://app.gohighlevel.com/',
      'https://marketplace.gohighlevel.com/docs/Authorization/PrivateIntegrationsToken',
      'read and change your contacts and conversations',
    ),
    {
      'highlevel-private-token': {
        title: 'HighLevel private integration token',
        pattern: /pit-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Asana',
      'https://app.asana.com/0/my-apps',
      'https://developers.asana.com/docs/personal-access-token',
      TASKS,
    ),
    {
      'asana-access-token': {
        title: 'Asana access token',
        literals: ['0/', '1/', '2/'],
        quick: (text, start) =>
          isHexOrDigit(text.charCodeAt(start + 2)) && isHexOrDigit(text.charCodeAt(start + 12)),
        pattern:
          /(?<![./\w-])(?:0\/[a-f0-9]{32}(?![\w./-])|1\/\d{12,20}:[a-f0-9]{32}|2\/\d{12,20}\/\d{12,20}:[a-f0-9]{32})/,
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Close',
      'https://app.close.com/settings/developer/api-keys/',
      'https://developer.close.com/topics/authentication/',
      CUSTOMERS,
    ),
    {
      'close-api-key': {
        title: 'Close API key',
        literals: ['api_'],
        pattern: /api_[A-Za-z0-9]{20,24}\.[A-Za-z0-9]{20,24}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Tally',
      'https://tally.so/settings/api-keys',
      'https://developers.tally.so/',
      'read the answers of your visitors',
    ),
    {
      'tally-api-key': {
        title: 'Tally API key',
        pattern: /tly-[A-Za-z0-9]{30,50}/,
        severity: 'high',
        minEntropy: 3.6,
      },
    },
  ),
  ...kinds(
    provider(
      'LinkedIn',
      'https://www.linkedin.com/developers/apps',
      'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication',
      'act as your application',
    ),
    {
      'linkedin-client-secret': {
        title: 'LinkedIn client secret',
        pattern: /WPL_AP[01]\.[A-Za-z0-9]{14,18}(?:\.[A-Za-z0-9+/]{6,12}={0,2})?/,
      },
    },
  ),
  ...kinds(provider('Ably', 'https://ably.com/accounts', 'https://ably.com/docs/auth/basic', MESSAGES), {
    'ably-api-key': {
      title: 'Ably API key',
      literals: ['ably'],
      reach: 110,
      pattern: /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{43}/,
      minEntropy: 3.6,
    },
  }),
  ...kinds(
    provider(
      'Telnyx',
      'https://portal.telnyx.com/#/app/api-keys',
      'https://developers.telnyx.com/docs/',
      MESSAGES,
    ),
    {
      'telnyx-api-key': {
        title: 'Telnyx API key',
        literals: ['key0'],
        pattern: /KEY0[A-F0-9]{31}_[A-Za-z0-9]{22}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Courier',
      'https://app.courier.com/settings/api-keys',
      'https://www.courier.com/docs/',
      MESSAGES,
    ),
    {
      'courier-auth-token': {
        title: 'Courier auth token',
        specific: true,
        literals: ['pk_prod_', 'pk_test_'],
        pattern: /pk_(?:prod|test)_[A-Z0-9]{28}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Mailchimp Transactional',
      'https://mandrillapp.com/settings',
      'https://mailchimp.com/developer/transactional/guides/quick-start/',
      'send mail in your name',
    ),
    {
      'mandrill-api-key': {
        title: 'Mandrill API key',
        pattern: /md-[A-Za-z0-9_-]{22}/,
        minEntropy: 3.6,
        isValid: (key) => looksRandom(key.slice(3)) && /\d/.test(key) && /[A-Z]/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'Kit (ConvertKit)',
      'https://app.kit.com/account_settings/developer_settings',
      'https://developers.kit.com/',
      CUSTOMERS,
    ),
    {
      'kit-api-key': { title: 'Kit API key', pattern: /kit_[a-f0-9]{32}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'Beamer',
      'https://app.getbeamer.com/settings',
      'https://www.getbeamer.com/api',
      'post news to your users',
    ),
    {
      'beamer-api-key': {
        title: 'Beamer API key',
        literals: ['beamer'],
        reach: 100,
        pattern: /b_[A-Za-z0-9=_/+-]{44}/,
        severity: 'high',
        minEntropy: 3.6,
      },
    },
  ),
];

function isHexOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}
